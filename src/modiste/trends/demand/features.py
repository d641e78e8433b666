"""What a global model is told of a seasonal series at an origin: level, pace, and the same season before.

Knows rows of (series, origin, step) and the numbers made from the past of each; the fitting is `boosted`'s.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.trends.panel import Dates, Floats

Places = NDArray[np.int64]
Table = NDArray[np.float32]
_RANK, _MOST = 3, 5.0
COLUMNS = (
    *("last", "month", "quarter", "half", "spread", "log base", "year's pace", "month's pace"),
    *("quarter's pace", "step", "phase", "year before", "year before, 3", "year before, 5"),
    *("two before", "two before, 3", "two before, 5", "three before, 5", "usual shape", "own shape"),
)
"""What `SeasonalRows.of_rows` tells, in this order; 3 and 5 are how many periods a mean is over."""


def filled(y: Floats) -> tuple[Floats, Places]:
    """Gaps inside and after a series filled in on straight lines, and (n,) where each series begins.

    Before its beginning a series is NaN; one without any value is zero from the first period.
    """
    made = y.copy()
    starts = np.zeros(len(y), np.int64)
    for place, row in enumerate(y):
        there = np.flatnonzero(np.isfinite(row))
        if not there.size:
            made[place] = 0
            continue
        starts[place] = there[0]
        made[place, there[0] :] = np.interp(np.arange(there[0], len(row)), there, row[there])
    return made, starts


@dataclass(frozen=True, eq=False)
class Sums:
    """Running sums, so that any window's mean is two look-ups."""

    total: Floats

    @classmethod
    def of(cls, y: Floats) -> "Sums":
        """Of series (n, t); what is NaN counts as zero."""
        return cls(np.concatenate([np.zeros((len(y), 1)), np.cumsum(np.nan_to_num(y), 1)], 1))

    def mean(self, series: Places, first: Places, last: Places) -> Floats:
        """(k,) means from `first` to `last`, both counted; windows are cut at the edges."""
        first = np.maximum(first, 0)
        last = np.minimum(last, self.total.shape[1] - 2)
        size = np.maximum(last + 1 - first, 1)
        made: Floats = (self.total[series, np.maximum(last + 1, 0)] - self.total[series, first]) / size
        return made


