"""A season sold week by week at the prices of a markdown, so that two ways can be compared before approval.

Knows a true demand that the prices' maker does not; how prices are made is `markdown`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.markdown import Beliefs, Season, decide_prices, first_beliefs


@dataclass(frozen=True)
class SoldSeason:
    """How a season went.

    Attributes:
        revenue: Of sales, and of salvage.
        prices: Asked, week by week.
        left: Pieces at the end.
    """

    revenue: float
    prices: tuple[float, ...]
    left: float


def truth_of(season: Season, seed: int) -> tuple[Floats, float]:
    """A true demand at the full price by week, and a true elasticity, as unsure as the season says."""
    dice = np.random.default_rng(seed)
    level = np.exp(np.log1p(season.demand_error) * dice.standard_normal())
    slope = min(season.elasticity + season.elasticity_error * dice.standard_normal(), -0.05)
    return np.array(season.demand) * level, slope


def sell_by_decisions(
    season: Season, stock: float, demand: Floats, elasticity: float, seed: int
) -> SoldSeason:
    """Prices decided anew each week from what was sold so far."""
    beliefs: Beliefs = first_beliefs(season)
    on_hand, step, revenue, prices = stock, 0, 0.0, []
    for week in range(len(season.demand)):
        if on_hand < 1:
            break
        rest = _rest(season, week)
        step = season.ladder.index(decide_prices(rest, on_hand, step, beliefs).prices[0])
        sold = _sold(season, demand, elasticity, week, season.ladder[step], on_hand, seed)
        beliefs = beliefs.after(rest, 0, step, sold, on_hand)
        on_hand -= sold
        revenue += sold * season.ladder[step]
        prices.append(season.ladder[step])
    return SoldSeason(revenue + on_hand * season.salvage, tuple(prices), on_hand)


def sell_by_ladder(
    season: Season, stock: float, demand: Floats, elasticity: float, seed: int, steps: Sequence[int]
) -> SoldSeason:
    """Prices fixed beforehand: the place in the ladder of each week, the same customers coming."""
    if len(steps) != len(season.demand) or (np.diff(steps) < 0).any():
        raise ModisteError("MOD-2457", reason=f"the steps {tuple(steps)} are not one a week, never back")
    on_hand, revenue = stock, 0.0
    for week, step in enumerate(steps):
        sold = _sold(season, demand, elasticity, week, season.ladder[step], on_hand, seed)
        on_hand -= sold
        revenue += sold * season.ladder[step]
    prices = tuple(season.ladder[step] for step in steps)
    return SoldSeason(revenue + on_hand * season.salvage, prices, on_hand)


def _rest(season: Season, week: int) -> Season:
    return Season(
        season.ladder,
        season.demand[week:],
        season.elasticity,
        season.salvage,
        season.elasticity_error,
        season.demand_error,
        season.dispersion,
    )


def _sold(
    season: Season, demand: Floats, elasticity: float, week: int, price: float, on_hand: float, seed: int
) -> float:
    """Pieces that one week sells; seeded by the week, so that ways are compared on like customers."""
    dice = np.random.default_rng((seed, week))
    mean = demand[week] * (price / season.ladder[0]) ** elasticity
    if season.dispersion > 1:
        shape = max(mean, 1e-9) / (season.dispersion - 1)
        mean = dice.gamma(shape) * (season.dispersion - 1)
    return float(min(dice.poisson(mean), on_hand))
