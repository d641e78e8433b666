"""What is bought together: pairs in one order, with support, confidence and lift, each with its interval.

Knows orders only; what goes with what to look at is the recommend room's.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modiste.garment import ModisteError
from modiste.learning import wilson
from modiste.trends.sales.log import GROUPS, SalesLog

_Z95 = 1.959963984540054
LARGEST = 100
"""Kinds of things in one order; larger ones are resellers' and are left out, for their pairs are legion."""


@dataclass(frozen=True)
class Pair:
    """That who buys `first` also buys `second`; the pair the other way round is another one.

    `lift` is how many times as often they are together as chance would have it.
    """

    first: str
    second: str
    orders: int
    support: float
    confidence: float
    confidence_ci95: tuple[float, float]
    lift: float
    lift_ci95: tuple[float, float]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(vars(self))


@dataclass(frozen=True)
class Baskets:
    """The pairs, the surest lift first, out of how many orders, and how many were left out as too large."""

    pairs: tuple[Pair, ...]
    orders: int
    too_large: int
    by: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "pairs": [each.to_json() for each in self.pairs]}


def baskets(log: SalesLog, by: str = "garment_id", least: int = 5, most: int = 200) -> Baskets:
    """Pairs that are bought together in at least `least` orders.

    Args:
        log: the sales.
        by: one of `GROUPS`.
        least: orders that a pair must be in.
        most: so many pairs are told.

    Raises:
        ModisteError: MOD-2432 for another group, MOD-2431 where nothing was sold.
    """
    if by not in GROUPS:
        raise ModisteError("MOD-2432", group=by[:80], known=", ".join(GROUPS))
    # Codes instead of names, and every step once: a self-join of names takes ten times as long.
    log.rows(
        f"""CREATE OR REPLACE TEMP TABLE kept AS
            SELECT DISTINCT hash(order_id) AS basket, {by} AS key FROM sold WHERE {by} <> ''"""  # noqa: S608
    )
    log.rows(
        f"""CREATE OR REPLACE TEMP TABLE small AS
            SELECT basket FROM kept GROUP BY 1 HAVING count(*) <= {LARGEST}"""  # noqa: S608
    )
    log.rows(
        """CREATE OR REPLACE TEMP TABLE counts AS
            SELECT key, count(*) AS n, row_number() OVER () AS code FROM kept SEMI JOIN small USING (basket)
            GROUP BY key HAVING count(*) >= $least""",
        {"least": least},
    )
    log.rows(
        """CREATE OR REPLACE TEMP TABLE held AS
            SELECT basket, code FROM kept SEMI JOIN small USING (basket) JOIN counts USING (key)"""
    )
    orders, too_large = log.rows(
        """SELECT n, (SELECT count(DISTINCT basket) FROM kept) - n FROM (SELECT count(*) AS n FROM small)"""
    )[0]
    if not orders:
        raise ModisteError("MOD-2431", what="was sold", at=log.as_of.date())
    found = log.rows(
        """SELECT x.key, y.key, together, x.n, y.n FROM (
                SELECT a.code AS one, b.code AS other, count(*) AS together
                FROM held a JOIN held b ON a.basket = b.basket AND a.code < b.code
                GROUP BY ALL HAVING count(*) >= $least)
            JOIN counts x ON x.code = one JOIN counts y ON y.code = other""",
        {"least": least},
    )
    pairs = []
    for first, second, both, one, other in found:
        pairs.append(_pair(first, second, both, one, other, orders))
        pairs.append(_pair(second, first, both, other, one, orders))
    pairs.sort(key=lambda each: (-each.lift_ci95[0], -each.orders, each.first, each.second))
    return Baskets(tuple(pairs[:most]), int(orders), int(too_large), by)


def _pair(first: str, second: str, both: int, one: int, other: int, orders: int) -> Pair:
    lift = both * orders / (one * other)
    return Pair(
        first,
        second,
        both,
        both / orders,
        both / one,
        wilson(both, one),
        lift,
        lift_interval(both, one, other, orders),
    )


def lift_interval(both: int, one: int, other: int, orders: int) -> tuple[float, float]:
    """The 95 % interval of a lift: normal in its logarithm, by the delta method on multinomial counts.

    Example:
        >>> tuple(round(each, 2) for each in lift_interval(20, 40, 50, 1000))
        (7.38, 13.55)
    """
    lift = both * orders / (one * other)
    variance = 1 / both - 1 / one - 1 / other + (2 * lift - 1) / orders
    half = _Z95 * math.sqrt(max(variance, 0.0))
    return lift * math.exp(-half), lift * math.exp(half)


def names_of(log: SalesLog) -> Mapping[str, str]:
    """Garments' names, for those who show pairs."""
    return dict(
        log.rows("SELECT garment_id, any_value(name) FROM catalogue WHERE name IS NOT NULL GROUP BY 1")
    )
