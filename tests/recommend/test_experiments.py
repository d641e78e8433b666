"""Experiments: who gets which arm, when a difference is sure, and that looking often invents none."""

import numpy as np
import pytest

from modiste.recommend import Arm, arm_of, compared, is_uneven
from modiste.recommend.experiments import p_of

ARMS = [Arm("a"), Arm("b")]


def test_an_arm_is_the_same_at_every_call_and_shares_are_kept() -> None:
    units = [f"c-{number}" for number in range(4000)]
    first = [arm_of("wide", unit, ARMS).name for unit in units]
    assert first == [arm_of("wide", unit, ARMS).name for unit in units]
    assert 0.47 < first.count("a") / 4000 < 0.53
    other = [arm_of("another", unit, ARMS).name for unit in units]
    assert 0.45 < np.mean([one == two for one, two in zip(first, other, strict=True)]) < 0.55
    uneven = [arm_of("x", unit, [Arm("a", 9), Arm("b", 1)]).name for unit in units]
    assert 0.88 < uneven.count("a") / 4000 < 0.92


def test_a_difference_is_found_and_none_is_invented() -> None:
    rows = compared([(ARMS[0], 5000, 500), (ARMS[1], 5000, 700)])
    assert [row["verdict"] for row in rows] == ["first", "better"]
    low, high = rows[1]["lift"]["ci95"]
    assert low > 0 and low < 0.04 < high and rows[1]["p"] < 0.05
    assert rows[0]["rate"]["ci95"][0] < 0.1 < rows[0]["rate"]["ci95"][1]
    assert compared([(ARMS[0], 5000, 700), (ARMS[1], 5000, 500)])[1]["verdict"] == "worse"
    few = compared([(ARMS[0], 20, 2), (ARMS[1], 20, 18)])
    assert few[1]["verdict"] == "undecided" and few[1]["lift"] is None
    assert compared([(ARMS[0], 0, 0), (ARMS[1], 0, 0)])[0]["rate"] is None


def test_looking_after_every_hundred_units_is_wrong_at_most_one_time_in_twenty() -> None:
    chance = np.random.default_rng(1)
    wrong = 0
    for _ in range(300):
        hits = np.cumsum(chance.random((2, 3000)) < 0.1, axis=1)
        looks = range(100, 3001, 100)
        verdicts = [
            compared([(ARMS[0], n, int(hits[0, n - 1])), (ARMS[1], n, int(hits[1, n - 1]))])[1]["verdict"]
            for n in looks
        ]
        wrong += any(verdict != "undecided" for verdict in verdicts)
    assert wrong <= 0.05 * 300


def test_p_falls_with_the_difference() -> None:
    values = [p_of(delta, 1e-4) for delta in (0.0, 0.02, 0.04, 0.06)]
    assert values == sorted(values, reverse=True) and values[0] == 1.0 and values[-1] < 1e-3


@pytest.mark.parametrize(("units", "uneven"), [((500, 510), False), ((500, 800), True), ((10, 20), False)])
def test_units_that_lie_otherwise_than_the_shares_are_told(units: tuple[int, int], uneven: bool) -> None:
    assert is_uneven(ARMS, units) is uneven
