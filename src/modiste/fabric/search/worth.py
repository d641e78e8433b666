"""What cloths of a search are worth: all that the goals ask of them, as columns, and whether limits hold.

Knows properties, comfort, cost and footprint side by side; what samples told comes as a correction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from modiste.fabric.properties.assumed import drawn, typical
from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.properties.prediction import LOOSEST, jam
from modiste.fabric.properties.structure import structure_of
from modiste.fabric.rows import Rows
from modiste.fabric.search.correction import Correction, Residual
from modiste.fabric.search.costs import Costs, End
from modiste.fabric.search.designs import Designs
from modiste.fabric.search.goals import COST, DISCOMFORT, FOOTPRINT, Goals
from modiste.fabric.search.nsga2 import Judged
from modiste.fabric.search.scene import Scene

Floats = NDArray[np.float64]
Columns = dict[str, Floats]
DRAWS = 64
"""Cloths with other assumed numbers by which an interval of a front's member is made."""
_TINY = 1e-12
_ENDS: tuple[End, End] = ("low", "high")
MASS, RCT, RET = "mass_gsm", "rct_m2k_w", "ret_m2pa_w"


@dataclass(frozen=True)
class Worth:
    """The judge of a search.

    Attributes:
        designs: Which cloths there are.
        correct: What measurements make of a prediction.
    """

    designs: Designs
    correct: Correction

    @property
    def goals(self) -> Goals:
        """What is asked."""
        return self.designs.goals

    def __call__(self, rows: Floats) -> Judged:
        """Judge rows (n, d): objectives from 0, the best, to 1, the worst that is accepted."""
        rows = self.designs.tidied(rows)
        physical = self.designs.rows(rows)
        columns = self._columns(rows, physical)
        objectives = np.column_stack([self._scaled(columns)[each.of] for each in self.goals.objectives])
        return Judged(rows, objectives, self._missed(columns, physical, objectives))

    def residuals(self, row: Floats, measured: Mapping[str, tuple[float, float]]) -> list[Residual]:
        """What a sample (d,) tells against the physics alone.

        Args:
            row: The design as it was made.
            measured: Value and standard uncertainty by property.
        """
        physics = Worth(self.designs, Correction(self.designs.space))
        value, ends = physics.columns(row[None]), physics.intervals(row[None])
        made = []
        for name, (found, off) in measured.items():
            predicted = max(float(value[name][0]), _TINY)
            low, high = (max(float(end[0]), _TINY) for end in ends[name])
            deviation = float(np.log(high / low)) / (2 * 1.96)
            made.append(Residual(tuple(row.tolist()), name, found, off, predicted, deviation))
        return made

    def columns(self, rows: Floats) -> Columns:
        """Every property of the rows, and what else is asked, in their own units, (n,) each."""
        return self._columns(rows, self.designs.rows(rows), every=True)

    def intervals(self, rows: Floats) -> dict[str, tuple[Floats, Floats]]:
        """Between what each column lies for 95 % of the cloths that the assumed ranges allow."""
        physical = self.designs.rows(rows).times(DRAWS)
        given = {name: np.tile(each, len(rows)) for name, each in drawn(DRAWS).items()}
        lies = structure_of(physical, given)
        told = self.columns(rows)
        made: dict[str, tuple[Floats, Floats]] = {}
        for name, each in PROPERTIES.items():
            spread = np.broadcast_to(each.physics(physical, lies, given), len(physical))
            ends: Floats = np.quantile(spread.reshape(len(rows), DRAWS), (0.025, 0.975), axis=1)
            made[name] = self._narrowed(name, rows, told[name], ends)
        if self.goals.scenario is not None:
            corners = product(made[RCT], made[RET])
            felt = np.stack([self._scene.discomfort(rct, ret) for rct, ret in corners])
            made[DISCOMFORT] = (felt.min(axis=0), felt.max(axis=0))
        low, high = (self._costs.of(rows, made[MASS][place], end) for place, end in enumerate(_ENDS))
        made |= {name: (low[name], high[name]) for name in low}
        return made

    def _narrowed(self, name: str, rows: Floats, value: Floats, ends: Floats) -> tuple[Floats, Floats]:
        """An interval around the corrected value, as narrow as samples have made it."""
        left = self.correct.left(name, rows)
        low, high = (value + (self.correct(name, rows, end) - value) * left for end in ends)
        return np.minimum(low, value), np.maximum(high, value)

    @cached_property
    def _costs(self) -> Costs:
        return Costs(self.designs)

    @cached_property
    def _scene(self) -> Scene:
        assert self.goals.scenario is not None
        return Scene(self.goals.scenario)

    def _columns(self, rows: Floats, physical: Rows, *, every: bool = False) -> Columns:
        asked = set(self.goals.asked)
        wanted = set(PROPERTIES) if every else asked & set(PROPERTIES)
        extra = {
            name
            for name, can in (
                (DISCOMFORT, self.goals.scenario is not None),
                (COST, self.goals.prices is not None),
                (FOOTPRINT, FOOTPRINT in asked),
            )
            if can and (every or name in asked)
        }
        wanted |= {RCT, RET} if DISCOMFORT in extra else set()
        wanted |= {MASS} if extra & {COST, FOOTPRINT} else set()
        given = typical()
        lies = structure_of(physical, given)
        made = {
            name: self.correct(name, rows, np.broadcast_to(each.physics(physical, lies, given), len(rows)))
            for name, each in PROPERTIES.items()
            if name in wanted
        }
        if DISCOMFORT in extra:
            made[DISCOMFORT] = self._scene.discomfort(made[RCT], made[RET])
        if MASS in made:
            costs = self._costs.of(rows, made[MASS])
            made |= {name: costs[name] for name in extra & set(costs)}
        return made

    def _scaled(self, columns: Columns) -> Columns:
        return {
            each.of: (columns[each.of] - each.best) / (each.worst - each.best)
            for each in self.goals.objectives
        }

    def _missed(self, columns: Columns, physical: Rows, objectives: Floats) -> Floats:
        """By how much limits are missed in all, each as a share of itself."""
        full = jam(physical) / self.goals.loom.fullness - 1
        missed: Floats = np.maximum(full, 0) + np.maximum(objectives - 1, 0).sum(axis=1)
        if self.goals.knit is not None:
            missed += np.maximum(LOOSEST * physical.loop / 10 / np.sqrt(physical.tex[0]) - 1, 0)
        for each in self.goals.limits:
            if each.least is not None:
                missed += np.maximum(each.least - columns[each.of], 0) / (abs(each.least) or 1)
            if each.most is not None:
                missed += np.maximum(columns[each.of] - each.most, 0) / (abs(each.most) or 1)
        return missed
