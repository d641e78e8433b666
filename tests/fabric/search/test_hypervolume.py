"""Volumes that can be counted by hand or by inclusion and exclusion."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from modiste.fabric.search.hypervolume import hypervolume

POINTS = st.integers(1, 4).flatmap(
    lambda width: arrays(float, st.tuples(st.integers(0, 7), st.just(width)), elements=st.integers(0, 6))
)


def by_inclusion_and_exclusion(points, reference):
    boxes = [
        (-1) ** (size + 1) * np.prod(np.maximum(reference - np.max(some, axis=0), 0.0))
        for size in range(1, len(points) + 1)
        for some in combinations(points, size)
    ]
    return sum(boxes)


@settings(max_examples=40)
@given(POINTS)
def test_the_volume_is_that_of_the_boxes_together(points) -> None:
    reference = np.full(points.shape[1], 5.0)
    counted = by_inclusion_and_exclusion(points, reference)
    assert hypervolume(points, reference) == pytest.approx(counted, abs=1e-9)


@pytest.mark.parametrize("width", [3, 4])
def test_the_volume_of_many_points_is_the_count_of_the_cells_they_dominate(width) -> None:
    points = np.random.default_rng(1).integers(0, 8, (300, width)) + 0.0
    points = points[points.sum(axis=1) > 10]
    cells = np.stack(np.meshgrid(*[np.arange(8)] * width), axis=-1).reshape(-1, width)
    dominated = (points[:, None] <= cells).all(axis=-1).any(axis=0)
    assert hypervolume(points, np.full(width, 8.0)) == np.count_nonzero(dominated)


def test_nothing_dominates_nothing() -> None:
    assert hypervolume(np.empty((0, 4)), np.ones(4)) == 0.0
    assert hypervolume(np.array([[1.0, 0.0]]), np.ones(2)) == 0.0
