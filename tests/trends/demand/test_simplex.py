import numpy as np
import pytest

from modiste.trends.demand.simplex import begin, found, tell


def least(function, start, lower, upper, most=1000):  # type: ignore[no-untyped-def]
    """The point, and how often the function was asked."""
    lower, upper = np.array(lower, float), np.array(upper, float)
    search, asked = begin(np.array(start, float), lower, upper), 1
    while tell(search, function(search[1]), lower, upper, 1e-9, most):
        asked += 1
    point = np.empty(len(lower))
    found(search, point)
    return point, asked


def valley(point):  # type: ignore[no-untyped-def]
    return (1 - point[0]) ** 2 + 100 * (point[1] - point[0] ** 2) ** 2


def test_the_bottom_of_a_bent_valley_is_found() -> None:
    point, asked = least(valley, [-1.2, 1.0], [-5, -5], [5, 5])
    assert point == pytest.approx([1, 1], abs=1e-3)
    assert asked < 400


def test_no_point_is_beyond_the_bounds() -> None:
    point, _ = least(lambda at: (at**2).sum(), [3.0, 4.0, 0.0], [1, 2, -1], [9, 9, 1])
    assert point == pytest.approx([1, 2, 0], abs=1e-3)


def test_places_without_a_value_are_left() -> None:
    point, _ = least(lambda at: np.nan if at[0] < 1 else at[0] + at[1] ** 2, [4.0, 2.0], [-5, -5], [5, 5])
    assert point == pytest.approx([1, 0], abs=0.02)


def test_it_stops_when_it_has_asked_long_enough() -> None:
    _, asked = least(valley, [-1.2, 1.0], [-5, -5], [5, 5], most=10)
    assert asked < 40
