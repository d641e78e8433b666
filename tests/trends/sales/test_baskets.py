"""Pairs against counting by hand; intervals that hold what is true as often as they say."""

from itertools import combinations

import numpy as np
import pytest
from tests.trends.sales.tills import catalogue, day, lines

from modiste.garment import ModisteError
from modiste.trends.sales.baskets import LARGEST, baskets, lift_interval, names_of
from modiste.trends.sales.log import SalesLog


def test_support_confidence_and_lift_are_those_of_plain_counting() -> None:
    chance = np.random.default_rng(4)
    orders = [set(chance.choice(8, chance.integers(1, 5), replace=False).tolist()) for _ in range(300)]
    for each in orders[:60]:
        each.update((0, 1))
    rows = [(f"o{n}", None, f"s{k}", 0, 1, 5.0) for n, each in enumerate(orders) for k in each]
    rows += rows[:50]  # the same SKU twice in an order is one
    found = baskets(SalesLog(day(1), {"lines": lines(rows)}), "sku_id", least=3)
    assert (found.orders, found.too_large) == (300, 0)
    told = {(pair.first, pair.second): pair for pair in found.pairs}
    for one, other in combinations(range(8), 2):
        both = sum({one, other} <= each for each in orders)
        a, b = (sum(k in each for each in orders) for k in (one, other))
        pair = told[f"s{one}", f"s{other}"]
        assert pair.orders == both
        assert pair.support == pytest.approx(both / 300)
        assert pair.confidence == pytest.approx(both / a)
        assert told[f"s{other}", f"s{one}"].confidence == pytest.approx(both / b)
        assert pair.lift == pytest.approx(both * 300 / a / b)
        assert pair.lift_ci95[0] < pair.lift < pair.lift_ci95[1]
    assert {found.pairs[0].first, found.pairs[0].second} == {"s0", "s1"}
    assert found.to_json()["pairs"][0]["lift"] == found.pairs[0].lift


def test_the_interval_of_a_lift_holds_the_truth_19_times_in_20() -> None:
    chance = np.random.default_rng(8)
    shares = np.array([0.04, 0.06, 0.11, 0.79])  # both, one, other, none: a lift of 0.04 / (0.1 * 0.15)
    held = 0
    for both, one, other, none in chance.multinomial(1500, shares, 2000):
        low, high = lift_interval(
            int(both), int(both + one), int(both + other), int(both + one + other + none)
        )
        held += low <= 0.04 / 0.015 <= high
    assert held / 2000 == pytest.approx(0.95, abs=0.02)


def test_a_reseller_s_order_is_left_out_and_said() -> None:
    rows = [("big", None, f"s{k}", 0, 1, 5.0) for k in range(LARGEST + 1)] + [
        ("small", None, f"s{k}", 0, 1, 5.0) for k in range(2)
    ]
    found = baskets(SalesLog(day(1), {"lines": lines(rows)}), "sku_id", least=1)
    assert (found.orders, found.too_large, len(found.pairs)) == (1, 1, 2)


def test_names_and_what_is_refused() -> None:
    log = SalesLog(day(1), {"catalogue": catalogue()})
    assert names_of(log)["tee"] == "Tee"
    with pytest.raises(ModisteError) as refused:
        baskets(log, "1; DROP TABLE lines")
    assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        baskets(log)
    assert empty.value.code == "MOD-2431"
