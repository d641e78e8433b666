"""Sold over received, by week since the launch; what came back is not sold; a ledger with holes is told."""

import pytest
from tests.trends.sales.tills import catalogue, day, lines, table

from modiste.garment import ModisteError
from modiste.trends.sales.log import SalesLog
from modiste.trends.sales.sell_through import sell_through

STOCK = table(
    sku_id=["tee-s", "tee-m", "tee-s", "tee-s"],
    from_location=["supplier", "supplier", "supplier", "warehouse"],
    to_location=["warehouse", "warehouse", "warehouse", "shop"],
    quantity=[10, 10, 20, 5],
    at=[0, 0, 14, 1],
)
LINES = lines(
    [("o1", None, "tee-s", 1, 4, 9.0), ("o2", None, "tee-m", 8, 6, 9.0), ("o3", None, "coat-s", 9, 1, 90.0)]
)
BACK = table(return_id=["r"], line_id=["l0"], at=[9], quantity=[2])


def test_the_course_of_a_garment() -> None:
    log = SalesLog(day(22), {"lines": LINES, "stock": STOCK, "returns": BACK, "catalogue": catalogue()})
    tee, coat = sell_through(log)
    assert tee.key == "tee"
    assert tee.launched == "2026-01-05"
    assert tee.received.tolist() == [20, 20, 40]  # what goes from warehouse to shop has arrived before
    assert tee.sold.tolist() == [4, 8, 8]
    assert tee.rate == pytest.approx(0.2)
    assert tee.is_complete
    assert tee.to_json()["by_week"] == [0.2, 0.4, 0.2]
    assert not coat.is_complete  # sold, never received
    assert coat.to_json()["rate"] is None


def test_the_week_that_goes_on_is_not_counted_and_nothing_is_refused() -> None:
    log = SalesLog(day(10), {"lines": LINES, "stock": STOCK, "catalogue": catalogue()})
    assert sell_through(log)[0].sold.tolist() == [4]
    assert {each.key for each in sell_through(log, "sku_id")} == {"tee-s", "tee-m"}
    with pytest.raises(ModisteError) as refused:
        sell_through(log, "weather")
    assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        sell_through(SalesLog(day(3), {"lines": LINES}))
    assert empty.value.code == "MOD-2431"
