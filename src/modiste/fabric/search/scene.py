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
RCT, RET = np.geomspace(0.002, 0.5, 24), np.geomspace(0.2, 120.0, 24)
"""Between which resistances of the cloth the clothing's are reckoned once: beyond, the ends hold."""


@dataclass(frozen=True)
class Scene:
    """A scenario for many cloths."""

    scenario: Scenario

    def discomfort(self, rct: Floats, ret: Floats) -> Floats:
        """The mean of |DISC| at phases' ends, weighed by minutes, (n,): 0 comfortable, 3 very much not.

        Args:
            rct: Thermal resistance of the cloths, m²K/W, (n,).
            ret: Water-vapour resistance, m²Pa/W, (n,).
        """
        body, felt = None, np.zeros(len(rct))
        for phase, (heat, vapour) in zip(self.scenario.phases, self._worn, strict=True):
            body = two_node(
                np.interp(rct, RCT, heat),
                np.interp(ret, RET, vapour),
                climate_of(phase),
                phase.met,
                minutes=phase.minutes,
                sitting=phase.posture == "sitting",
                start=body,
            )
            felt += phase.minutes * np.abs(body.discomfort)
        return felt / sum(phase.minutes for phase in self.scenario.phases)

    @cached_property
    def _worn(self) -> list[tuple[Floats, Floats]]:
        """By phase, the whole clothing's resistances at each of `RCT` and of `RET`."""
        made = []
        for phase in self.scenario.phases:
            clothes = [
                worn_in(phase, {each.name: _layer(each, rct, ret) for each in self.scenario.layers})
                for rct, ret in zip(RCT, RET, strict=True)
            ]
            heat, vapour = ([getattr(each, name) for each in clothes] for name in ("whole_rcl", "whole_recl"))
            made.append((np.array(heat), np.array(vapour)))
        return made


def _layer(given: LayerGiven, rct: float, ret: float) -> Layer:
    """A layer as told, or of the cloth in question."""
    told = (given.rct, given.ret) if given.rct is not None and given.ret is not None else (rct, ret)
    return Layer(given.name, *told, given.shares, given.gap_mm)
