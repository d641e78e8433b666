"""Many series on one grid of dates: what was sold, what is known ahead, and what each series is of.

Knows dates, gaps and where the past ends; files are `reading`'s, forecasts the forecasters'.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Dates = NDArray[np.datetime64]
Step = Literal["day", "week", "month", "quarter", "year", "number"]
"""The time from one date to the next; `number` where periods are just counted."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Series of one step, side by side. Nothing after the last column of `y` is known but what `known` holds.

    Attributes:
        ids: (n,) names, each once.
        dates: (t,) the day on which each period begins, datetime64[D]; days since 1970 for `number`.
        y: (n, t) what was observed; NaN before a series begins, after it ends and where nothing is known.
        step: from one date to the next.
        season: how many steps make a season; 1 where there is none.
        known: (n, t + ahead) each: what is known ahead, such as price and promotion, by name.
        static: (n,) each: what each series is of, such as a shop or a category, by name.
        censored: (n, t) where demand was at least what was observed, for lack of stock; None where nowhere.
        stood: the same series as they were known when so many periods were past, prices planned by then among
            them; None where nothing was learned of a period, or planned for it, after it had ended.
    """

    ids: tuple[str, ...]
    dates: Dates
    y: Floats
    step: Step
    season: int = 1
    known: Mapping[str, Floats] = field(default_factory=dict)
    static: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    censored: Flags | None = None
    stood: "Callable[[int], Panel] | None" = None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def length(self) -> int:
        """How many periods are past."""
        return int(self.y.shape[1])

    @property
    def ahead(self) -> int:
        """For how many periods after the past `known` holds; 0 where nothing is known ahead."""
        return min((values.shape[1] for values in self.known.values()), default=self.length) - self.length

    def until(self, length: int, ahead: int) -> "Panel":
        """The panel as it stood after `length` periods, what is known ahead cut to so many more.

        Nobody who is given it can see what came after, nor what became known only then.
        """
        then = self if self.stood is None or length >= self.length else self.stood(length)
        return replace(
            then,
            dates=then.dates[:length],
            y=then.y[:, :length],
            known={name: values[:, : length + ahead] for name, values in then.known.items()},
            censored=None if then.censored is None else then.censored[:, :length],
            stood=self.stood,
        )

    def only(self, places: Sequence[int] | NDArray[np.int64]) -> "Panel":
        """Some of the series."""
        places = np.asarray(places, np.int64)
        stood = self.stood
        return replace(
            self,
            ids=tuple(self.ids[place] for place in places),
            y=self.y[places],
            known={name: values[places] for name, values in self.known.items()},
            static={name: tuple(of[place] for place in places) for name, of in self.static.items()},
            censored=None if self.censored is None else self.censored[places],
            stood=None if stood is None else lambda length: stood(length).only(places),
        )

    def dates_ahead(self, horizon: int) -> Dates:
        """(horizon,) the days on which the next periods begin.

        Example:
            >>> days = np.array(["2024-01-31", "2024-02-29"], "datetime64[D]")
            >>> Panel(("a",), days, np.ones((1, 2)), "month").dates_ahead(2).astype(str).tolist()
            ['2024-03-31', '2024-04-30']
        """
        return after(self.dates[-1], horizon, self.step)


def after(last: np.datetime64, count: int, step: Step) -> Dates:
    """(count,) the dates that follow a date, one step apart; a last day of a month by last days."""
    steps = np.arange(1, count + 1)
    last = last.astype("datetime64[D]")
    if step in ("day", "number"):
        return np.asarray(last + steps)
    if step == "week":
        return np.asarray(last + 7 * steps)
    months = {"month": 1, "quarter": 3, "year": 12}[step] * steps
    month = last.astype("datetime64[M]")
    day = (last - month.astype("datetime64[D]")).astype(int)
    lengths = (
        (month + months + 1).astype("datetime64[D]") - (month + months).astype("datetime64[D]")
    ).astype(int)
    is_end = (last + 1).astype("datetime64[M]") != month
    within = lengths - 1 if is_end else np.minimum(day, lengths - 1)
    return np.asarray((month + months).astype("datetime64[D]") + within)
