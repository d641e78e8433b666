"""Several forecasters as one, and which forecasters fit which data.

Knows means of values and of quantiles; whether a blend is taken, and what else is, `choice` decides on
earlier windows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.demand.backtest import Told
from modiste.trends.demand.boosted import Boosted
from modiste.trends.demand.complex_smoothing import ComplexSmoothing
from modiste.trends.demand.decomposition import Mstl
from modiste.trends.demand.intermittent import Adida, Croston, Tsb
from modiste.trends.demand.naive import Naive, SeasonalNaive, WindowMean
from modiste.trends.demand.profiles import Profiles
from modiste.trends.demand.recurrent import Recurrent
from modiste.trends.demand.smoothing import Smoothing
from modiste.trends.demand.theta import Theta
from modiste.trends.panel import Panel
from modiste.trends.protocols import Forecast, Forecaster

_LONG_SEASON = 24
"""From so many steps a season, smoothing of single series by ETS costs much and tells little."""

STOPPED = "MOD-2018"
_ENOUGH = 1000
"""With fewer pasts of a season or more, a network learns nothing that trees do not know."""


@dataclass(frozen=True)
class Blend:
    """The weighted mean of what its members say; a member that cannot is left out.

    Attributes:
        members: who speaks.
        weights: of each; they need not sum to 1.
        name: as a table of results says it.
    """

    members: tuple[Forecaster, ...]
    weights: tuple[float, ...]
    name: str = "blend"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series.

        Raises:
            ModisteError: the last member's reason where none can speak; MOD-2018 when one was stopped.
        """
        told: list[tuple[float, Forecast]] = []
        refused: ModisteError | None = None
        for member, weight in zip(self.members, self.weights, strict=True):
            try:
                told.append((weight, member.forecast(past, horizon)))
            except ModisteError as error:
                if error.code == STOPPED:
                    raise
                refused = error
        if not told and refused is not None:
            raise refused
        return mean_of([each for _, each in told], [weight for weight, _ in told])

    def of_told(self, told: Mapping[str, Told], refused: Mapping[str, str]) -> Told | None:
        """What it would say where its members, by name, were heard already; None where one was not.

        Its seconds are its members'.
        """
        names = [member.name for member in self.members]
        heard = [
            (told[name], weight) for name, weight in zip(names, self.weights, strict=True) if name in told
        ]
        if not heard or any(name not in told and name not in refused for name in names):
            return None
        share = np.array([weight for _, weight in heard])
        share = share / share.sum()
        y_hat = np.einsum("m,m...->...", share, np.stack([each.y_hat for each, _ in heard]))
        quantiles = np.einsum("m,m...->...", share, np.stack([each.quantiles for each, _ in heard]))
        seconds = tuple(map(sum, zip(*(each.seconds for each, _ in heard), strict=True)))
        return Told(self.name, y_hat, quantiles, seconds, sum(each.mended for each, _ in heard))


def mean_of(told: Sequence[Forecast], weights: Sequence[float]) -> Forecast:
    """One forecast: values and quantiles averaged level by level; intervals stay as sharp as members'."""
    share = np.array(weights) / np.sum(weights)
    first = told[0]
    y_hat = np.einsum("m,mnh->nh", share, np.stack([each.y_hat for each in told]))
    quantiles = np.einsum("m,mnhq->nhq", share, np.stack([each.quantiles for each in told]))
    return Forecast(first.ids, first.dates, y_hat, first.levels, quantiles)


def seasonal_blend(*, slow: bool = True) -> Blend:
    """Three models over all series and two of single series: each errs in its own way.

    What is learned from all counts twice; `slow` says whether the recurrent network is among them.
    """
    learned: tuple[Forecaster, ...] = (Boosted(), Profiles(), *((Recurrent(),) if slow else ()))
    return Blend((*learned, ComplexSmoothing(), Mstl()), (*[2.0] * len(learned), 1.0, 1.0))


def stoppable(forecaster: Forecaster, should_stop: Callable[[], bool]) -> Forecaster:
    """The same forecaster; where it trains a network, it asks at every step whether to stop."""
    if isinstance(forecaster, Recurrent):
        return replace(forecaster, should_stop=should_stop)
    if isinstance(forecaster, Blend):
        return replace(forecaster, members=tuple(stoppable(each, should_stop) for each in forecaster.members))
    return forecaster


def default_forecasters(panel: Panel, horizon: int, *, slow: bool = True) -> tuple[Forecaster, ...]:
    """Who is worth asking about a panel, the plain ones first, by what it holds and nothing else.

    Args:
        panel: season, length, noughts and what is known ahead decide.
        horizon: periods ahead.
        slow: whether those that take seconds of training each time are asked too, where there is enough to
            learn from.
    """
    made: list[Forecaster] = [Naive()]
    long_enough = panel.season > 1 and panel.length >= 2 * panel.season + 4
    if panel.season > 1:
        made.append(SeasonalNaive())
    told = panel.y[np.isfinite(panel.y)]
    if told.size and (told == 0).mean() > 0.25:
        made += [WindowMean(), Croston(corrects=True, name="sba"), Tsb(), Adida()]
    if panel.ahead >= horizon:
        return (*made, WindowMean(), Theta(), Boosted())
    if panel.season < _LONG_SEASON:
        made.append(Smoothing())
    made += [ComplexSmoothing(), Theta()]
    if long_enough:
        slow = slow and len(panel) * (panel.length - panel.season) >= _ENOUGH
        made += [Mstl(), Boosted(), Profiles(), *((Recurrent(),) if slow else ()), seasonal_blend(slow=slow)]
    return tuple({each.name: each for each in made}.values())
