"""`modiste import, quality`: what comes into a shop, and what it is worth.

Knows how counts are shown; reading and judging are collect's, rows are the workspace's.
"""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows


class Language(Enum):
    """The languages of the quality report's page."""

    ENGLISH = "en"
    CHINESE = "zh-CN"


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command("import")(import_)
    app.command()(quality)


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


def quality(
    context: typer.Context,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML page to this file.")] = None,
    language: Annotated[Language, typer.Option(help="The page's language.")] = Language.ENGLISH,
    models: Annotated[bool, typer.Option(help="Lend models in production to the checks.")] = True,
) -> None:
    """Say what the shop's data are worth, and what to mend first. Changes nothing."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        report = flows.quality_of(shop, progress, stopped, use_models=models)
        if html is not None:
            flows.write_quality_page(shop, report, html, language.value)
    rows = [
        (
            f"{100 * fix.gain:.1f} %",
            fix.kind.replace("_", " "),
            fix.subject,
            fix.count,
            ", ".join(fix.examples[:2]),
        )
        for fix in report.fixes
    ]
    terminal.show(report.to_json(), lambda: table(("gain", "to do", "what", "how many", "such as"), rows))
    figures = "  ".join(f"{name} {100 * value:.1f} %" for name, value in report.figures.items())
    terminal.note(figures)
