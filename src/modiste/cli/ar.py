"""Augmented reality on the command line: a garment as a package that phones show in the room.

Knows how a package is asked for and told; draping and files are the workspace's.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Add this room's verbs."""
    group = typer.Typer(help="Garments for augmented reality: glTF, USDZ and a page.", no_args_is_help=True)
    group.callback()(lambda: None)  # one verb alone would lose its name
    group.command("package")(write)
    app.add_typer(group, name="ar")


def write(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id, or a program (t-shirt, ...).")],
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    size: Annotated[str, typer.Option(help="By default the middle one.")] = "",
    wearer: Annotated[str, typer.Option(help="The size whose body wears it; by default its own.")] = "",
    chart: Annotated[
        str, typer.Option(help="women, men, gbt or gbt-men; by default the garment's own.")
    ] = "",
    cloth: Annotated[str, typer.Option(help="jersey, rib, fleece, poplin, linen, denim, ...")] = "",
    colour: Annotated[str, typer.Option(help="The dye, as #rrggbb; by default the garment's own.")] = "",
    body: Annotated[bool, typer.Option("--body/--no-body", help="Whether somebody wears it.")] = True,
    licence: Annotated[str, typer.Option(help="Under what the files may be used, for the manifest.")] = "",
) -> None:
    """Drape a garment and write garment.glb, garment.usdz, poster.png, index.html and ar.json."""
    terminal: Terminal = context.obj
    begun = time.perf_counter()
    with terminal.shop_if_any() as shop, terminal.progress() as progress:
        cut = flows.cut_named(garment, shop, chart)
        title, chinese = flows.titles_of(shop, cut.id)
        made = flows.make_ar_package(
            cut,
            title=title,
            title_zh=chinese,
            size=size,
            wearer=wearer,
            look=flows.look_of(shop, cut.id).wanted(cloth, colour),
            body=body,
            licence=licence,
            progress=progress,
        )
        paths = flows.write_ar_package(made, out)
    answer = {
        **made.manifest,
        "out": str(out),
        "paths": [str(path) for path in paths],
        "seconds": round(time.perf_counter() - begun, 2),
    }
    rows = [(path.name, f"{len(made.files[path.name]) / 1000:.0f} kB") for path in paths]
    terminal.show(answer, lambda: table(("file", "size"), rows))
