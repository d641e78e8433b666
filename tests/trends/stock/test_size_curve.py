"""Size curves: half the error of raw shares or less where popular sizes sell out, and honest errors."""

import numpy as np
import pytest
from tests.trends.stock.size_sales import TRUE, size_sales

from modiste.garment import ModisteError
from modiste.trends.stock.size_curve import category_strength, fit_size_curve, total_variation


@pytest.mark.parametrize("timed", [True, False])
def test_the_error_is_at_most_half_of_raw_shares(timed: bool) -> None:
    errors, raw = [], []
    for seed in range(6):
        seen = size_sales(seed)
        if timed:
            found = fit_size_curve(seen.sold, seen.on_sale)
        else:  # the week is known in which a size sold out, the moment is not; later weeks were bare
            bare = (seen.on_sale > 0).astype(float)
            found = fit_size_curve(seen.sold, bare, seen.sold_out)
        errors.append(total_variation(found.shares, TRUE))
        raw.append(total_variation(found.raw, TRUE))
    assert np.mean(errors) <= 0.5 * np.mean(raw)


def test_standard_errors_are_what_repeated_sales_scatter() -> None:
    found = [fit_size_curve(each.sold, each.on_sale) for each in map(size_sales, range(40))]
    scatter = np.std([each.shares for each in found], axis=0)
    told = np.mean([each.errors for each in found], axis=0)
    assert np.allclose(told, scatter, rtol=0.45)


def test_without_stock_outs_shares_are_what_was_sold() -> None:
    sold = np.random.default_rng(1).poisson(5 * TRUE, (4, 6, 6)).astype(float)
    found = fit_size_curve(sold)
    assert np.allclose(found.shares, sold.sum((0, 1)) / sold.sum(), atol=1e-6)
    multinomial = (found.shares * (1 - found.shares) / sold.sum()) ** 0.5
    assert np.allclose(found.errors, multinomial, rtol=1e-3)


def test_a_category_draws_as_strongly_as_it_is_told() -> None:
    sold = np.zeros((1, 1, 3))
    sold[0, 0] = [8, 1, 1]
    even = np.ones(3)
    near, far = (fit_size_curve(sold, category=even, strength=s).shares for s in (2.0, 2000.0))
    assert near[0] > 0.65
    assert np.allclose(far, 1 / 3, atol=0.01)


def test_alike_garments_make_a_strong_category() -> None:
    dice = np.random.default_rng(2)
    alike = dice.multinomial(200, TRUE, 60).astype(float)
    apart = np.array([dice.multinomial(200, dice.dirichlet(20 * TRUE)) for _ in range(60)], float)
    assert category_strength(alike, TRUE) > 1000
    assert category_strength(apart, TRUE) == pytest.approx(20, rel=0.35)


def test_a_curve_says_how_much_was_missed() -> None:
    seen = size_sales(3)
    found = fit_size_curve(seen.sold, seen.on_sale)
    assert found.why.inputs["missed"] > 0.1 * found.why.inputs["sold"]
    assert {each.name: each.worth for each in found.why.alternatives}["raw"] < found.why.worth
    assert found.demand.sum() == pytest.approx(found.why.inputs["missed"] + found.why.inputs["sold"])


GOOD = np.ones((2, 2, 3))


@pytest.mark.parametrize(
    ("sold", "more"),
    [
        (np.zeros((2, 2, 3)), {}),
        (np.zeros((0, 2, 3)), {}),
        (-GOOD, {}),
        (GOOD[0], {}),
        (GOOD, {"on_sale": 2 * GOOD}),
        (GOOD, {"on_sale": 0 * GOOD}),
        (GOOD, {"sold_out": np.ones((1, 1, 1), bool)}),
        (GOOD, {"category": np.ones(2)}),
        (GOOD, {"strength": -1}),
    ],
)
def test_sales_that_cannot_be_are_refused(sold: np.ndarray, more: dict) -> None:
    with pytest.raises(ModisteError, match="MOD-2455"):
        fit_size_curve(sold, **more)


def test_a_category_of_other_sizes_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2455"):
        category_strength(np.ones((2, 3)), np.ones(4))
