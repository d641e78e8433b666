"""`modiste outfit`: what goes with a garment, with why.

Knows how outfits read in a terminal; putting them together is the workspace's.
"""

from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verb on the app."""
    app.command()(outfit)


def outfit(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    k: Annotated[int, typer.Option("--k", min=1, max=20, help="How many outfits.")] = 3,
    colourway: Annotated[str, typer.Option(help="In this of its colours; by default the best.")] = "",
) -> None:
    """Complete outfits around a garment from the shop's garments, each piece with why it is there."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.complete_outfit(shop, garment, k, colourway)
    rows = [
        (f"{number}", f"{each.score:.2f}", each.colourway, piece.slot, piece.colourway, piece.en)
        for number, each in enumerate(made, 1)
        for piece in each.pieces
    ]
    columns = ("outfit", "score", "garment", "with a", "garment", "why")
    terminal.show({"outfits": [each.to_json() for each in made]}, lambda: table(columns, rows))
