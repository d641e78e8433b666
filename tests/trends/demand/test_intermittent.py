"""Golden values: statsforecast 2.1.1, `CrostonClassic`, `CrostonSBA`, `TSB(0.3, 0.2)`, `ADIDA`."""

import numpy as np
import pytest
from tests.trends.demand.pasts import TOLD, panel_of

from modiste.trends import Forecaster
from modiste.trends.demand.intermittent import Adida, Croston, Tsb

GOLDEN: list[tuple[Forecaster, float]] = [
    (Croston(), 3.150655),
    (Croston(corrects=True), 2.993123),
    (Tsb(sizes=(0.1,), chances=(0.1,)), 3.549086),
    (Tsb(sizes=(0.3,), chances=(0.2,)), 3.801109),
    (Adida(), 3.163512),
]
each = pytest.mark.parametrize(("model", "told"), GOLDEN, ids=["croston", "sba", "tsb", "quick tsb", "adida"])


@each
def test_it_forecasts_as_statsforecast_does(model: Forecaster, told: float) -> None:
    made = model.forecast(panel_of(TOLD["sparse"]), 2)
    assert made.y_hat[0] == pytest.approx([told, told], rel=1e-5)


@each
def test_what_is_unknown_changes_nothing(model: Forecaster, told: float) -> None:
    late = np.concatenate((np.full(9, np.nan), TOLD["sparse"]))
    assert model.forecast(panel_of(late), 1).y_hat[0, 0] == pytest.approx(told, rel=1e-5)


def test_periods_without_stock_are_no_interval() -> None:
    y, sold_out = np.repeat(TOLD["sparse"], 2), np.zeros((1, 144), bool)
    y[1::2], sold_out[0, 1::2] = 0.0, True
    assert Croston().forecast(panel_of(y, censored=sold_out), 1).y_hat[0, 0] == pytest.approx(3.150655)


def test_tsb_takes_the_weights_with_the_least_errors() -> None:
    y = np.concatenate((TOLD["sparse"], np.zeros(30)))
    chosen = Tsb().forecast(panel_of(y), 1).y_hat[0, 0]
    slow = Tsb(chances=(0.02,)).forecast(panel_of(y), 1).y_hat[0, 0]
    assert chosen < slow


def test_nothing_sold_goes_on_as_nothing() -> None:
    for model, _ in GOLDEN:
        assert model.forecast(panel_of(np.zeros(30)), 3).y_hat[0].tolist() == [0, 0, 0]
