"""`modiste design print | worn | palette | colourways`: repeats for cloth, worn, and what they are made of.

Knows how they are asked for and told; `cli.design` hangs them on the app.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modiste import tailoring
from modiste.cli.photographs import scene_of
from modiste.cli.terminal import Terminal, settings_of, table
from modiste.garment import ModisteError
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.tailoring import Lay

_REPEAT = re.compile(r"\s*([\d.]+)\s*(?:mm)?\s*(?:x\s*([\d.]+)\s*(?:mm)?)?\s*", re.IGNORECASE)


def add_prints(group: typer.Typer) -> None:
    """Hang the verbs on `modiste design`."""
    for name, command in (
        ("print", print_),
        ("worn", worn),
        ("palette", palette),
        ("colourways", colourways),
    ):
        group.command(name)(command)


def print_(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="FILE.png, or FILE.svg in millimetres.")],
    group: Annotated[
        str, typer.Option(help="p1 ... p6m (the 17 wallpaper groups), half-drop, brick or toss.")
    ] = "p4m",
    repeat: Annotated[str, typer.Option(help="What repeats: 64mm wide, or 64x96mm.")] = "64mm",
    dpi: Annotated[float, typer.Option(help="Pixels an inch.")] = 300,
    motif: Annotated[
        list[str] | None, typer.Option(help="sprig, bloom, bird, ..., or FILE.svg; may be repeated.")
    ] = None,
    palette: Annotated[
        str | None, typer.Option(help="Ground first, then inks: '#f4ead7,#21455a,#c2573a'.")
    ] = None,
    sett: Annotated[str, typer.Option(help="Threads instead of motifs: 'K/4 R24 K24 Y/4'.")] = "",
    draft: Annotated[
        str, typer.Option(help="How threads cross: stripe, plain, twill, herringbone, satin.")
    ] = "twill",
    times: Annotated[int, typer.Option(help="How often the sett goes round in the repeat.")] = 1,
    example: Annotated[
        Path | None, typer.Option(help="A picture that the print is sewn of, instead of motifs.")
    ] = None,
    example_mm: Annotated[float, typer.Option(help="What the picture's width shows, in mm.")] = 40.0,
    seed: Annotated[int, typer.Option(help="Of what is tossed or sewn.")] = 0,
    spec: Annotated[
        Path | None, typer.Option(help="FILE.json with a specification, or with what this verb told.")
    ] = None,
    plates: Annotated[Path | None, typer.Option(help="A folder for one grey plate a colour.")] = None,
) -> None:
    """Make one rectangular repeat of a print, seamless and at true scale."""
    terminal: Terminal = context.obj
    wanted: flows.PrintSpec
    picture = flows.read_design_file(example) if example is not None else None
    if spec is not None:
        wanted = flows.read_print(spec)
    else:
        wide, high = _millimetres(repeat)
        asked: dict[str, Any] = {"width_mm": wide, "height_mm": high, "dpi": dpi}
        if picture is not None:
            asked |= {**flows.quilt_facts(picture), "example_mm": example_mm, "seed": seed}
        elif sett:
            asked |= {"kind": "woven", "sett": sett, "draft": draft, "times": times}
        else:
            uses, inks = flows.motif_uses(motif or ())
            asked |= {"kind": "motifs", "layout": group, "motifs": uses, "seed": seed}
            if inks:
                asked["palette"] = ("#ffffff", *inks)
        if palette is not None:
            asked["palette"] = _colours(palette)
        wanted = flows.print_spec(asked)
    told = flows.write_print(wanted, out, plates, picture)
    shown = ("out", "group", "width_px", "height_px", "repeat_mm", "dpi", "colours", "seam_z")
    terminal.show(told, lambda: table(("", ""), [(name, str(told[name])) for name in shown]))


def worn(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id, or a program such as dress-shift.")],
    spec: Annotated[Path, typer.Option(help="FILE.json with a specification, or with what `print` told.")],
    out: Annotated[Path, typer.Option(help="FILE.png.")],
    size: Annotated[str, typer.Option(help="By default the middle one.")] = "",
    cloth: Annotated[
        str, typer.Option(help="poplin, crepe, jersey, ...; by default as the garment hangs.")
    ] = "",
    lay: Annotated[
        list[str] | None,
        typer.Option(help="PANEL=RIGHT,UP,TURN: cm and degrees the print is laid on; may be repeated."),
    ] = None,
    scene: Annotated[list[str] | None, typer.Option(help="A field of the scene, as azimuth=30.")] = None,
    width: Annotated[int, typer.Option(help="In pixels; pictures are three high to two wide.")] = 480,
) -> None:
    """Drape a garment and photograph it in a print at true scale; it is synthetic."""
    terminal: Terminal = context.obj
    wanted = flows.read_print(spec)
    with terminal.shop_if_any() as shop, terminal.progress() as progress:
        photo = flows.worn_print(
            wanted,
            flows.cut_named(garment, shop),
            size=size,
            cloth=cloth,
            scene=scene_of(scene or []),
            lays=_lays(lay or []),
            width=width,
            progress=progress,
        )
    told = flows.write_worn(photo, out) | {"garment": garment, "repeat_mm": [wanted.width_mm, wanted.height]}
    terminal.show(told, lambda: table(("", ""), [(name, str(value)) for name, value in told.items()]))


def palette(
    context: typer.Context,
    picture: Annotated[
        str, typer.Argument(help="A photo of a garment, any picture with --whole, or '#f4ead7,#21455a'.")
    ],
    n: Annotated[int, typer.Option(help="How many colours.")] = 5,
    whole: Annotated[bool, typer.Option(help="Count the ground, too.")] = False,
) -> None:
    """Tell the colours of a photo's garment, without its ground; harmonies; which run together for whom."""
    terminal: Terminal = context.obj
    if picture.startswith("#"):
        told = flows.palette_facts(_colours(picture))
        pairs = [(each["sight"], " ".join(each["pair"]), each["difference"]) for each in told["closest"]]
        terminal.show(told, lambda: table(("sight", "most alike", "CIEDE2000"), pairs))
        return
    told = flows.picture_palette(
        flows.read_design_file(Path(picture)), Path(picture).name, n, "kept" if whole else "masked"
    )
    rows = [(each["colour"], f"{each['share']:.1%}", each["name"]) for each in told["colours"]]
    terminal.show(told, lambda: table(("colour", "share", "name"), rows))


