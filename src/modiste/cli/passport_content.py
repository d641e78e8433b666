"""`modiste passport show | set | import | export`: what an item's passport says, and what people add to it.

Knows how fields read in a terminal; where they come from is the workspace's.
"""

import getpass
import json
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows

Item = Annotated[str, typer.Argument(help="An item: a Digital Link, or an SGTIN's name.")]
FieldName = Annotated[str, typer.Argument(help="A field of the profile, such as weight.net.")]


def add_content(group: typer.Typer) -> None:
    """Hang the verbs on the passport's group."""
    for name, command in (("show", show), ("set", set_), ("import", import_), ("export", export)):
        group.command(name)(command)


def show(
    context: typer.Context,
    item: Item,
    audience: Annotated[str, typer.Option(help="public, legitimate_interest or authority.")] = "authority",
) -> None:
    """Show what an item's passport says, field by field with its source, and what is missing of whom."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        answer = flows.passport_shown(shop, item, audience)
    fields = [
        (id_, _short(each["value"]), each["how"], each["source"]["kind"])
        for level in ("model", "batch", "item")
        for id_, each in answer["content"].get(level, {}).get("fields", {}).items()
    ]
    terminal.show(answer, lambda: table(("field", "value", "how", "from"), fields))
    score = answer["completeness"]
    terminal.note(f"{score['percent']} % complete, {score['required_percent']} % of what is required")


def set_(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    field: FieldName,
    value: Annotated[str, typer.Argument(help='Its value, records as JSON; "" takes it back.')],
    source: Annotated[str, typer.Option(help="Who or what says so.")],
    kind: Annotated[str, typer.Option(help="Evidence: person, certificate, document.")] = "person",
) -> None:
    """Say a field of a garment's passports; who said it and when is kept."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        kept = flows.ShopPassportFacts(shop).set(garment, field, value, source, getpass.getuser(), kind)
    answer = {"garment": garment, "field": field, "value": kept}
    terminal.show(answer, lambda: f"{garment}: {field} = {_short(kept)}")


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV of facts, or a supplier's passport in JSON.")],
    garment: Annotated[str, typer.Option(help="Of which garment a supplier's passport is.")] = "",
) -> None:
    """Take facts from a file; what cannot be taken goes to quarantine with the reason."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        answer = flows.import_passport_file(shop, file, garment, getpass.getuser())
    terminal.show(answer, lambda: f"{answer['added']} facts taken, {answer['refused']} refused")
    terminal.failed = terminal.failed or not answer["added"]


def export(
    context: typer.Context,
    item: Item,
    target: Annotated[str, typer.Option("--as", help="untp-0.7.0, untp-0.6.1 or eutex.")] = "untp-0.7.0",
    out: Annotated[Path | None, typer.Option(help="Write the document alone to a file.")] = None,
) -> None:
    """Write what is public of a passport in another format, and tell what that cannot say."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.ShopPassportFacts(shop).export(item, target)
    if out:
        flows.write_file(out, json.dumps(made.document, ensure_ascii=False, indent=1).encode() + b"\n")
    unsaid = [vars(each) for each in made.unsaid]
    answer = {"document": made.document, "unsaid": unsaid, "lacking": list(made.lacking)}
    terminal.show(
        answer, lambda: table(("not said", "why"), [(each.field, each.reason) for each in made.unsaid])
    )
    if made.lacking:
        terminal.note(f"not valid there yet: {', '.join(made.lacking)} missing")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
