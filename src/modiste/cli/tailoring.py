"""`modiste body solve, measures`: a body from its measures, and what a measure is.

Knows how bodies are asked for, shown and written to a file; bodies are the room's own.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from modiste import tailoring
from modiste.cli.terminal import Terminal, settings_of, table
from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.tailoring import Figure

Chart = Literal["women", "men"]
Pose = Literal["a", "down", "walk"]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    body = typer.Typer(no_args_is_help=True, help="Bodies from measures, as a tape finds them.")
    body.command("solve")(solve_body)
    body.command("measures")(list_measures)
    app.add_typer(body, name="body")


def solve_body(
    context: typer.Context,
    measures: Annotated[
        str, typer.Option(help='Centimetres (weight: kilograms): "height=168,bust=92,waist=74,hip=99".')
    ] = "",
    chart: Annotated[Chart, typer.Option(help="Whose figure.")] = "women",
    pose: Annotated[Pose, typer.Option(help="How it stands in the file.")] = "a",
    out: Annotated[Path | None, typer.Option(help="Write the body to FILE.glb or FILE.obj.")] = None,
) -> None:
    """Find the likeliest body that has the measures; the others follow. No measures: the average."""
    terminal: Terminal = context.obj
    wanted = settings_of(measures.split(",") if measures else ())
    if out is not None and out.suffix.lower() not in (".glb", ".obj"):
        raise ModisteError("MOD-1505", path=str(out))
    begun = time.perf_counter()
    figure = tailoring.solve_body(wanted, chart, pose)
    seconds = time.perf_counter() - begun
    if out is not None:
        out.write_bytes(_file_of(figure, out.suffix.lower()))
    answer = {
        "chart": chart,
        "pose": pose,
        "measures": _compared(figure, wanted),
        "method": "measured with a tape on the final mesh, after ISO 8559-1",
        "seconds": round(seconds, 3),
        "out": None if out is None else str(out),
    }
    rows = [
        (word, row["target"], row["achieved"], row["unit"]) for word, row in _compared(figure, wanted).items()
    ]
    terminal.show(answer, lambda: table(("measure", "wanted", "on the body", ""), rows))


def list_measures(context: typer.Context) -> None:
    """Name the measures, what each means and in what range adults lie."""
    terminal: Terminal = context.obj
    every = tailoring.MEASURES.values()
    answer = [
        {
            "id": each.id,
            "title": each.title,
            "what": each.what,
            "unit": each.unit,
            "low": each.low,
            "high": each.high,
        }
        for each in every
    ]
    rows = [(each.id, each.what, f"{each.low:g} to {each.high:g} {each.unit}") for each in every]
    terminal.show(answer, lambda: table(("measure", "where the tape lies", "adults"), rows))


def _compared(figure: "Figure", wanted: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Every measure of the body beside what was asked for, under the words that were used."""
    words = {tailoring.measure_named(word).id: word for word in wanted}
    return {
        words.get(name, name): {
            "target": float(wanted[words[name]]) if name in words else None,
            "achieved": round(value, 2),
            "unit": tailoring.MEASURES[name].unit,
        }
        for name, value in figure.measures.items()
    }


def _file_of(figure: "Figure", ending: str) -> bytes:
    if ending == ".glb":
        return tailoring.to_glb([tailoring.Mesh("body", figure.vertices, figure.faces)])
    lines = [f"v {x:.6f} {y:.6f} {z:.6f}" for x, y, z in figure.vertices.tolist()]
    lines += [f"f {a} {b} {c}" for a, b, c in (figure.faces + 1).tolist()]
    return ("\n".join(lines) + "\n").encode()
