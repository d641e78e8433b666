"""Steps are found near their week; noise that persists makes few; the search is the exact one."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from tests.trends.signals.worlds import persistent

from modiste.trends.signals.change_points import change_points, logits


def test_steps_are_found_and_noise_makes_few() -> None:
    chance = np.random.default_rng(0)
    for persistence, least_found, most_false in ((0.0, 0.8, 0.05), (0.5, 0.45, 0.2)):
        noise = persistent(chance, 60, 104, 0.3, persistence)
        false = found = 0
        for row in noise:
            false += any(each.p <= 0.05 for each in change_points(row, draws=199))
            stepped = row + 0.6 * (np.arange(104) >= 60)
            found += any(
                abs(each.place - 60) <= 4 and each.after > each.before
                for each in change_points(stepped, draws=199)
                if each.p <= 0.05
            )
        assert false / len(noise) <= most_false
        assert found / len(noise) >= least_found


def test_a_change_lies_between_its_weeks_19_times_in_20_and_a_sharp_one_within_few() -> None:
    chance = np.random.default_rng(3)
    for persistence, size in ((0.0, 0.6), (0.0, 1.5), (0.5, 1.2)):
        held, widths = [], []
        for row in persistent(chance, 120, 104, 0.3, persistence):
            found = change_points(row + size * (np.arange(104) >= 60), draws=1)
            if len(found) == 1:
                (one,) = found
                assert one.earliest <= one.place <= one.latest
                held.append(one.earliest <= 60 <= one.latest)
                widths.append(one.latest - one.earliest)
        assert len(held) > 80 and np.mean(held) >= 0.9
        assert np.mean(widths) <= {0.6: 10, 1.5: 2, 1.2: 12}[size]


def test_the_segments_are_the_cheapest_of_all() -> None:
    """Against every way to cut, on series so short that all can be tried."""
    chance = np.random.default_rng(4)
    for _ in range(20):
        values = chance.normal(0, 0.3, 18) + chance.choice([0, 1.0], 3).repeat(6)
        found = [each.place for each in change_points(values, penalty=1.0, least=3, draws=1)]

        def cost(places: tuple[int, ...] | list[int], values: np.ndarray = values) -> float:
            parts = np.split(values, places)
            return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

        count = len(found)
        assert count <= 4
        for places in combinations(range(3, 16), count):
            if all(late - early >= 3 for early, late in pairwise(places)):
                assert cost(found) <= cost(places) + 1e-9


def test_short_flat_and_gappy_series() -> None:
    assert change_points(np.ones(10)) == []
    assert change_points(np.ones(60)) == []
    step = np.r_[np.zeros(30), np.ones(30)]
    step[5] = np.nan
    only = change_points(step)
    assert [each.place for each in only] == [30]
    assert only[0].p == pytest.approx(0.002, abs=0.02)
    assert np.isnan(logits(np.array([1.0, 0]), np.array([4.0, 0]))).tolist() == [False, True]
