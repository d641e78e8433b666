"""Drafting: a pattern from a program, a body and options.

Knows the way from measures to a checked pattern; how panels look is the programs' part.
"""

from collections.abc import Mapping
from dataclasses import replace

from modiste.garment import ModisteError
from modiste.tailoring.pattern import charts
from modiste.tailoring.pattern.outline import check, girths
from modiste.tailoring.pattern.panel import Edge, Panel, Pattern, Point
from modiste.tailoring.pattern.program import Brief, Option, Program
from modiste.tailoring.pattern.programs import PROGRAMS
from modiste.tailoring.pattern.seams import check_seams

MADE_TO_MEASURE = "made to measure"


def programs() -> Mapping[str, Program]:
    """All programs by name."""
    return PROGRAMS


def program_named(name: str) -> Program:
    """One program.

    Raises:
        ModisteError: MOD-1530 where there is none of that name.
    """
    if name not in PROGRAMS:
        raise ModisteError("MOD-1530", kind="program", name=name, known=", ".join(PROGRAMS))
    return PROGRAMS[name]


def program_options(program: str) -> tuple[Option, ...]:
    """What can be chosen of a program.

    Raises:
        ModisteError: MOD-1530 where there is no such program.
    """
    return program_named(program).options


def draft(
    program: str,
    measures: Mapping[str, float],
    options: Mapping[str, object] | None = None,
    *,
    people: charts.People | None = None,
) -> Pattern:
    """A pattern made to measure.

    Args:
        program: "t-shirt".
        measures: Any of the body's measures in centimetres; the missing ones are estimated.
        options: The program's options; what is missing has its default.
        people: Whose estimates to use; by default those of the program's usual wearer.

    Raises:
        ModisteError: MOD-153x for unknown names, absurd values and bodies that the program cannot draw for.
    """
    made = program_named(program)
    body = charts.whole_measures(measures, people or made.people)
    return _drawn(made, body, people or made.people, options or {}, MADE_TO_MEASURE, "")


def draft_size(program: str, chart: str, size: str, options: Mapping[str, object] | None = None) -> Pattern:
    """A pattern in one size of a chart.

    Example:
        >>> pattern = draft_size("t-shirt", "women", "40")
        >>> round(pattern.girths["chest"])
        102

    Raises:
        ModisteError: MOD-153x for unknown names and values.
    """
    made, of = program_named(program), charts.size_chart(chart)
    return _drawn(made, charts.chart_size(of, size), of.people, options or {}, size, chart)


def _drawn(
    program: Program,
    body: Mapping[str, float],
    people: charts.People,
    options: Mapping[str, object],
    size: str,
    chart: str,
) -> Pattern:
    chosen = program.read(options)
    drawn = program.draw(Brief(body, people, chosen))
    panels = tuple(_rounded(panel) for panel in drawn.panels)
    for panel in panels:
        _cuttable(panel)
    pattern = Pattern(program.name, chosen, size, chart, dict(body), panels, drawn.seams, girths(panels))
    check_seams(pattern)
    return pattern


def _cuttable(panel: Panel) -> None:
    """Who asks for a garment has drawn no edge: an outline that fails is the body's doing, or the fit's."""
    try:
        check(panel)
    except ModisteError as error:
        part, reason = f"panel '{panel.name}'", error.detail.rstrip(".").lower()
        raise ModisteError("MOD-1533", part=part, reason=reason) from error


def _rounded(panel: Panel) -> Panel:
    """Coordinates to a micrometre, so that the same pattern has the same bytes on every machine."""
    edges = tuple(
        Edge(
            edge.name,
            _round(edge.start),
            None if edge.controls is None else (_round(edge.controls[0]), _round(edge.controls[1])),
            round(edge.allowance, 4),
        )
        for edge in panel.edges
    )
    return replace(
        panel,
        edges=edges,
        grain=(_round(panel.grain[0]), _round(panel.grain[1])),
        levels={name: round(y, 4) for name, y in panel.levels.items()},
        lines={name: tuple(_round(point) for point in points) for name, points in panel.lines.items()},
    )


def _round(point: Point) -> Point:
    return round(point[0], 4) + 0.0, round(point[1], 4) + 0.0