def colourways(
    context: typer.Context,
    palette: Annotated[str, typer.Argument(help="Ground first: '#f4ead7,#21455a,#c2573a'.")],
    n: Annotated[int, typer.Option(help="How many.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed gives the same ones.")] = 0,
    keep: Annotated[list[int] | None, typer.Option(help="A role whose colour stays, from 0.")] = None,
) -> None:
    """Recolour a palette: light and dark keep their order, roles stand as far apart."""
    terminal: Terminal = context.obj
    told = flows.new_colourways(_colours(palette), n, seed, keep or ())
    rows = [
        (" ".join(each["palette"]), ", ".join(each["names"]), each["moved"]) for each in told["colourways"]
    ]
    terminal.show(told, lambda: table(("palette", "names", "moved"), rows))


def _lays(words: Sequence[str]) -> "dict[str, Lay]":
    made = {}
    for name, text in settings_of(words).items():
        try:
            right, up, turn = (float(part) for part in text.split(","))
        except ValueError:
            raise ModisteError("MOD-2102", text=f"{name}={text}") from None
        made[name] = tailoring.Lay(right, up, turn)
    return made


def _millimetres(text: str) -> tuple[float, float | None]:
    found = _REPEAT.fullmatch(text)
    try:
        if not found:
            raise ValueError
        return float(found[1]), float(found[2]) if found[2] else None
    except ValueError:
        raise ModisteError(
            "MOD-2720", what="repeat", value=repr(text), nearest="one like 64mm or 64x96mm"
        ) from None


def _colours(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
