"""Markdown: which price of a ladder to ask each week until a season's stock is gone.

Knows stock, weeks, elasticity and how unsure demand and elasticity are; they come from the callers.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln, pdtr

from modiste.garment import ModisteError
from modiste.trends.panel import Floats
from modiste.trends.stock.why import Alternative, Why

Steps = NDArray[np.int64]
_MOST_STATES = 120
_GRID = 5


@dataclass(frozen=True)
class Season:
    """What is left of a season, and what a price does.

    Attributes:
        ladder: Prices, falling; the first is the full price.
        demand: Pieces wanted in each week that is left, at the full price.
        elasticity: By how many per cent demand moves when the price moves by one; below nought.
        salvage: What a piece left at the end brings.
        elasticity_error: Standard error of the elasticity.
        demand_error: Standard error of demand, as a share of it, all weeks alike.
        dispersion: Variance over mean of a week's pieces; 1 for Poisson.
    """

    ladder: tuple[float, ...]
    demand: tuple[float, ...]
    elasticity: float
    salvage: float = 0.0
    elasticity_error: float = 0.0
    demand_error: float = 0.0
    dispersion: float = 1.0

    def __post_init__(self) -> None:
        reason = ""
        numbers = (*self.ladder, *self.demand, self.elasticity, self.salvage)
        if not self.ladder or not self.demand:
            reason = "there is no price or no week"
        elif not np.isfinite(numbers).all():
            reason = "a number is not finite"
        elif min(self.ladder) <= 0 or (np.diff(self.ladder) >= 0).any():
            reason = f"the prices {self.ladder} do not fall, or one is not above nought"
        elif min(self.demand) < 0:
            reason = "demand is negative"
        elif self.elasticity >= 0:
            reason = f"the elasticity {self.elasticity} is not below nought"
        elif self.salvage >= min(self.ladder):
            reason = f"salvage {self.salvage} is not below the lowest price {min(self.ladder)}"
        elif self.elasticity_error < 0 or self.demand_error < 0 or self.dispersion < 1:
            reason = "an error is negative or the dispersion below 1"
        if reason:
            raise ModisteError("MOD-2457", reason=reason)

    @property
    def lifts(self) -> Floats:
        """(prices,) by what demand is multiplied, at the elasticity that is expected."""
        return np.asarray((np.array(self.ladder) / self.ladder[0]) ** self.elasticity)


@dataclass(frozen=True, eq=False)
class Beliefs:
    """How demand and elasticity may be: a grid with weights, which sales move.

    Attributes:
        levels: (g,) by what expected demand is multiplied.
        elasticities: (g,) what the elasticity may be.
        weights: (g,) probabilities.
    """

    levels: Floats
    elasticities: Floats
    weights: Floats

    def means(self, season: Season, week: int) -> Floats:
        """(prices, g) pieces to expect in a week."""
        cuts = np.array(season.ladder)[:, None] / season.ladder[0]
        return np.asarray(season.demand[week] * self.levels * cuts**self.elasticities)

    def after(self, season: Season, week: int, step: int, sold: float, on_hand: float) -> "Beliefs":
        """What is believed after a week's sales; a bare shelf says only that demand was that or more."""
        mean = np.maximum(self.means(season, week)[step], 1e-9)
        if sold >= on_hand:
            told = 1 - _within(np.array(sold - 1.0), mean, season.dispersion)
            logs = np.log(np.maximum(told, 1e-300))
        else:
            logs = _log_chance(sold, mean, season.dispersion)
        weights = self.weights * np.exp(logs - logs.max())
        return Beliefs(self.levels, self.elasticities, weights / weights.sum())


def first_beliefs(season: Season) -> Beliefs:
    """What is believed before any sales: normal elasticity, lognormal demand, as their errors say."""
    spread = np.linspace(-2, 2, _GRID)
    levels = np.exp(spread * np.log1p(season.demand_error))
    slopes = np.minimum(season.elasticity + spread * season.elasticity_error, -0.05)
    weights = np.exp(-(spread**2) / 2)
    grid = np.outer(weights, weights).ravel()
    return Beliefs(np.repeat(levels, _GRID), np.tile(slopes, _GRID), grid / grid.sum())


@dataclass(frozen=True, eq=False)
class PricePath:
    """Prices until the end of the season.

    Attributes:
        prices: (weeks,) what to ask if sales come as expected; the first is for now.
        table: (weeks, states, prices) places in the ladder: what to ask in each week at each stock, where
            the ladder stands so far; never a higher price.
        grain: Pieces that one state of the table stands for.
        revenue: Expected of the table, salvage included.
        left: Pieces to expect at the end.
        why: The inputs; the alternatives are the full price throughout, the lowest from now, and even steps.
    """

    prices: tuple[float, ...]
    table: Steps
    grain: float
    revenue: float
    left: float
    why: Why


