"""Where in the house a garment lies and sells: its locations, which one gives to the others, what each has.

Knows the ledger by location; what goes where is `plan_allocation`'s. A location is one that pieces moved to
or from; it sells where the ledger books pieces from it to customers.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import ModisteError
from modiste.workspace.flows.shop_books import Floats, Ints, counted, stocked_weeks
from modiste.workspace.flows.shop_forecast import KeptForecast
from modiste.workspace.flows.shop_rows import Pieces, weeks_to
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

CUSTOMER = "customer"
SELLING_WEEKS = 26
"""A location sells if it sold anything in so many weeks before the forecast."""
DRAWN = 20.0
"""So many pieces the shares of all garments count as, beside what this one sold at a location."""


@dataclass(frozen=True, eq=False)
class Places:
    """A garment's locations; l that sell, s SKUs, t past weeks, h weeks ahead.

    Attributes:
        names: (l,) locations that sell.
        depot: the location that gives to the others; it may be one of them. Empty where none does.
        stock: (s,) pieces at the depot.
        level: (l, s) pieces at each; none at the depot, whose pieces are to be given.
        coming: (l, s, h) pieces that the ledger announces for each.
        sold: (l, t, s) pieces sold.
        there: (l, t, s) the part of the week, 0 to 1, in which there was any.
        usual: (l,) shares of all the shop's pieces sold.
    """

    names: tuple[str, ...]
    depot: str
    stock: Ints
    level: Ints
    coming: Ints
    sold: Floats
    there: Floats
    usual: Floats

    @property
    def stamp(self) -> str:
        """SHA-256 of all of it."""
        seen = hashlib.sha256("\0".join((self.depot, *self.names)).encode())
        for array in (self.stock, self.level, self.coming, self.sold, self.there, self.usual):
            seen.update(np.ascontiguousarray(array).tobytes())
        return seen.hexdigest()

    def shares(self, wanted: Floats) -> Floats:
        """(l,) of the garment's demand, where (t, s) pieces were wanted in all of the shop.

        What a location sold over what it would have sold had all the shop's demand been there, while it had
        the size; drawn to its share of all garments, so that a location which never had this one counts too.
        """
        exposed = (self.there * wanted).sum((1, 2))
        found = (self.sold.sum((1, 2)) + DRAWN * self.usual) / (exposed + DRAWN)
        return np.asarray(found / found.sum())


def places_of(
    shop: "Shop", kept: KeptForecast, skus: Ints, now: datetime | None = None, *, gives: bool = True
) -> Places:
    """Where some SKUs of a forecast lie and sell.

    Args:
        shop: whose ledger says it.
        kept: the forecast.
        skus: (s,) places of the SKUs in it.
        now: as of when.
        gives: whether one location must give to the others; without, `depot` is empty where none does.

    Raises:
        ModisteError: MOD-2492 where fewer than two locations sell, or none gives to others but has to.
    """
    now = now or datetime.now(UTC)
    moves = shop.store.trade.moved()
    monday = datetime.fromisoformat(str(kept.dates[0])).replace(tzinfo=UTC)
    since = monday + timedelta(weeks=kept.weeks - SELLING_WEEKS)
    selling: Counter[str] = Counter()
    gave: Counter[str] = Counter()
    lying: Counter[str] = Counter()
    named = {kept.skus[k]: place for place, k in enumerate(skus.tolist())}
    for sku, source, target, at, pieces in moves:
        if at > now:
            continue
        is_inside = source not in OUTSIDE, target not in OUTSIDE
        if is_inside[0] and target == CUSTOMER and at >= since:
            selling[source] += pieces
        if all(is_inside):
            gave[source] += pieces
        if sku in named:
            lying[source] -= pieces
            lying[target] += pieces
    names = tuple(sorted(selling))
    depot = _depot(names, gave, lying)
    if len(names) < 2 or (gives and not depot):
        raise ModisteError("MOD-2492", path=shop.root, reason=_reason(names, lying))
    count, start = len(named), int(weeks_to(monday))
    mine = [row for row in moves if row[0] in named]
    past = [row for row in mine if row[3] <= now]
    sold, there, level = [], [], []
    for name in names:
        sales = [
            Pieces(named[sku], weeks_to(at), pieces)
            for sku, source, target, at, pieces in past
            if (source, target) == (name, CUSTOMER)
        ]
        here = counted(sales, count, start, kept.weeks)
        moved = [
            Pieces(named[sku], weeks_to(at), pieces * ((target == name) - (source == name)))
            for sku, source, target, at, pieces in past
            if name in (source, target) and source != target
        ]
        _, _, out, stocked = stocked_weeks(moved, count, start, kept.weeks, kept.horizon)
        was_there = np.where(np.arange(kept.weeks) >= stocked[:, None], 1.0 - out, 0.0)
        sold.append(here.T)
        # A piece that was sold was there, if only for a moment.
        there.append(np.clip(np.where(here > 0, np.maximum(was_there, 0.02), was_there), 0.0, 1.0).T)
        level.append(_level(mine, named, name, now) * (name != depot))
    return Places(
        names,
        depot,
        _level(mine, named, depot, now),
        np.stack(level),
        np.stack([_coming(mine, named, name, now, kept.horizon) for name in names]),
        np.stack(sold),
        np.stack(there),
        np.array([selling[name] for name in names], float) / sum(selling.values()),
    )


Moves = Sequence[tuple[str, str, str, datetime, int]]


def _depot(names: Sequence[str], gave: Counter[str], lying: Counter[str]) -> str:
    """The location that gave most to others; else one that holds this garment and sells nothing."""
    if gave:
        return min(gave, key=lambda name: (-gave[name], name))
    idle = [name for name in lying if name not in OUTSIDE and name not in names and lying[name] > 0]
    return min(idle, key=lambda name: (-lying[name], name), default="")


def _reason(names: Sequence[str], lying: Counter[str]) -> str:
    if not names:
        return "its ledger books no sale from any location"
    if len(names) == 1:
        return f"only one location sells, {names[0]}"
    held = ", ".join(sorted(name for name in lying if name not in OUTSIDE))
    return f"no location gives to the others ({held or ', '.join(names)})"


def _level(moves: Moves, named: dict[str, int], name: str, now: datetime) -> Ints:
    """(s,) pieces at a location now."""
    level = np.zeros(len(named), np.int64)
    for sku, source, target, at, pieces in moves:
        if at <= now:
            level[named[sku]] += pieces * ((target == name) - (source == name))
    return np.maximum(level, 0)


def _coming(moves: Moves, named: dict[str, int], name: str, now: datetime, weeks: int) -> Ints:
    """(s, h) pieces announced for a location."""
    coming = np.zeros((len(named), weeks), np.int64)
    for sku, _, target, at, pieces in moves:
        week = int((at - now).total_seconds() // (7 * 86_400))
        if at > now and target == name and week < weeks:
            coming[named[sku], week] += pieces
    return coming
