"""Scores rise with what is better, equal customers score alike, refunds are taken off."""

import pytest
from tests.trends.sales.tills import day, lines, table

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog
from modiste.trends.sales.segments import SEGMENTS, rfm


def test_the_best_of_ten_is_a_champion_and_the_worst_is_lost() -> None:
    rows = [
        (f"o{who}-{time}", f"c{who}", "x", 10 * who + time, 1, 5.0 + who)
        for who in range(10)
        for time in range(1 + who)
    ]
    found = rfm(SalesLog(day(120), {"lines": lines(rows)}))
    table_ = {row["customer_id"]: row for row in found.customers.to_pylist()}
    assert (table_["c9"]["r"], table_["c9"]["f"], table_["c9"]["m"]) == (5, 5, 5)
    assert (table_["c0"]["r"], table_["c0"]["f"], table_["c0"]["m"]) == (1, 1, 1)
    assert table_["c9"]["segment"] == "champions"
    assert table_["c0"]["segment"] == "lost"
    assert table_["c9"]["recency_days"] == 120 - 99
    assert [table_[f"c{who}"]["f"] for who in range(10)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert next(iter(table_)) == "c9"


def test_equal_customers_have_equal_scores() -> None:
    rows = [(f"o{who}", f"c{who}", "x", 0, 1, 5.0) for who in range(9)] + [("p", "c0", "x", 0, 1, 5.0)]
    found = rfm(SalesLog(day(1), {"lines": lines(rows)})).customers.to_pylist()
    assert {row["f"] for row in found if row["customer_id"] != "c0"} == {1}
    assert next(row["f"] for row in found if row["customer_id"] == "c0") == 5


def test_refunds_count_and_nobody_known_is_only_counted() -> None:
    rows = [("o1", "ann", "x", 0, 2, 50.0), ("o2", None, "x", 0, 1, 50.0)]
    back = table(return_id=["r"], line_id=["l0"], at=[1], quantity=[1], unit_refund=[50.0])
    found = rfm(SalesLog(day(2), {"lines": lines(rows), "returns": back}))
    assert found.customers["value"].to_pylist() == [50.0]
    assert found.unknown == 1
    assert rfm(SalesLog(day(0.5), {"lines": lines(rows), "returns": back})).customers[
        "value"
    ].to_pylist() == [100.0]
    plain = found.to_json()
    assert plain["segments"][0]["zh"] in {chinese for _, chinese in SEGMENTS}
    assert plain["segments"][0]["share"] == 1.0


def test_without_customers_nothing_is_told() -> None:
    with pytest.raises(ModisteError) as refused:
        rfm(SalesLog(day(1), {"lines": lines([("o", None, "x", 0, 1, 5.0)])}))
    assert refused.value.code == "MOD-2431"
