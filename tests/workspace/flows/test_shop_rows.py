"""The rows of a shop's trade as they are read: the order of time, one currency, one location's own moves."""

from decimal import Decimal

import pytest
from tests.workspace.flows.small_stock import EMPTY, STEADY, WEEKS, monday, stock_in

from modiste.garment import ModisteError, Price
from modiste.workspace import Shop
from modiste.workspace.flows.shop_rows import EPOCH, read_rows, weeks_to


def test_rows_stand_in_the_order_of_time(shop: Shop) -> None:
    stock_in(shop)
    rows = read_rows(shop, now=monday(20))
    sku = rows.skus.ids.index(f"{EMPTY}-red-m")
    assert (rows.skus.garments[sku], rows.skus.sizes[sku]) == (EMPTY, "m")
    for some in (rows.sold, rows.back, rows.moves, rows.paid):
        assert [each.week for each in some] == sorted(each.week for each in some)
    assert rows.sold[-1].week < weeks_to(monday(20)) <= rows.moves[-1].week, "moves to come are announced"
    assert rows.newest < monday(20) and rows.first == monday(0.01)
    assert (EPOCH.weekday(), weeks_to(monday(2)) - weeks_to(monday(0))) == (0, 2)
    # Thirty pieces of the tee in m lie there at first, of which three or four a week go.
    tee = [each.pieces for each in rows.moves if each.sku == rows.skus.ids.index(f"{STEADY}-red-m")]
    assert tee[:4] == [30, -1, -1, -1]


def test_prices_are_those_recorded_by_now_in_the_shops_currency(shop: Shop) -> None:
    stock_in(shop)
    told = {"sku_id": f"{STEADY}-red-s", "valid_from": monday(1), "recorded_at": monday(1)}
    shop.store.rows.put([Price(id="dollars", amount=Decimal(25), currency="USD", **told)])
    rows = read_rows(shop, now=monday(41))
    assert rows.currency == "EUR" and not any(each.amount == 25 for each in rows.asked)
    sale = next(each for each in rows.asked if each.until is not None)
    assert (sale.amount, sale.until, sale.recorded) == (15, sale.since + 1, sale.since - 3)
    assert not any(each.amount == 10 for each in rows.asked), "it is recorded in week 43"
    assert len(rows.paid) == len(rows.sold) and WEEKS == 40


def test_without_sales_there_are_no_rows(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-2485"):
        read_rows(shop)
    stock_in(shop)
    with pytest.raises(ModisteError, match="MOD-2485"):
        read_rows(shop, "paris")
