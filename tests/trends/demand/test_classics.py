"""What holds for every classic model: it stands for any input, keeps to scale, and sees a constant."""

from dataclasses import replace

import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, hard, panel_of

from modiste.trends import LEVELS, Forecaster
from modiste.trends.demand.classics import CLASSICS, classics

each = pytest.mark.parametrize("model", classics(), ids=lambda model: model.name)


def test_each_is_known_by_its_own_name() -> None:
    assert tuple(model.name for model in classics(52)) == tuple(CLASSICS)


@each
@pytest.mark.parametrize("season", [1, 4, 12, 52])
def test_whatever_comes_gets_a_finite_forecast_with_quantiles_in_order(
    model: Forecaster, season: int
) -> None:
    past = replace(hard(), season=season)
    made = model.forecast(past, 15)
    assert made.ids == past.ids
    assert made.levels == LEVELS
    assert np.array_equal(made.dates, past.dates_ahead(15))
    assert made.y_hat.shape == (len(past), 15)
    assert made.quantiles.shape == (len(past), 15, len(LEVELS))
    assert np.isfinite(made.y_hat).all()
    assert np.isfinite(made.quantiles).all()
    assert (np.diff(made.quantiles, axis=2) >= 0).all()


@each
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_very_short_past_will_do(model: Forecaster, length: int) -> None:
    made = model.forecast(panel_of(np.arange(length) + 1.0, season=4), 6)
    assert np.isfinite(made.quantiles).all()


@each
def test_a_series_of_one_value_goes_on_with_it(model: Forecaster) -> None:
    made = model.forecast(panel_of(np.full(60, 3.0), np.zeros(60)), 8)
    assert made.y_hat[0] == pytest.approx(3.0)
    assert made.y_hat[1] == pytest.approx(0.0)


@each
@pytest.mark.parametrize("kind", TOLD)
def test_other_units_give_the_same_forecast_in_them(model: Forecaster, kind: str) -> None:
    y = TOLD[kind]
    made, larger = (model.forecast(panel_of(y * scale), 10) for scale in (1.0, 256.0))
    assert larger.y_hat == pytest.approx(256.0 * made.y_hat, rel=2e-3, abs=1e-9)
    assert larger.quantiles == pytest.approx(256.0 * made.quantiles, rel=2e-2, abs=1e-6)


@each
def test_a_series_is_forecast_alike_alone_and_among_others(model: Forecaster) -> None:
    alone = model.forecast(panel_of(TOLD["trend"]), 10)
    among = model.forecast(panel_of(*TOLD.values()), 10)
    place = list(TOLD).index("trend")
    assert np.array_equal(among.y_hat[place], alone.y_hat[0])
    assert np.array_equal(among.quantiles[place], alone.quantiles[0])


@each
def test_what_sells_is_never_forecast_below_nought(model: Forecaster) -> None:
    made = model.forecast(panel_of(np.maximum(60.0 - 1.5 * np.arange(48), 0) + TOLD["sparse"][:48] / 9), 20)
    assert made.y_hat.min() >= 0
    assert made.quantiles.min() >= 0


@each
def test_lack_of_stock_is_not_taken_for_lack_of_demand(model: Forecaster) -> None:
    y = TOLD["level"].copy()
    sold_out = np.zeros((1, 72), bool)
    sold_out[0, [20, 21, 40, 55, 70, 71]] = True
    y[sold_out[0]] = 0.0
    told = model.forecast(panel_of(y, censored=sold_out), 6)
    assert told.y_hat.mean() == pytest.approx(20, abs=4.5)
