"""Reciprocal ranks: what many put high comes first."""

import pytest

from modiste.search.fusion import K, fused


def test_one_that_is_first_everywhere_scores_one() -> None:
    assert fused({"a": [3, 1], "b": [3, 2]})[0] == (3, pytest.approx(1.0), {"a": 1, "b": 1})


def test_scores_are_reciprocal_ranks() -> None:
    number, score, ranks = fused({"a": [5, 6], "b": [6]})[0]
    assert (number, ranks) == (6, {"a": 2, "b": 1})
    assert score == pytest.approx((1 / (K + 2) + 1 / (K + 1)) / (2 / (K + 1)))


def test_nothing_gives_nothing() -> None:
    assert fused({}) == []
