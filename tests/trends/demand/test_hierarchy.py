"""Hierarchies: what sums to what, least squares as in the textbook, nothing below zero, coherent to 1e-9."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import nnls

from modiste.garment import ModisteError
from modiste.trends import Hierarchy, Panel, read_panel, reconcile
from modiste.trends.demand.hierarchy import METHODS, Method

IDS = [f"s{place}" for place in range(8)]
COLUMNS = {"region": list("NNNNSSSS"), "city": list("aabbccdd"), "kind": list("xyxyxyxy")}


@pytest.fixture(scope="module")
def hierarchy() -> Hierarchy:
    return Hierarchy.of(IDS, COLUMNS)


def said(hierarchy: Hierarchy, *, low: float = 0.0) -> np.typing.NDArray[np.float64]:
    chance = np.random.default_rng(1)
    leaves = chance.gamma(1.0, 2.0, (8, 5)) - low
    return hierarchy.summed(leaves) + chance.normal(0, 1, (len(hierarchy.ids), 5))


def dense(hierarchy: Hierarchy) -> np.typing.NDArray[np.float64]:
    return np.concatenate([hierarchy.sums.toarray(), np.eye(8)])


ERRORS = np.random.default_rng(2).normal(size=(17, 12)) * np.arange(1, 18)[:, None]


def test_nodes_are_the_total_each_column_and_columns_together(hierarchy: Hierarchy) -> None:
    assert hierarchy.ids[:9] == (
        "total", "region=N", "region=S", "city=a", "city=b", "city=c", "city=d", "kind=x", "kind=y",
    )  # fmt: skip
    # City lies inside region, so region x city says nothing new; with kind it is each leaf by itself.
    assert hierarchy.levels == ("total", *["region"] * 2, *["city"] * 4, *["kind"] * 2, *["series"] * 8)
    assert hierarchy.sizes.tolist() == [8, 4, 4, 2, 2, 2, 2, 4, 4] + [1] * 8
    crossed = Hierarchy.of(IDS, {"kind": COLUMNS["kind"], "region": COLUMNS["region"]})
    assert "kind=x, region=N" in crossed.ids


def test_what_is_no_hierarchy_is_refused() -> None:
    with pytest.raises(ModisteError) as refused:
        Hierarchy.of(["a", "b"], {"region": ["N", ""]})
    assert refused.value.code == "MOD-2411"
    with pytest.raises(ModisteError) as refused:
        Hierarchy.of(["a", "total"], {"region": ["N", "S"]})
    assert refused.value.code == "MOD-2411"


@pytest.mark.parametrize("method", ["ols", "structural", "variance"])
def test_least_squares_are_those_of_the_textbook(hierarchy: Hierarchy, method: Method) -> None:
    """b = (S' W^-1 S)^-1 S' W^-1 y, by dense algebra."""
    sums, values = dense(hierarchy), said(hierarchy)
    weight = {"ols": np.ones(17), "structural": sums.sum(1), "variance": (ERRORS**2).mean(1)}[method]
    inverse = sums.T / weight
    wanted = sums @ np.linalg.solve(inverse @ sums, inverse @ values)
    made = reconcile(hierarchy, values, method, errors=ERRORS, at_least_zero=False)
    np.testing.assert_allclose(made, wanted, atol=1e-9)


def test_shrinkage_is_least_squares_with_shrunk_correlations(hierarchy: Hierarchy) -> None:
    sums, values = dense(hierarchy), said(hierarchy)
    variance = (ERRORS**2).mean(1)
    scaled = ERRORS / np.sqrt(variance)[:, None]
    products = scaled[:, None] * scaled[None]
    correlation = products.mean(2)
    off = ~np.eye(17, dtype=bool)
    spread = ((products**2).mean(2) - correlation**2) / 11
    shrunk = min(max(spread[off].sum() / (correlation[off] ** 2).sum(), 0.0), 1.0)
    assert 0.1 < shrunk <= 1
    covariance = np.where(off, 1 - shrunk, 1.0) * correlation * np.sqrt(np.outer(variance, variance))
    inverse = sums.T @ np.linalg.inv(covariance)
    wanted = sums @ np.linalg.solve(inverse @ sums, inverse @ values)
    made = reconcile(hierarchy, values, "shrinkage", errors=ERRORS, at_least_zero=False)
    np.testing.assert_allclose(made, wanted, atol=1e-8)


@pytest.mark.parametrize("method", ["ols", "structural", "variance"])
def test_nothing_falls_below_zero_and_the_optimum_is_that_of_nnls(
    hierarchy: Hierarchy, method: Method
) -> None:
    sums, values = dense(hierarchy), said(hierarchy, low=2.0)
    weight = {"ols": np.ones(17), "structural": sums.sum(1), "variance": (ERRORS**2).mean(1)}[method]
    made = reconcile(hierarchy, values, method, errors=ERRORS)
    for step in range(5):
        wanted, _ = nnls(sums / np.sqrt(weight)[:, None], values[:, step] / np.sqrt(weight))
        np.testing.assert_allclose(made[9:, step], wanted, atol=1e-9)
    assert (made[9:] == 0).any()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_adds_up(hierarchy: Hierarchy, method: Method) -> None:
    values = said(hierarchy, low=1.5)
    past = np.random.default_rng(0).gamma(1.0, 1.0, (8, 20))
    made = reconcile(hierarchy, values, method, errors=ERRORS, past=past)
    assert hierarchy.incoherence(made) <= 1e-12
    assert hierarchy.incoherence(values) > 0.01
    if method != "top_down":
        assert made.min() >= 0


def test_a_method_without_what_it_needs_is_refused(hierarchy: Hierarchy) -> None:
    for method in ("variance", "shrinkage", "top_down", "magic"):
        with pytest.raises(ModisteError) as refused:
            reconcile(hierarchy, said(hierarchy), method)  # type: ignore[arg-type]
        assert refused.value.code == "MOD-2412"


def test_the_panel_of_all_nodes_knows_gaps_ends_and_what_leaves_share(hierarchy: Hierarchy) -> None:
    y = np.ones((8, 6))
    y[0, 2] = np.nan
    y[1, :3] = np.nan
    y[2, 4:] = np.nan
    dates = np.datetime64("2020-01-01") + np.arange(6)
    price = np.arange(8.0)[:, None] + np.zeros((8, 6))
    static = {name: tuple(values) for name, values in COLUMNS.items()}
    leaves = Panel(tuple(IDS), dates, y, "day", known={"price": price}, static=static)
    whole = hierarchy.whole(leaves)
    assert whole.ids == hierarchy.ids
    np.testing.assert_array_equal(whole.y[0], [7, 7, np.nan, 8, 7, 7])
    np.testing.assert_array_equal(whole.y[2], [4] * 6)
    assert whole.known["price"][0, 0] == 3.5
    assert whole.static["region"][:4] == ("", "N", "S", "N")
    revised = hierarchy.whole(replace(leaves, stood=lambda length: replace(leaves, y=y[:, :length] + 1)))
    assert revised.until(2, 0).y[0].tolist() == [14, 14], "sums are those of what was known then"


def test_twenty_thousand_leaves_are_no_trouble() -> None:
    chance = np.random.default_rng(0)
    n = 20_000
    stores, kinds = chance.integers(0, 12, n).astype(str), chance.integers(0, 9, n).astype(str)
    hierarchy = Hierarchy.of(
        [f"k{place}" for place in range(n)], {"store": stores.tolist(), "kind": kinds.tolist()}
    )
    leaves = chance.gamma(0.5, 2.0, (n, 2))
    values = hierarchy.summed(leaves) * (1 + 0.2 * chance.normal(size=(len(hierarchy.ids), 2)))
    values[hierarchy.n_sums :] -= 0.3
    made = reconcile(hierarchy, values, "structural")
    assert hierarchy.incoherence(made) <= 1e-12
    assert made.min() == 0


def test_clothing_of_the_australian_states_adds_up(modiste_data: Path) -> None:
    """ABS retail turnover: clothing, footwear and accessories by state and industry, 24 months ahead."""
    panel = read_panel(modiste_data / "analytics" / "aus_retail_abs" / "aus_retail.parquet").panel
    leaves = ("Clothing retailing", "Footwear and other personal accessory retailing")
    clothing = [place for place, name in enumerate(panel.static["Industry"]) if name in leaves]
    panel = panel.only(clothing).until(panel.length - 24, 0)
    hierarchy = Hierarchy.of(panel.ids, {name: panel.static[name] for name in ("State", "Industry")})
    whole = hierarchy.whole(panel)
    past = whole.until(whole.length - 24, 0)
    repeated = np.tile(past.y[:, -12:], 2) * np.linspace(0.9, 1.2, len(past))[:, None]
    errors = np.diff(past.y, axis=1)
    for method in METHODS:
        made = reconcile(hierarchy, repeated, method, errors=errors, past=past.y[hierarchy.n_sums :])
        assert hierarchy.incoherence(made) <= 1e-9
        assert made.min() >= 0
