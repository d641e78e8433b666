"""A value that stands out from its kind is named with the reason; a spread of its own hides nothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.clean.outliers import outliers


def test_a_price_in_cents_among_prices_in_euros_stands_out() -> None:
    prices = {f"p{number}": 40.0 + number for number in range(20)} | {"slip": 4900.0}
    (found,) = outliers(prices, logarithmic=True)
    assert (found.id, found.value) == ("slip", 4900.0)
    assert "4900" in found.reason


def test_many_outliers_do_not_hide_each_other() -> None:
    """Mean and standard deviation would: six wild values of 30 put all within two deviations."""
    values = {f"p{number}": 10.0 + number % 3 for number in range(24)} | {f"wild{n}": 900.0 for n in range(6)}
    assert {each.id for each in outliers(values)} == {f"wild{n}" for n in range(6)}


def test_a_value_is_judged_among_its_kind() -> None:
    prices = {f"sock{n}": 5.0 + 0.1 * n for n in range(10)} | {f"coat{n}": 300.0 + n for n in range(10)}
    groups = {key: key[:4] for key in prices}
    assert outliers(prices, groups, logarithmic=True) == []
    prices["sock3"] = 301.0
    (found,) = outliers(prices, groups, logarithmic=True)
    assert (found.id, found.group) == ("sock3", "sock")


def test_what_cannot_be_a_price_stands_out_at_once() -> None:
    found = outliers({"free": 0.0, "owed": -5.0, "lost": math.nan}, logarithmic=True)
    assert {each.id for each in found} == {"free", "owed", "lost"}
    assert all(each.distance == math.inf for each in found)


def test_equal_values_with_one_other() -> None:
    values = {f"p{number}": 20.0 for number in range(30)} | {"other": 900.0}
    assert [each.id for each in outliers(values)] == ["other"]
    assert outliers({f"p{number}": 20.0 for number in range(30)}) == []


def test_what_rounding_left_over_is_no_deviation() -> None:
    values = {str(row): 1.0 for row in range(7)} | {"rounded": 1.0000000000000002}
    assert outliers(values, logarithmic=True) == outliers(values) == []


def test_a_few_values_are_not_judged() -> None:
    assert outliers({"a": 1.0, "b": 2.0, "c": 999.0}) == []


@given(st.lists(st.floats(1, 1e6), min_size=8, max_size=60), st.floats(0.1, 100))
def test_the_verdict_does_not_depend_on_the_unit(numbers: list[float], unit: float) -> None:
    values = {str(row): number for row, number in enumerate(numbers)}
    scaled = {row: number * unit for row, number in values.items()}
    one, other = (
        {each.id: each.distance for each in outliers(v, logarithmic=True)} for v in (values, scaled)
    )
    sure = {row for row, distance in one.items() if distance > 5.001}
    assert sure <= set(other)


def test_distances_are_in_robust_deviations() -> None:
    normal = np.random.default_rng(0).normal(0, 2, 4001)
    values = {str(row): float(value) for row, value in enumerate(normal)} | {"far": 20.0}
    far = next(each for each in outliers(values) if each.id == "far")
    assert far.distance == pytest.approx(10, rel=0.06)
