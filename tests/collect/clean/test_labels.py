"""Confident learning doubts what was mislabelled, and only that, where the probabilities tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.clean.labels import audit
from modiste.garment import ModisteError


def test_a_wrong_label_among_sure_ones_is_doubted() -> None:
    chances = np.array([[0.9, 0.1]] * 5 + [[0.1, 0.9]] * 5)
    targets = np.array([0] * 5 + [1] * 5)
    targets[2] = 1
    found = audit(chances, targets)
    (doubt,) = found.doubts
    assert (doubt.row, doubt.given, doubt.likelier) == (2, 1, 0)
    assert doubt.margin == pytest.approx(0.8)
    assert found.joint.sum() == pytest.approx(10)
    assert found.share == pytest.approx(0.1)


def test_an_unsure_model_raises_no_doubt() -> None:
    """A class's own mean is the bar: a model that is never sure of class 1 doubts none of it."""
    chances = np.array([[0.6, 0.4]] * 8 + [[0.55, 0.45]] * 8)
    found = audit(chances, np.array([0] * 8 + [1] * 8))
    assert found.doubts == ()


def test_doubts_come_strongest_first() -> None:
    chances = np.array([[0.95, 0.05]] * 6 + [[0.05, 0.95]] * 6 + [[0.99, 0.01], [0.96, 0.04]])
    targets = np.array([0] * 6 + [1] * 8)
    assert [each.row for each in audit(chances, targets).doubts] == [12, 13]


def test_noise_of_a_known_rate_is_estimated() -> None:
    chance = np.random.default_rng(0)
    truth = chance.integers(0, 4, 4000)
    chances = np.full((4000, 4), 0.05)
    chances[np.arange(4000), truth] = 0.85
    wrong = chance.random(4000) < 0.1
    given_ = np.where(wrong, (truth + 1) % 4, truth)
    found = audit(chances, given_)
    assert {each.row for each in found.doubts} == set(np.flatnonzero(wrong).tolist())
    assert found.share == pytest.approx(wrong.mean(), abs=0.005)


@given(st.integers(1, 40), st.integers(2, 6), st.integers(0, 5))
def test_any_probabilities_give_doubts_that_point_elsewhere(count: int, classes: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    chances = chance.dirichlet(np.ones(classes), count)
    targets = chance.integers(0, classes, count)
    found = audit(chances, targets)
    for each in found.doubts:
        assert each.given == targets[each.row] != each.likelier
        assert 0 < each.margin <= 1
    assert -1e-9 <= found.share <= 1


@pytest.mark.parametrize(
    ("chances", "targets"),
    [
        (np.ones((3, 2)) / 2, np.array([0, 1])),
        (np.ones((2, 2)), np.array([0, 1])),
        (np.full((2, 2), np.nan), np.array([0, 1])),
        (np.ones((2, 2)) / 2, np.array([0, 2])),
        (np.empty((0, 2)), np.empty(0, np.int64)),
    ],
)
def test_what_does_not_fit_is_refused(chances: np.ndarray, targets: np.ndarray) -> None:
    with pytest.raises(ModisteError) as refused:
        audit(chances, targets)
    assert refused.value.code == "MOD-1270"