def decide_prices(season: Season, stock: float, step: int = 0, beliefs: Beliefs | None = None) -> PricePath:
    """The prices of the largest expected revenue, by dynamic programming over weeks, stock and ladder.

    Uncertainty enters as a mixture within each week; called again each week with `Beliefs.after`, it learns
    from sales (Gallego, van Ryzin 1994; weekly re-solving).

    Args:
        season: What is left of it.
        stock: Pieces now.
        step: Where the ladder stands; prices are never raised.
        beliefs: After earlier weeks; `first_beliefs` if none.

    Raises:
        ModisteError: MOD-2457 where stock is not above nought or the step is not of the ladder.
    """
    if not np.isfinite(stock) or stock <= 0 or not 0 <= step < len(season.ladder):
        raise ModisteError("MOD-2457", reason=f"stock is {stock}, the ladder stands at {step}")
    believed = beliefs or first_beliefs(season)
    grain = max(1.0, stock / _MOST_STATES)
    states = round(stock / grain)
    chances = _chances(season, believed, states, grain)
    values, table, left = _solved(season, chances, grain)
    others = []
    weeks = len(season.demand)
    evenly = np.minimum(step + np.arange(weeks) * len(season.ladder) // weeks, len(season.ladder) - 1)
    for name, path in (
        ("full_price", np.full(weeks, step)),
        ("lowest_now", np.full(weeks, len(season.ladder) - 1)),
        ("even_steps", evenly),
    ):
        others.append(Alternative(name, float(path[0]), _followed(season, chances, grain, path)))
    why = Why(
        {
            "stock": stock,
            "weeks": float(weeks),
            "demand_at_full_price": float(sum(season.demand) * (believed.levels @ believed.weights)),
            "elasticity": float(believed.elasticities @ believed.weights),
            "elasticity_error": season.elasticity_error,
            "salvage": season.salvage,
        },
        float(values[states, step]),
        "money",
        tuple(others),
    )
    prices = _expected_path(season, believed, table, states, step, grain)
    return PricePath(prices, table, grain, float(values[states, step]), float(left[states, step]), why)


def _chances(season: Season, beliefs: Beliefs, states: int, grain: float) -> Floats:
    """(weeks, prices, states + 1) probability that so many grains are wanted, the last that or more."""
    halves = (np.arange(states) + 0.5) * grain
    edges = np.floor(halves) if grain > 1 else np.arange(states, dtype=np.float64)
    found = np.empty((len(season.demand), len(season.ladder), states + 1))
    for week in range(len(season.demand)):
        mean: Floats = np.maximum(beliefs.means(season, week), 1e-9)
        within = _within(edges[:, None, None], mean, season.dispersion) @ beliefs.weights
        found[week] = np.diff(np.concatenate([within.T, np.ones((mean.shape[0], 1))], 1), axis=1, prepend=0)
    return found


def _solved(season: Season, chances: Floats, grain: float) -> tuple[Floats, Steps, Floats]:
    """Value (states + 1, prices) now, places in the ladder, and pieces left at the end."""
    weeks, prices, width = chances.shape
    value = np.repeat(np.arange(width)[:, None] * grain * season.salvage, prices, 1)
    left = np.repeat(np.arange(width)[:, None] * grain, prices, 1)
    table = np.empty((weeks, width, prices), np.int64)
    stock = np.arange(width)
    for week in reversed(range(weeks)):
        asked, kept = np.empty((width, prices)), np.empty((width, prices))
        for place, price in enumerate(season.ladder):
            moves = _moves(chances[week, place])
            sold = (stock - moves @ stock) * grain
            asked[:, place] = price * sold + moves @ value[:, place]
            kept[:, place] = moves @ left[:, place]
        # the best of this price and all lower ones, looking from the lowest up
        best = np.empty((width, prices), np.int64)
        best[:, -1] = prices - 1
        for place in reversed(range(prices - 1)):
            after = best[:, place + 1]
            best[:, place] = np.where(asked[:, place] >= asked[stock, after], place, after)
        table[week] = best
        value, left = np.take_along_axis(asked, best, 1), np.take_along_axis(kept, best, 1)
    return value, table, left


def _followed(season: Season, chances: Floats, grain: float, path: Steps) -> float:
    """Expected revenue of a path that does not look at the stock."""
    width = chances.shape[2]
    stock = np.arange(width)
    value = stock * grain * season.salvage
    for week in reversed(range(len(path))):
        moves = _moves(chances[week, path[week]])
        value = season.ladder[path[week]] * (stock - moves @ stock) * grain + moves @ value
    return float(value[-1])


def _moves(chance: Floats) -> Floats:
    """(states, states) probability of one stock after another, sales cut off at what is there."""
    width = len(chance)
    stock = np.arange(width)
    gone = stock[:, None] - stock
    moves = np.where(gone >= 0, chance[np.maximum(gone, 0)], 0.0)
    moves[:, 0] = np.concatenate([[1.0], 1 - chance.cumsum()[:-1]])
    return np.asarray(np.maximum(moves, 0))


def _expected_path(
    season: Season, beliefs: Beliefs, table: Steps, states: int, step: int, grain: float
) -> tuple[float, ...]:
    on_hand, prices = float(states), []
    for week in range(len(season.demand)):
        step = int(table[week, round(on_hand), step])
        prices.append(season.ladder[step])
        mean = float(beliefs.means(season, week)[step] @ beliefs.weights) / grain
        on_hand = max(on_hand - mean, 0.0)
    return tuple(prices)


def _within(count: NDArray[Any], mean: Floats, dispersion: float) -> Floats:
    """Probability of at most `count` pieces; 0 below nought."""
    floor = np.maximum(count, 0)
    if dispersion == 1:
        found = pdtr(floor, mean)
    else:
        found = betainc(mean / (dispersion - 1), floor + 1, 1 / dispersion)
    return np.asarray(np.where(count < 0, 0.0, found))


def _log_chance(count: float, mean: Floats, dispersion: float) -> Floats:
    """Logarithm of the probability of just so many pieces, up to what all means share."""
    if dispersion == 1:
        return np.asarray(count * np.log(mean) - mean)
    size = mean / (dispersion - 1)
    return np.asarray(gammaln(count + size) - gammaln(size) - size * np.log(dispersion))
