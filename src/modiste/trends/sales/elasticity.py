"""By how many per cent sales move when a price moves by one: item by item, drawn to the category where thin.

Knows log-log regression with effects of items and weeks; which price to ask is the stock files' to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_LEAST_WEEKS = 4
_LEAST_ITEMS = 5
_TOLERANCE = 1e-10
_LEAST_MOVED = 1e-3
_AS_IF = 8
_SPREADS = np.linspace(0.0, 3.0, 61)


@dataclass(frozen=True, eq=False)
class PriceWeeks:
    """Weeks in which something was sold, one row each.

    Attributes:
        items: ids by code.
        item: (n,) code of the item.
        category: ids by item's code; the category that an item is drawn to.
        week: (n,) number of the week.
        units: (n,) above 0.
        price: (n,) the price asked, above 0.
        more: (n, k) what else moves sales, such as being featured; effects are held fixed.
        cluster: (n,) whose rows are not independent; the items themselves by default.
    """

    items: tuple[str, ...]
    item: Ints
    category: tuple[str, ...]
    week: Ints
    units: Floats
    price: Floats
    more: Floats | None = None
    cluster: Ints | None = None


@dataclass(frozen=True)
class Elasticity:
    """One elasticity with its 95 % interval.

    Attributes:
        key: the item, the category, or "all".
        value: drawn to the category where `weight` is below 1.
        ci95: of `value`.
        own: what the item's own weeks say; None where its price never moved.
        weight: how much of `value` is the item's own.
        weeks: rows behind it.
    """

    key: str
    value: float
    ci95: tuple[float, float]
    own: float | None
    weight: float
    weeks: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return dict(vars(self))


@dataclass(frozen=True)
class Elasticities:
    """Of all, of every category and item; `spread` is by how much true ones differ within a category."""

    overall: Elasticity
    categories: tuple[Elasticity, ...]
    items: tuple[Elasticity, ...]
    spread: dict[str, float]
    how: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "overall": self.overall.to_json(),
            "categories": [each.to_json() for each in self.categories],
            "items": [each.to_json() for each in self.items],
            "spread": self.spread,
            "how": self.how,
        }


def price_weeks(log: SalesLog, by: str = "garment_id") -> PriceWeeks:
    """A shop's weeks with sales: units and the mean price paid, whole weeks only.

    Raises:
        ModisteError: MOD-2432 for another item, MOD-2431 where nothing was sold.
    """
    if by not in ("garment_id", "colourway_id", "sku_id"):
        raise ModisteError("MOD-2432", group=by[:80], known="garment_id, colourway_id, sku_id")
    found = log.query(
        f"""SELECT {by} AS item, any_value(category) AS category, week,
                sum(quantity)::DOUBLE AS units, sum(value) / sum(quantity) FILTER (value IS NOT NULL) AS price
            FROM sold WHERE week + 7 <= $until GROUP BY {by}, week HAVING price > 0 ORDER BY item, week""",  # noqa: S608
        {"until": log.cut},
    )
    if not len(found):
        raise ModisteError("MOD-2431", what="was sold in a whole week", at=log.as_of.date())
    names, item = np.unique(found["item"].to_numpy(zero_copy_only=False).astype(str), return_inverse=True)
    of = dict(zip(found["item"].to_pylist(), found["category"].to_pylist(), strict=True))
    week = found["week"].to_numpy(zero_copy_only=False).astype("datetime64[D]").astype(np.int64) // 7
    numbers = (found[name].to_numpy(zero_copy_only=False).astype(float) for name in ("units", "price"))
    units, price = numbers
    return PriceWeeks(
        tuple(names.tolist()), item.astype(np.int64), tuple(of[each] for each in names), week, units, price
    )


def elasticities(rows: PriceWeeks, *, weeks_too: bool = True) -> Elasticities:
    """Log units on log price within items, and within weeks unless told otherwise.

    The common slopes have cluster-robust intervals (CR1, t with clusters less one degrees of freedom). An
    item's own slope is of its rows after the common effects are taken off; items of a category are drawn to
    its mean by their precision (empirical Bayes, over every spread between items that the data leave open).
    Weeks without a sale are not seen, so that elasticities of slow items are told too near to nought.

    Args:
        rows: the weeks.
        weeks_too: take off what all items of a week have in common, such as the season.

    Raises:
        ModisteError: MOD-2434 where no price moves within items, or all move together.
    """
    y, x = np.log(rows.units), np.log(rows.price)
    columns = [y, x] + ([] if rows.more is None else list(rows.more.T))
    effects = [rows.item, np.unique(rows.week, return_inverse=True)[1]] if weeks_too else [rows.item]
    absorbed = np.column_stack([_absorbed(each, effects) for each in columns])
    y, x, more = absorbed[:, 0], absorbed[:, 1], absorbed[:, 2:]
    if more.shape[1]:
        x = x - more @ np.linalg.lstsq(more, x, rcond=None)[0]
        y = y - more @ np.linalg.lstsq(more, y, rcond=None)[0]
    moved = float(x @ x)
    if len(rows.items) < 2 or moved < 1e-8 * len(x):
        reason = "No price moves within an item otherwise than for all items at once"
        raise ModisteError("MOD-2434", reason=reason)
    clusters = rows.item if rows.cluster is None else rows.cluster
    overall = _common("all", x, y, clusters, len(rows.items))
    own = _owns([(x[rows.item == each], y[rows.item == each]) for each in range(len(rows.items))])
    own = [its if moves else None for its, moves in zip(own, _price_moves(rows), strict=True)]
    if all(each is None for each in own):
        reason = f"No item was sold in {_LEAST_WEEKS} weeks at prices that differ"
        raise ModisteError("MOD-2434", reason=reason)
    everything = _Pool.of([each for each in own if each is not None])
    categories, spread = [], {}
    items: list[Elasticity | None] = [None] * len(rows.items)
    names, owners = np.unique(np.array(rows.category, dtype=object).astype(str), return_inverse=True)
    for code, name in enumerate(names.tolist()):
        mine = np.flatnonzero(owners == code)
        some = np.isin(rows.item, mine)
        known = [its for each in mine if (its := own[each]) is not None]
        pool = everything
        if len(known) >= _LEAST_ITEMS:
            pool = _Pool.of(known)
            categories.append(_common(name, x[some], y[some], clusters[some], len(mine)))
        else:  # too few to tell apart from all the others
            shown = replace(overall, key=name, own=None, weight=0.0, weeks=int(some.sum()))
            categories.append(shown)
        spread[name] = round(float(pool.chances @ pool.spreads), 4)
        for each in mine:
            items[each] = pool.drawn(rows.items[each], own[each], int((rows.item == each).sum()))
    return Elasticities(
        overall,
        tuple(categories),
        tuple(each for each in items if each is not None),
        spread,
        "log-log, effects of items" + (" and weeks" if weeks_too else "") + "; weeks with sales only",
    )


def _absorbed(values: Floats, effects: Sequence[Ints]) -> Floats:
    """What is left when each effect's means are taken off in turn (Guimaraes, Portugal 2010)."""
    left = values - values.mean()
    counts = [np.maximum(np.bincount(each), 1) for each in effects]
    for _ in range(1000):
        before = left
        for each, count in zip(effects, counts, strict=True):
            left = left - (np.bincount(each, left) / count)[each]
        if len(effects) == 1 or float(np.abs(left - before).max()) < _TOLERANCE:
            break
    return np.asarray(left)


