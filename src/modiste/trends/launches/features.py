"""What can be known of a garment on the day before its launch, as numbers that a model learns from.

Knows what its kin sell at that moment, how launches fare and its price; nothing of the garment's own sales,
and nothing of what others sell from the week of its launch on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modiste.trends.launches.book import WEEK, Ints, LaunchBook, day_of
from modiste.trends.launches.kinship import GarmentFeatures, Kinship
from modiste.trends.panel import Dates, Flags, Floats

FRESH = 8
"""For how many weeks a launch counts as a fresh one."""
_CALM = 0.01
"""The weight of what all garments sell beside what kin do, so that one without kin is like any."""
_ALIKE, _CLOSE = 0.3, 0.25
"""From which likeness on garments of one week are company, and others kin whose best sellers count."""
_BEST = 3
_TWO_YEARS = 600


@dataclass(frozen=True, eq=False)
class Known:
    """What was known of garments at the moments of their launch.

    Attributes:
        names: (f,) of the columns.
        rows: (n, f) of all garments of a book; NaN for one that is no launch.
        moments: (n,) when each was looked at: the beginning of the week of its launch, or the last moment
            that may be looked at.
        kinship: how alike the garments are.
    """

    names: tuple[str, ...]
    rows: Floats
    moments: Dates
    kinship: Kinship


def known_at_launch(
    book: LaunchBook,
    views: Sequence[GarmentFeatures] = (),
    *,
    priced: bool = True,
    moment: np.datetime64 | None = None,
) -> Known:
    """Look at every launch of a book as it could be looked at when its week began.

    Args:
        book: all garments; rows of earlier launches do not change when later ones are taken out.
        views: more ways to tell which are alike.
        priced: whether prices at launch may be used.
        moment: launches from this day on are looked at as it begins; by default all in their own week.
    """
    kinship = Kinship(book, views)
    weeks = (book.launched - book.began).astype("timedelta64[D]").astype(np.int64) // WEEK
    moments = book.began + WEEK * weeks
    if moment is not None:
        moments = np.minimum(moments, day_of(moment))
    launches = np.flatnonzero(book.is_launch & ~np.isnat(book.launched))
    columns = _names(kinship, priced=priced and bool(np.isfinite(book.prices).any()))
    with_season = (book.last - book.began).astype(int) >= _TWO_YEARS
    if with_season:
        columns += ("season_sine", "season_cosine")
    rows = np.full((len(book), len(columns)), np.nan)
    for week in np.unique(weeks[launches]):
        chosen = launches[weeks[launches] == week]
        day = moments[chosen[0]]
        made = _looked(book, kinship, chosen, day, book.known(day), columns)
        if with_season:
            first = book.began + WEEK * int(week)
            turn = 2 * np.pi * (first - first.astype("datetime64[Y]")).astype(int) / 365.25
            made["season_sine"] = np.full(len(chosen), np.sin(turn))
            made["season_cosine"] = np.full(len(chosen), np.cos(turn))
        rows[chosen] = np.stack([made[name] for name in columns], 1)
    return Known(columns, rows, moments, kinship)


def _names(kinship: Kinship, *, priced: bool) -> tuple[str, ...]:
    by_view = tuple(
        f"{view}_{what}"
        for view in kinship.names
        for what in ("kin_rate", "near_rate", "best_rate", "launch_rate", "nearest", "company")
    )
    return (*by_view, "fresh_rate", "shop_rate", *(("price", "price_to_kin") if priced else ()))


def _looked(
    book: LaunchBook,
    kinship: Kinship,
    chosen: Ints,
    moment: np.datetime64,
    known: Flags,
    columns: Sequence[str],
) -> dict[str, Floats]:
    """The columns of launches of one week."""
    others = np.flatnonzero(known)
    rate = np.log1p(book.rates(others, moment))
    shop = float(rate.mean()) if len(rate) else 0.0
    launched = book.is_launch[others]
    since = np.log1p(_since_launch(book, others, moment))
    usual = float(since[launched].mean()) if launched.any() else shop
    fresh = launched & (book.launched[others] >= moment - WEEK * FRESH)
    count = len(chosen)
    made = {
        "fresh_rate": np.full(count, float(since[fresh].mean()) if fresh.any() else usual),
        "shop_rate": np.full(count, shop),
    }
    looks = kinship.views(chosen, others, known)
    beside = kinship.views(chosen, chosen, known)
    for view, alike in looks.items():
        made[f"{view}_kin_rate"] = _mean(alike**2, rate, shop)
        made[f"{view}_near_rate"] = _mean(alike**6, rate, shop)
        made[f"{view}_best_rate"] = _best(np.where(alike > _CLOSE, np.expm1(rate), 0.0))
        made[f"{view}_launch_rate"] = _mean(alike**3 * launched, since, usual)
        made[f"{view}_nearest"] = alike.max(1) if len(others) else np.zeros(count)
        made[f"{view}_company"] = np.log((beside[view] > _ALIKE).sum(1) + 1.0)
    if "price" in columns:
        prices = np.log(np.maximum(np.where(np.isfinite(book.prices), book.prices, np.nan), 0.01))
        priced = np.isfinite(prices[others])
        middle = float(np.median(prices[others][priced])) if priced.any() else 0.0
        own = np.where(np.isfinite(prices[chosen]), prices[chosen], middle)
        every = np.mean(list(looks.values()), axis=0) if looks else np.zeros((count, len(others)))
        kin = _mean(every**3 * priced, np.where(priced, prices[others], 0.0), middle)
        made |= {"price": own, "price_to_kin": own - kin}
    return made


def _since_launch(book: LaunchBook, others: Ints, moment: np.datetime64) -> Floats:
    """(k,) mean pieces a week in a garment's first weeks, as far as they are over."""
    end = np.minimum(book.launched[others] + WEEK * FRESH, moment)
    weeks = np.maximum((end - book.launched[others]).astype(np.int64) / WEEK, 1.0)
    return np.asarray(book.sold(others, book.launched[others], end) / weeks)


def _best(rates: Floats) -> Floats:
    """(m,) the logarithm of the mean of each row's highest rates."""
    if rates.shape[1] < _BEST:
        return np.asarray(np.log1p(rates.sum(1) / _BEST))
    return np.asarray(np.log1p(np.partition(rates, -_BEST, axis=1)[:, -_BEST:].mean(1)))


def _mean(weights: Floats, values: Floats, usual: float) -> Floats:
    """(m,) weighted means, drawn to the usual value where weights are small."""
    return np.asarray((weights @ values + _CALM * usual) / (weights.sum(1) + _CALM))
