"""`modiste body solve, measures` and `modiste pattern draft, grade, programs`: from measures to files.

Knows how bodies and patterns are asked for and told; what they are is tailoring's. No shop is needed.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from modiste import tailoring
from modiste.cli.terminal import Terminal, settings_of, table
from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.tailoring import Figure, Graded, Option, Pattern

HOW = "by construction: measured on the sewn panels of the pattern"
Set = Annotated[list[str] | None, typer.Option("--set", help="A program's option=value; may be repeated.")]
Program = Annotated[str, typer.Argument(help="A program, as `modiste pattern programs` lists them.")]
People = Literal["women", "men"]
Pose = Literal["a", "down", "walk"]
Chart = Annotated[str, typer.Option(help="women, men, gbt or gbt-men; by default the program's own.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    body = typer.Typer(no_args_is_help=True, help="Bodies from measures, as a tape finds them.")
    body.command("solve")(solve_body)
    body.command("measures")(list_measures)
    app.add_typer(body, name="body")
    pattern = typer.Typer(help="Sewing patterns: draft, grade, programs.", no_args_is_help=True)
    pattern.command("draft")(pattern_draft)
    pattern.command("grade")(pattern_grade)
    pattern.command("programs")(pattern_programs)
    app.add_typer(pattern, name="pattern")


def solve_body(
    context: typer.Context,
    measures: Annotated[
        str, typer.Option(help='Centimetres (weight: kilograms): "height=168,bust=92,waist=74,hip=99".')
    ] = "",
    chart: Annotated[People, typer.Option(help="Whose figure.")] = "women",
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
    read = tailoring.readings(figure, wanted)
    answer = {
        "chart": chart,
        "pose": pose,
        "measures": {word: asdict(each) for word, each in read.items()},
        "method": "measured with a tape on the final mesh, after ISO 8559-1",
        "seconds": round(seconds, 3),
        "out": None if out is None else str(out),
    }
    rows = [(word, each.target, each.achieved, each.unit) for word, each in read.items()]
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


def _file_of(figure: "Figure", ending: str) -> bytes:
    if ending == ".glb":
        return tailoring.to_glb([tailoring.Mesh("body", figure.vertices, figure.faces)])
    lines = [f"v {x:.6f} {y:.6f} {z:.6f}" for x, y, z in figure.vertices.tolist()]
    lines += [f"f {a} {b} {c}" for a, b, c in (figure.faces + 1).tolist()]
    return ("\n".join(lines) + "\n").encode()


def pattern_draft(
    context: typer.Context,
    program: Program,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    size: Annotated[str, typer.Option(help="A size of the chart; by default its base size.")] = "",
    chart: Chart = "",
    measures: Annotated[
        str, typer.Option(help='Made to measure: "height=168,bust=92,waist=74,hip=99".')
    ] = "",
    set_: Set = None,
) -> None:
    """Draft one pattern and write it as JSON, SVG, PDF, DXF with rules, and GarmentCode."""
    terminal: Terminal = context.obj
    options = settings_of(set_ or [])
    graded: Graded | None = None
    given: Iterable[str]
    if measures:
        if size:
            raise ModisteError("MOD-2101", reason="give --size or --measures, not both")
        people = tailoring.size_chart(chart).people if chart else None
        given = _measures(measures)
        drafted = tailoring.draft(program, given, options, people=people)
    else:
        of = tailoring.size_chart(chart or tailoring.program_named(program).people)
        tailoring.chart_size(of, size or of.base)
        given = of.listed
        graded = tailoring.grade(program, of.name, options, base=size or of.base)
        drafted = graded.patterns[graded.base]
    paths = tailoring.write_pattern(drafted, out, graded)
    estimated = sorted(set(drafted.body) - set(given) - ({"bust"} if "chest" in given else set()))
    told = {**_told(drafted), "estimated": estimated, "files": [str(path) for path in paths]}
    terminal.show(told, lambda: _shown(drafted, paths))


def pattern_grade(
    context: typer.Context,
    program: Program,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    chart: Chart = "",
    set_: Set = None,
) -> None:
    """Draft all sizes of a chart and write the nest, the drawing and the grade rules."""
    terminal: Terminal = context.obj
    of = tailoring.size_chart(chart or tailoring.program_named(program).people)
    graded = tailoring.grade(program, of.name, settings_of(set_ or []))
    base = graded.patterns[graded.base]
    paths = tailoring.write_pattern(base, out, graded)
    rules = tailoring.grade_rules(graded)
    told: dict[str, Any] = {
        "program": program,
        "chart": of.name,
        "source": of.source,
        "base": graded.base,
        "sizes": {
            size: {"girths_cm": dict(each.girths), "body_cm": dict(each.body)}
            for size, each in graded.patterns.items()
        },
        "rules": {
            f"{panel}.{point}": [[x / 10, y / 10] for x, y in moves]
            for (panel, point), moves in rules.moves.items()
        },
        "rules_unit": "mm",
        "how": HOW,
        "files": [str(path) for path in paths],
    }
    zones = list(base.girths)
    rows = [(size, *(each.girths[zone] for zone in zones)) for size, each in graded.patterns.items()]
    terminal.show(told, lambda: table(("size", *(f"{zone} cm" for zone in zones)), rows))


def pattern_programs(context: typer.Context) -> None:
    """List what can be drafted, with all options."""
    terminal: Terminal = context.obj
    programs = tailoring.programs()
    told = [
        {
            "program": program.name,
            "title": program.title,
            "people": program.people,
            "options": [_option(option) for option in program.options],
        }
        for program in programs.values()
    ]
    rows = [
        (program.name, option.name, str(option.default), option.known, option.meaning)
        for program in programs.values()
        for option in program.options
    ]
    terminal.show(told, lambda: table(("program", "option", "default", "values", "meaning"), rows))


def _measures(text: str) -> dict[str, float]:
    made: dict[str, float] = {}
    for name, value in settings_of([part for part in text.split(",") if part.strip()]).items():
        try:
            made[name] = float(value)
        except ValueError:
            raise ModisteError("MOD-2101", reason=f"{name}={value} is no measure in centimetres") from None
    return made


def _option(option: "Option") -> dict[str, object]:
    made: dict[str, object] = {"name": option.name, "default": option.default, "meaning": option.meaning}
    if hasattr(option, "choices"):
        return {**made, "choices": list(option.choices)}
    return {**made, "low": option.low, "high": option.high, "unit": option.unit}


def _told(pattern: "Pattern") -> dict[str, Any]:
    walks = tailoring.seam_walk(pattern)
    return {
        "program": pattern.program,
        "options": dict(pattern.options),
        "chart": pattern.chart,
        "size": pattern.size,
        "body_cm": dict(pattern.body),
        "girths_cm": dict(pattern.girths),
        "how": HOW,
        "panels": [panel.name for panel in pattern.panels],
        "seams": len(pattern.seams),
        "seam_error_mm": round(10.0 * max(abs(walked.error) for walked in walks), 3),
    }


def _shown(pattern: "Pattern", paths: Sequence[Path]) -> str:
    girths = ", ".join(f"{zone.replace('_', ' ')} {girth:.1f}" for zone, girth in pattern.girths.items())
    return "\n".join(
        (
            f"{pattern.program}, {pattern.chart} {pattern.size}".replace(",  ", ", "),
            f"{len(pattern.panels)} panels, {len(pattern.seams)} seams",
            f"finished girths in cm ({HOW}): {girths}",
            *(str(path) for path in paths),
        )
    )