def _price_moves(rows: PriceWeeks) -> list[bool]:
    """Whether each item's price moved: beside a week's mean, one that stood still seems to."""
    low, high = np.full(len(rows.items), np.inf), np.full(len(rows.items), -np.inf)
    np.minimum.at(low, rows.item, rows.price)
    np.maximum.at(high, rows.item, rows.price)
    moves: list[bool] = (high > low * (1 + _LEAST_MOVED)).tolist()
    return moves


def _common(key: str, x: Floats, y: Floats, clusters: Ints, items: int) -> Elasticity:
    """One slope with its cluster-robust interval."""
    moved = float(x @ x)
    slope = float(x @ y) / moved
    codes = np.unique(clusters, return_inverse=True)[1]
    sums = np.bincount(codes, x * (y - slope * x))
    count, n = len(sums), len(x)
    fair = count / max(count - 1, 1) * (n - 1) / max(n - 1 - items, 1)
    error = (fair * float(sums @ sums)) ** 0.5 / moved
    half = float(stdtrit(max(count - 1, 1), 0.975)) * error
    return Elasticity(key, slope, (slope - half, slope + half), slope, 1.0, n)


def _owns(items: Sequence[tuple[Floats, Floats]]) -> list[tuple[float, float] | None]:
    """Each item's slope and its variance; None where its price hardly moved or it was hardly sold.

    The noise of an item with few weeks is itself hardly known: it counts as if the category's had been seen
    in eight weeks more.
    """
    found: list[tuple[float, float, float, int] | None] = []
    for x, y in items:
        moved = float(x @ x)
        if len(x) < _LEAST_WEEKS or moved < _LEAST_MOVED:
            found.append(None)
            continue
        slope = float(x @ y) / moved
        left = y - slope * x
        found.append((slope, moved, float(left @ left), len(x) - 2))
    known = [each for each in found if each is not None]
    usual = sum(each[2] for each in known) / max(sum(each[3] for each in known), 1)
    return [
        None if each is None else (each[0], (each[2] + _AS_IF * usual) / (each[3] + _AS_IF) / each[1] + 1e-9)
        for each in found
    ]


@dataclass(frozen=True, eq=False)
class _Pool:
    """What items have in common: their mean and how they differ, for every spread that may be.

    Attributes:
        spreads: (s,) standard deviations of true slopes.
        chances: (s,) of each, after the data; before them all are as likely.
        means: (s,) the mean slope given each.
        errors: (s,) the mean's variance.
    """

    spreads: Floats
    chances: Floats
    means: Floats
    errors: Floats

    @classmethod
    def of(cls, own: Sequence[tuple[float, float]]) -> "_Pool":
        """From items' slopes and variances, by their restricted likelihood."""
        slopes, variances = np.array(own).reshape(-1, 2).T
        total = variances[:, None] + _SPREADS[None, :] ** 2
        weights = 1 / total
        means = (weights * slopes[:, None]).sum(0) / weights.sum(0)
        logs = -0.5 * (
            np.log(total).sum(0) + np.log(weights.sum(0)) + (weights * (slopes[:, None] - means) ** 2).sum(0)
        )
        chances = np.exp(logs - logs.max())
        return cls(_SPREADS, chances / chances.sum(), means, 1 / weights.sum(0))

    def drawn(self, key: str, own: tuple[float, float] | None, weeks: int) -> Elasticity:
        """An item's slope drawn to the mean; the interval holds that mean and spread are unsure as well."""
        weight = np.zeros(len(self.spreads))
        means, variances = self.means, self.spreads**2 + self.errors
        if own is not None:
            slope, variance = own
            weight = self.spreads**2 / (self.spreads**2 + variance)
            means = means + weight * (slope - means)
            variances = weight * variance + (1 - weight) ** 2 * self.errors
        value = float(self.chances @ means)
        half = 1.96 * float(self.chances @ (variances + (means - value) ** 2)) ** 0.5
        share = float(self.chances @ weight)
        return Elasticity(key, value, (value - half, value + half), own and own[0], share, weeks)
