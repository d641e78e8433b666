"""Signals are found in synthetic curves of which the truth is known; all of them are synthetic."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from modiste.wearables.clock import repaired
from modiste.wearables.recordings import GRAVITY, Recording
from modiste.wearables.signals.breath import breath_of
from modiste.wearables.signals.calibration import calibrated, calibration_of
from modiste.wearables.signals.orientation import orientations, tilt
from modiste.wearables.signals.pulse import pulse_of, synthetic_ppg
from modiste.wearables.signals.skin import warmth_of
from modiste.wearables.signals.steps import steps_of
from modiste.wearables.signals.summary import signals_of

RATE = 50.0


def test_the_filter_follows_a_turn_and_gravity_takes_drift_back() -> None:
    t = np.arange(0, 20, 1 / RATE)
    angle = np.deg2rad(40) * np.sin(2 * np.pi * 0.2 * t)
    truth = Rotation.from_rotvec(angle[:, None] * np.array([1.0, 0, 0]))
    acceleration = truth.inv().apply([0, 0, GRAVITY])
    turning = np.gradient(angle, t)[:, None] * np.array([1.0, 0, 0]) + 0.02  # the gyroscope's bias
    found = orientations(np.concatenate((acceleration, turning), 1), RATE)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(t)))
    assert np.abs(tilt(found) - np.rad2deg(np.abs(angle)))[100:].max() < 4
    adrift = orientations(np.concatenate((acceleration, turning), 1), RATE, gain=0.0)
    assert np.abs(tilt(adrift) - np.rad2deg(np.abs(angle)))[-1] > 10


def test_steps_and_cadence() -> None:
    t = np.arange(0, 20, 1 / RATE)
    up = GRAVITY + 2.5 * np.maximum(np.sin(2 * np.pi * 1.8 * t), 0) ** 2
    noise = 0.1 * np.random.default_rng(0).standard_normal((len(t), 3))
    walked = steps_of(np.stack((0 * t, 0 * t, up), 1) + noise, RATE)
    assert abs(len(walked.seconds) - 36) <= 1
    assert walked.cadence == pytest.approx(108, abs=3)
    sat = steps_of(np.array([0, 0, GRAVITY]) + noise, RATE)
    assert len(sat.seconds) == 0
    assert np.isnan(sat.cadence)


def test_beats_and_their_variability() -> None:
    chance = np.random.default_rng(1)
    beats = 1 + np.cumsum(0.85 + 0.04 * chance.standard_normal(120))
    found = pulse_of(synthetic_ppg(beats, 100.0), 100.0)
    gaps = np.diff(beats) * 1000
    assert abs(len(found.beats) - len(beats)) <= 1
    assert found.rate == pytest.approx(60_000 / np.median(gaps), abs=0.5)
    assert found.sdnn_ms == pytest.approx(gaps.std(ddof=1), abs=4)
    assert found.rmssd_ms == pytest.approx(np.sqrt((np.diff(gaps) ** 2).mean()), abs=6)
    assert found.trusted > 0.95


def test_a_curve_of_noise_has_no_pulse_to_trust() -> None:
    found = pulse_of(np.random.default_rng(0).standard_normal(3000), 100.0)
    assert np.isnan(found.rate) or found.trusted < 0.8


def test_breaths_are_counted_or_not_told() -> None:
    t = np.arange(0, 60, 1 / 25)
    chance = np.random.default_rng(0)
    curve = 0.2 * np.sin(2 * np.pi * 0.27 * t) + 0.1 * chance.standard_normal(len(t))
    found = breath_of(curve, 25.0)
    assert found.rate == pytest.approx(16.2, abs=0.6)
    assert np.isnan(breath_of(np.zeros(len(t)), 25.0).rate)


def test_a_sensor_that_warms_up_says_where_it_will_settle() -> None:
    t = np.arange(0, 300.0)
    noise = 0.02 * np.random.default_rng(0).standard_normal(len(t))
    found = warmth_of(33.5 - 9 * np.exp(-t / 180) + noise, 1.0)
    assert found.settles_at == pytest.approx(33.5, abs=0.1)
    assert found.ci95[0] < 33.5 < found.ci95[1]
    assert found.constant == pytest.approx(180, rel=0.05)
    assert found.is_skin
    assert not warmth_of(np.full(20, 20.0), 1.0).is_skin


def test_a_still_second_calibrates_and_movement_does_not() -> None:
    chance = np.random.default_rng(0)
    t = np.arange(0, 4, 1 / RATE)
    values = np.tile([0, 0, 10.1, 0.03, -0.01, 0.02], (len(t), 1)) + 0.01 * chance.standard_normal(
        (len(t), 6)
    )
    said = np.full(len(t), "SEATED")
    own = Recording("r", "s", "watch", t, values, said, repaired(t), ("m/s2", "rad/s"))
    found = calibration_of(own)
    assert found is not None
    assert found.scale == pytest.approx(GRAVITY / 10.1, rel=1e-3)
    assert found.bias == pytest.approx([0.03, -0.01, 0.02], abs=0.005)
    mended = calibrated(own, found).values
    assert np.linalg.norm(mended[:, :3], axis=1).mean() == pytest.approx(GRAVITY, abs=0.01)
    moved = Recording(**{**vars(own), "values": values + 2 * np.sin(8 * t)[:, None]})
    assert calibration_of(moved) is None


def test_a_recording_tells_what_its_columns_allow() -> None:
    t = np.arange(0, 30, 1 / RATE)
    up = GRAVITY + 2.5 * np.maximum(np.sin(2 * np.pi * 1.8 * t), 0) ** 2
    values = np.stack((0 * t, 0 * t, up, 0 * t, 0 * t, 0 * t), 1)
    more = {
        "ppg": synthetic_ppg(np.arange(1, 29, 0.8), RATE)[: len(t)],
        "breath": np.sin(2 * np.pi * 0.25 * t),
        "skin": np.full(len(t), 33.0),
    }
    said = np.full(len(t), "")
    own = Recording("r", "s", "chest", t, values, said, repaired(t), ("m/s2", "rad/s"), more)
    told = signals_of(own)
    assert told["cadence_per_min"] == pytest.approx(108, abs=3)
    assert told["heart_rate_per_min"] == pytest.approx(75, abs=1)
    assert told["breaths_per_min"] == pytest.approx(15, abs=0.6)
    assert told["skin_celsius"] == pytest.approx(33)
    bare = signals_of(Recording(**{**vars(own), "more": {}}))
    assert bare["heart_rate_per_min"] is None
    assert bare["tilt_degrees"] == pytest.approx([0, 0], abs=0.1)
