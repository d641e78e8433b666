"""`modiste passport scans | suspicions | codes | release`: what labels saw, who stands out, codes.

Knows how they read in a terminal; `cli.passport` hangs them on the app.
"""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows

Item = Annotated[str, typer.Argument(help="An item: a Digital Link, or an SGTIN's name.")]


def scans(context: typer.Context, item: Item) -> None:
    """Tell who looked at an item's label and when, and what is odd about it."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.scans.scans(item)
    rows = [
        (_moment(each["at"]), each["client"][:8], each["country"], _place(each), each["said"])
        for each in found["scans"]
    ]
    terminal.show(
        found, lambda: table(("at", "client", "country", "place", "passport"), rows) if rows else ""
    )
    for each in found["reasons"]:
        terminal.note(each["en"])
    terminal.note(found["note"])


def suspicions(context: typer.Context) -> None:
    """Tell which items and suppliers are unlike their peers, and why."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.scans.suspicions()
    rows = [
        (each["name"], f"{each['score']:.1f}", "; ".join(why["en"] for why in each["reasons"]))
        for kind in ("items", "suppliers")
        for each in found[kind]
    ]
    terminal.show(found, lambda: table(("name", "score", "why"), rows) if rows else "")
    terminal.note(
        f"{len(rows)} stand out of {found['items_seen']} items and {found['suppliers_seen']} suppliers; "
        "a reason to look, not a proof"
    )


def codes(
    context: typer.Context,
    item: Annotated[str, typer.Argument(help="A garment, or an item by any of its names.")],
    out: Annotated[Path, typer.Option(help="The file to write, for the printer; never over another.")],
) -> None:
    """Make codes that are claimed once, for items that have a passport; they are shown this once."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        items = [item]
        if "/" not in item and ":" not in item:
            items = [each.item for each in shop.passports.listing(garment=item)]
        made = flows.write_codes(shop, items, out)
    terminal.show({"file": str(out), "codes": made}, lambda: f"{out}: {made:,} codes")
    terminal.note("The shop keeps no code that could be read again: print the file, then delete it.")


def release(
    context: typer.Context, item: Item, reason: Annotated[str, typer.Option(help="Why, in a sentence.")]
) -> None:
    """End the claim of an item that came back."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.scans.release(item, getpass.getuser(), reason)
    terminal.show({"item": item, "released": True}, lambda: f"{item}: released")


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M")


def _place(scan: dict[str, Any]) -> str:
    return "" if scan["latitude"] is None else f"{scan['latitude']:g},{scan['longitude']:g}"
