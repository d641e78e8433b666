"""What a promotion brings, drawn many times: demand, trend and elasticity as far as they are known.

Knows one garment at a time: each week's demand, the stock that is left, money in and money spent. Draws are
the same for all options of a garment, so that options differ by what they do and not by luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from modiste.trends.campaigns.offers import Limits, Promotable
from modiste.trends.panel import Floats

DRAWS = 1000
_A_YEAR = 52
_STEEPEST = -8.0


@dataclass(frozen=True, eq=False)
class Option:
    """One garment promoted in one week at one depth.

    Attributes:
        garment: its place among the garments.
        week: from 0.
        depth: share off the price.
        gains: (draws,) margin more than without promotion, all costs and what others lose taken off.
        extra: mean pieces more in its week.
        spent: mean money: discounts given and what promoting costs.
        lift: mean of demand at that price over demand at the full one.
        sold_out: share of draws in which the stock ends in that week or before.
    """

    garment: int
    week: int
    depth: float
    gains: Floats
    extra: float
    spent: float
    lift: float
    sold_out: float

    @property
    def gain(self) -> float:
        """Expected."""
        return float(self.gains.mean())


@dataclass(frozen=True, eq=False)
class Outlook:
    """One garment's options, and its margin (draws,) without promotion."""

    plain: Floats
    options: tuple[Option, ...]


def outlooks(
    garments: Sequence[Promotable], limits: Limits, *, draws: int = DRAWS, seed: int = 0
) -> tuple[Outlook, ...]:
    """Every garment's outlook, each by its own chance.

    What others of a category lose, they lose at their own mean margin a piece.
    """
    lost = margins_beside(garments)
    seeds = np.random.SeedSequence(seed).spawn(len(garments))
    return tuple(
        _outlook(place, each, limits, lost[place], np.random.default_rng(own), draws)
        for place, (each, own) in enumerate(zip(garments, seeds, strict=True))
    )


def _outlook(
    place: int, garment: Promotable, limits: Limits, lost: float, chance: np.random.Generator, draws: int
) -> Outlook:
    weeks = len(garment.weekly)
    power = np.clip(
        _normal(chance, draws) * garment.elasticity.spread + garment.elasticity.value, _STEEPEST, 0
    )
    growth = _normal(chance, draws) * garment.growth.spread + garment.growth.value
    trend = np.exp(growth[:, None] * (np.arange(weeks) + 0.5) / _A_YEAR)
    mean = np.asarray(garment.weekly) * trend
    luck = chance.uniform(size=(draws, weeks))
    asked = _pieces(mean, luck)
    plain = _sold(asked, garment.stock)
    margin = garment.price - garment.cost
    thrown = garment.worth_left - garment.cost
    base = plain.sum(1) * margin + _left(garment.stock, plain) * thrown
    options = []
    for week in range(weeks):
        for depth in limits.depths:
            price = garment.price * (1 - depth)
            if price < garment.floor:
                continue
            lift = (1 - depth) ** power
            wanted = asked.copy()
            wanted[:, week] = _pieces(mean[:, week] * lift, luck[:, week])
            sold = _sold(wanted, garment.stock)
            discount = sold[:, week] * garment.price * depth
            extra = sold[:, week] - plain[:, week]
            money = sold.sum(1) * margin - discount + _left(garment.stock, sold) * thrown
            gains = money - base - limits.fixed - limits.taken * np.maximum(extra, 0.0) * lost
            options.append(
                Option(
                    place,
                    week,
                    depth,
                    gains,
                    float(extra.mean()),
                    float(discount.mean()) + limits.fixed,
                    float(lift.mean()),
                    float((sold[:, : week + 1].sum(1) >= garment.stock).mean()),
                )
            )
    return Outlook(base, tuple(options))


def margins_beside(garments: Sequence[Promotable]) -> list[float]:
    """The mean margin a piece of the others of each garment's category; 0 where it is alone."""
    made = []
    for each in garments:
        beside = [x.price - x.cost for x in garments if x.category == each.category and x.id != each.id]
        made.append(max(float(np.mean(beside)), 0.0) if beside else 0.0)
    return made


def _normal(chance: np.random.Generator, draws: int) -> Floats:
    """Draws of a normal, each with its mirror image, so that their mean is right."""
    half = chance.normal(size=(draws + 1) // 2)
    return np.concatenate([half, -half])[:draws]


def _pieces(mean: Floats, luck: Floats) -> Floats:
    """Pieces with a Poisson's mean and variance, nearly (a normal of square roots), by the luck given."""
    root = np.sqrt(mean) + ndtri(luck) / 2
    return np.asarray(np.maximum(np.where(root > 0, root, 0.0) ** 2 - 0.25 * (mean > 0), 0.0))


def _sold(asked: Floats, stock: float) -> Floats:
    """What is sold week by week until the stock ends."""
    before = np.cumsum(asked, 1) - asked
    return np.asarray(np.clip(stock - before, 0.0, asked))


def _left(stock: float, sold: Floats) -> Floats:
    """Pieces left at the end; none are counted where stock has no end."""
    if not np.isfinite(stock):
        return np.zeros(len(sold))
    return np.asarray(stock - sold.sum(1))
