"""A panel is forecast by what did best before, for files and shops alike."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.trends import Panel
from modiste.workspace.flows.panel_forecasts import (
    Manner,
    asked_about,
    earlier_cuts,
    forecast_before,
    forecast_panel,
    judged_last,
)


def weekly(count: int, length: int) -> Panel:
    """Synthetic weeks with a season of thirteen."""
    chance = np.random.default_rng(1)
    season = 5 * np.sin(2 * np.pi * np.arange(length) / 13)
    y = 20 + season + chance.normal(0, 0.5, (count, length))
    days = np.datetime64("2024-01-01", "D") + 7 * np.arange(length)
    return Panel(tuple(f"s{place}" for place in range(count)), days, y, "week", 13)


def test_who_is_asked_follows_from_the_data_or_from_their_names() -> None:
    panel = weekly(3, 90)
    assert {"naive", "seasonal_naive", "ces", "blend"} <= set(asked_about(panel, (60,), Manner(13))[0])
    named, _ = asked_about(panel, (60,), Manner(13, models=("theta",)))
    assert list(named) == ["naive", "seasonal_naive", "theta"]
    assert "blend" not in asked_about(weekly(3, 20), (), Manner(4))[0]
    with pytest.raises(ModisteError, match="MOD-2012"):
        asked_about(panel, (60,), Manner(13, models=("oracle",)))


def test_the_network_is_asked_where_there_is_enough_to_learn_and_time_for_it() -> None:
    """Time is reckoned from how often it is trained, not measured: a slow day changes no forecast."""
    many = weekly(24, 90)
    asked, spared = asked_about(many, (60, 73), Manner(13))
    assert "recurrent" in asked and spared == {}
    asked, spared = asked_about(many, (60, 73), Manner(13, budget=30))
    assert "recurrent" not in asked and "blend" in asked
    assert spared == {"recurrent": "It would take about 36 processor seconds; budget allows 30."}
    asked, spared = asked_about(weekly(3, 90), (60, 73), Manner(13, budget=0))
    assert "recurrent" not in asked and spared == {}


@pytest.mark.parametrize(
    ("length", "season", "cuts"),
    [(200, 52, (174, 187)), (120, 52, (94, 107)), (104, 52, (78, 91)), (38, 52, ()), (40, 1, (14, 27))],
)
def test_it_looks_back_two_seasons_or_half_a_one(length: int, season: int, cuts: tuple[int, ...]) -> None:
    assert earlier_cuts(length, season, Manner(13)) == cuts


def test_a_season_is_found_and_the_last_window_judged_by_the_one_before() -> None:
    panel = weekly(4, 117)
    made = forecast_panel(panel, Manner(13, models=("ces",)), silent, lambda: False)
    assert made.forecast.y_hat.shape == (4, 13) and made.calibration is not None
    truth = 20 + 5 * np.sin(2 * np.pi * np.arange(117, 130) / 13)
    assert np.abs(made.forecast.y_hat - truth).mean() < 1.0
    rows = judged_last(panel, made)
    assert [row["name"] for row in rows[:3]] == ["naive", "seasonal_naive", "ces"]
    assert rows[-1]["mase"] <= rows[0]["mase"]


def test_a_look_back_is_told_by_whom_windows_chose_that_had_ended_then() -> None:
    panel = weekly(4, 117)
    y = panel.y.copy()
    y[:, 113:] = 1000
    told = []
    for each in (panel, replace(panel, y=y)):
        made = forecast_panel(each, Manner(13, models=("window_mean",)), silent, lambda: False)
        assert made.windows is not None and made.windows.cuts == (91, 104)
        before = forecast_before(each, made, 113, 4, lambda: False)
        assert before is not None and before.dates.tolist() == panel.dates[113:].tolist()
        told.append(before)
        assert forecast_before(each, made, 103, 4, lambda: False) is None, "no window had ended"
    np.testing.assert_array_equal(told[0].quantiles, told[1].quantiles)
    season = 20 + 5 * np.sin(2 * np.pi * np.arange(113, 117) / 13)
    assert np.abs(told[0].y_hat - season).mean() < 1.0
    wide = told[0].quantiles[..., -1] - told[0].quantiles[..., 0]
    assert 0.5 < wide.mean() < 5, "calibrated on the window that had"


def test_it_can_be_stopped() -> None:
    with pytest.raises(ModisteError, match="MOD-2018"):
        forecast_panel(weekly(2, 60), Manner(8), silent, lambda: True)
