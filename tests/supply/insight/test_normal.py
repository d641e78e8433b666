"""What is normal: learned part by part of the day, moved little by a fault, the same after a restart."""

import numpy as np
import pytest

from modiste.supply.insight.normal import ENOUGH, Normal

DAY, QUARTER = 86_400_000, 900_000
MONDAY = 4 * DAY


def taught(days: int, odd: float = 0.0) -> Normal:
    chance, normal = np.random.default_rng(1), Normal()
    for turn in range(days * 96):
        at = MONDAY + turn * QUARTER
        value = 20 + 5 * np.sin(2 * np.pi * turn / 96) + 0.2 * chance.normal()
        normal.learn(at, value + (odd if turn == days * 96 - 1 else 0.0))
    return normal


def test_each_part_of_the_day_has_its_own() -> None:
    normal = taught(12)
    noon, night = (MONDAY + 14 * DAY + hour * 4 * QUARTER for hour in (6, 18))
    assert normal.standing(noon, 25.0) == pytest.approx(0, abs=1.5)
    assert normal.standing(night, 25.0) > 20
    assert normal.spread == pytest.approx(0.2, rel=0.3)


def test_what_was_seen_too_seldom_is_not_judged_and_rest_days_are_apart() -> None:
    normal = taught(ENOUGH - 1)
    assert normal.standing(MONDAY + 20 * DAY, 99.0) is None
    week = taught(10)
    assert week.standing(MONDAY + 6 * DAY, 20.0) is None  # Sundays were seen once


def test_one_mad_reading_moves_it_little_and_it_goes_on_where_it_was() -> None:
    plain, mad = taught(12), taught(12, odd=1000.0)
    at = MONDAY + 12 * DAY - QUARTER
    assert abs(plain.part(at).middle - mad.part(at).middle) < 0.3
    assert Normal.of(plain.to_json()).to_json() == plain.to_json()
