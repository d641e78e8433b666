"""Health: a machine beside its own first days; wear is seen with the days it leaves, rest is not wear."""

import numpy as np
import pytest

from modiste.supply import machine_health


def hours(days: int, wear: float) -> list[tuple[int, float]]:
    chance = np.random.default_rng(2)
    return [
        (hour, (0.05 if hour % 24 < 6 else 1.3 * (1 + wear * hour / 24)) + 0.02 * chance.normal())
        for hour in range(days * 24)
    ]


def test_a_machine_that_stays_as_it_was_is_whole() -> None:
    health = machine_health(hours(20, 0.0))
    assert health is not None and health.index > 0.95 and len(health.daily) == 20
    assert health.first == pytest.approx(1.3, rel=0.05)


def test_wear_is_seen_with_the_days_that_are_left() -> None:
    health = machine_health(hours(20, 0.02))
    assert health is not None and 0.5 < health.index < 0.8 and health.days_left is not None
    middle, low, high = health.days_left
    assert low < middle < high and middle == pytest.approx(32, rel=0.2)
    assert machine_health(hours(70, 0.02)).index == 0  # type: ignore[union-attr]


def test_too_few_days_say_nothing() -> None:
    assert machine_health(hours(3, 0.0)) is None and machine_health([]) is None
