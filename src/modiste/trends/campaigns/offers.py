"""What a campaign may choose from: garments with demand, trend, elasticity, cost and stock; and its limits.

Knows plain numbers and what is wrong with them; where they come from is the workspace's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from modiste.garment import ModisteError
from modiste.trends.campaigns.beliefs import STANDS_STILL, Belief

DEPTHS = (0.1, 0.2, 0.3, 0.4)


@dataclass(frozen=True)
class Promotable:
    """A garment that a campaign may promote.

    Attributes:
        id: its id.
        category: within which garments take sales from each other.
        price: asked without promotion.
        cost: of a piece.
        weekly: pieces that would be sold in each coming week at that price, were there stock, without trend.
        elasticity: of demand to price, as a power: at -2 a tenth off sells 1.23 times as much.
        growth: of demand a year, as a logarithm, from trend signals.
        stock: pieces there are.
        floor: the lowest price that may be asked.
        left: what a piece is worth that is not sold by the end.
        name: as people call it.
    """

    id: str
    category: str
    price: float
    cost: float
    weekly: tuple[float, ...]
    elasticity: Belief
    growth: Belief = STANDS_STILL
    stock: float = math.inf
    floor: float = 0.0
    left: float | None = None
    name: str = ""

    @property
    def worth_left(self) -> float:
        """What an unsold piece is worth: what it cost, unless said otherwise."""
        return self.cost if self.left is None else self.left


@dataclass(frozen=True)
class Limits:
    """What a campaign must keep to.

    Attributes:
        budget: money for promotions: discounts given and what promoting costs itself.
        a_week: at most so many garments in one week.
        a_category: at most so many of one category in one week.
        fixed: what promoting one garment costs itself.
        taken: which share of a promotion's extra sales others of its category lose.
        depths: shares off the price that may be chosen.
        chance: with which a promotion must gain at least, so that no coin is tossed for next to nothing.
    """

    budget: float = math.inf
    a_week: int = 3
    a_category: int = 1
    fixed: float = 0.0
    taken: float = 0.2
    depths: tuple[float, ...] = DEPTHS
    chance: float = 0.6


def checked(garments: Sequence[Promotable], limits: Limits) -> int:
    """How many weeks are planned, all numbers being possible.

    Raises:
        ModisteError: MOD-2477 for a garment, MOD-2478 for a limit.
    """
    if not garments:
        raise ModisteError("MOD-2477", garment="(none)", reason="there is nothing to promote")
    weeks = len(garments[0].weekly)
    seen: set[str] = set()
    for each in garments:
        if wrong := _wrong(each, weeks, seen):
            raise ModisteError("MOD-2477", garment=each.id, reason=wrong)
        seen.add(each.id)
    for name, is_right in (
        ("budget", limits.budget >= 0),
        ("a_week", limits.a_week >= 0),
        ("a_category", limits.a_category >= 0),
        ("fixed", 0 <= limits.fixed < math.inf),
        ("taken", 0 <= limits.taken <= 1),
        ("chance", 0 <= limits.chance <= 1),
        ("depths", bool(limits.depths) and all(0 < depth < 1 for depth in limits.depths)),
    ):
        if not is_right:
            raise ModisteError("MOD-2478", name=name, value=getattr(limits, name))
    return weeks


def _wrong(garment: Promotable, weeks: int, seen: set[str]) -> str:
    """What is impossible about a garment; empty where nothing is."""
    numbers = (garment.price, garment.cost, garment.floor, *garment.weekly, garment.worth_left)
    beliefs = (garment.elasticity, garment.growth)
    tests = (
        (garment.id not in seen, "it is there twice"),
        (0 < len(garment.weekly) == weeks, "all garments need the same number of weeks, one or more"),
        (all(math.isfinite(each) and each >= 0 for each in numbers), "a number is negative or not finite"),
        (garment.price > 0, "its price is nothing"),
        (garment.stock >= 0, "its stock is less than nothing"),
        (all(each.low <= each.value <= each.high for each in beliefs), "a value lies outside its interval"),
        (all(math.isfinite(each.spread) for each in beliefs), "an interval is not finite"),
        (garment.elasticity.value <= 0, "its elasticity is positive"),
    )
    return next((reason for is_right, reason in tests if not is_right), "")
