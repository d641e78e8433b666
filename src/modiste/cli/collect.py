"""`modiste import`: what comes into a shop.

Knows how counts are shown; reading is collect's, rows are the workspace's.
"""

from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command("import")(import_)


def import_(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(help="A file, a folder, an archive, or fashion-mnist[:train|:test].")
    ],
    kind: Annotated[str, typer.Option("--as", help="The format, where it is not to be recognised.")] = "",
) -> None:
    """Import a catalogue, photos or a data set; again, it only adds what is new."""
    terminal: Terminal = context.obj
    with (
        terminal.open_shop(create=True) as shop,
        stoppable() as stopped,
        terminal.progress() as progress,
    ):
        report = flows.import_from(shop, source, progress, kind, stopped)
        held = shop.store.quarantine.count()
    columns = ("read", "added", "updated", "unchanged", "quarantined", "seconds")
    terminal.show(report.to_json(), lambda: table(columns, [[vars(report)[name] for name in columns]]))
    if held:
        terminal.note(f"{held} in quarantine: modiste quarantine")
