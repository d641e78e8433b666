"""Stages in a row, from mill to shop: how much each should have, all downstream of it counted.

Knows echelon base stock (Clark, Scarf 1960) where customers wait; where they leave, `lost_sales` replays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.why import Alternative, Why


@dataclass(frozen=True)
class Stage:
    """One stage: what a piece more costs to hold here than upstream, and how long it comes from there."""

    holding: float
    lead: int


@dataclass(frozen=True)
class EchelonLevels:
    """How much each stage should have, all downstream of it counted.

    Attributes:
        levels: By stage, from the one at the customer upwards.
        local: The same as each stage's own stock to aim at.
        cost: A period, on average.
        why: The inputs; the alternative is each stage for itself, at its own demand quantile.
    """

    levels: tuple[float, ...]
    local: tuple[float, ...]
    cost: float
    why: Why


def decide_echelon_levels(
    stages: Sequence[Stage], chances: Floats, lacking: float, grain: float = 1.0
) -> EchelonLevels:
    """The best echelon base-stock levels of a serial system, by Clark and Scarf's recursion.

    Args:
        stages: From the one at the customer upwards.
        chances: (m,) probabilities of 0, 1, 2, ... grains of demand a period.
        lacking: What a customer's waiting for a piece costs a period.
        grain: Pieces that one step of `chances` stands for; a fine one for demand that is not whole.

    Raises:
        ModisteError: MOD-2458 where costs or lead times cannot be or chances do not sum to 1.
    """
    fine = bool(stages) and lacking > 0 and grain > 0
    if not fine or any(stage.holding <= 0 or stage.lead < 0 for stage in stages):
        raise ModisteError("MOD-2458", reason=f"{len(stages)} stages, lacking costs {lacking}")
    if chances.ndim != 1 or (chances < 0).any() or abs(chances.sum() - 1) > 1e-6:
        raise ModisteError("MOD-2458", reason="demand is no list of probabilities of 0, 1, 2, ... pieces")
    demands = [_over(chances, stage.lead) for stage in stages]
    costs, levels = _recursion(stages, demands, lacking, grain, None)
    mean = float(chances @ np.arange(len(chances))) * grain
    alone = _alone(stages, chances, lacking)
    apart, _ = _recursion(stages, demands, lacking, grain, alone)
    echelon = tuple(level * grain for level in levels)
    capped = np.minimum.accumulate(np.array(echelon)[::-1])[::-1]
    local = np.diff(np.concatenate([[0.0], capped]))
    inputs = {
        "lacking": lacking,
        "mean_demand": mean,
        "lead": float(sum(stage.lead for stage in stages)),
        "stages": float(len(stages)),
    }
    others = (Alternative("each_for_itself", float(alone[-1] * grain), -apart),)
    why = Why(inputs, -costs, "money a period", others)
    return EchelonLevels(echelon, tuple(local.tolist()), costs, why)


def _over(chances: Floats, periods: int) -> Floats:
    """Probabilities of the demand of so many periods, tails below 1e-15 cut off."""
    found = np.ones(1)
    for _ in range(periods):
        found = np.convolve(found, chances)
    reach = int(np.flatnonzero(found > 1e-15)[-1])
    return np.asarray(found[: reach + 1] / found[: reach + 1].sum())


def _recursion(
    stages: Sequence[Stage], demands: Sequence[Floats], lacking: float, grain: float, given: list[int] | None
) -> tuple[float, list[int]]:
    """Cost a period and levels in grains; at given levels their cost. Arrays begin ever higher."""
    reach = sum(len(each) for each in demands)
    low, high = -reach, reach
    induced = (
        (lacking + sum(stage.holding for stage in stages)) * grain * np.maximum(-np.arange(low, high + 1), 0)
    )
    levels: list[int] = []
    cost = 0.0
    for place, (stage, demand) in enumerate(zip(stages, demands, strict=True)):
        here = stage.holding * grain * np.arange(low, high + 1) + induced
        expected = np.convolve(here, demand, mode="valid")
        low += len(demand) - 1
        best = int(np.argmin(expected)) if given is None else int(np.clip(given[place] - low, 0, high - low))
        levels.append(low + best)
        cost = float(expected[best])
        induced = expected[np.minimum(np.arange(len(expected)), best)]
    return cost, levels


def _alone(stages: Sequence[Stage], chances: Floats, lacking: float) -> list[int]:
    """Levels by the quantile of all demand down from each stage, at its own critical ratio."""
    levels, lead, whole = [], 0, sum(stage.holding for stage in stages)
    for place, stage in enumerate(stages):
        lead += stage.lead
        above = sum(each.holding for each in stages[place + 1 :])
        ratio = (lacking + above) / (lacking + whole)
        levels.append(int(np.searchsorted(np.cumsum(_over(chances, lead)), ratio)))
    return levels