@dataclass(frozen=True, eq=False)
class Shapes:
    """What seasons look like across series, as few numbers: a mean shape and some ways to differ from it.

    A series' own season is noisy; what the others' do steadies it. Seen from every `stride`-th origin.

    Attributes:
        mean: (o, season) the mean shape of the last seasons, by phase, about 1.
        ways: (o, rank, season) the strongest ways to differ.
        amounts: (o, n, rank) of each way in each series.
    """

    stride: int
    mean: Floats
    ways: Floats
    amounts: Floats

    @classmethod
    def of(cls, sums: Sums, base: Floats, starts: Places, season: int) -> "Shapes":
        """Read from running sums and seasons' means (n, t)."""
        count, length = base.shape
        stride = max(season // 26, 1)
        size, rank = -(-length // stride), min(_RANK, count, season)
        mean, ways = np.ones((size, season)), np.zeros((size, rank, season))
        amounts = np.zeros((size, count, rank))
        every = np.arange(count)[:, None]
        for place in range(size):
            origin = place * stride
            there = starts <= origin - season + 1
            if not there.any():
                continue
            when = np.arange(origin - season + 1, origin + 1)
            shape = np.ones((count, season))
            for back, share in ((0, 0.55), (season, 0.45)):
                seen = starts <= origin - back - season + 1
                around = sums.mean(every, when - back - 1, np.minimum(when - back + 1, origin))
                relative = np.clip(around / base[:, [max(origin - back, 0)]], 0, _MOST) - 1
                shape += np.where(seen[:, None], relative * share, 0.0)
            young = there & (starts > origin - 2 * season + 1)
            shape[young] = 1 + (shape[young] - 1) / 0.55
            usual = shape[there].mean(0)
            about = np.where(there[:, None], shape - usual, 0.0)
            phase = when % season
            mean[place, phase] = usual
            # The ways from the small square: thousands of series cost no more than a product.
            found = np.linalg.eigh(about.T @ about)[1][:, ::-1][:, :rank]
            ways[place][:, phase] = found.T
            amounts[place] = about @ found
        return cls(stride, mean, ways, amounts)

    def at(self, series: Places, origin: Places, target: Places) -> tuple[Floats, Floats]:
        """(k,) the mean shape at each target, and each series' own as few numbers tell it."""
        place, phase = origin // self.stride, target % self.mean.shape[1]
        usual = self.mean[place, phase]
        own = np.einsum("kr,kr->k", self.amounts[place, series], self.ways[place, :, phase])
        return usual, usual + own


@dataclass(frozen=True, eq=False)
class SeasonalRows:
    """The features of seasonal series: everything in units of the last season's mean, the base.

    Attributes:
        y: (n, t) series without gaps after their beginnings.
        starts: (n,) where each begins.
        season: steps a season.
        phase: (t + horizon,) the part of the year that has passed at each date, 0 to 1.
        base: (n, t) the mean of the season that ends at each period.
    """

    y: Floats
    starts: Places
    season: int
    phase: Floats
    sums: Sums
    squares: Sums
    base: Floats
    shapes: Shapes

    @classmethod
    def of(cls, y: Floats, starts: Places, season: int, dates: Dates) -> "SeasonalRows":
        """Args: y, starts: as `filled` makes them; dates: (t + horizon,)."""
        sums, squares = Sums.of(y), Sums.of(y**2)
        every = np.repeat(np.arange(len(y)), y.shape[1])
        last = np.tile(np.arange(y.shape[1]), len(y))
        first = np.maximum(last - season + 1, starts[every])
        base = sums.mean(every, first, np.maximum(last, first)).reshape(y.shape)
        # A series near zero for a season is measured by what it usually is, not by nothing.
        usual = np.nanmean(np.abs(y), axis=1, keepdims=True)
        floor = np.where(usual > 0, 0.02 * usual, 1.0)
        year = dates.astype("datetime64[Y]")
        phase = (dates.astype("datetime64[D]") - year.astype("datetime64[D]")).astype(float) / 365.25
        base = np.maximum(base, floor)
        return cls(y, starts, season, phase, sums, squares, base, Shapes.of(sums, base, starts, season))

    def season_changes(self, length: int) -> Floats:
        """(n,) the mean change over a season in the first `length` periods; never nearly nothing."""
        y, m = self.y[:, :length], self.season
        changes = np.abs(y[:, m:] - y[:, :-m])
        known = np.isfinite(changes)
        mean = np.where(known, changes, 0).sum(1) / np.maximum(known.sum(1), 1)
        made: Floats = np.maximum(mean, 0.05 * self.base[:, length - 1])
        return made

    def of_rows(self, series: Places, origin: Places, step: Places) -> Table:
        """(k, f) what is known at each origin, the last period seen, of the period `step` after it.

        The columns are named by `COLUMNS`.
        """
        m = self.season
        base = self.base[series, origin]
        floor = 1e-6 * base
        start = self.starts[series]

        def mean(last: Places, size: int) -> Floats:
            made = self.sums.mean(series, last - size + 1, last)
            return np.where(last - size + 1 >= start, made, np.nan)

        def log_ratio(above: Floats, below: Floats) -> Floats:
            made: Floats = np.log((np.maximum(above, 0) + floor) / (np.maximum(below, 0) + floor))
            return made

        before = mean(origin - m, m)
        quarter, month = max(m // 4, 2), max(m // 13, 1)
        square = self.squares.mean(series, np.maximum(origin - m + 1, start), origin)
        columns = [
            self.y[series, origin] / base,
            *(mean(origin, size) / base for size in (month, quarter, max(m // 2, 3))),
            np.sqrt(np.maximum(square - base**2, 0)) / base,
            np.log(base),
            log_ratio(base, before),
            *(log_ratio(mean(origin, size), mean(origin - m, size)) for size in (month, quarter)),
            step.astype(float),
            self.phase[origin + step],
        ]
        earlier = mean(origin - 2 * m, m)
        for years, measure, widths in ((1, base, (0, 1, 2)), (2, before, (0, 1, 2)), (3, earlier, (2,))):
            place = origin + step - m * (years + (step - 1) // m)
            for width in widths:
                last = np.minimum(place + width, origin)
                made = self.sums.mean(series, place - width, last)
                columns.append(np.where(place - width >= start, made, np.nan) / np.maximum(measure, floor))
        columns += self.shapes.at(series, origin, origin + step)
        return np.stack(columns, 1).astype(np.float32)
