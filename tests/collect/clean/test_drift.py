"""Shares that shifted and numbers that moved are told apart from chance."""

import numpy as np
import pytest
from scipy import stats

from modiste.collect.clean.drift import kolmogorov_smirnov, number_drift, word_drift


def test_the_same_shares_are_steady() -> None:
    found = word_drift("category", ["coat", "dress"] * 100, ["dress", "coat"] * 40)
    assert found.verdict == "steady"
    assert found.psi < 0.01


def test_a_new_kind_of_import_is_a_large_drift_and_is_named() -> None:
    found = word_drift("category", ["coat"] * 90 + ["dress"] * 10, ["dress"] * 60 + ["hat"] * 40)
    assert found.verdict == "large"
    assert found.shifts[0] == ("coat", 0.9, 0.0)
    assert ("hat", 0.0, 0.4) in found.shifts


def test_a_handful_is_too_few_to_tell() -> None:
    assert word_drift("category", ["coat"] * 500, ["hat"] * 5).verdict == "too few"
    assert number_drift("price", [1.0] * 50, []).verdict == "too few"


def test_psi_is_the_textbook_s() -> None:
    """Two values, 50/50 to 80/20: (0.3) ln(1.6) + (-0.3) ln(0.4) = 0.4159."""
    found = word_drift("x", ["a", "b"] * 50_000, ["a"] * 80_000 + ["b"] * 20_000)
    assert found.psi == pytest.approx(0.41589, abs=1e-4)


def test_prices_that_doubled_have_drifted() -> None:
    chance = np.random.default_rng(0)
    before, now = chance.lognormal(3, 0.4, 800), 2 * chance.lognormal(3, 0.4, 300)
    found = number_drift("price", before.tolist(), now.tolist())
    assert found.verdict == "large"
    assert found.ks is not None
    assert found.p_value is not None
    assert found.p_value < 1e-6
    again = number_drift("price", before[:400].tolist(), before[400:].tolist())
    assert again.verdict == "steady"
    assert again.p_value is not None
    assert again.p_value > 0.01


def test_kolmogorov_smirnov_is_scipy_s() -> None:
    chance = np.random.default_rng(1)
    one, other = np.sort(chance.normal(0, 1, 400)), np.sort(chance.normal(0.15, 1, 300))
    distance, p_value = kolmogorov_smirnov(one, other)
    theirs = stats.ks_2samp(one, other, method="asymp")
    assert distance == pytest.approx(theirs.statistic)
    assert p_value == pytest.approx(theirs.pvalue, rel=0.1)


def test_equal_numbers_do_not_drift() -> None:
    found = number_drift("price", [5.0] * 40, [5.0] * 40)
    assert (found.verdict, found.ks) == ("steady", 0.0)
