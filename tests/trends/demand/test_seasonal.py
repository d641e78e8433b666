"""How models over seasonal series are taught and asked."""

import numpy as np
from tests.trends.demand.drawn_panels import seasonal

from modiste.trends import LEVELS
from modiste.trends.demand.features import Places, SeasonalRows, Table, filled
from modiste.trends.demand.seasonal import asked, learned, seasonal_forecast
from modiste.trends.panel import Floats


def test_nothing_is_learned_from_after_the_length_that_is_given() -> None:
    panel, _ = seasonal(5)
    later = panel.y.copy()
    later[:, 60:] = np.nan
    dates = (np.datetime64("2015-01") + np.arange(108)).astype("datetime64[D]")
    taught = []
    for y in (panel.y, later):
        rows = SeasonalRows.of(*filled(y), 12, dates)
        taught.append(learned(rows, 60, 12, 400, 0))
    assert np.array_equal(taught[0].table, taught[1].table, equal_nan=True)
    assert np.array_equal(taught[0].target, taught[1].target)
    assert 100 < len(taught[0].target) <= 400


def test_a_model_that_says_the_base_forecasts_the_last_season_s_mean() -> None:
    panel, _ = seasonal(4)

    def said(rows: SeasonalRows, length: int, horizon: int, share: float) -> Floats:
        def one(table: Table, step: Places) -> Floats:
            return np.ones(len(step))

        return asked(rows, length, horizon, one)

    forecast = seasonal_forecast(panel, 6, said)
    assert np.allclose(forecast.y_hat, panel.y[:, -12:].mean(1, keepdims=True))
    assert np.allclose(forecast.quantiles[..., LEVELS.index(0.5)], forecast.y_hat)
