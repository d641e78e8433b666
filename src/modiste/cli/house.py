"""`modiste shop generate, sample, pack, randomised`: a fictional brand whose every label is known.

Knows how it is asked for and told; what it is made of is the workspace's.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from modiste.cli.terminal import Terminal, figure, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    shop = typer.Typer(help="A whole shop at once: generate one, open the sample.", no_args_is_help=True)
    shop.callback()(_shop)
    shop.command("generate")(generate)
    shop.command("sample")(sample)
    shop.command("pack")(pack)
    shop.command("randomised")(randomised)
    app.add_typer(shop, name="shop")


def _shop() -> None:
    """A whole shop at once: generate one, open the sample."""


def generate(
    context: typer.Context,
    garments: Annotated[int, typer.Option(help="How many; 1 to 100,000.")] = 120,
    seed: Annotated[int, typer.Option(help="Of everything: the same seed makes the same house.")] = 7,
    program: Annotated[
        list[str] | None, typer.Option(help="Only garments of this program; may be repeated.")
    ] = None,
    pictures: Annotated[
        bool, typer.Option(help="Take them; without, a house takes seconds, and a later call adds them.")
    ] = True,
    processes: Annotated[int, typer.Option(min=0, max=256, help="At once; 0 for one a core.")] = 0,
) -> None:
    """Make a fictional brand: garments, pictures, customers, two years of trade. All of it is synthetic.

    Run again, it goes on where it was cut off.
    """
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.generate(
            shop,
            garments,
            seed,
            programs=program or (),
            pictures=pictures,
            processes=processes,
            progress=progress,
            should_stop=stopped,
        )
    _told(terminal, made)


def sample(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Option(help="A packed house; by default the one that comes with Modiste.")
    ] = None,
) -> None:
    """Open the sample house in the shop: about 120 garments with pictures, truth and trade. All is synthetic.

    It is what `generate` makes from the same seed, made before: seconds instead of half an hour.
    """
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.open_sample(shop, path=file, progress=progress, should_stop=stopped)
    _told(terminal, made)


def pack(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The file to write, a zip.")],
) -> None:
    """Write the shop's generated house, pictures and truth, to one file that `sample --file` opens."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        size = flows.pack(shop, out)
    terminal.show({"file": str(out), "bytes": size}, lambda: f"{out}: {size:,} bytes")


def _told(terminal: Terminal, made: "flows.House") -> None:
    told = made.to_json()
    terminal.show(told, lambda: table(("", ""), [(name, figure(value)) for name, value in told.items()]))


def randomised(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to write to; run again, it goes on there.")],
    count: Annotated[int, typer.Option(help="How many pictures; 1 to 1,000,000.")] = 2000,
    seed: Annotated[int, typer.Option(help="Of everything: the same seed makes the same pictures.")] = 11,
    size: Annotated[int, typer.Option(help="Their width in pixels; they are 9 high to 7 wide.")] = 224,
    scenes: Annotated[int, typer.Option(help="Pictures of one drape.")] = 12,
    knob: Annotated[
        list[str] | None,
        typer.Option(help="Only this differs from a studio; may be repeated. By default everything."),
    ] = None,
    program: Annotated[
        list[str] | None, typer.Option(help="Only garments of this program; may be repeated.")
    ] = None,
    dyed: Annotated[
        bool, typer.Option("--dyed", help="Every picture in a colour and print by chance, not the range's.")
    ] = False,
    form: Annotated[Literal["jpg", "webp"], typer.Option(help="Of the pictures.")] = "jpg",
    drapes: Annotated[
        Path | None, typer.Option(help="Where drapes are kept for other orders; by default in --out.")
    ] = None,
    processes: Annotated[int, typer.Option(min=0, max=256, help="At once; 0 for one a core.")] = 0,
) -> None:
    """Write pictures of generated garments in scenes by chance, with masks and labels. All are synthetic.

    No shop is needed. A garment's pictures all stand on one side of the split.
    """
    terminal: Terminal = context.obj
    with terminal.progress() as progress, stoppable() as stopped:
        made = flows.write_randomised(
            out,
            count,
            seed,
            size=(size, round(size * 9 / 7)),
            scenes=scenes,
            knobs=knob,
            programs=program or (),
            dyed=dyed,
            form=form,
            drapes=drapes,
            processes=processes,
            progress=progress,
            should_stop=stopped,
        )
    told = made.to_json()
    terminal.show(told, lambda: table(("", ""), [(name, str(value)) for name, value in told.items()]))
