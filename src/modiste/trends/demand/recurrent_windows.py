"""What a recurrent network sees of a panel: windows of pasts, the steps that are asked, what came of them.

Knows seasonal series and sales with what is known ahead; the network and its training are `recurrent`'s.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from modiste.trends.demand.features import Places, SeasonalRows
from modiste.trends.demand.profiles import line_of, mixed
from modiste.trends.demand.sales_rows import SalesRows
from modiste.trends.demand.seasonal import learned
from modiste.trends.panel import Floats

_SEASONS, _PARTS, _MOST, _HEAVY = 2, 26, 5.0, 5.0
_ROWS = 60_000


class View(Protocol):
    """How a panel looks to the network. A window is a series at an origin, the last period that it sees."""

    @property
    def first(self) -> int:
        """The first origin after a series' beginning that tells enough."""

    @property
    def starts(self) -> Places:
        """(n,) where each series begins."""

    def past(self, series: Places, origin: Places) -> Floats:
        """(k, read, c) what was until each origin, oldest first."""

    def steps(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """(k, f) what is known of the period `step` after each origin, and (k,) where answers start."""

    def came(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """(k,) what came, as answers are told, and how much it counts; nothing where it is not known."""

    def values(self, told: Floats, series: Places, origin: Places) -> Floats:
        """(k, h, q) values of answers."""


@dataclass(frozen=True, eq=False)
class SeasonView:
    """Seasonal series in units of the last season's mean.

    An answer starts from what the line of `profiles` says: the network learns what that misses.

    Attributes:
        rows: of all series.
        length: periods that are past.
        line: weights of `profiles.mixed`.
    """

    rows: SeasonalRows
    length: int
    line: Floats

    @classmethod
    def of(cls, rows: SeasonalRows, length: int, horizon: int, seed: int) -> "SeasonView":
        """With the line fitted on the first `length` periods."""
        examples = learned(rows, length, horizon, _ROWS, seed)
        given = mixed(examples.table, examples.step, rows.season)
        return cls(rows, length, line_of(given, examples.target, examples.weight))

    @property
    def first(self) -> int:
        """A season."""
        return self.rows.season - 1

    @property
    def starts(self) -> Places:
        """See `View`."""
        return self.rows.starts

    def past(self, series: Places, origin: Places) -> Floats:
        """(k, read, 3) two seasons in at most 26 parts: value, change over a season, whether it was there."""
        season, sums = self.rows.season, self.rows.sums
        part = -(-_SEASONS * season // _PARTS)
        last = origin[:, None] - part * np.arange(-(-_SEASONS * season // part) - 1, -1, -1)
        every = np.broadcast_to(series[:, None], last.shape)
        start, base = self.starts[series][:, None], self.rows.base[series, origin][:, None]
        first = last - part + 1
        value = sums.mean(every, first, last) / base - 1
        before = sums.mean(every, first - season, last - season) / base - 1
        columns = (
            np.where(first >= start, value, 0.0),
            np.where(first - season >= start, value - before, 0.0),
            (first >= start).astype(float),
        )
        return np.asarray(np.clip(np.stack(columns, -1), -_MOST, _MOST))

    def steps(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """The numbers that trees are told, the line's answer, and the time of year."""
        table = self.rows.of_rows(series, origin, step)
        start = mixed(table, step, self.rows.season) @ self.line
        angle = 2 * np.pi * self.rows.phase[origin + step]
        return np.column_stack((table, start, np.sin(angle), np.cos(angle))), np.asarray(start)

    def came(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """Values over the base, weighted as errors that are scaled by a season's changes."""
        when, base = origin + step, self.rows.base[series, origin]
        there = when < self.length
        value = self.rows.y[series, np.minimum(when, self.length - 1)] / base
        weight = base / self.rows.season_changes(self.length)[series]
        return np.where(there, value, 0.0), np.where(
            there, np.minimum(weight, np.percentile(weight, 99)), 0.0
        )

    def values(self, told: Floats, series: Places, origin: Places) -> Floats:
        """See `View`."""
        return np.asarray(told * self.rows.base[series, origin][:, None, None])


@dataclass(frozen=True, eq=False)
class SalesView:
    """Sales in logarithms about a recent level, with what is known ahead of every step.

    An answer starts from the level and what a line says that the conditions do.
    """

    rows: SalesRows

    @property
    def first(self) -> int:
        """Some periods."""
        return min(5, int(self.rows.logs.shape[1]) // 3)

    @property
    def starts(self) -> Places:
        """See `View`."""
        return self.rows.starts

    def past(self, series: Places, origin: Places) -> Floats:
        """(k, read, 3) the last 26 periods: value, what its conditions did, whether it was observed."""
        last = origin[:, None] - np.arange(_PARTS - 1, -1, -1)
        every = np.broadcast_to(series[:, None], last.shape)
        there = last >= self.starts[series][:, None]
        last = np.maximum(last, 0)
        value = self.rows.logs[every, last] - self.rows.level(series, origin)[:, None]
        columns = (
            np.where(there, value, 0.0),
            np.where(there, self.rows.conditions.effect[every, last], 0.0),
            (there & self.rows.seen[every, last]).astype(float),
        )
        return np.asarray(np.clip(np.stack(columns, -1), -_MOST, _MOST))

    def steps(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """The numbers that trees are told."""
        table = self.rows.of_rows(series, origin, step).astype(np.float64)
        return table, self.rows.plainly(series, origin, step)

    def came(self, series: Places, origin: Places, step: Places) -> tuple[Floats, Floats]:
        """Logarithms about the level; a series counts by its size, no more than five times the usual."""
        length = self.rows.logs.shape[1]
        when = np.minimum(origin + step, length - 1)
        there = (origin + step < length) & self.rows.seen[series, when]
        level = self.rows.level(series, origin)
        weight = np.exp(level - level.max())
        weight = np.minimum(weight / weight.mean(), _HEAVY)
        value = np.nan_to_num(self.rows.logs[series, when]) - level
        return np.where(there, value, 0.0), np.where(there, weight, 0.0)

    def values(self, told: Floats, series: Places, origin: Places) -> Floats:
        """See `View`."""
        level = self.rows.level(series, origin)[:, None, None]
        return np.asarray(np.maximum(np.expm1(level + told), 0.0) * self.rows.unit[series][:, :, None])
