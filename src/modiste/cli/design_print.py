"""`modiste design print | palette | colourways`: repeats for cloth, and the colours they are made of.

Knows how they are asked for and told; `cli.design` hangs them on the app.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.design import PrintSpec

_REPEAT = re.compile(r"\s*([\d.]+)\s*(?:mm)?\s*(?:x\s*([\d.]+)\s*(?:mm)?)?\s*", re.IGNORECASE)


def add_prints(group: typer.Typer) -> None:
    """Hang the verbs on `modiste design`."""
    for name, command in (("print", print_),):
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
    seed: Annotated[int, typer.Option(help="Of what is tossed.")] = 0,
    spec: Annotated[
        Path | None, typer.Option(help="FILE.json with a specification, or with what this verb told.")
    ] = None,
    plates: Annotated[Path | None, typer.Option(help="A folder for one grey plate a colour.")] = None,
) -> None:
    """Make one rectangular repeat of a print, seamless and at true scale."""
    terminal: Terminal = context.obj
    wanted: PrintSpec
    if spec is not None:
        wanted = flows.read_print(spec)
    else:
        wide, high = _millimetres(repeat)
        asked: dict[str, Any] = {"width_mm": wide, "height_mm": high, "dpi": dpi}
        if sett:
            asked |= {"kind": "woven", "sett": sett, "draft": draft, "times": times}
        else:
            uses, inks = flows.motif_uses(motif or ())
            asked |= {"kind": "motifs", "layout": group, "motifs": uses, "seed": seed}
            if inks:
                asked["palette"] = ("#ffffff", *inks)
        if palette is not None:
            asked["palette"] = _colours(palette)
        wanted = flows.print_spec(asked)
    told = flows.write_print(wanted, out, plates)
    shown = ("out", "group", "width_px", "height_px", "repeat_mm", "dpi", "colours", "seam_z")
    terminal.show(told, lambda: table(("", ""), [(name, str(told[name])) for name in shown]))


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
