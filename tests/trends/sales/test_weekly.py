"""Weeks, distinct customers and visits, against counting by hand."""

from collections import defaultdict

import numpy as np
import pytest
from tests.trends.sales.tills import catalogue, day, lines, table

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog
from modiste.trends.sales.weekly import visits, weekly_acts, weekly_sales


def test_units_orders_customers_and_value_of_each_week() -> None:
    rows = [
        ("o1", "ann", "tee-s", 0, 2, 10.0),
        ("o1", "ann", "tee-m", 0, 1, 10.0),
        ("o2", None, "tee-s", 6.9, 1, 8.0),
        ("o3", "bob", "coat-s", 7, 1, 90.0),
    ]
    log = SalesLog(day(9), {"lines": lines(rows), "catalogue": catalogue()})
    found = weekly_sales(log).to_pylist()
    first = {"units": 4, "orders": 2, "customers": 1, "value": 38.0, "is_whole": True}
    assert {name: value for name, value in found[1].items() if name in first} == first
    assert found[0]["key"] == "coat"
    assert not found[0]["is_whole"]  # the week goes on
    assert [row["key"] for row in weekly_sales(log, "size").to_pylist()] == ["M", "S", "S"]


def test_distinct_customers_of_a_week_are_counted_once() -> None:
    chance = np.random.default_rng(3)
    n = 3000
    at, who, what = chance.uniform(0, 28, n), chance.integers(0, 40, n), chance.integers(0, 5, n)
    names = [None if each == 0 else f"c{each}" for each in who]
    log = SalesLog(
        day(28),
        {
            "events": table(
                kind=["view_item"] * n, at=at, customer_id=names, garment_id=[f"g{k}" for k in what]
            )
        },
    )
    expected: dict[tuple[str, int], list[str | None]] = defaultdict(list)
    for day_, name, garment in zip(at, names, what, strict=True):
        expected[f"g{garment}", int(day_ // 7)].append(name)
    found = weekly_acts(log).to_pylist()
    assert len(found) == len(expected)
    for row in found:
        seen = expected[row["key"], (row["week"] - day(0).date()).days // 7]
        assert row["acts"] == len(seen)
        assert row["customers"] == len({each for each in seen if each})


def test_a_pause_ends_a_visit() -> None:
    minute = 1 / 1440
    log = SalesLog(
        day(2),
        {
            "events": table(
                kind=["view_item", "view_item", "purchase", "view_item"],
                at=[0, 29 * minute, 60 * minute, 0],
                customer_id=["a", "a", "a", None],
            )
        },
    )
    found = visits(log)
    assert (found.visits, found.customers) == (2, 1)  # after 31 minutes; nobody known has no visits
    assert found.bought == pytest.approx(0.5)
    assert found.minutes == pytest.approx(14.5)
    assert visits(log, 60).to_json()["visits"] == 1


def test_what_cannot_be_counted_is_refused() -> None:
    log = SalesLog(day(2), {"lines": lines([("o", None, "x", 0, 1, 1.0)])})
    for ask in (lambda: weekly_sales(log, "weather"), lambda: weekly_acts(log, "value")):
        with pytest.raises(ModisteError) as refused:
            ask()
        assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        visits(log)
    assert empty.value.code == "MOD-2431"
