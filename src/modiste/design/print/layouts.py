"""Where copies of motifs lie in one rectangular repeat: by a wallpaper group, half-drop, brick, or tossed.

Knows places, turns and sizes in millimetres; shapes are `motifs`', painting is `torus`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from modiste.design.print.groups import Group, operations

Floats = NDArray[np.float64]
Layout = Literal[Group, "half-drop", "brick", "toss"]
_GRID = 24
_FILL = 0.9
"""A motif's larger side as a share of the distance to its nearest copy."""
_SPARE = 0.62
"""The same for what fills the room between others: it leaves them air."""
_SLENDER = 2.0
"""How much longer than wide a motif counts for at most."""
_DARTS, _MOST_TOSSED = 6000, 600
_TOSSED = 0.19
"""A tossed motif's size as a share of the repeat's shorter side."""


@dataclass(frozen=True)
class Wish:
    """What is asked of one motif: what is left out is found.

    Attributes:
        size: Of its larger side, in mm; 0 for as large as its copies leave room.
        at: Its place as shares of the repeat's width and height; None for where copies stand farthest apart.
        turn: Degrees, clockwise.
        slender: How much longer than wide it is: a slender one may be larger.
    """

    size: float = 0.0
    at: tuple[float, float] | None = None
    turn: float = 0.0
    slender: float = 1.0


@dataclass(frozen=True, eq=False)
class Copies:
    """One motif's copies in the repeat.

    Attributes:
        turns: (n, 2, 2): turn, mirror and scale, to millimetres of a motif whose larger side is 1.
        places: (n, 2), mm.
    """

    turns: Floats
    places: Floats


def natural_ratio(layout: Layout) -> float:
    """Height by width of the repeat where none is asked; groups with a rectangular cell take any."""
    if layout in get_args(Group):
        return operations(layout, 1.0).ratio
    return {"half-drop": 0.5, "brick": 2.0, "toss": 1.0}[layout]


def laid_out(
    layout: Layout, wishes: Sequence[Wish], width: float, height: float, seed: int = 0
) -> list[Copies]:
    """Where the copies of each motif lie, in a repeat of width x height mm.

    Args:
        layout: How they repeat.
        wishes: Of each motif; those that come first take the room they need.
        width: Of the repeat, in mm.
        height: Of the repeat, in mm.
        seed: Of what is tossed.
    """
    if layout == "toss":
        return _tossed(wishes, width, height, seed)
    turns, shifts = _group(layout, height / width)
    size = np.array([width, height])
    taken: list[tuple[Floats, float]] = []
    made = []
    for wish in wishes:
        at = np.array(wish.at) * size if wish.at else _roomiest(turns, shifts * width, size, taken)
        places = at @ turns.transpose(0, 2, 1) + shifts * width
        room = min([*_far(places[1:], at, size), *size])
        if taken:
            room = min(room, *(2 * (min(_far(other, at, size)) - half) for other, half in taken))
        grown = min(wish.slender, _SLENDER) ** 0.5 * (_SPARE if taken else _FILL)
        side = wish.size or max(grown * room, 0.02 * width)
        made.append(Copies(turns @ (side * _turn(wish.turn)), places % size))
        taken.append((places, side / 2))
    return made


def _group(layout: Layout, ratio: float) -> tuple[Floats, Floats]:
    if layout in ("half-drop", "brick"):
        # Both have a copy in the middle of the repeat: columns that drop by half, or rows that step by half.
        return np.stack([np.eye(2)] * 2), np.array([[0.0, 0.0], [0.5, ratio / 2]])
    done = operations(layout, ratio)
    return done.turns, done.shifts * (1, ratio / done.ratio)


def _roomiest(turns: Floats, shifts: Floats, size: Floats, taken: Sequence[tuple[Floats, float]]) -> Floats:
    """The place whose copies stand farthest apart and from what is there; of equal ones the grid's first."""
    share = (np.arange(_GRID) + 0.5) / _GRID
    x, y = np.meshgrid(share * size[0], share * size[1])
    spots = np.column_stack([x.ravel(), y.ravel()])
    far = np.full(len(spots), size.min())
    for turn, shift in zip(turns[1:], shifts[1:], strict=True):
        far = np.minimum(far, _far(spots @ turn.T + shift, spots, size))
    for places, half in taken:
        for place in places:
            far = np.minimum(far, 2 * (_far(spots, place, size) - half))
    return np.asarray(spots[int(np.argmax(np.round(far, 6)))])


def _far(these: Floats, those: Floats, size: Floats) -> Floats:
    """Distances on the torus, the shortest way round."""
    return np.asarray(np.linalg.norm((these - those + size / 2) % size - size / 2, axis=-1))


def _turn(degrees: float | Floats) -> Floats:
    angle = np.radians(degrees)
    c, s = np.cos(angle), np.sin(angle)
    return np.moveaxis(np.array([[c, -s], [s, c]]), (0, 1), (-2, -1))


def _tossed(wishes: Sequence[Wish], width: float, height: float, seed: int) -> list[Copies]:
    """Poisson disks on the torus, by throwing darts: motifs share the first throw, fillers take the gaps."""
    chance = np.random.default_rng(seed)
    size = np.array([width, height])
    sides = [
        wish.size or _TOSSED * min(width, height) * (1 if k == 0 else 0.4) for k, wish in enumerate(wishes)
    ]
    places: list[Floats] = []
    halves: list[float] = []
    of: list[int] = []
    for number, side in enumerate(sides):
        darts = chance.random((_DARTS, 2)) * size
        free = np.ones(_DARTS, bool)
        for place, half in zip(places, halves, strict=True):
            free &= _far(darts, place, size) >= half + side / 2
        while free.any() and len(places) < _MOST_TOSSED:
            dart = darts[int(free.argmax())]
            places.append(dart)
            halves.append(side / 2)
            of.append(number)
            free &= _far(darts, dart, size) >= side
    turned = chance.uniform(0, 360, len(of))
    mine = np.array(of)
    return [
        Copies(side * _turn(wish.turn + turned[mine == number]), np.array(places)[mine == number])
        for number, (wish, side) in enumerate(zip(wishes, sides, strict=True))
    ]
