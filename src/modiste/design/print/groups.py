"""The 17 wallpaper groups: how each repeats a thing across a rectangle of cloth.

Knows the general positions and the cells; what is repeated is `motifs`'.
Source: International Tables for Crystallography, volume A, plane groups: coordinate triplets of the general
position.
"""

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Group = Literal[
    "p1",
    "p2",
    "pm",
    "pg",
    "cm",
    "pmm",
    "pmg",
    "pgg",
    "cmm",
    "p4",
    "p4m",
    "p4g",
    "p3",
    "p3m1",
    "p31m",
    "p6",
    "p6m",
]
Cell = Literal["rectangular", "square", "hexagonal"]

_P3 = "x,y; -y,x-y; -x+y,-x"
_P6 = _P3 + "; -x,-y; y,-x+y; x-y,x"
_P4 = "x,y; -x,-y; -y,x; y,-x"
POSITIONS: dict[Group, str] = {
    "p1": "x,y",
    "p2": "x,y; -x,-y",
    "pm": "x,y; -x,y",
    "pg": "x,y; -x,y+1/2",
    "cm": "x,y; -x,y; x+1/2,y+1/2; -x+1/2,y+1/2",
    "pmm": "x,y; -x,-y; -x,y; x,-y",
    "pmg": "x,y; -x,-y; -x+1/2,y; x+1/2,-y",
    "pgg": "x,y; -x,-y; -x+1/2,y+1/2; x+1/2,-y+1/2",
    "cmm": "x,y; -x,-y; -x,y; x,-y; x+1/2,y+1/2; -x+1/2,-y+1/2; -x+1/2,y+1/2; x+1/2,-y+1/2",
    "p4": _P4,
    "p4m": _P4 + "; -x,y; x,-y; y,x; -y,-x",
    "p4g": _P4 + "; -x+1/2,y+1/2; x+1/2,-y+1/2; y+1/2,x+1/2; -y+1/2,-x+1/2",
    "p3": _P3,
    "p3m1": _P3 + "; -y,-x; -x+y,y; x,x-y",
    "p31m": _P3 + "; y,x; x-y,-y; -x,-x+y",
    "p6": _P6,
    "p6m": _P6 + "; -y,-x; -x+y,y; x,x-y; y,x; x-y,-y; -x,-x+y",
}
"""An oblique cell (p1, p2) is laid out as a rectangle: the oblique cell that cloth can be cut into."""
_TRIANGULAR = np.array([[1, -0.5], [0, sqrt(3) / 2]])
"""Columns are the hexagonal cell's sides, in widths of its rectangle."""


@dataclass(frozen=True, eq=False)
class Operations:
    """What a group does to a place within its rectangle, whose width is 1 and whose height is `ratio`.

    Attributes:
        turns: (n, 2, 2).
        shifts: (n, 2), in widths. A place goes to `turns @ place + shifts`.
        ratio: Height by width of the rectangle.
    """

    turns: Floats
    shifts: Floats
    ratio: float


def cell(group: Group) -> Cell:
    """Which shape the group's cell has to have."""
    return "square" if group.startswith("p4") else "hexagonal" if group[1] in "36" else "rectangular"


@cache
def operations(group: Group, ratio: float = 1.0) -> Operations:
    """What a group does within one rectangular repeat; a hexagonal one holds two cells.

    Args:
        group: Its short symbol.
        ratio: Height by width of a rectangular cell; the others have their own.
    """
    triplets = POSITIONS[group].replace(" ", "").split(";")
    turns, shifts = (np.array(each) for each in zip(*map(_read, triplets), strict=True))
    if cell(group) == "hexagonal":
        basis, back = _TRIANGULAR, np.linalg.inv(_TRIANGULAR)
        turns = basis @ turns @ back
        shifts = shifts @ basis.T
        # The rectangle over a hexagonal cell has a second lattice point in its middle.
        again = shifts + np.array([0.5, sqrt(3) / 2])
        turns, shifts = np.concatenate([turns, turns]), np.concatenate([shifts, again])
        return Operations(turns, shifts, sqrt(3))
    ratio = 1.0 if cell(group) == "square" else ratio
    return Operations(turns, shifts * (1, ratio), ratio)


def _read(triplet: str) -> tuple[list[list[float]], list[float]]:
    rows, shift = [], []
    for part in triplet.split(","):
        terms = part.replace("-", "+-").split("+")
        rows.append([terms.count(name) - terms.count(f"-{name}") for name in "xy"])
        shift.append(0.5 if "1/2" in terms else 0.0)
    return [[float(each) for each in row] for row in rows], shift
