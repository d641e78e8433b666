"""Washing wears conductors out by a share a cycle, with an interval."""

import numpy as np
import pytest

from modiste.fabric.smart.ageing import assumed_ageing, measured_ageing
from modiste.garment import ModisteError


def test_growth_is_found_again_with_its_interval() -> None:
    washes = np.arange(0, 41, 5)
    noise = np.random.default_rng(4).normal(0, 0.02, len(washes))
    found = measured_ageing(washes.tolist(), (1.01**washes * np.exp(noise)).tolist(), "made up")
    assert found.low < 0.01 < found.high
    assert found.value == pytest.approx(0.01, abs=0.001)
    low, value, high = found.ratio(50)
    assert low < 1.01**50 < high
    assert low < value < high


def test_washes_until_a_limit_are_the_other_way_round() -> None:
    found = assumed_ageing()
    assert "unvalidated" in found.source
    fewest, likely, most = found.washes_until(2.0)
    assert fewest < likely < most
    assert found.ratio(likely)[1] == pytest.approx(2.0)
    steady = measured_ageing([5, 10], [1.0, 1.0], "made up")
    assert steady.washes_until(2.0)[1] == float("inf")


@pytest.mark.parametrize(("washes", "ratios"), [([0, 5], [1, 1.1]), ([5, 10], [1, 0]), ([5, 10], [1])])
def test_what_is_no_series_is_refused(washes: list[float], ratios: list[float]) -> None:
    with pytest.raises(ModisteError) as refused:
        measured_ageing(washes, ratios, "nobody")
    assert refused.value.code == "MOD-2838"
