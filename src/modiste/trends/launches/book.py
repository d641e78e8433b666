"""Garments with the day of their launch, and what sold of each, day by day.

Knows what was sold between two days and what a moment could know; files are `reading`'s, forecasts others'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from modiste.trends.panel import Dates, Flags, Floats

Ints = NDArray[np.int64]
WEEK = 7
_SPAN = 10**7
"""More days than any calendar of sales has, so that garment and day fit one number."""


def day_of(moment: np.datetime64) -> np.datetime64:
    """The day of a moment."""
    day: np.datetime64 = moment.astype("datetime64[D]")
    return day


@dataclass(frozen=True, eq=False)
class LaunchBook:
    """Garments and their sales.

    Attributes:
        ids: (n,) garments, each once.
        launched: (n,) the first day on sale, datetime64[D]; NaT for one that is yet to come with no day.
        texts: (n,) what is written of each, "" where nothing is.
        code: (l,) which garment a line of sales is of.
        day: (l,) its day, datetime64[D].
        quantity: (l,) pieces, more than nothing.
        attributes: (n,) each, by name, such as category and colour; "" where not known.
        price: (n,) asked at launch; NaN where not known.
        old: (n,) those that may have been on sale before the book begins; their launch is none.
        sold_by: the last day of sales that the book knows of.
        apart: (n,) those of which nothing is learned, as they are kept to judge by.
    """

    ids: tuple[str, ...]
    launched: Dates
    texts: tuple[str, ...]
    code: Ints
    day: Dates
    quantity: Floats
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price: Floats | None = None
    old: Flags | None = None
    sold_by: np.datetime64 | None = None
    apart: Flags | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def began(self) -> np.datetime64:
        """The first day of sales."""
        return day_of(self.day.min() if len(self.day) else self.launched.min())

    @cached_property
    def last(self) -> np.datetime64:
        """The last day that the book knows."""
        if self.sold_by is not None:
            return day_of(self.sold_by)
        return day_of(self.day.max()) if len(self.day) else self.began

    @cached_property
    def is_launch(self) -> Flags:
        """(n,) garments whose launch the book saw, or is to see."""
        return np.ones(len(self), bool) if self.old is None else ~self.old

    def known(self, moment: np.datetime64) -> Flags:
        """(n,) garments that were on sale before a day and are not kept apart."""
        there: Flags = self.launched < moment
        return there if self.apart is None else there & ~self.apart

    def past_launches(self, moment: np.datetime64, weeks: int) -> Ints:
        """Launches known at a moment, of which so many weeks are over."""
        over = self.launched + WEEK * weeks <= moment
        return np.flatnonzero(self.is_launch & self.known(moment) & over)

    @cached_property
    def prices(self) -> Floats:
        """(n,) prices at launch; NaN where not known."""
        return np.full(len(self), np.nan) if self.price is None else self.price

    @cached_property
    def _sums(self) -> tuple[Ints, Floats]:
        """Lines by garment and day as one number each, rising, and the pieces sold before each."""
        keys = self.code * _SPAN + self.day.astype("datetime64[D]").astype(np.int64)
        order = np.argsort(keys, kind="stable")
        return keys[order], np.concatenate([[0.0], np.cumsum(self.quantity[order])])

    def sold(self, places: Ints, start: Dates, end: Dates) -> Floats:
        """Pieces of garments from one day to before another; the arguments are broadcast together."""
        keys, sums = self._sums
        first = np.searchsorted(keys, places * _SPAN + np.asarray(start, "datetime64[D]").astype(np.int64))
        last = np.searchsorted(keys, places * _SPAN + np.asarray(end, "datetime64[D]").astype(np.int64))
        return np.asarray(sums[last] - sums[np.minimum(first, last)])

    def weekly(self, places: Ints, weeks: int, moment: np.datetime64) -> Floats:
        """(m, weeks) sales by week since launch; NaN where a week is not over when `moment` begins."""
        starts = self.launched[places][:, None] + WEEK * np.arange(weeks)
        found = self.sold(places[:, None], starts, starts + WEEK)
        return np.where(starts + WEEK <= min(moment, self.last + 1), found, np.nan)

    def rates(self, places: Ints, moment: np.datetime64, weeks: int = 4) -> Floats:
        """(m,) mean pieces a week over the last weeks before a moment in which a garment was on sale."""
        start = np.maximum(self.launched[places], moment - WEEK * weeks)
        length = np.maximum((moment - start).astype(np.int64), WEEK) / WEEK
        return self.sold(places, start, np.full(len(places), moment)) / length

    def before(self, moment: np.datetime64) -> "LaunchBook":
        """The book as it stood when a day began: what was launched or sold from then on is not in it."""
        keep = np.flatnonzero(self.launched < moment)
        return replace(self.only(keep, moment), sold_by=min(moment - 1, self.last))

    def only(self, places: Sequence[int] | Ints, moment: np.datetime64 | None = None) -> "LaunchBook":
        """Some of the garments with their lines, those before a moment where one is given."""
        places = np.asarray(places, np.int64)
        new = np.full(len(self), -1, np.int64)
        new[places] = np.arange(len(places))
        lines = new[self.code] >= 0
        if moment is not None:
            lines &= self.day < moment
        return LaunchBook(
            tuple(self.ids[place] for place in places),
            self.launched[places],
            tuple(self.texts[place] for place in places),
            new[self.code[lines]],
            self.day[lines],
            self.quantity[lines],
            {name: tuple(of[place] for place in places) for name, of in self.attributes.items()},
            None if self.price is None else self.price[places],
            None if self.old is None else self.old[places],
            self.sold_by if self.sold_by is not None else self.last,
            None if self.apart is None else self.apart[places],
        )
