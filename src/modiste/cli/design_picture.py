"""`modiste design spec | lessons | learn`: from a picture to a spec, and how that is learned.

Knows how they are asked for and told; `cli.design` hangs them on the app.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.design_brief import Lock, spec_rows, tell_remarks
from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def spec(
    context: typer.Context,
    picture: Annotated[Path, typer.Argument(help="A picture of one garment, whole and upright.")],
    chart: Annotated[str, typer.Option(help="Whose bodies: women or men.")] = "",
    size: Annotated[str, typer.Option(help="The size in the picture; it gives the scale.")] = "",
    length_cm: Annotated[float, typer.Option(help="The garment's length where it was measured.")] = 0.0,
    lock: Lock = None,
    on: Annotated[Path | None, typer.Option(help="A spec that the picture edits.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file for the spec.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep it among the shop's designs.")] = False,
) -> None:
    """Read a picture: which garment and options, its lengths, how sure, and what else it may be."""
    terminal: Terminal = context.obj
    read = flows.spec_of_picture(
        picture,
        chart=chart,
        size=size,
        length_cm=length_cm,
        before=flows.read_spec_file(on) if on else None,
        lock=lock or (),
    )
    answer = {**read.to_json(), "cut": flows.cut_told(read.spec)}
    if out:
        flows.write_file(out, read.spec.to_json().encode())
        answer["file"] = str(out)
    if keep:
        with terminal.open_shop(create=True) as shop:
            answer["design"] = shop.designs.keep(read.spec).id
    terminal.show(answer, lambda: table(("field", "value", "sure", "from"), spec_rows(answer)))
    for each in read.lengths:
        name = each.name.removesuffix("_cm")
        terminal.note(f"{name}: {each.value:.1f} cm (predicted, {each.low:.1f} to {each.high:.1f})")
    tell_remarks(terminal, answer)


def lessons(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="The folder to write, or to go on with.")],
    garments: Annotated[int, typer.Option(help="How many garments of options by chance.")] = 100,
    seed: Annotated[int, typer.Option(help="Of everything.")] = 301,
    house: Annotated[bool, typer.Option("--house", help="The shop's generated photos instead.")] = False,
) -> None:
    """Write pictures of which the cut is known: renders, synthetic, four of each garment."""
    terminal: Terminal = context.obj
    if house:
        with terminal.open_shop() as shop, terminal.progress() as progress:
            count = flows.write_house_lessons(out, shop, progress)
    else:
        with terminal.progress() as progress:
            count = flows.write_lessons(out, garments, seed, progress)
    told = {"pictures": count, "out": str(out), "synthetic": True}
    terminal.show(told, lambda: f"{count} pictures in {out}; all are synthetic")


def learn(
    context: typer.Context,
    data: Annotated[list[Path], typer.Option(help="A folder of lessons; may be repeated.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Learn to read pictures from lessons; how sure it is gets calibrated on garments left out."""
    terminal: Terminal = context.obj
    with terminal.progress() as progress:
        told = flows.learn_seeing(data, out, progress)
    terminal.show(told, lambda: table(("", ""), [(name, str(value)) for name, value in told.items()]))
