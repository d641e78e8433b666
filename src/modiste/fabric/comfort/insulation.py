"""Layers of cloth and air on a body: the resistance of each segment, and of the whole.

Knows series and parallel; cloth's resistances, gaps and what is covered are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.comfort.air_layers import gap_resistances
from modiste.fabric.comfort.segments import AREAS, SEGMENTS
from modiste.fabric.comfort.two_node import CLO, LEWIS

Values = NDArray[np.float64]

OUTER_AIR = 0.109
"""m2 K/W of the still air around a body, 0.7 clo (ISO 9920)."""
OUTER_VAPOUR = 1 / (LEWIS * 3.3)
"""m2 Pa/W of the same: by the Lewis relation at a convective coefficient of 3.3 W/(m2 K)."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One cloth as it is worn.

    Attributes:
        name: What it is called.
        rct: Its thermal resistance, m2 K/W.
        ret: Its water-vapour resistance, m2 Pa/W.
        covers: Share of each segment that it covers; none where a segment is not named.
        gap_mm: Air below it by segment; or the same everywhere.
    """

    name: str
    rct: float
    ret: float
    covers: Mapping[str, float]
    gap_mm: Mapping[str, float] | float = 0.0

    def gap(self, segment: str) -> float:
        """Air below it at a segment, millimetres."""
        return self.gap_mm if isinstance(self.gap_mm, float | int) else self.gap_mm.get(segment, 0.0)


@dataclass(frozen=True, eq=False)
class Clothing:
    """What a body wears, from skin to the outer surface, still air outside left out.

    Attributes:
        rcl: (17,) thermal resistance by segment, m2 K/W; 0 where it is bare.
        recl: (17,) water-vapour resistance by segment, m2 Pa/W.
    """

    rcl: Values
    recl: Values

    @property
    def whole_rcl(self) -> float:
        """Of the whole body: segments lose heat side by side, through the air around them."""
        return _side_by_side(self.rcl, AREAS, OUTER_AIR)

    @property
    def whole_recl(self) -> float:
        """The same for vapour."""
        return _side_by_side(self.recl, AREAS, OUTER_VAPOUR)

    @property
    def clo(self) -> float:
        """Intrinsic insulation of the whole, Icl."""
        return self.whole_rcl / CLO

    @property
    def permeability(self) -> float:
        """Woodcock's i_m of the whole with the air around it: 0 lets no vapour out, 1 as still air does."""
        return (self.whole_rcl + OUTER_AIR) / (LEWIS * (self.whole_recl + OUTER_VAPOUR))


def clothing(layers: Sequence[Layer]) -> Clothing:
    """Layers from the skin outward, laid on each segment.

    Where layers cover shares of a segment, a smaller one lies within the larger. Cloth's own curvature is
    left out: on a forearm it is worth some per cent.
    """
    rcl, recl = np.zeros(len(SEGMENTS)), np.zeros(len(SEGMENTS))
    for number, segment in enumerate(SEGMENTS):
        here = [(each, each.covers.get(segment, 0.0)) for each in layers]
        edges = sorted({0.0, 1.0, *(share for _, share in here)})
        strips = [
            (high - low, [each for each, share in here if share >= high]) for low, high in pairwise(edges)
        ]
        areas = np.array([area for area, _ in strips])
        heat = np.array([_through(strip, segment) for _, strip in strips])
        rcl[number] = _side_by_side(heat[:, 0], areas, OUTER_AIR)
        recl[number] = _side_by_side(heat[:, 1], areas, OUTER_VAPOUR)
    return Clothing(rcl, recl)


def _through(layers: Sequence[Layer], segment: str) -> tuple[float, float]:
    """Cloth and gaps in series."""
    gaps = [gap_resistances(each.gap(segment)) for each in layers]
    rct = sum(each.rct + float(gap[0]) for each, gap in zip(layers, gaps, strict=True))
    ret = sum(each.ret + float(gap[1]) for each, gap in zip(layers, gaps, strict=True))
    return rct, ret


def _side_by_side(resistances: Values, areas: Values, outside: float) -> float:
    """One resistance that passes as much as many side by side, each with the air outside it."""
    if not resistances.any():
        return 0.0
    passed = float((areas / (resistances + outside)).sum() / areas.sum())
    return 1 / passed - outside
