"""What forecasters and forecasts agree on."""

import numpy as np
from tests.trends.demand.naives import Repeated

from modiste.trends import LEVELS, Forecast, Forecaster, Panel


def test_a_forecaster_tells_every_series_every_period_and_every_level() -> None:
    panel = Panel(("a", "b"), np.array(["2024-01-30", "2024-01-31"], "datetime64[D]"), np.eye(2), "day")
    forecaster: Forecaster = Repeated()
    made: Forecast = forecaster.forecast(panel, 3)
    assert list(LEVELS) == sorted(LEVELS)
    assert 0.5 in LEVELS
    assert made.ids == panel.ids
    assert made.quantiles.shape == (*made.y_hat.shape, len(made.levels)) == (2, 3, 7)
    assert str(made.dates[-1]) == "2024-02-03"
