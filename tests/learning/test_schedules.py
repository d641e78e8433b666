"""Schedules start, peak and end where they say."""

import pytest

from modiste.garment import ModisteError
from modiste.learning import Part
from modiste.learning.schedules import SCHEDULES, build_schedule, cosine, linear, step, trapezoid


def test_linear_rises_and_falls() -> None:
    assert linear(0.0, warmup=0.2) == 0
    assert linear(0.1, warmup=0.2) == pytest.approx(0.5)
    assert linear(0.2, warmup=0.2) == 1
    assert linear(0.6, warmup=0.2) == pytest.approx(0.5)
    assert linear(1.0, warmup=0.2, final=0.1) == pytest.approx(0.1)


def test_cosine_is_half_way_down_in_the_middle() -> None:
    assert cosine(0.5, warmup=0.0) == pytest.approx(0.5)
    assert cosine(1.0, warmup=0.0) == pytest.approx(0.0)


def test_step_multiplies_at_each_moment() -> None:
    assert [step(u) for u in (0.0, 0.5, 0.8)] == [1.0, 0.1, pytest.approx(0.01)]


def test_trapezoid_stays_up_between_its_slopes() -> None:
    assert trapezoid(0.025) == pytest.approx(0.5)
    assert trapezoid(0.5) == 1
    assert trapezoid(0.85) == pytest.approx(0.5)


@pytest.mark.parametrize("name", sorted(SCHEDULES))
def test_every_schedule_stays_between_nothing_and_the_full_rate(name: str) -> None:
    schedule = build_schedule(Part(name=name))
    assert all(0 <= schedule(moment / 100) <= 1 for moment in range(101))


def test_unknown_names_and_parameters_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-1302"):
        build_schedule(Part(name="zigzag"))
    with pytest.raises(ModisteError, match="MOD-1303"):
        build_schedule(Part.model_validate({"name": "linear", "hill": 1}))
