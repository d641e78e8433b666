"""`modiste design`: concepts, and what the desk's other tools hang on.

Knows how they read in a terminal; making them is the workspace's.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.design_brief import branch, brief, list_, pattern, show
from modiste.cli.design_techpack import techpack, techpack_diff
from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    group = typer.Typer(no_args_is_help=True, help="The design desk: generate, techpack.")
    for name, command in (
        ("brief", brief),
        ("pattern", pattern),
        ("list", list_),
        ("show", show),
        ("branch", branch),
        ("generate", generate),
        ("techpack", techpack),
        ("techpack-diff", techpack_diff),
    ):
        group.command(name)(command)
    app.add_typer(group, name="design")


def generate(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder for 00.png, 01.png, ...")],
    category: Annotated[str, typer.Option(help="What is wanted, such as dress.")] = "",
    palette: Annotated[str | None, typer.Option(help="Colours, such as '#aa3355,#f0e0d0'.")] = None,
    n: Annotated[int, typer.Option(help="How many.")] = 16,
    seed: Annotated[int, typer.Option(help="The same seed makes the same pictures.")] = 0,
    model: Annotated[str, typer.Option(help="Which generator: flow or gan.")] = "flow",
) -> None:
    """Make pictures of garments that nobody has made."""
    terminal: Terminal = context.obj
    wish = flows.concept_wish(category, palette, n, seed)
    with terminal.shop_if_any() as shop:
        made = flows.generate_concepts(shop, wish, model, out)
    terminal.show(made, lambda: table(("", ""), [(key, str(value)) for key, value in made.items()]))
