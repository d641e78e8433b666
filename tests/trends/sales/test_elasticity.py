"""Elasticities against simulated truth, against orange juice's, and where nothing can be said."""

from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet
from tests.trends.sales.tills import day, lines

from modiste.garment import ModisteError
from modiste.trends.sales.elasticity import PriceWeeks, elasticities, price_weeks
from modiste.trends.sales.log import SalesLog


def made(seed: int, n: int = 60, weeks: int = 40, spread: float = 0.5) -> tuple[PriceWeeks, np.ndarray]:
    """Promotions at random on top of seasons; some items are seen in few weeks."""
    chance = np.random.default_rng(seed)
    true = chance.normal(-2, spread, n)
    item, week = np.repeat(np.arange(n), weeks), np.tile(np.arange(weeks), n)
    price = np.where(chance.random(n * weeks) < 0.15, -0.3, 0.0) + chance.normal(0, 0.02, n * weeks)
    level = np.repeat(chance.normal(3, 1, n), weeks) + np.tile(chance.normal(0, 0.5, weeks), n)
    units = level + true[item] * price + chance.normal(0, 0.5, n * weeks)
    price = price + np.repeat(chance.normal(3, 0.5, n), weeks)
    seen = chance.random(n * weeks) < np.repeat(chance.uniform(0.15, 1, n), weeks)
    names = tuple(f"i{k:02d}" for k in range(n))
    rows = PriceWeeks(names, item[seen], ("tops",) * n, week[seen], np.exp(units[seen]), np.exp(price[seen]))
    return rows, true


def test_simulated_truth_comes_out_and_drawing_in_helps() -> None:
    hits, common, error, alone = [], [], [], []
    for seed in range(30):
        rows, true = made(seed)
        found = elasticities(rows)
        assert [each.key for each in found.items] == list(rows.items)
        common.append(found.overall.ci95[0] <= -2 <= found.overall.ci95[1])
        for each, truth in zip(found.items, true, strict=True):
            hits.append(each.ci95[0] <= truth <= each.ci95[1])
            error.append(abs(each.value - truth))
            alone.append(abs(each.own - truth) if each.own is not None else np.nan)
    assert np.mean(hits) == pytest.approx(0.93, abs=0.04)
    assert np.mean(common) >= 0.85
    assert np.mean(error) < 0.75 * np.nanmean(alone)


def test_season_does_not_pass_for_a_price() -> None:
    """Everything is dear when everybody buys: within items alone the slope turns round."""
    chance = np.random.default_rng(1)
    n, weeks = 40, 52
    season = np.tile(np.sin(np.arange(weeks) / 8), n)
    price = 0.2 * season + np.where(chance.random(n * weeks) < 0.2, -0.2, 0.0)
    units = 3 + 1.0 * season - 2 * price + chance.normal(0, 0.3, n * weeks)
    rows = PriceWeeks(
        tuple(f"i{k}" for k in range(n)),
        np.repeat(np.arange(n), weeks),
        ("",) * n,
        np.tile(np.arange(weeks), n),
        np.exp(units),
        np.exp(price),
    )
    assert elasticities(rows).overall.value == pytest.approx(-2, abs=0.1)
    assert elasticities(rows, weeks_too=False).overall.value > 0


def test_orange_juice_is_as_elastic_as_is_known(modiste_data: Path) -> None:
    """Own-price elasticities of refrigerated juice at Dominick's are about -2 to -4 (Montgomery 1997).

    The last 13 weeks are left for the forecasts' test.
    """
    read = parquet.read_table(modiste_data / "analytics" / "dominicks_oj" / "oj_yx.parquet")
    read = read.filter([each <= 147 for each in read["week"].to_pylist()])
    columns = {name: read[name].to_numpy() for name in ("store", "brand", "week", "logmove", "deal", "feat")}
    prices = np.array([read[f"price{k}"].to_numpy() for k in range(1, 12)])
    price = prices[columns["brand"] - 1, np.arange(len(read))]
    codes, item = np.unique(columns["brand"] * 1000 + columns["store"], return_inverse=True)
    found = elasticities(
        PriceWeeks(
            tuple(map(str, codes)),
            item,
            tuple(str(code // 1000) for code in codes),
            columns["week"],
            np.exp(columns["logmove"]) / 64,
            price,
            np.column_stack([columns["deal"], columns["feat"]]),
            columns["store"],
        )
    )
    assert -4 < found.overall.ci95[0] < found.overall.ci95[1] < -2
    brands = {each.key: each.value for each in found.categories}
    assert len(brands) == 11
    assert sum(-4.3 < value < -1.9 for value in brands.values()) == 10  # Dominick's own, the last, is less
    assert found.to_json()["how"].startswith("log-log, effects of items and weeks")


def test_an_item_without_a_move_takes_the_category_s() -> None:
    rows, _ = made(3)
    price = rows.price.copy()
    price[rows.item == 0] = 20.0
    still = PriceWeeks(rows.items, rows.item, ("one", *rows.category[1:]), rows.week, rows.units, price)
    found = elasticities(still, weeks_too=False)
    assert found.items[0].own is None
    assert found.items[0].weight == 0
    assert found.items[0].ci95[0] < -2 < found.items[0].ci95[1]
    alone = next(each for each in found.categories if each.key == "one")
    assert alone.value == found.overall.value  # a category of one item is told as all


def test_what_says_nothing_is_refused() -> None:
    rows, _ = made(5)
    flat = PriceWeeks(
        rows.items, rows.item, rows.category, rows.week, rows.units, np.full(len(rows.units), 9.0)
    )
    together = PriceWeeks(
        rows.items, rows.item, rows.category, rows.week, rows.units, np.exp(0.1 * (rows.week % 5))
    )
    few = PriceWeeks(
        ("a", "b"), np.array([0, 0, 1]), ("", ""), np.arange(3), np.ones(3), np.array([1.0, 2, 3])
    )
    for each, weeks_too in ((flat, True), (together, True), (few, False)):
        with pytest.raises(ModisteError) as refused:
            elasticities(each, weeks_too=weeks_too)
        assert refused.value.code == "MOD-2434"


def test_a_shop_s_weeks() -> None:
    rows = [
        ("o1", None, "x", 0, 2, 10.0),
        ("o2", None, "x", 1, 1, 4.0),
        ("o3", None, "y", 8, 1, 5.0),
        ("o4", None, "y", 15, 1, 5.0),
    ]
    found = price_weeks(SalesLog(day(16), {"lines": lines(rows)}))
    assert found.items == ("x", "y")
    assert found.units.tolist() == [3, 1]
    assert found.price.tolist() == [8.0, 5.0]
    assert np.diff(found.week).tolist() == [1]
    with pytest.raises(ModisteError) as refused:
        price_weeks(SalesLog(day(16), {}), "size")
    assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        price_weeks(SalesLog(day(16), {}))
    assert empty.value.code == "MOD-2431"
