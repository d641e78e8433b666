"""Grading: all sizes of a chart, and the rules by which a base size becomes every other.

Knows how points move from size to size; a rule is a move in tenths of a millimetre for each size, zero for
the base. Sizes are drafted, each for its own body, and the rules are read off: nothing is scaled.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from modiste.garment import ModisteError
from modiste.tailoring.pattern import charts
from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.outline import girths
from modiste.tailoring.pattern.panel import Edge, Panel, Pattern, Point

UNIT = 0.01
"""A tenth of a millimetre, in centimetres."""
Move = tuple[int, int]


@dataclass(frozen=True)
class Graded:
    """A pattern in all sizes of a chart.

    Attributes:
        base: The name of the base size.
        patterns: Every size's pattern, in the chart's order; all of the same topology.
    """

    base: str
    patterns: Mapping[str, Pattern]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes' names in order."""
        return tuple(self.patterns)


@dataclass(frozen=True)
class GradeRules:
    """How a base size becomes every other.

    Attributes:
        base: The name of the base size.
        sizes: All sizes' names in order.
        moves: For each grade point ("front", "hem_left.start") its move in every size.
        eases: For each seam its declared ease in every size, in centimetres: bands grow with their edge.
    """

    base: str
    sizes: tuple[str, ...]
    moves: Mapping[tuple[str, str], tuple[Move, ...]]
    eases: Mapping[str, tuple[float, ...]]


def grade(program: str, chart: str, options: Mapping[str, object] | None = None, base: str = "") -> Graded:
    """Draft a program in all sizes of a chart.

    Args:
        program: "t-shirt".
        chart: "women".
        options: The program's options.
        base: The size from which the others are graded; by default the chart's own.

    Raises:
        ModisteError: MOD-153x as `draft_size`; MOD-1534 where two sizes have not the same edges.
    """
    of = charts.size_chart(chart)
    patterns = {size: draft_size(program, chart, size, options) for size in of.sizes}
    charts.chart_size(of, base := base or of.base)
    for size, pattern in patterns.items():
        _same_topology(patterns[base], pattern, size)
    return Graded(base, patterns)


def grade_rules(graded: Graded) -> GradeRules:
    """Read the rules off the drafted sizes."""
    base = graded.patterns[graded.base]
    columns = [dict(grade_points(pattern)) for pattern in graded.patterns.values()]
    moves = {
        key: tuple(
            (round((column[key][0] - x) / UNIT), round((column[key][1] - y) / UNIT)) for column in columns
        )
        for key, (x, y) in grade_points(base)
    }
    declared = [[seam.ease for seam in pattern.seams] for pattern in graded.patterns.values()]
    names = [seam.name for seam in base.seams]
    eases = dict(zip(names, zip(*declared, strict=True), strict=True))
    return GradeRules(graded.base, graded.sizes, moves, eases)


def rebuilt(base: Pattern, rules: GradeRules, size: str) -> Pattern:
    """A size made from the base and the rules alone; measures of its body are not among them.

    Raises:
        ModisteError: MOD-1530 for a size that the rules do not have.
    """
    if size not in rules.sizes:
        raise ModisteError("MOD-1530", kind="size", name=size, known=", ".join(rules.sizes))
    column = rules.sizes.index(size)

    def moved(panel: str, point: str, at: Point) -> Point:
        dx, dy = rules.moves[panel, point][column]
        return round(at[0] + dx * UNIT, 4), round(at[1] + dy * UNIT, 4)

    panels = tuple(_moved(panel, moved) for panel in base.panels)
    seams = tuple(replace(seam, ease=rules.eases[seam.name][column]) for seam in base.seams)
    return replace(base, size=size, body={}, panels=panels, seams=seams, girths=girths(panels))


def grade_points(pattern: Pattern) -> Iterator[tuple[tuple[str, str], Point]]:
    """Every point that a rule moves, by panel and name: corners, inner points, grain, levels, marks."""
    for panel in pattern.panels:
        for edge in panel.edges:
            yield (panel.name, f"{edge.name}.start"), edge.start
            if edge.controls is not None:
                yield (panel.name, f"{edge.name}.first"), edge.controls[0]
                yield (panel.name, f"{edge.name}.second"), edge.controls[1]
        for number, point in enumerate(panel.grain):
            yield (panel.name, f"grain.{number}"), point
        for level, y in panel.levels.items():
            yield (panel.name, f"level.{level}"), (0.0, y)
        for line, points in panel.lines.items():
            for number, point in enumerate(points):
                yield (panel.name, f"line.{line}.{number}"), point


def _moved(panel: Panel, moved: Callable[[str, str, Point], Point]) -> Panel:
    name = panel.name
    edges = tuple(
        Edge(
            edge.name,
            moved(name, f"{edge.name}.start", edge.start),
            None
            if edge.controls is None
            else (
                moved(name, f"{edge.name}.first", edge.controls[0]),
                moved(name, f"{edge.name}.second", edge.controls[1]),
            ),
            edge.allowance,
        )
        for edge in panel.edges
    )
    return replace(
        panel,
        edges=edges,
        grain=(moved(name, "grain.0", panel.grain[0]), moved(name, "grain.1", panel.grain[1])),
        levels={level: moved(name, f"level.{level}", (0.0, y))[1] for level, y in panel.levels.items()},
        lines={
            line: tuple(moved(name, f"line.{line}.{i}", point) for i, point in enumerate(points))
            for line, points in panel.lines.items()
        },
    )


def _same_topology(base: Pattern, other: Pattern, size: str) -> None:
    def shape(pattern: Pattern) -> list[tuple[str, list[tuple[str, bool]]]]:
        return [
            (panel.name, [(edge.name, edge.controls is None) for edge in panel.edges])
            for panel in pattern.panels
        ]

    for one, two in zip(shape(base), shape(other), strict=False):
        if one != two:
            raise ModisteError("MOD-1534", size=size, base=base.size, panel=one[0])
