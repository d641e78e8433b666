"""A knit drawn to scale: each loop along its true path, as long as the spec says, through the one below.

Knows the face of weft knits; a double knit shows the loops of its front bed, a rib both.
"""

import math

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.drawing.svg import PATCH, sheet, tone
from modiste.fabric.rows import rows_of
from modiste.fabric.spec import FabricSpec
from modiste.fabric.yarn import diameter

YARN = (199, 92, 76)
_STEPS = 96
_FACE, _BACK = 0.10, 0.15
"""Shares of a loop at which legs become arcs: what lies on top goes on to where the loop is wide again."""
Path = NDArray[np.float64]


def knit_svg(spec: FabricSpec) -> str:
    """Whole wales and courses, four at least, over the sheet's patch."""
    knit = spec.knit
    assert knit is not None
    rows = rows_of([spec])
    wide = float(diameter(rows.tex, rows.density, rows.packing)[0, 0])
    wale, course = 10 / knit.sett[0], 10 / knit.sett[1]
    is_rib = knit.name == "rib 1x1"
    wale = wale / 2 if is_rib else wale  # a rib's back wales lie between those that are counted
    path = loop_path(wale, course, knit.loop)
    parts = {"f": _parts(path, _FACE, _BACK), "b": _parts(path, _BACK, _FACE)}
    parts = parts if is_rib else {"f": _parts(path, _FACE, _FACE)}
    defs = "".join(
        f'<g id="{side}{deep}">{"".join(_stroke(each, wide) for each in lines)}</g>'
        for side, of in parts.items()
        for deep, lines in of
    )
    wales, courses = max(4, math.ceil(PATCH / wale)), max(4, math.ceil(PATCH / course))
    laid = []
    for column in range(-1, wales + 1):
        side = "b" if is_rib and column % 2 else "f"
        for row in range(-1, courses + 2):
            place = (column * wale, (courses - row) * course)
            laid += [(-deep if side == "b" else deep, f"{side}{deep}", *place) for deep, _ in parts[side]]
    body = "\n".join(f'<use href="#{part}" x="{x:.4f}" y="{y:.4f}"/>' for _, part, x, y in sorted(laid))
    return sheet(spec.name, wales * wale, courses * course, defs, body + "\n")


def loop_path(wale: float, course: float, loop: float) -> Path:
    """(k, 2) mm of one loop's centre line from sinker to sinker, its length the loop's.

    x runs on by a wale and sways twice a loop, y rises and falls once; the sway, which gives the loop its
    neck, is found so that the length is right. The head reaches through the next course.
    """
    turn = np.linspace(0, 2 * np.pi, _STEPS + 1)

    def at(sway: float, rise: float) -> Path:
        return np.column_stack(
            [wale * turn / (2 * np.pi) + sway * np.sin(2 * turn), rise * (1 - np.cos(turn)) / 2]
        )

    def length(path: Path) -> float:
        return float(np.hypot(*np.diff(path, axis=0).T).sum())

    low, high = 0.0, loop
    rise = 1.75 * course
    while length(at(0.0, rise)) > loop and rise > 0.2 * course:
        rise *= 0.97
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if length(at(middle, rise)) < loop else (low, middle)
    return at(low, rise)


def _parts(path: Path, share: float, other: float) -> list[tuple[int, list[Path]]]:
    """The loop cut by depth: the sinker's arc lies lowest, the head on it, the legs on top of both.

    The arc takes `share` of this loop and `other` of the one to the left, which ends in the same arc.
    """
    foot, neck, crown, down, toe = (round(each * _STEPS) for each in (share, 0.40, 0.60, 1 - share, 1))
    before = path[round((1 - other) * _STEPS) - 1 : toe] - [path[-1, 0], 0]
    # Each part goes on below the next, so that no seam shows.
    legs = [path[foot - 1 : neck + 2], path[crown - 1 : down + 2]]
    return [(0, [np.concatenate([before, path[: foot + 2]])]), (1, [path[neck - 1 : crown + 2]]), (2, legs)]


def _stroke(path: Path, wide: float) -> str:
    """A yarn's edge, body and light; y runs downwards on a sheet."""
    points = " ".join(f"{x:.4f},{-y:.4f}" for x, y in path)
    layers = ((1.0, 0.5), (0.82, 1.0), (0.35, 1.22))
    return "".join(
        f'<polyline points="{points}" fill="none" stroke="{tone(YARN, light)}" '
        f'stroke-width="{share * wide:.4f}" stroke-linejoin="round"/>'
        for share, light in layers
    )
