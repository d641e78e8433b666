"""`modiste design`: concepts, and what the desk's other tools hang on.

Knows how they read in a terminal; making them is the workspace's.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.design_brief import branch, brief, list_, pattern, show
from modiste.cli.design_picture import learn, lessons, spec
from modiste.cli.design_print import add_prints
from modiste.cli.design_techpack import techpack, techpack_diff
from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    group = typer.Typer(no_args_is_help=True, help="The design desk: concepts, prints, patterns, tech packs.")
    for name, command in (
        ("generate", generate),
        ("walk", walk),
        ("resemble", resemble),
        ("copies", copies),
        ("brief", brief),
        ("spec", spec),
        ("lessons", lessons),
        ("learn", learn),
        ("pattern", pattern),
        ("list", list_),
        ("show", show),
        ("branch", branch),
        ("techpack", techpack),
        ("techpack-diff", techpack_diff),
    ):
        group.command(name)(command)
    add_prints(group)
    app.add_typer(group, name="design")


def generate(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder for 00.png, 01.png, ...")],
    category: Annotated[str, typer.Option(help="What is wanted, such as dress.")] = "",
    palette: Annotated[str | None, typer.Option(help="Colours, such as '#aa3355,#f0e0d0'.")] = None,
    n: Annotated[int, typer.Option(help="How many.")] = 16,
    seed: Annotated[int, typer.Option(help="The same seed makes the same pictures.")] = 0,
    attributes: Annotated[str, typer.Option(help="What it has: 'sleeve:long,length:maxi'.")] = "",
    model: Annotated[
        str, typer.Option(help="Which generator: flats, flow or gan; by default the one that suits best.")
    ] = "",
) -> None:
    """Make pictures of garments that nobody has made."""
    terminal: Terminal = context.obj
    wish = flows.concept_wish(category, palette, n, seed, attributes)
    with terminal.shop_if_any() as shop:
        made = flows.generate_concepts(shop, wish, model, out)
    rows = [(each["file"], each["category"]) for each in made["items"]]
    terminal.show(made, lambda: table(("file", "category"), rows))
    terminal.note(f"{made['n']} concepts of {made['model']} in {out}; seed {made['seed']} makes them again")
    for close in made["novelty"]["too_close"]:
        file = made["items"][close["number"]]["file"]
        terminal.note(f"too close to {close['garment']}: {file} (likeness {close['likeness']:.2f})")


def walk(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder for 00.png, 01.png, ...")],
    category: Annotated[str, typer.Option(help="Of what, such as dress.")] = "",
    seed: Annotated[int, typer.Option(help="As for generate.")] = 0,
    from_: Annotated[int, typer.Option("--from", help="The number of the first concept.")] = 0,
    to: Annotated[int, typer.Option(help="The number of the last one.")] = 1,
    n: Annotated[int, typer.Option(help="How many pictures the way has.")] = 8,
    model: Annotated[str, typer.Option(help="Which generator; it needs styles, as gan has.")] = "gan",
) -> None:
    """Go from one concept to another."""
    terminal: Terminal = context.obj
    wish = flows.concept_wish(category, None, n, seed)
    with terminal.shop_if_any() as shop:
        made = flows.walk_concepts(shop, wish, (from_, to), model, out)
    terminal.show(made, lambda: f"{n} pictures from concept {from_} to {to} of {made['model']} in {out}")


def resemble(
    context: typer.Context,
    picture: Annotated[Path, typer.Argument(help="The picture, of one garment, whole and upright.")],
    out: Annotated[Path, typer.Option(help="The folder for 00.png.")],
    model: Annotated[str, typer.Option(help="Which generator: flats, or gan for Fashion-MNIST's.")] = "flats",
) -> None:
    """Find what of a generator's is most like a picture."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        made = flows.resemble(shop, picture, model, out)
    terminal.show(
        made, lambda: f"a {made['category']} of {made['model']}, off by {made['error']:.3f}, in {out}"
    )


def copies(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="Which generator: flats, flow, gan, or a model's name.")],
    n: Annotated[int, typer.Option(help="How many pictures are made and looked at.")] = 1000,
    seed: Annotated[int, typer.Option(help="As for generate.")] = 0,
    limit: Annotated[int, typer.Option(help="Compare with so many learned pictures; 0 for all.")] = 0,
) -> None:
    """Tell how much of what a generator makes is copied from what it learned from."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop, terminal.progress() as progress:
        found = flows.find_copies(shop, model, n, seed, limit, progress)
    shown = ((name, each.value, each.ci95 or (each.value,) * 2) for name, each in found.metrics.items())
    rows = [
        (name.replace("_", " "), f"{value:.1%}", f"{low:.1%} to {high:.1%}")
        for name, value, (low, high) in shown
    ]
    terminal.show(found.to_json(), lambda: table(("share", "flagged", "95 % interval"), rows))
