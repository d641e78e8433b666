"""`modiste import, quality`: what comes into a shop, and what it is worth.

Knows how counts are shown; reading and judging are collect's, rows are the workspace's.
"""

from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modiste import workspace
from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.collect import ColumnMapping


class Language(Enum):
    """The languages of the quality report's page."""

    ENGLISH = "en"
    CHINESE = "zh-CN"


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command("import")(import_)
    app.command()(quality)
    app.command("export-catalogue")(export_catalogue)


def import_(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(help="A file, a folder, an archive, or fashion-mnist[:train|:test].")
    ],
    kind: Annotated[str, typer.Option("--as", help="The format, where it is not to be recognised.")] = "",
    columns: Annotated[
        str, typer.Option("--map", help="Which column says what: name=Title,price=RRP,...")
    ] = "",
    mapping: Annotated[str, typer.Option(help="A saved mapping, or with --map the name to save it by.")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show what would come in.")] = False,
) -> None:
    """Import a catalogue, photos or a data set; again, it only adds what is new."""
    terminal: Terminal = context.obj
    if columns or mapping or dry:
        _mapped(terminal, source, kind, columns, mapping, dry)
        return
    _take(terminal, source, kind, None)


def export_catalogue(
    context: typer.Context,
    to: Annotated[Path, typer.Argument(help="The file to write.")],
    kind: Annotated[
        str, typer.Option("--as", help="csv, shopify, google-merchant-tsv or google-merchant-xml.")
    ] = "csv",
    like: Annotated[
        Path | None, typer.Option(help="An imported CSV or TSV: the same file with what was enriched since.")
    ] = None,
) -> None:
    """Write the enriched catalogue for a shop system, or an imported file again with what was enriched."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = (
            workspace.rewrite_like(shop.store, like, to)
            if like
            else workspace.export_catalogue(shop.store, kind, to)
        )
    terminal.show(made.to_json(), lambda: f"{made.rows} rows {'changed' if like else 'written'}: {to}")


def _mapped(terminal: Terminal, source: str, kind: str, columns: str, name: str, dry: bool) -> None:
    """An import by a mapping of columns: told here, saved before, or guessed; saved once it has worked."""
    from modiste import collect  # noqa: PLC0415 - keeps --help quick

    with terminal.open_shop(create=True) as shop:
        mappings = shop.mappings
        made = None
        if columns:
            made = replace(collect.mapping_of(columns), name=name)
        elif name:
            made = mappings.named(name)
        if dry:
            found = flows.dry_run(shop, source, kind, mapping=made)
            terminal.show(found.to_json(), lambda: _shown(found))
            return
        header = collect.table_header(collect.open_source(source)) if columns and name else ()
    _take(terminal, source, kind, made)
    if header and made is not None:
        mappings.save(made, header)
        terminal.note(f"saved as the mapping {name}")


def _take(terminal: Terminal, source: str, kind: str, mapping: "ColumnMapping | None") -> None:
    with (
        terminal.open_shop(create=True) as shop,
        stoppable() as stopped,
        terminal.progress() as progress,
    ):
        report = flows.import_from(shop, source, progress, kind, stopped, mapping=mapping)
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


def _shown(found: "flows.DryRun") -> object:
    rows = [("kind", found.kind), ("read", found.read), ("accepted", found.accepted)]
    rows += [("quarantined", found.quarantined)]
    rows += [(f"{name} from", column) for name, column in found.columns.items()]
    rows += [(f"good, {each.place}", str(each.records[0].id)) for each in found.good[:5]]
    rows += [(f"refused, {each.place}", each.reason) for each in found.refused[:5]]
    return table(("", ""), rows)
