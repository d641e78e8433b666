"""How a cloth feels through a scenario: one number of each of many, by its two resistances.

Knows the scenario's layers with one of them left open; bodies and air gaps are `comfort`'s.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.comfort.course import climate_of, worn_in
from modiste.fabric.comfort.insulation import Layer
from modiste.fabric.comfort.scenario import LayerGiven, Scenario
from modiste.fabric.comfort.two_node import two_node

Floats = NDArray[np.float64]
RCT, RET = np.geomspace(0.002, 0.5, 32), np.geomspace(0.2, 120.0, 32)
"""The resistances of cloth that are lived through once, m²K/W and m²Pa/W; beyond them the ends hold."""


@dataclass(frozen=True)
class Scene:
    """A scenario for many cloths."""

    scenario: Scenario

    def discomfort(self, rct: Floats, ret: Floats) -> Floats:
        """The mean of |DISC| at phases' ends, weighed by minutes, (n,): 0 comfortable, 3 very much not.

        Read from `felt`, straight between its neighbours in the resistances' logarithms.

        Args:
            rct: Thermal resistance of the cloths, m²K/W, (n,).
            ret: Water-vapour resistance, m²Pa/W, (n,).
        """
        i, x = _between(rct, RCT)
        j, y = _between(ret, RET)
        table = self.felt
        below = (1 - y) * table[i, j] + y * table[i, j + 1]
        above = (1 - y) * table[i + 1, j] + y * table[i + 1, j + 1]
        felt: Floats = (1 - x) * below + x * above
        return felt

    @cached_property
    def felt(self) -> Floats:
        """The discomfort of cloths with each of `RCT` and each of `RET`, (32, 32)."""
        body, felt = None, np.zeros((len(RCT), len(RET)))
        for phase in self.scenario.phases:
            worn = [
                worn_in(phase, {each.name: _layer(each, rct, ret) for each in self.scenario.layers})
                for rct, ret in zip(RCT, RET, strict=True)
            ]
            heat, vapour = (
                np.array([getattr(each, name) for each in worn]) for name in ("whole_rcl", "whole_recl")
            )
            body = two_node(
                heat[:, None],
                vapour,
                climate_of(phase),
                phase.met,
                minutes=phase.minutes,
                sitting=phase.posture == "sitting",
                start=body,
            )
            felt += phase.minutes * np.abs(body.discomfort)
        return felt / sum(phase.minutes for phase in self.scenario.phases)


def _between(values: Floats, nodes: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The node below each value and how far it lies on the way to the next, in logarithms."""
    place = np.interp(np.log(np.maximum(values, nodes[0])), np.log(nodes), np.arange(len(nodes)))
    below = np.minimum(place.astype(int), len(nodes) - 2)
    return below, place - below


def _layer(given: LayerGiven, rct: float, ret: float) -> Layer:
    """A layer as told, or of the cloth in question."""
    told = (given.rct, given.ret) if given.rct is not None and given.ret is not None else (rct, ret)
    return Layer(given.name, *told, given.shares, given.gap_mm)
