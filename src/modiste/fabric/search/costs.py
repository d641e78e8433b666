"""What a square metre of many cloths costs: money by the asker's prices, footprint by Ecobalyse's.

Knows masses, blends and prices; how heavy a cloth is, is told.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.footprints.chain import Span, footprint
from modiste.fabric.search.designs import Designs
from modiste.fabric.search.goals import COST, FOOTPRINT, Prices
from modiste.garment import ModisteError

Floats = NDArray[np.float64]
End = Literal["value", "low", "high"]
USUAL_TEX = 20.0
"""The yarn whose spinning is priced."""


@dataclass(frozen=True)
class Costs:
    """Cost and footprint of the cloths that goals leave open."""

    designs: Designs

    def of(self, rows: Floats, mass: Floats, end: End = "value") -> dict[str, Floats]:
        """Both where they can be told, (n,) each.

        Args:
            rows: (n, d).
            mass: Areal mass, g/m², (n,).
            end: Which end of their intervals.
        """
        goals, kilograms, made = self.designs.goals, mass / 1000, {}
        if FOOTPRINT in goals.asked:
            factors = np.array([getattr(each, end) for each in self._footprints])
            made[FOOTPRINT] = kilograms * (self.designs.shares(rows) @ factors)
        if goals.prices is not None:
            off = goals.prices.uncertain_pct / 100 * {"low": -1, "value": 0, "high": 1}[end]
            made[COST] = (1 + off) * self._money(rows, kilograms, goals.prices)
        return made

    @cached_property
    def _footprints(self) -> list[Span]:
        """µPt of a kilogram of cloth of each fibre alone; a blend's is their mean by mass."""
        space, made = self.designs.space, []
        for number, name in enumerate(self.designs.goals.fibres):
            places = [each.name in ("fibre", "second_fibre") for each in space.variables]
            total = footprint(self.designs.spec(np.where(places, float(number), space.low), name)).ecs
            if total is None:
                raise ModisteError("MOD-2852", name=FOOTPRINT, reason=f"no source has a factor of {name}")
            made.append(total)
        return made

    def _money(self, rows: Floats, kilograms: Floats, prices: Prices) -> Floats:
        goals, told = self.designs.goals, self.designs.space.named(rows)
        fibre = self.designs.shares(rows) @ np.array(
            [prices.fibre.get(each, np.nan) for each in goals.fibres]
        )
        if goals.woven is not None:
            tex = np.sqrt(told["warp_tex"] * told["weft_tex"])
            making = told["picks"] * 100 / 1000 * prices.thousand_picks
        else:
            tex, making = told["tex"], kilograms * prices.knitting
        spun = prices.spinning * (USUAL_TEX / tex) ** prices.fineness
        yarn: Floats = kilograms * (fibre + spun) / (1 - prices.yarn_waste_pct / 100)
        finish = np.array([prices.finish.get(each, 0.0) if each else 0.0 for each in goals.finishes])
        money: Floats = yarn + making + finish[told["finish"].astype(int)]
        return money
