"""The statistical forecasters by name, as tables of results and blends call them.

Knows which there are; what one is worth on a panel is `backtest`'s, and which is taken `choice`'s.
"""

from collections.abc import Callable

from modiste.trends.demand.complex_smoothing import ComplexSmoothing
from modiste.trends.demand.naive import Drift, Naive, SeasonalNaive, WindowMean
from modiste.trends.demand.smoothing import Smoothing
from modiste.trends.demand.theta import Theta
from modiste.trends.protocols import Forecaster

CLASSICS: dict[str, Callable[[int | None], Forecaster]] = {
    "naive": lambda season: Naive(),
    "seasonal_naive": SeasonalNaive,
    "window_mean": lambda season: WindowMean(),
    "drift": lambda season: Drift(),
    "ets": Smoothing,
    "ces": ComplexSmoothing,
    "theta": Theta,
    "dynamic_theta": lambda season: Theta(season, "dynamic_optimised", name="dynamic_theta"),
}
"""Name > what makes it, for a season; None takes each panel's own."""


def classics(season: int | None = None) -> tuple[Forecaster, ...]:
    """All of them, for a season; None takes each panel's own."""
    return tuple(make(season) for make in CLASSICS.values())
