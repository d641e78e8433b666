"""A shop's books by SKU and week: pieces sold and sent back, time without stock, price and promotion.

Knows rows, weeks and where a SKU's life begins and ends; series of garments are `shop_demand`'s. Weeks are
ISO's, from Monday 00:00 UTC. The running week is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.workspace.flows.shop_shelf import OUTSIDE

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_WEEKS = 520
"""What lies further back is not read: ten years tell more of seasons than of the shop as it is."""
GONE_WEEKS = 8
"""A colourway of which no size has been in stock so long, up to now, is not sold any more."""
_EPOCH = datetime(1970, 1, 5, tzinfo=UTC)
_WEEK = 7 * 86_400.0


@dataclass(frozen=True, eq=False)
class Books:
    """What a shop's books say, SKU by SKU and week by week; n SKUs, t past weeks.

    Attributes:
        skus: (n,) by id.
        garments: (n,) whose garment each is.
        colourways: (n,) whose colourway.
        sizes: (n,) in which size.
        categories: (n,) of which category.
        monday: the first week.
        sold: (n, t) pieces ordered.
        back: (n, t) pieces that came back in the week.
        out: (n, t) the share of the week in which none was left, from 0 to 1; 0 where no ledger tells.
        begins: (n,) the first week on sale; t where it was not yet.
        ends: (n,) the first week not on sale any more; t where it still is.
        level: (n,) pieces there at the end of the last week.
        coming: (n, ahead) pieces that the ledger announces for each coming week.
        price: (n, t + ahead) asked in the week, as known now; NaN where unknown.
        promotion: (n, t + ahead) by which share that is below the price before, for a time; 0 for none.
        currency: of the prices, or empty.
        has_ledger: (n,) whether the ledger knows the SKU.
    """

    skus: tuple[str, ...]
    garments: tuple[str, ...]
    colourways: tuple[str, ...]
    sizes: tuple[str, ...]
    categories: tuple[str, ...]
    monday: datetime
    sold: Floats
    back: Floats
    out: Floats
    begins: Ints
    ends: Ints
    level: Ints
    coming: Ints
    price: Floats
    promotion: Floats
    currency: str
    has_ledger: Flags

    @property
    def weeks(self) -> int:
        """How many past weeks there are."""
        return int(self.sold.shape[1])

    @property
    def origin(self) -> datetime:
        """When the first week begins that is not past."""
        return self.monday + timedelta(weeks=self.weeks)

    def rates(self) -> Floats:
        """(n,) pieces a week while it was on sale and there."""
        weeks = np.arange(self.weeks)
        on_sale = (weeks >= self.begins[:, None]) & (weeks < self.ends[:, None])
        there = np.where(on_sale, 1.0 - self.out, 0.0).sum(1)
        return np.asarray((self.sold.sum(1) + 0.5) / (there + 2.0))


def read_books(shop: "Shop", ahead: int = 26, location: str = "", now: datetime | None = None) -> Books:
    """Read them.

    Args:
        shop: whose.
        ahead: for how many coming weeks prices and arrivals are read.
        location: of one location's own ledger; by default of all orders and of stock wherever it lies.
        now: nothing after it counts; by default the present.

    Raises:
        ModisteError: MOD-2485 where less than two whole weeks of sales are known.
    """
    now = now or datetime.now(UTC)
    skus = _skus(shop)
    place_of = {sku: place for place, sku in enumerate(skus[0])}
    moves = [row for row in shop.store.trade.moved() if row[0] in place_of]
    lines = [row for row in shop.store.trade.sold() if row[0] in place_of and row[1] <= now]
    if location:
        sales = [(s, at, n) for s, a, b, at, n in moves if a == location and b == "customer" and at <= now]
    else:
        sales = [(sku, at, pieces) for sku, at, pieces, _, _ in lines]
    if not sales:
        raise ModisteError("MOD-2485", path=shop.root, weeks=0)
    newest = max([sales[-1][1], *(at for *_, at, _ in moves if at <= now)])
    stop = _stop(newest, now)
    first = min([sales[0][1], *(at for *_, at, _ in moves[:1])])
    start = max(_week_of(first), stop - MOST_WEEKS)
    weeks = stop - start
    if weeks < 2:
        raise ModisteError("MOD-2485", path=shop.root, weeks=max(0, weeks))
    monday = _EPOCH + timedelta(weeks=start)
    grid = Grid(place_of, monday, weeks, ahead)
    sold = grid.counted(sales)
    back = grid.counted(shop.store.trade.came_back())
    level, coming, out, stocked, has_ledger = grid.stock(moves, location)
    begins = np.minimum(stocked, np.where(sold.any(1), (sold > 0).argmax(1), weeks))
    ends = _ends(out, sold, has_ledger & ~coming.any(1), skus[2])
    currency, price, promotion = _prices(shop, grid, lines, now)
    return Books(
        skus[0],
        skus[1],
        skus[2],
        skus[3],
        skus[4],
        monday,
        sold,
        back,
        out,
        begins,
        ends,
        level,
        coming,
        price,
        promotion,
        currency,
        has_ledger,
    )


class Grid:
    """Places of SKUs, and weeks from a Monday on: so many past ones and so many ahead."""

    def __init__(self, place_of: dict[str, int], monday: datetime, weeks: int, ahead: int) -> None:
        self.place_of, self.monday, self.weeks, self.ahead = place_of, monday, weeks, ahead

    def week(self, at: datetime) -> float:
        """Weeks since the first Monday, also parts of one."""
        return (at - self.monday).total_seconds() / _WEEK

    def counted(self, rows: Sequence[tuple[str, datetime, int]]) -> Floats:
        """(n, t) pieces by SKU and week."""
        made = np.zeros((len(self.place_of), self.weeks))
        for sku, at, pieces in rows:
            week = int(self.week(at) // 1)
            if 0 <= week < self.weeks and sku in self.place_of:
                made[self.place_of[sku], week] += pieces
        return made

    def stock(
        self, moves: Sequence[tuple[str, str, str, datetime, int]], location: str
    ) -> tuple[Ints, Ints, Floats, Ints, Flags]:
        """Level now, arrivals to come, share of every week without stock, first week with any, known."""
        count, weeks = len(self.place_of), self.weeks
        level = np.zeros(count, np.int64)
        coming = np.zeros((count, self.ahead), np.int64)
        out = np.zeros((count, weeks))
        stocked = np.full(count, weeks)
        since = np.full(count, np.nan)  # from when none has been left
        for sku, source, target, at, pieces in moves:
            gained = pieces * (_is_here(target, location) - _is_here(source, location))
            place, when = self.place_of[sku], self.week(at)
            if when >= weeks:
                if gained > 0 and when < weeks + self.ahead:
                    coming[place, int(when) - weeks] += gained
                continue
            if not gained:
                continue
            before = level[place]
            level[place] += gained
            if before <= 0 < level[place]:
                stocked[place] = min(stocked[place], max(0, int(when // 1)))
                if np.isfinite(since[place]):
                    _spread(out[place], since[place], when)
                    since[place] = np.nan
            elif before > 0 >= level[place]:
                since[place] = when
        for place in np.flatnonzero(np.isfinite(since)).tolist():
            _spread(out[place], since[place], float(weeks))
        known = np.zeros(count, bool)
        known[[self.place_of[row[0]] for row in moves]] = True
        return level, coming, out, stocked, known


def _skus(shop: "Shop") -> tuple[tuple[str, ...], ...]:
    """Ids, garments, colourways, sizes and categories of all SKUs."""
    rows = shop.store.rows
    owner = {each.id: each.garment_id for each in rows.scan(Colourway)}
    category = {each.id: each.category for each in rows.scan(Garment)}
    found = [
        (each.id, owner[each.colourway_id], each.colourway_id, each.size, category[owner[each.colourway_id]])
        for each in rows.scan(Sku)
    ]
    return tuple(zip(*found, strict=True)) if found else ((), (), (), (), ())


def _is_here(place: str, location: str) -> bool:
    return place == location if location else place not in OUTSIDE


def _week_of(at: datetime) -> int:
    return int((at - _EPOCH).total_seconds() // _WEEK)


def _stop(newest: datetime, now: datetime) -> int:
    """The first week that is not whole: the running one, or the one in which the books end.

    The week in which they end counts as whole if something happened on its Sunday.
    """
    is_sunday = newest.astimezone(UTC).weekday() == 6
    return min(_week_of(now), _week_of(newest) + int(is_sunday))


def _spread(row: Floats, start: float, stop: float) -> None:
    """Add the time from start to stop, in weeks, to the weeks in which it lies."""
    start, stop = max(start, 0.0), min(stop, float(len(row)))
    if stop <= start:
        return
    first, last = int(start), min(int(stop), len(row) - 1)
    if first == last:
        row[first] += stop - start
        return
    row[first] += first + 1 - start
    row[first + 1 : last] += 1.0
    row[last] += stop - last


def _ends(out: Floats, sold: Floats, may_end: Flags, colourways: Sequence[str]) -> Ints:
    """(n,) the first week of a long time without stock, up to now, of a whole colourway; else t.

    A size that is missing beside others which are there is out of stock, however long, and not gone.
    """
    weeks = out.shape[1]
    gone = (out > 0.999) & (sold == 0)
    tail = np.where(gone.all(1), weeks, (~gone[:, ::-1]).argmax(1))
    is_gone = may_end & (tail >= GONE_WEEKS)
    alive = {name for name, gone in zip(colourways, is_gone, strict=True) if not gone}
    is_gone &= np.array([name not in alive for name in colourways])
    return np.asarray(np.where(is_gone, weeks - tail, weeks), np.int64)


def _prices(
    shop: "Shop", grid: Grid, lines: Sequence[tuple[str, datetime, int, object, str]], now: datetime
) -> tuple[str, Floats, Floats]:
    """Currency, price asked and promotion, week by week; what was paid where no price is recorded."""
    asked = shop.store.trade.asked(now)
    currencies = [row[2] for row in asked] or [row[4] for row in lines]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    width = grid.weeks + grid.ahead
    price = np.full((len(grid.place_of), width), np.nan)
    usual = price.copy()
    for sku, amount, of, since, until in asked:
        if of != currency or sku not in grid.place_of:
            continue
        # A week has the price that holds in its middle.
        start = max(0, int(np.ceil(grid.week(since) - 0.5)))
        stop = width if until is None else min(width, int(np.ceil(grid.week(until) - 0.5)))
        place = grid.place_of[sku]
        price[place, start:stop] = float(amount)
        if until is None:
            usual[place, start:stop] = float(amount)
    unknown = np.isnan(price).all(1)
    for sku, at, _, paid, of in lines:
        place, week = grid.place_of[sku], int(grid.week(at) // 1)
        if unknown[place] and of == currency and 0 <= week < grid.weeks:
            price[place, week] = float(paid)  # type: ignore[arg-type]
    for place in np.flatnonzero(unknown & ~np.isnan(price).all(1)).tolist():
        price[place] = filled(price[place])
    with np.errstate(invalid="ignore", divide="ignore"):
        depth = np.nan_to_num(1.0 - price / usual, nan=0.0, posinf=0.0, neginf=0.0)
    return currency, price, np.clip(depth, 0.0, 1.0)


def filled(row: Floats) -> Floats:
    """A row with what was known last wherever nothing is known, and what is known first before it.

    Example:
        >>> filled(np.array([np.nan, 2.0, np.nan])).tolist()
        [2.0, 2.0, 2.0]
    """
    known = np.flatnonzero(~np.isnan(row))
    if not len(known):
        return row
    last = np.maximum(np.searchsorted(known, np.arange(len(row)), side="right") - 1, 0)
    return np.asarray(row[known[last]])
