"""A policy samples slowly while it was sure, and its answers are counted beside those of even sampling."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste.wearables import Grid, sampled
from modiste.wearables.placement.energy import Policy
from modiste.wearables.placement.sampling import slowly

LENGTH = 100


class Pace:
    """Tells by how fast the middle second of the first channel changes; surer the clearer it is."""

    labels = ("still", "moving")
    folder = Path()

    def predict(self, series: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        pace = np.array([np.abs(np.diff(each[38:63, 0])).mean() for each in series])
        moving = 1 / (1 + np.exp(-40 * (pace - 0.15)))
        return np.stack([1 - moving, moving], 1).astype(np.float32)


@pytest.fixture
def grid() -> Grid:
    time = np.arange(40 * 25) / 25
    values = np.where(time < 20, 0, np.sin(2 * np.pi * 1.5 * time))[:, None].astype(np.float32)
    seconds = (np.arange(40) >= 20).astype(np.int64)
    return Grid("walk", "s01", values, np.zeros(500, np.int64), seconds)


def test_a_slow_series_keeps_what_was_sampled_and_joins_it_by_lines() -> None:
    values = np.array([[0.0], [9.0], [4.0], [9.0], [0.0]], np.float32)
    assert slowly(values, 2)[:, 0].tolist() == [0, 2, 4, 2, 0]


def test_a_sure_policy_is_slow_and_an_unsure_one_is_not(grid: Grid) -> None:
    easy = sampled(Pace(), [grid], LENGTH, Policy(divide=2, confidence=0.6))
    hard = sampled(Pace(), [grid], LENGTH, Policy(divide=2, confidence=0.999))
    assert easy.low_share > hard.low_share
    assert easy.seconds == 40
    assert easy.accuracy_full >= 0.95
    assert easy.to_json()["change_points"] == pytest.approx(0, abs=5.1)


def test_answers_that_are_not_asked_for_are_those_before(grid: Grid) -> None:
    lazy = sampled(Pace(), [grid], LENGTH, Policy(divide=2, confidence=0.6, full_every_s=20, low_every_s=20))
    assert lazy.accuracy_adaptive < lazy.accuracy_full
