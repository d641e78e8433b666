"""SVG path data as closed outlines, and how much of each pixel they cover.

Knows lines, Béziers, arcs and coverage; which motif an outline is of is `motifs`'.
Sources: SVG 2, §9.3 (path data) and appendix B.2 (arcs); coverage is summed cell by cell with its sign, as in
FreeType's smooth rasteriser, so that edges are exact areas and not samples.
"""

import re
from collections.abc import Iterator
from math import acos, ceil, cos, hypot, pi, sin, sqrt, tan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

Floats = NDArray[np.float64]
Point = tuple[float, float]
Rule = Literal["nonzero", "evenodd"]
MOST_PIECES = 20_000
"""Pieces of one path."""
_TOKEN = re.compile(r"\s*,?\s*(?:([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
_FLAG = re.compile(r"\s*,?\s*([01])")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_WILD = 1e6


def outlines(path: str) -> tuple[Floats, ...]:
    """The closed outlines of SVG path data as cubic Béziers, each (pieces, 4, 2); a line is a straight cubic.

    Raises:
        ModisteError: MOD-2722 where it is no path data, has too many pieces or lies absurdly far out.
    """
    made: list[Floats] = []
    pieces: list[list[Point]] = []
    total = 0
    for start, piece in _pieces(path):
        if start:
            _finish(pieces, made)
            pieces = []
        if piece:
            pieces.append(piece)
            total += 1
            if total > MOST_PIECES:
                raise _refused(f"it has more than {MOST_PIECES:,} pieces")
    _finish(pieces, made)
    if made and np.abs(np.concatenate(made)).max() > _WILD:
        raise _refused("a point lies more than a million units from the origin")
    return tuple(made)


def _finish(pieces: list[list[Point]], made: list[Floats]) -> None:
    if pieces:
        if pieces[-1][3] != pieces[0][0]:
            pieces.append(_line(pieces[-1][3], pieces[0][0]))
        made.append(np.array(pieces))


def _line(a: Point, b: Point) -> list[Point]:
    third = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
    return [a, (a[0] + third[0], a[1] + third[1]), (b[0] - third[0], b[1] - third[1]), b]


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2722", reason=reason)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one that is left out is repeated as the standard says."""
    at, command = 0, ""
    while path[at:].strip(" \t\r\n,"):
        found = _TOKEN.match(path, at)
        if not found:
            raise _refused(f"{path[at : at + 12].strip()!r} is no path data")
        if found[1]:
            command, at = found[1], found.end()
            if command.upper() not in _COUNTS:
                raise _refused(f"it has the command {command!r}")
        elif command.upper() in ("", "Z"):
            raise _refused("it begins with a number")
        values: list[float] = []
        for k in range(_COUNTS[command.upper()]):
            is_flag = command.upper() == "A" and k in (3, 4)
            number = (_FLAG if is_flag else _TOKEN).match(path, at)
            if not number or (not is_flag and number[2] is None):
                raise _refused(f"{command!r} lacks a number")
            values.append(float(number[1 if is_flag else 2]))
            at = number.end()
        yield command, values
        command = {"M": "L", "m": "l"}.get(command, command)


def _pieces(path: str) -> Iterator[tuple[bool, list[Point]]]:
    """Whether an outline begins, and a cubic's four points or nothing."""
    here: Point = (0.0, 0.0)
    begun = here
    handle, before = here, ""
    for name, given in _commands(path):
        kind, base = name.upper(), here if name.islower() else (0.0, 0.0)
        if not before and kind != "M":
            raise _refused("it does not begin with M")
        points = [(base[0] + x, base[1] + y) for x, y in zip(given[::2], given[1::2], strict=False)]
        if kind == "M":
            here = begun = points[0]
            yield True, []
        elif kind == "Z":
            if here != begun:
                yield False, _line(here, begun)
            here = begun
            yield True, []
        elif kind in "LHV":
            ends = {"H": (base[0] + given[0], here[1]), "V": (here[0], base[1] + given[0])}
            end = points[0] if kind == "L" else ends[kind]
            yield False, _line(here, end)
            here = end
        elif kind in "CS":
            if kind == "S":
                points.insert(0, _mirrored(handle, here) if before in "CS" else here)
            yield False, [here, *points]
            handle, here = points[1], points[2]
        elif kind in "QT":
            handle = points[0] if kind == "Q" else _mirrored(handle, here) if before in "QT" else here
            end = points[-1]
            yield False, [here, _between(here, handle, 2 / 3), _between(end, handle, 2 / 3), end]
            here = end
        else:
            end = (base[0] + given[5], base[1] + given[6])
            for piece in _arc(here, end, given):
                yield False, piece
            here = end
        before = kind


def _mirrored(handle: Point, here: Point) -> Point:
    return 2 * here[0] - handle[0], 2 * here[1] - handle[1]


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _arc(a: Point, b: Point, given: list[float]) -> Iterator[list[Point]]:
    """An elliptical arc as cubics, none longer than a quarter turn."""
    rx, ry, turn, large, sweep = abs(given[0]), abs(given[1]), given[2] * pi / 180, given[3], given[4]
    if a == b or not rx or not ry:
        yield _line(a, b)
        return
    c, s = cos(turn), sin(turn)
    dx, dy = (a[0] - b[0]) / 2, (a[1] - b[1]) / 2
    x, y = c * dx + s * dy, c * dy - s * dx
    grown = sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    over = (rx * y) ** 2 + (ry * x) ** 2
    root = sqrt(max(0.0, ((rx * ry) ** 2 - over) / over)) * (-1 if large == sweep else 1)
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = _angle(1, 0, (x - cx) / rx, (y - cy) / ry)
    swept = _angle((x - cx) / rx, (y - cy) / ry, (-x - cx) / rx, (-y - cy) / ry) % (2 * pi)
    if not sweep and swept:
        swept -= 2 * pi
    middle = (c * cx - s * cy + (a[0] + b[0]) / 2, s * cx + c * cy + (a[1] + b[1]) / 2)
    count = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
    reach = 4 / 3 * tan(swept / count / 4)
    for k in range(count):
        one, two = first + swept * k / count, first + swept * (k + 1) / count
        local = [
            (cos(one), sin(one)),
            (cos(one) - reach * sin(one), sin(one) + reach * cos(one)),
            (cos(two) + reach * sin(two), sin(two) - reach * cos(two)),
            (cos(two), sin(two)),
        ]
        piece = [(middle[0] + c * rx * u - s * ry * v, middle[1] + s * rx * u + c * ry * v) for u, v in local]
        yield [a if k == 0 else piece[0], piece[1], piece[2], b if k == count - 1 else piece[3]]


def _angle(ux: float, uy: float, vx: float, vy: float) -> float:
    turn = acos(max(-1.0, min(1.0, (ux * vx + uy * vy) / (hypot(ux, uy) * hypot(vx, vy)))))
    return -turn if ux * vy < uy * vx else turn


def straightened(cubics: Floats, tolerance: float) -> Floats:
    """An outline of cubics (pieces, 4, 2) as corners (n, 2), within `tolerance` of the curve."""
    bend = np.abs(np.diff(cubics, 2, axis=1)).max((1, 2))
    # Wang's bound on the distance between a cubic and its n chords.
    count = np.maximum(np.ceil(np.sqrt(6 * bend / (8 * tolerance))), 1).astype(int)
    piece = np.repeat(np.arange(len(cubics)), count)
    first = np.repeat(np.cumsum(count) - count, count)
    t = ((np.arange(len(piece)) - first) / count[piece])[:, None]
    a, b, c, d = np.moveaxis(cubics[piece], 1, 0)
    return np.asarray((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)


def coverage(corners: list[Floats], rule: Rule = "nonzero") -> tuple[int, int, Floats]:
    """How much of each pixel closed outlines cover: left column, top row, and shares (rows, columns).

    Args:
        corners: Outlines (n, 2) in pixels, x right and y down; the last corner joins the first.
        rule: What is inside where outlines lie over each other.
    """
    every = np.concatenate(corners)
    left, top = np.floor(every.min(0)).astype(int)
    columns, rows = np.ceil(every.max(0)).astype(int) - (left, top) + 1
    ends = np.concatenate([np.roll(each, -1, axis=0) for each in corners])
    a, b = every - (left, top), ends - (left, top)
    edge, t = _cuts(a, b)
    inner = edge[1:] == edge[:-1]
    edge, from_, to = edge[:-1][inner], t[:-1][inner], t[1:][inner]
    step = (b - a)[edge]
    middle = a[edge] + step * ((from_ + to) / 2)[:, None]
    rise = step[:, 1] * (to - from_)
    column, row = np.floor(middle).astype(int).T
    share = middle[:, 0] - column
    at = row * (columns + 1) + column
    size = rows * (columns + 1)
    sums = np.bincount(at, rise * (1 - share), size) + np.bincount(at + 1, rise * share, size + 1)[:size]
    winding = np.abs(np.cumsum(sums.reshape(rows, columns + 1), axis=1)[:, :columns])
    if rule == "evenodd":
        winding = 1 - np.abs(winding % 2 - 1)
    return int(left), int(top), np.minimum(winding, 1.0)


def _cuts(a: Floats, b: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Where edges end and cross the pixels' borders: the edge and the share of its length, sorted."""
    edges, shares = [np.arange(len(a)), np.arange(len(a))], [np.zeros(len(a)), np.ones(len(a))]
    for axis in (0, 1):
        low, high = np.sort(np.stack([a[:, axis], b[:, axis]]), axis=0)
        first = np.floor(low).astype(int) + 1
        count = np.maximum(np.ceil(high).astype(int) - first, 0)
        edge = np.repeat(np.arange(len(a)), count)
        border = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
        edges.append(edge)
        shares.append((border - a[edge, axis]) / (b - a)[edge, axis])
    edge, share = np.concatenate(edges), np.clip(np.concatenate(shares), 0, 1)
    order = np.lexsort((share, edge))
    return edge[order], share[order]
