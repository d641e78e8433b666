"""The Fréchet distance: nought to itself, and as far as the formula has it."""

import numpy as np
import pytest

from modiste.design.measures.frechet import frechet

CHANCE = np.random.default_rng(0)
ROWS = CHANCE.normal(size=(400, 6)).astype(np.float32)


def test_a_set_is_at_no_distance_from_itself():
    assert frechet(ROWS, ROWS) == pytest.approx(0, abs=1e-6)


def test_moved_and_stretched_sets_are_as_far_as_the_formula_says():
    assert frechet(ROWS, ROWS + 3) == pytest.approx(6 * 9, rel=1e-4)
    # For S = T scaled by c^2 the trace term is (c - 1)^2 tr S.
    spread = np.trace(np.cov(ROWS, rowvar=False))
    centred = ROWS - ROWS.mean(0)
    assert frechet(centred, 2 * centred) == pytest.approx(spread, rel=1e-4)


def test_it_agrees_with_the_root_of_the_product():
    linalg = pytest.importorskip("scipy.linalg")
    other = ROWS @ CHANCE.normal(size=(6, 6)) + 0.5
    covariances = [np.cov(each, rowvar=False) for each in (ROWS, other)]
    root = linalg.sqrtm(covariances[0] @ covariances[1]).real
    expected = np.square(ROWS.mean(0) - other.mean(0)).sum() + np.trace(sum(covariances) - 2 * root)
    assert frechet(ROWS, other) == pytest.approx(expected, rel=1e-5)


def test_fewer_rows_than_columns_still_have_a_distance():
    assert frechet(ROWS[:4], ROWS[4:8]) > 0
