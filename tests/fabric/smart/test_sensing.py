"""Sensors are learned from loops and graded as data sheets do."""

import numpy as np
import pytest

from modiste.fabric.smart.sensing import Sensor, grade_sensor, learn_sensor
from modiste.garment import ModisteError

CYCLES = 0.2 - 0.2 * np.cos(np.linspace(0, 6 * np.pi, 600))
TRUE = Sensor(np.array([0.0, 0.05, 0.1]), np.array([0.8, 0.3, 0.2]), 0.01)


def test_a_sensor_is_found_again_from_its_loops() -> None:
    learned = learn_sensor(CYCLES, TRUE.response(CYCLES), operators=16)
    other = 0.1 + 0.1 * np.sin(np.linspace(-np.pi / 2, 9, 400))
    error = np.abs(learned.response(other) - TRUE.response(other)).max()
    assert error < 0.01 * np.ptp(TRUE.response(other))


def test_resistance_that_falls_on_stretch_is_learned_too() -> None:
    change = -TRUE.response(CYCLES)
    learned = learn_sensor(CYCLES, change)
    np.testing.assert_allclose(learned.response(CYCLES), change, atol=0.005)


def test_noise_is_not_learned_by_heart() -> None:
    noisy = TRUE.response(CYCLES) + np.random.default_rng(1).normal(0, 0.01, len(CYCLES))
    learned = learn_sensor(CYCLES, noisy)
    assert np.sqrt(np.mean((learned.response(CYCLES) - TRUE.response(CYCLES)) ** 2)) < 0.005


def test_a_line_has_its_gauge_factor_and_no_hysteresis() -> None:
    grade = grade_sensor(CYCLES, 1.2 * CYCLES)
    assert grade.gauge_factor == pytest.approx(1.2)
    assert grade.hysteresis_percent == pytest.approx(0.0, abs=0.1)
    assert grade.drift_per_cycle == pytest.approx(0.0, abs=1e-9)


def test_one_play_operator_opens_the_loop_by_twice_its_threshold() -> None:
    change = Sensor(np.array([0.05]), np.array([1.0]), 0.0).response(CYCLES)
    # It travels from 0.05 to 0.35 after the first cycle, and lags by 0.05 either way.
    assert grade_sensor(CYCLES, change).hysteresis_percent == pytest.approx(
        100 * 0.1 / np.ptp(change), rel=0.02
    )


def test_what_creeps_is_told_as_drift() -> None:
    creeping = CYCLES + 0.01 * np.linspace(0, 3, 600)
    assert grade_sensor(CYCLES, creeping).drift_per_cycle == pytest.approx(0.01 / np.ptp(creeping), rel=0.05)


@pytest.mark.parametrize(
    ("strain", "change"),
    [
        (CYCLES[:10], CYCLES[:10]),
        (np.zeros(30), np.arange(30.0)),
        (CYCLES, np.full(600, np.nan)),
        (CYCLES, CYCLES[:-1]),
    ],
)
def test_what_is_no_loop_is_refused(strain: np.ndarray, change: np.ndarray) -> None:  # type: ignore[type-arg]
    with pytest.raises(ModisteError) as refused:
        learn_sensor(strain, change)
    assert refused.value.code == "MOD-2837"


def test_a_stretch_without_return_has_no_hysteresis() -> None:
    with pytest.raises(ModisteError, match="never comes back"):
        grade_sensor(np.linspace(0, 1, 50), np.linspace(0, 1, 50))
