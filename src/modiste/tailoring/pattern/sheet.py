"""The sheet: the pieces of a pattern laid side by side, as layers of lines and words.

Knows what is drawn where, in centimetres with y upwards; file formats are `files`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from modiste.tailoring.pattern.allowance import cut_line, darts, notch_lines
from modiste.tailoring.pattern.curve import Bezier, straight
from modiste.tailoring.pattern.outline import curves, polyline
from modiste.tailoring.pattern.panel import Panel, Pattern, Point

SheetLayer = Literal["cut", "sew", "grain", "notch", "fold", "mark", "text"]
LAYERS: tuple[SheetLayer, ...] = ("cut", "sew", "grain", "notch", "fold", "mark", "text")
_GAP = 2.0
_LINE = 0.9
_ARROW = 0.6


@dataclass(frozen=True)
class Stroke:
    """A line of one layer, as curves end to end."""

    layer: SheetLayer
    curves: tuple[Bezier, ...]
    closed: bool = False


@dataclass(frozen=True)
class Words:
    """A line of text; `at` is the middle of its base."""

    text: str
    at: Point
    height: float = 0.6


@dataclass(frozen=True)
class Cutting:
    """A piece on the sheet.

    Attributes:
        name: The panel's name.
        size: The size it is drawn in.
        strokes: Its lines.
        words: Its labels.
    """

    name: str
    size: str
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Sheet:
    """All pieces on one plane, from (0, 0) to (width, height)."""

    title: str
    width: float
    height: float
    cuttings: tuple[Cutting, ...]


def sheet(patterns: Sequence[Pattern], width: float = 150.0) -> Sheet:
    """Lay the pieces of a pattern on cloth of a width, or nest those of several sizes at their origins.

    Pieces are set in rows in their pattern's order: a picture of what there is, no marker that saves cloth.
    """
    legs = [darts(pattern) for pattern in patterns]
    outlines = [
        [[vertex.point for vertex in cut_line(panel, leg)] for panel in pattern.panels]
        for pattern, leg in zip(patterns, legs, strict=True)
    ]
    x = y = row = right = 0.0
    cuttings: list[Cutting] = []
    for number in range(len(patterns[0].panels)):
        points = [point for outline in outlines for point in outline[number]]
        low_x, high_x = min(p[0] for p in points), max(p[0] for p in points)
        low_y, high_y = min(p[1] for p in points), max(p[1] for p in points)
        if x > 0.0 and x + high_x - low_x > width:
            x, y, row = 0.0, y + row + _GAP, 0.0
        shift = (x - low_x, -y - high_y)  # rows go down; turned up below
        for pattern, outline in zip(patterns, outlines, strict=True):
            last = pattern is patterns[-1]
            cuttings.append(_cutting(pattern, pattern.panels[number], outline[number], shift, named=last))
        x, row = x + high_x - low_x + _GAP, max(row, high_y - low_y)
        right = max(right, x - _GAP)
    height = y + row
    first, last_pattern = patterns[0], patterns[-1]
    sizes = first.size if first is last_pattern else f"{first.size} to {last_pattern.size}"
    title = f"{first.program}, {first.chart or 'body'} {sizes}"
    return Sheet(title, right, height, tuple(_shifted(each, (0.0, height)) for each in cuttings))


def _cutting(pattern: Pattern, panel: Panel, outline: list[Point], shift: Point, *, named: bool) -> Cutting:
    ring = [straight(a, b) for a, b in zip(outline, [*outline[1:], outline[0]], strict=True) if a != b]
    strokes = [Stroke("cut", tuple(ring), closed=True), Stroke("sew", tuple(curves(panel)), closed=True)]
    strokes += [Stroke("grain", line) for line in _arrow(*panel.grain)]
    strokes += [Stroke("notch", (straight(a, b),)) for a, b in notch_lines(panel)]
    strokes += [
        Stroke("mark", tuple(straight(a, b) for a, b in pairwise(points))) for points in panel.lines.values()
    ]
    if panel.cut_on_fold:
        ends = sorted(point[1] for point in polyline(panel) if abs(point[0]) < 1e-6)
        strokes.append(Stroke("fold", (straight((0.0, ends[0]), (0.0, ends[-1])),)))
    words = _words(pattern, panel) if named else ()
    return _shifted(Cutting(panel.name, pattern.size, tuple(strokes), tuple(words)), shift)


def _words(pattern: Pattern, panel: Panel) -> list[Words]:
    points = polyline(panel)
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    x = left / 2.0 if panel.cut_on_fold else (left + right) / 2.0  # beside the middle line
    low, high = min(p[1] for p in points), max(p[1] for p in points)
    lines = [panel.name.replace("_", " "), f"{pattern.program} {pattern.size}", _cut_words(panel)]
    room = high - low
    height = min(0.6, room / 5.0)
    top = (low + high) / 2.0 + (len(lines) - 1) * _LINE * height / 1.2
    return [Words(line, (x, top - i * 1.5 * height), height) for i, line in enumerate(lines)]


def _cut_words(panel: Panel) -> str:
    what = {"shell": "", "lining": " in lining", "facing": " in facing"}[panel.layer]
    return f"cut 1{what}" + (f", mirror of {panel.mirror_of.replace('_', ' ')}" if panel.mirror_of else "")


def _arrow(start: Point, end: Point) -> list[tuple[Bezier, ...]]:
    """A grain line with a head at its upper end."""
    shaft = straight(start, end)
    dx, dy = shaft.direction(0.5)
    heads = [
        (end[0] - _ARROW * dx + side * _ARROW / 2 * dy, end[1] - _ARROW * dy - side * _ARROW / 2 * dx)
        for side in (1.0, -1.0)
    ]
    return [(shaft,), (straight(heads[0], end), straight(end, heads[1]))]


def _shifted(cutting: Cutting, by: Point) -> Cutting:
    def moved(point: Point) -> Point:
        return point[0] + by[0], point[1] + by[1]

    return Cutting(
        cutting.name,
        cutting.size,
        tuple(
            Stroke(
                stroke.layer,
                tuple(Bezier(*(moved(point) for point in curve)) for curve in stroke.curves),
                stroke.closed,
            )
            for stroke in cutting.strokes
        ),
        tuple(Words(words.text, moved(words.at), words.height) for words in cutting.words),
    )
