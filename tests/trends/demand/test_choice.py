"""Who forecasts: the best of earlier windows, by class of series; naive where none did better."""

import numpy as np
import pytest
from tests.trends.demand.naives import Repeated

from modiste.trends import Panel, Told, choose, classes_of, origins, told_by, windows_of, without_choice


@pytest.fixture(scope="module")
def panel() -> Panel:
    """Thirty seasonal series, and thirty that mostly sell nothing."""
    chance = np.random.default_rng(0)
    season = 10 + 5 * np.sin(np.arange(60) * 2 * np.pi / 6)
    steady = season * np.exp(chance.normal(0, 0.5, (30, 1))) + chance.normal(0, 0.3, (30, 60))
    rare = (chance.random((30, 60)) < 0.2) * chance.integers(1, 5, (30, 60))
    dates = np.datetime64("2020-01-01") + np.arange(60)
    return Panel(tuple(map(str, range(60))), dates, np.concatenate([steady, rare]).astype(float), "day", 6)


def heard(panel: Panel, *who: Repeated) -> tuple[list[Told], object]:
    cuts = origins(panel.length, 6, 3)
    return [told_by(each, panel, cuts, 6) for each in who], windows_of(panel, cuts, 6)


def test_classes_are_told_by_the_past_and_small_ones_join_the_largest(panel: Panel) -> None:
    assert classes_of(panel).tolist() == [0] * 30 + [1] * 30
    assert classes_of(panel.only(range(35))).tolist() == [0] * 35
    assert set(classes_of(panel.until(11, 0)).tolist()) == {2}


def test_each_class_takes_its_best_and_falls_back_where_none_beats_naive(panel: Panel) -> None:
    wrong = Repeated("wrong", 6, 3.0)
    told, windows = heard(
        panel, Repeated("naive"), Repeated("seasonal_naive", 6), Repeated("half", 6, 0.9), wrong
    )
    choice = choose(windows, told, classes_of(panel))  # type: ignore[arg-type]
    assert choice.weights[0] == {"seasonal_naive": 1.0}
    assert "wrong" not in choice.models
    assert choice.losses[0]["wrong"] > 1 == choice.losses[0]["seasonal_naive"]
    assert choice.windows == 3
    extras = choice.extras()
    assert extras["fell_back"] == ["steady"] + (["intermittent"] if "half" not in choice.weights[1] else [])
    assert [each["n"] for each in extras["choices"]] == [30, 30]
    assert len(choice.of_series()) == 60


def test_a_mean_of_models_is_taken_where_their_errors_differ(panel: Panel) -> None:
    told, windows = heard(panel, Repeated("naive"), Repeated("high", 6, 1.2), Repeated("low", 6, 0.8))
    choice = choose(windows, told, np.zeros(60, np.int64))  # type: ignore[arg-type]
    assert choice.weights[0] == {"high": 0.5, "low": 0.5} or choice.weights[0] == {"low": 0.5, "high": 0.5}
    assert choice.name in ("mean of high and low", "mean of low and high")
    made = choice.combined(told)
    np.testing.assert_allclose(made.y_hat, (told[1].y_hat + told[2].y_hat) / 2)
    np.testing.assert_allclose(made.quantiles, (told[1].quantiles + told[2].quantiles) / 2)


def test_without_an_earlier_window_the_seasonal_naive_forecast_stands(panel: Panel) -> None:
    classes = classes_of(panel)
    assert without_choice(["naive", "seasonal_naive", "x"], classes, 6).name == "seasonal_naive"
    assert without_choice(["naive", "seasonal_naive", "x"], classes, 1).name == "naive"
    assert without_choice(["x"], classes, 1).windows == 0
