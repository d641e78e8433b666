"""Rolling origins: nothing of the future is seen, figures are those of the published table."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from tests.trends.demand.naives import Repeated

from modiste.garment import ModisteError
from modiste.trends import (
    LEVELS,
    Forecast,
    Panel,
    errors_of,
    figures,
    mend,
    origins,
    read_panel,
    scales,
    told_by,
    windows_of,
)

# MASE of the 100 series of 2023 as published (is_fashion_predictable_foundation_models, Heuritech).
PUBLISHED = {
    "chronos": 0.832,
    "chronos_finetuned": 0.772,
    "timesfm": 0.827,
    "tirex": 0.881,
    "moirai": 0.985,
    "flowstate": 0.871,
}


def panel_of(y: object, **more: object) -> Panel:
    values = np.atleast_2d(np.array(y, float))
    dates = np.datetime64("2020-01-06") + 7 * np.arange(values.shape[1])
    return Panel(tuple(f"s{place}" for place in range(len(values))), dates, values, "week", **more)  # type: ignore[arg-type]


def test_the_last_window_ends_with_the_data() -> None:
    assert origins(100, 13, 4) == (48, 61, 74, 87)
    assert origins(100, 13, 3, step=1) == (85, 86, 87)
    with pytest.raises(ModisteError) as refused:
        origins(30, 13, 3)
    assert refused.value.code == "MOD-2409"


class Watched(Repeated):
    """Notes what it was shown."""

    seen: ClassVar[list[tuple[int, int, int, float]]] = []

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """See `Forecaster`."""
        self.seen.append((past.length, past.ahead, len(past.dates), float(np.nanmax(past.y))))
        return super().forecast(past, horizon)


def test_nothing_after_the_origin_is_seen() -> None:
    price = np.arange(40.0)[None]
    panel = panel_of(np.arange(40.0), known={"price": price})
    watched = Watched()
    watched.seen.clear()
    told = told_by(watched, panel, origins(40, 5, 3), 5)
    assert watched.seen == [(25, 5, 25, 24.0), (30, 5, 30, 29.0), (35, 5, 35, 34.0)]
    assert told.y_hat[:, 0, 0].tolist() == [24.0, 29.0, 34.0]


def test_what_became_known_later_is_not_seen_either() -> None:
    now = panel_of(np.arange(40.0), known={"price": np.full((1, 45), 7.0)})

    def stood(length: int) -> Panel:
        return replace(now, y=now.y[:, :length] + 100, known={"price": np.full((1, 45), float(length))})

    panel = replace(now, stood=stood)
    told = told_by(Repeated(), panel, origins(40, 5, 3), 5)
    assert told.y_hat[:, 0, 0].tolist() == [124.0, 129.0, 134.0]
    then = panel.only([0]).until(30, 5)
    assert then.known["price"].tolist() == [[30.0] * 35] and then.until(20, 5).known["price"][0, 0] == 20
    assert panel.until(40, 5).known["price"][0, 0] == 7, "the whole past is what is known now"


def test_figures_worked_out_by_hand() -> None:
    panel = panel_of([[1, 3, 2, 4, 10, 20], [5, 5, 5, 5, 5, 7]], season=2)
    windows = windows_of(panel, (4,), 2)
    assert windows.scale.tolist() == [[1.0, pytest.approx(np.nan, nan_ok=True)]]
    y_hat = np.array([[[12.0, 20.0], [5.0, 5.0]]])
    quantiles = np.repeat(y_hat[..., None], 7, axis=-1)
    quantiles[..., 0] -= 1
    quantiles[..., -1] += 1
    found = figures(errors_of(windows, y_hat, quantiles))
    assert found["wape"].value == pytest.approx(4 / 42)
    assert found["bias"].value == pytest.approx(0 / 42)
    assert found["mase"].value == pytest.approx(1.0)
    assert found["coverage_90"].value == pytest.approx(0.5)
    assert found["wape"].ci95 is not None


def test_the_scaled_quantile_loss_of_a_point_is_its_mase_and_it_rewards_the_right_width() -> None:
    chance = np.random.default_rng(0)
    panel = panel_of(chance.normal(10, 2, (300, 30)))
    windows = windows_of(panel, (20,), 10)
    y_hat = np.full((1, 300, 10), 10.0)
    point = errors_of(windows, y_hat, np.repeat(y_hat[..., None], len(LEVELS), -1))
    np.testing.assert_allclose(point.quantile, point.scaled)
    z = np.array([-1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645])
    losses = [
        figures(errors_of(windows, y_hat, y_hat[..., None] + width * z), 0) for width in (0.5, 2.0, 8.0)
    ]
    assert losses[1]["scaled_quantile_loss"].value < min(
        losses[0]["scaled_quantile_loss"].value, losses[2]["scaled_quantile_loss"].value
    )
    assert losses[1]["coverage_90"].value == pytest.approx(0.9, abs=0.02)


def test_a_series_that_had_not_begun_is_not_judged_there() -> None:
    panel = panel_of([[1, 2, 3, 4, 5], [np.nan, np.nan, np.nan, 9, 9], [np.nan, np.nan, 7, 8, 9]])
    early, late = windows_of(panel, (3, 4), 1).actual
    assert early[:, 0].tolist() == [4.0, pytest.approx(np.nan, nan_ok=True), 8.0]
    assert late[:, 0].tolist() == [5.0, 9.0, 9.0]


def test_gaps_are_not_judged_and_series_without_a_scale_are_left_out() -> None:
    panel = panel_of([[1, np.nan, 3, np.nan, 5], [np.nan] * 4 + [2], [0, 0, 0, 0, 0]])
    windows = windows_of(panel, (3,), 2)
    y_hat = np.zeros((1, 3, 2))
    errors = errors_of(windows, y_hat, np.zeros((1, 3, 2, 7)))
    assert errors.known.tolist() == [1, 0, 2]
    assert np.isfinite(errors.scaled).tolist() == [False, False, False]
    assert scales(panel.y, 2).tolist()[0] == 2.0


def test_what_is_not_finite_is_mended_and_said() -> None:
    panel = panel_of([[1, 2, 3], [-1, 2, 4]])
    y_hat = np.array([[np.nan, 1], [-5.0, 1]])
    quantiles = np.zeros((2, 2, 7))
    quantiles[1] = np.arange(7)[::-1] - 3.0
    made, count = mend(Forecast(panel.ids, panel.dates_ahead(2), y_hat, LEVELS, quantiles), panel)
    assert count == 1
    assert made.y_hat.tolist() == [[3.0, 3.0], [-5.0, 1.0]]
    assert (np.diff(made.quantiles, axis=2) >= 0).all()


def test_the_published_table_is_reproduced(modiste_data: Path) -> None:
    """Stored forecasts of rivals for 2023 and the seasonal naive one: the metric is theirs."""
    folder = modiste_data / "analytics" / "heuritech_sneakers"
    panel = read_panel(folder / "us_female_sneakers.csv").panel
    windows = windows_of(panel, origins(panel.length, 52, 1), 52)

    def mase(y_hat: np.typing.NDArray[np.float64]) -> float:
        return figures(errors_of(windows, y_hat[None], np.repeat(y_hat[None, ..., None], 7, -1)), 0)[
            "mase"
        ].value

    assert mase(panel.y[:, -104:-52]) == pytest.approx(1.028, abs=5e-4)
    for name, value in PUBLISHED.items():
        told = read_panel(folder / f"{name}.csv").panel
        assert told.ids == panel.ids
        assert mase(told.y) == pytest.approx(value, abs=6e-4), name
