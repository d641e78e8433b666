"""A simulated sensor feels gravity, turning, and what loose cloth makes of fast motion."""

import numpy as np
import pytest

from modiste.tailoring.body.poses import turned
from modiste.wearables.placement.imu import GRAVITY, felt, through_cloth

RATE = 50.0
TIME = np.arange(0, 8, 1 / RATE)
FIXED = np.broadcast_to(np.eye(3), (len(TIME), 3, 3))


def test_a_still_sensor_feels_gravity_upward() -> None:
    signal = felt(np.zeros((len(TIME), 3)), FIXED, RATE)
    assert signal.mean(0) == pytest.approx([0, GRAVITY, 0, 0, 0, 0])
    tilted = felt(np.zeros((len(TIME), 3)), np.broadcast_to(turned("x", 90), FIXED.shape), RATE)
    assert tilted[0] == pytest.approx([0, 0, -GRAVITY, 0, 0, 0], abs=1e-9)


def test_turning_is_felt_about_the_axis_of_the_sensor() -> None:
    turn = np.stack([turned("y", np.degrees(1.5 * each)) for each in TIME])
    signal = felt(np.zeros((len(TIME), 3)), turn, RATE)
    assert signal[5:-5, 4] == pytest.approx(1.5, rel=1e-3)
    assert np.abs(signal[5:-5, [3, 5]]).max() < 1e-9


def test_a_swinging_sensor_feels_its_acceleration() -> None:
    place = np.zeros((len(TIME), 3))
    place[:, 0] = 0.05 * np.sin(2 * np.pi * TIME)
    signal = felt(place, FIXED, RATE)
    assert np.abs(signal[5:-5, 0]).max() == pytest.approx(0.05 * (2 * np.pi) ** 2, rel=0.02)


@pytest.mark.parametrize(("hertz", "passes"), [(0.3, True), (8.0, False)])
def test_loose_cloth_passes_slow_motion_and_loses_fast_motion(hertz: float, passes: bool) -> None:
    signal = np.zeros((len(TIME), 6))
    signal[:, 3] = 5 * np.sin(2 * np.pi * hertz * TIME)
    loose = through_cloth(signal, 20.0, RATE, np.random.default_rng(0))
    share = np.linalg.norm(loose[:, 3:], axis=1).std() / np.abs(signal[:, 3]).std()
    assert bool(share > 0.8) is passes


def test_tight_cloth_adds_noise_and_its_mounting_only() -> None:
    signal = np.zeros((len(TIME), 6))
    signal[:, 1] = GRAVITY
    tight = through_cloth(signal, 0.0, RATE, np.random.default_rng(0))
    assert np.linalg.norm(tight[:, :3], axis=1) == pytest.approx(GRAVITY, abs=0.3)
