"""What sites tell is judged on people that nothing was learned from."""

import numpy as np
import pytest

from modiste.wearables.placement.separability import Judge, each_second, features


@pytest.fixture
def judge() -> Judge:
    draw = np.random.default_rng(0)
    targets, people = np.tile([0, 1], 80), np.repeat(np.arange(8), 20)
    seen = draw.normal(0, 1, (160, 3, 4))
    seen[:, 0, 0] += 6 * targets  # the first site tells the classes apart
    seen[:, 1] += 20 * draw.normal(0, 1, (8, 4))[people]  # the second tells people apart
    return Judge(seen, targets, people)


def test_a_site_that_tells_is_told_from_one_that_does_not(judge: Judge) -> None:
    assert judge.score([0]) > 0.97
    assert judge.score([1]) < 0.65
    low, high = judge.spread([0])
    assert 0.9 < low <= judge.right([0]).mean() <= high


def test_windows_lie_about_each_second() -> None:
    windows, middles = each_second(np.arange(500.0)[:, None], 50)
    assert middles.tolist() == [50, 100, 150, 200, 250, 300, 350, 400]
    assert windows[1, 50, 0] == 100
    assert windows.shape == (8, 100, 1)


def test_features_tell_rest_from_motion_by_their_bands() -> None:
    time = np.arange(0, 2, 1 / 50)
    window = np.zeros((2, 100, 6))
    window[1, :, 0] = 10 + 3 * np.sin(2 * np.pi * 2 * time)
    found = features(window, 50)
    assert found.shape == (2, 30)
    assert not found[0].any()
    slow, middle, fast = found[1, 18:21]
    assert middle > slow + 3
    assert middle > fast + 3
