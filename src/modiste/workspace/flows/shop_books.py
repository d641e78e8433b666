"""A shop's books by SKU and week: pieces sold and sent back, time without stock, price and promotion.

Knows weeks, where a SKU's life begins and ends, and what was known of prices at a moment; rows are
`shop_rows`', series of garments `shop_demand`'s. Weeks are ISO's, from Monday 00:00 UTC. The running week is
left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.workspace.flows.shop_rows import EPOCH, Asked, Pieces, ShopRows, read_rows, weeks_to

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_WEEKS = 520
"""What lies further back is not read: ten years tell more of seasons than of the shop as it is."""
GONE_WEEKS = 8
"""A colourway of which no size has been in stock so long, up to now, is not sold any more."""


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
        rows: what they were made of.
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
    rows: ShopRows = field(repr=False)

    @property
    def weeks(self) -> int:
        """How many past weeks there are."""
        return int(self.sold.shape[1])

    @property
    def origin(self) -> datetime:
        """When the first week begins that is not past."""
        return self.monday + timedelta(weeks=self.weeks)

    def until(self, weeks: int) -> "Books":
        """The books as they were known when so many weeks were past, with prices up to the same week."""
        start, width = _week_of(self.monday), self.price.shape[1]
        return _books(self.rows, start, weeks, width - weeks, float(start + weeks))

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
    rows = read_rows(shop, location, now)
    stop = _stop(rows.newest, rows.now)
    start = max(_week_of(rows.first), stop - MOST_WEEKS)
    if stop - start < 2:
        raise ModisteError("MOD-2485", path=shop.root, weeks=max(0, stop - start))
    return _books(rows, start, stop - start, ahead, None)


def _books(rows: ShopRows, start: int, weeks: int, ahead: int, known: float | None) -> Books:
    """The books of some weeks; `known` is when they are looked at, None for now."""
    count = len(rows.skus.ids)
    sold = counted(rows.sold, count, start, weeks)
    # What was announced for later does not say since when: as of an earlier moment nothing is.
    moves = rows.moves if known is None else [row for row in rows.moves if row.week < known]
    level, coming, out, stocked = stocked_weeks(moves, count, start, weeks, ahead)
    has_ledger = np.zeros(count, bool)
    has_ledger[list(rows.ledger)] = True
    begins = np.minimum(stocked, np.where(sold.any(1), (sold > 0).argmax(1), weeks))
    ends = _ends(out, sold, has_ledger & ~coming.any(1), rows.skus.colourways)
    price, promotion = _prices(rows, start, weeks, ahead, known)
    return Books(
        *rows.skus,
        EPOCH + timedelta(weeks=start),
        sold,
        counted(rows.back, count, start, weeks),
        out,
        begins,
        ends,
        level,
        coming,
        price,
        promotion,
        rows.currency,
        has_ledger,
        rows,
    )


def counted(rows: Iterable[Pieces], count: int, start: int, weeks: int) -> Floats:
    """(n, t) pieces by SKU and week."""
    made = np.zeros((count, weeks))
    for sku, at, pieces in rows:
        week = int(at // 1) - start
        if 0 <= week < weeks:
            made[sku, week] += pieces
    return made


def stocked_weeks(
    moves: Iterable[Pieces], count: int, start: int, weeks: int, ahead: int
) -> tuple[Ints, Ints, Floats, Ints]:
    """Level at the end, arrivals to come, share of every week without stock, first week with any."""
    level = np.zeros(count, np.int64)
    coming = np.zeros((count, ahead), np.int64)
    out = np.zeros((count, weeks))
    stocked = np.full(count, weeks)
    since = np.full(count, np.nan)  # from when none has been left
    for sku, at, gained in moves:
        when = at - start
        if when >= weeks:
            if gained > 0 and when < weeks + ahead:
                coming[sku, int(when) - weeks] += gained
            continue
        before = level[sku]
        level[sku] += gained
        if before <= 0 < level[sku]:
            stocked[sku] = min(stocked[sku], max(0, int(when // 1)))
            if np.isfinite(since[sku]):
                _spread(out[sku], since[sku], when)
                since[sku] = np.nan
        elif before > 0 >= level[sku]:
            since[sku] = when
    for sku in np.flatnonzero(np.isfinite(since)).tolist():
        _spread(out[sku], since[sku], float(weeks))
    return level, coming, out, stocked


def _week_of(at: datetime) -> int:
    return int(weeks_to(at) // 1)


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


def _prices(rows: ShopRows, start: int, weeks: int, ahead: int, known: float | None) -> tuple[Floats, Floats]:
    """Price asked and promotion, week by week; what was paid where no price is recorded.

    As of an earlier moment what was recorded later says nothing of the weeks ahead. Of the weeks before it
    tells only where nothing was recorded in time: what was asked in a shop was known there, whenever somebody
    wrote it down.
    """
    shape = len(rows.skus.ids), weeks + ahead
    if known is None:
        price, usual = _asked(rows.asked, start, *shape)
    else:
        price, usual = _asked([row for row in rows.asked if row.recorded < known], start, *shape)
        late = [row for row in rows.asked if row.recorded >= known and row.since < known]
        for seen, of in zip((price, usual), _asked(late, start, *shape), strict=True):
            past, told = seen[:, :weeks], of[:, :weeks]
            past[:] = np.where(np.isnan(past), told, past)
        for seen in (price, usual):
            seen[:, weeks:] = np.where(np.isnan(seen[:, weeks:]), usual[:, [weeks - 1]], seen[:, weeks:])
    unknown = np.asarray(np.isnan(price).all(1))
    for sku, at, paid in rows.paid:
        week = int(at // 1) - start
        if unknown[sku] and 0 <= week < weeks:
            price[sku, week] = paid
    for sku in np.flatnonzero(unknown & ~np.isnan(price).all(1)).tolist():
        price[sku] = filled(price[sku])
    with np.errstate(invalid="ignore", divide="ignore"):
        depth = np.nan_to_num(1.0 - price / usual, nan=0.0, posinf=0.0, neginf=0.0)
    return price, np.clip(depth, 0.0, 1.0)


def _asked(asked: Sequence[Asked], start: int, count: int, width: int) -> tuple[Floats, Floats]:
    """(n, width) what was asked in each week, and what usually, without what holds for a time only."""
    price = np.full((count, width), np.nan)
    usual = price.copy()
    for sku, amount, since, until, _ in asked:
        # A week has the price that holds in its middle.
        first = max(0, int(np.ceil(since - start - 0.5)))
        stop = width if until is None else min(width, int(np.ceil(until - start - 0.5)))
        price[sku, first:stop] = amount
        if until is None:
            usual[sku, first:stop] = amount
    return price, usual


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
