"""A generator's worth: floor and control beside it, seeds apart and together."""

import numpy as np
import pytest

from modiste.design import References, blurred, worth

CHANCE = np.random.default_rng(0)


def features(shift=0.0):
    return (CHANCE.normal(size=(80, 5)) + shift).astype(np.float32)


def test_figures_stand_with_floor_control_and_spread():
    found = worth(References(features(), features(), features(2)), lambda seed: features(1 + seed), 3)
    values = {name: metric.value for name, metric in found.metrics.items()}
    assert list(values) == ["fd", "fd_floor", "fd_blur", "precision", "recall", "density", "coverage"]
    assert values["fd_floor"] < 2 < values["fd_blur"]
    assert [each["seed"] for each in found.seeds] == [0, 1, 2]
    assert values["fd"] == pytest.approx(np.mean([each["fd"] for each in found.seeds]))
    low, high = found.metrics["fd"].ci95
    assert low < values["fd"] < high
    assert found.metrics["fd_floor"].ci95 is None


def test_one_seed_has_no_interval():
    found = worth(References(features(), features(), features()), lambda _: features(), 1)
    assert found.metrics["coverage"].ci95 is None


def test_blurring_takes_the_mean_of_nine_and_repeats_edges():
    picture = np.zeros((1, 1, 4, 4), np.uint8)
    picture[0, 0, 0, 0] = 90
    found = blurred(picture)[0, 0]
    assert found[1, 1] == 10
    assert found[0, 0] == 40
    assert found[0, 3] == found[3, 3] == 0
