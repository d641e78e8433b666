"""`modiste search, index`: garments by words, by a picture, or by both; and the index they are found in.

Knows how results read in a terminal; finding is the workspace's.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(search)
    app.command()(index)


def search(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help="Words in English or Chinese; what to change about --image.")
    ] = "",
    image: Annotated[Path | None, typer.Option(help="A picture to search by; it is not kept.")] = None,
    crop: Annotated[str, typer.Option(help="A part of it: left,top,width,height in shares.")] = "",
    filter_: Annotated[
        list[str] | None,
        typer.Option("--filter", metavar="NAME=VALUE", help="colour=red, price=20..50; may be repeated."),
    ] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=200, help="How many garments.")] = 10,
) -> None:
    """Find garments: "red dress", 红色连衣裙, "this but green, long sleeves" with --image. Each with why."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        flows.index(shop, progress, stopped)
        answer = flows.search(shop, text, image, filter_ or (), k, crop)
        names = {each.garment: shop.garments.get(each.garment).name for each in answer.results}
    for english, _ in answer.notes:
        terminal.note(english)
    rows = [(each.garment, names[each.garment], each.score, each.why.english()) for each in answer.results]
    terminal.show(answer.to_json(), lambda: table(("garment", "name", "score", "why"), rows))


def index(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Forget the index first and make it anew.")] = False,
) -> None:
    """Bring the search index up to the garments, as a worker does; stopped, it goes on where it was."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.index(shop, progress, stopped, again=again)
    eyes = f", looked at by {made.embedder}" if made.embedder else ""
    said = f"{made.garments} garments and {made.pictures} pictures taken in{eyes}; {made.rejected} unreadable"
    terminal.show(made.to_json(), lambda: said)
