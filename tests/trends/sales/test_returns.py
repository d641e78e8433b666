"""Rates of return over lines that are old enough, by group and reason, and what cannot be in a rate."""

import pytest
from tests.trends.sales.tills import catalogue, day, lines, table

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog
from modiste.trends.sales.returns import return_rates

LINES = lines(
    [(f"o{n}", None, "tee-s" if n % 2 else "coat-m", n, 1, 9.0) for n in range(20)]
    + [("young", None, "tee-s", 55, 1, 9.0)]
)
BACK = table(
    return_id=["a", "b", "c", "d", "e"],
    line_id=["l1", "l3", "l2", "l5", None],
    sku_id=[None, None, None, None, "tee-s"],
    at=[10, 12, 20, 50, 20],
    quantity=[1, 1, 1, 1, 1],
    reason=["too tight", "too tight", " ", "late", "?"],
)


def test_rates_by_garment_and_reason() -> None:
    log = SalesLog(day(60), {"lines": LINES, "returns": BACK, "catalogue": catalogue()})
    found = return_rates(log)
    assert (found.overall.returned, found.overall.sold) == (3, 20)  # the young line does not count yet
    tee = next(each for each in found.groups if each.key == "tee")
    assert (tee.returned, tee.sold, tee.value) == (2, 10, 0.2)
    assert tee.ci95 == pytest.approx((0.0567, 0.5098), abs=1e-4)  # Wilson's of 2 in 10
    assert {each.key: each.returned for each in found.reasons} == {"too tight": 2, "no reason": 1}
    assert (found.unlinked, found.late) == (1, 1)
    assert found.to_json()["groups"][0]["key"] == "tee"
    assert {each.key for each in return_rates(log, "size").groups} == {"S", "M"}


def test_a_later_return_is_not_seen_before() -> None:
    tables = {"lines": LINES, "returns": BACK, "catalogue": catalogue()}
    assert return_rates(SalesLog(day(40), tables), window_days=14).overall.returned == 2
    assert return_rates(SalesLog(day(11), tables), window_days=9).overall.returned == 1


def test_what_is_bought_by_the_dozen_counts_as_one_line() -> None:
    rows = lines([("o", None, "x", 0, 12, 9.0), ("p", None, "x", 0, 12, 9.0)])
    back = table(return_id=["a"], line_id=["l0"], at=[1], quantity=[12])
    rate = return_rates(SalesLog(day(60), {"lines": rows, "returns": back}), "sku_id").overall
    assert (rate.value, rate.lines) == (0.5, 2)
    assert rate.ci95[1] - rate.ci95[0] > 0.7


def test_what_is_refused() -> None:
    log = SalesLog(day(60), {"lines": LINES})
    with pytest.raises(ModisteError) as refused:
        return_rates(log, "weather")
    assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        return_rates(SalesLog(day(10), {"lines": LINES}))
    assert empty.value.code == "MOD-2431"
