"""Conformal quantiles: they cover what they say on windows that taught nothing, and never cross."""

import numpy as np
import pytest

from modiste.trends import LEVELS, Windows, calibrate, errors_of, figures

Z = np.array([-1.6449, -1.2816, -0.6745, 0.0, 0.6745, 1.2816, 1.6449])


def windows(
    seed: int, count: int = 2, *, skew: bool = False
) -> tuple[Windows, np.typing.NDArray[np.float64]]:
    """Windows of 150 series whose errors grow with the step, and quantiles that think they do not."""
    chance = np.random.default_rng(seed)
    scale = np.exp(np.random.default_rng(9).normal(0, 1, 150))
    growth = np.sqrt(1 + np.arange(8))
    noise = chance.standard_exponential((count, 150, 8)) - 1 if skew else chance.normal(size=(count, 150, 8))
    actual = 100 + noise * scale[:, None] * growth
    said = 100 + np.broadcast_to(scale[:, None, None] * Z, (count, 150, 8, 7))
    cuts = tuple(range(20, 20 + 8 * count, 8))
    return Windows(cuts, actual, np.broadcast_to(scale, (count, 150))), said.copy()


@pytest.mark.parametrize("skew", [False, True])
def test_every_level_covers_what_it_says_step_by_step(skew: bool) -> None:
    earlier, said = windows(1, 3, skew=skew)
    later, again = windows(2, 2, skew=skew)
    calibration = calibrate(earlier, said)
    assert calibration is not None
    made = calibration.applied(again, later.scale)
    assert (np.diff(made, axis=3) >= 0).all()
    below = (later.actual[..., None] <= made).mean((0, 1))
    np.testing.assert_allclose(below, np.broadcast_to(LEVELS, (8, 7)), atol=0.09)
    before = figures(errors_of(later, again[..., 3], again), 0)
    after = figures(errors_of(later, again[..., 3], made), 0)
    assert after["coverage_90"].value == pytest.approx(0.9, abs=0.03)
    assert after["scaled_quantile_loss"].value < before["scaled_quantile_loss"].value


def test_what_does_not_hold_in_the_next_window_is_not_believed() -> None:
    earlier, said = windows(3, 2)
    moved = earlier.actual + np.array([60.0, -60.0])[:, None, None]
    calibration = calibrate(Windows(earlier.cuts, moved, earlier.scale), said)
    assert calibration is not None
    assert not calibration.shifts.any()


def test_what_never_changed_before_widens_nobody() -> None:
    earlier, said = windows(5, 2)
    scale, actual = earlier.scale.copy(), earlier.actual.copy()
    scale[:, :12], said[:, :12], actual[:, :12] = np.nan, 0.0, 1000.0
    calibration = calibrate(Windows(earlier.cuts, actual, scale), said)
    assert calibration is not None
    assert np.abs(calibration.shifts).max() < 5


def test_too_few_values_teach_nothing_and_a_floor_holds() -> None:
    earlier, said = windows(4, 1)
    few = np.full_like(earlier.actual, np.nan)
    few[0, :3, :5] = 100
    assert calibrate(Windows(earlier.cuts, few, earlier.scale), said) is None
    calibration = calibrate(earlier, said)
    assert calibration is not None
    made = calibration.applied(said - 100, earlier.scale, np.zeros(150))
    assert made.min() == 0.0
