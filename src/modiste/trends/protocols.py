"""What forecasts, and what a forecast is: a value and quantiles for every series and every period ahead.

Declared here; forecasters are this room's own, a plug-in's and, where a package is installed, others'.
"""

from dataclasses import dataclass
from typing import Protocol

from modiste.trends.panel import Dates, Floats, Panel

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The quantiles that every forecast tells, unless others are asked for."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """What will be, series by series.

    Attributes:
        ids: (n,) the series, as in the panel.
        dates: (h,) the days on which the periods begin.
        y_hat: (n, h) the value that the forecaster stands for.
        levels: (q,) of the quantiles, rising, each between 0 and 1.
        quantiles: (n, h, q) never falling along the levels.
    """

    ids: tuple[str, ...]
    dates: Dates
    y_hat: Floats
    levels: tuple[float, ...]
    quantiles: Floats


class Forecaster(Protocol):
    """A way to forecast: the past in, what will be out. Whatever it fits, it fits on this past alone."""

    @property
    def name(self) -> str:
        """Such as "theta", as a table of results says it."""

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series, at `LEVELS`.

        Series may be short, gappy or all zero: every one gets a finite forecast, its own naive one at worst.

        Raises:
            ModisteError: where it cannot forecast this panel at all, such as one without what it knows ahead.
        """
