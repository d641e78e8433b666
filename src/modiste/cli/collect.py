"""`modiste import`: what comes into a shop.

Knows how counts are shown; reading is collect's, rows are the workspace's.
"""

from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command("import")(import_)


def import_(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="A folder of photos, or fashion-mnist[:train|:test].")],
) -> None:
    """Import photos (class folders become categories) or Fashion-MNIST; again, it only adds what is new."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop, terminal.progress() as progress:
        report = flows.import_from(shop, source, progress)
        held = shop.store.quarantine.count()
    columns = ("read", "added", "updated", "unchanged", "quarantined", "seconds")
    terminal.show(report.to_json(), lambda: table(columns, [[vars(report)[name] for name in columns]]))
    if held:
        terminal.note(f"{held} in quarantine: modiste quarantine")
