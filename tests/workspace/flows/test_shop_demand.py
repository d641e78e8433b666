"""A shop's books as series: whole weeks, lives, stock that cut demand off, prices as they were known."""

from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from tests.workspace.flows.small_stock import EMPTY, LYING, NEW, SIZES, STEADY, WEEKS, monday, stock_in

from modiste.garment import ModisteError, Order, OrderLine, Price, StockEntry
from modiste.workspace import Shop
from modiste.workspace.flows.shop_books import read_books
from modiste.workspace.flows.shop_demand import demand_panel


def test_weeks_are_whole_and_run_from_monday(shop: Shop) -> None:
    stock_in(shop)
    books = read_books(shop, 6)
    assert (books.monday, books.weeks, books.origin) == (monday(0), WEEKS, monday(WEEKS))
    # A sale on Wednesday of the next week: that week is not over, and so is not counted.
    shop.store.rows.put(
        [
            Order(id="late", at=monday(WEEKS + 0.4), currency="EUR"),
            OrderLine(
                id="late", order_id="late", sku_id=f"{STEADY}-red-s", quantity=9, unit_price=Decimal(20)
            ),
        ]
    )
    assert read_books(shop, 6).weeks == WEEKS
    assert read_books(shop, 6, now=monday(20.5)).weeks == 20


def test_series_add_up_and_begin_when_a_garment_was_on_sale(shop: Shop) -> None:
    stock_in(shop)
    books = read_books(shop, 6)
    skus, garments = demand_panel(shop, books, "sku"), demand_panel(shop, books)
    assert garments.ids == (LYING, EMPTY, STEADY), "what was never on sale has no series"
    assert NEW not in {each.split("-")[0] for each in skus.ids}
    assert np.nansum(skus.y) == np.nansum(garments.y) == books.sold.sum()
    steady = garments.y[garments.ids.index(STEADY)]
    assert steady[:4].tolist() == [6, 7, 6, 7]
    assert garments.static["category"] == ("Other", "Other", "Tops")
    assert skus.static["size"][:3] == tuple(sorted(SIZES))
    whole = demand_panel(shop, books, "all")
    assert (whole.ids, whole.step, whole.season) == (("all",), "week", 52)
    assert whole.dates[0] == np.datetime64("2025-01-06") and whole.dates_ahead(1)[0] == np.datetime64(
        monday(WEEKS).date()
    )
    net = demand_panel(shop, books, net=True)
    assert np.nansum(garments.y) - np.nansum(net.y) == 10, "returns count in the week in which they came"
    with pytest.raises(ModisteError, match="MOD-2486"):
        demand_panel(shop, books, "planet")  # type: ignore[arg-type]


def test_a_week_without_stock_is_cut_off_and_an_ended_sku_ends(shop: Shop) -> None:
    stock_in(shop)
    books = read_books(shop, 6)
    skus = demand_panel(shop, books, "sku")
    row = skus.ids.index(f"{EMPTY}-red-m")
    assert skus.censored is not None
    # 106 pieces at 3 or 4 a week last 30 weeks and a part; the other sizes are there, so it is not gone.
    assert np.nansum(skus.y[row]) == 106
    assert (skus.y[row, 31:] == 0).all() and skus.censored[row, 31:].all()
    assert not skus.censored[row, :30].any()
    assert not skus.censored[skus.ids.index(f"{STEADY}-red-l")].any()
    short = read_books(shop, 6, now=monday(35))
    at_35 = demand_panel(shop, short, "sku")
    assert at_35.censored is not None
    row = at_35.ids.index(f"{EMPTY}-red-m")
    assert at_35.censored[row, 31:].all()
    garments = demand_panel(shop, short)
    assert garments.censored is not None
    assert garments.censored[garments.ids.index(EMPTY), 31:].all(), "the size that sells half was missing"
    assert not garments.censored[garments.ids.index(STEADY)].any()


def test_a_colourway_that_is_gone_for_long_has_ended(shop: Shop) -> None:
    stock_in(shop)
    left = {
        each.sku_id: each.quantity
        for each in shop.store.trade.stock([f"{LYING}-red-{size}" for size in SIZES], at=monday(30))
        if each.location == "warehouse"
    }
    shop.store.rows.put(
        [
            StockEntry(
                id=f"lost-{sku}",
                sku_id=sku,
                from_location="warehouse",
                to_location="loss",
                quantity=pieces,
                at=monday(30),
            )
            for sku, pieces in left.items()
        ]
    )
    panel = demand_panel(shop, read_books(shop, 6))
    row = panel.y[panel.ids.index(LYING)]
    assert not np.isnan(row[:30]).any() and np.isnan(row[30:]).all()
    early = demand_panel(shop, read_books(shop, 6, now=monday(37)))
    assert not np.isnan(early.y[early.ids.index(LYING)]).any(), "seven weeks may be a stock-out"


def test_prices_are_those_known_then(shop: Shop) -> None:
    stock_in(shop)
    panel = demand_panel(shop, read_books(shop, 6, now=monday(WEEKS)))
    row = panel.ids.index(STEADY)
    assert panel.ahead == 6
    price, promotion = panel.known["price"][row], panel.known["promotion"][row]
    assert price[WEEKS:].tolist() == [20, 20, 15, 20, 20, 20], "what is announced later is not known"
    assert promotion[WEEKS:].tolist() == [0, 0, 0.25, 0, 0, 0]
    later = demand_panel(shop, read_books(shop, 6, now=monday(43.1)))
    assert later.known["price"][row, 44] == 10


def test_a_shop_without_prices_takes_what_was_paid(shop: Shop) -> None:
    stock_in(shop)
    shop.store.rows.delete(Price, [each.id for each in shop.store.rows.scan(Price)])
    panel = demand_panel(shop, read_books(shop, 2))
    assert panel.known["price"][panel.ids.index(EMPTY)].tolist() == [80] * (WEEKS + 2)


def test_a_location_has_its_own_ledger(shop: Shop) -> None:
    stock_in(shop)
    shop.store.rows.put(
        [
            StockEntry(
                id="to-paris",
                sku_id=f"{STEADY}-red-s",
                from_location="warehouse",
                to_location="paris",
                quantity=3,
                at=monday(10.2),
            ),
            StockEntry(
                id="paris-sold",
                sku_id=f"{STEADY}-red-s",
                from_location="paris",
                to_location="customer",
                quantity=3,
                at=monday(12.5),
            ),
            StockEntry(
                id="announced",
                sku_id=f"{STEADY}-red-s",
                from_location="supplier",
                to_location="paris",
                quantity=12,
                at=monday(WEEKS + 2.5),
            ),
        ]
    )
    paris = read_books(shop, 6, "paris", now=monday(WEEKS))
    place = paris.skus.index(f"{STEADY}-red-s")
    assert paris.sold[place].nonzero()[0].tolist() == [12 - int((paris.monday - monday(0)).days / 7)]
    assert paris.sold.sum() == 3 and paris.level[place] == 0
    assert paris.coming[place].tolist() == [0, 0, 12, 0, 0, 0]
    assert paris.out[place, 12] == pytest.approx(0.5, abs=0.01)
    assert paris.ends[place] == paris.weeks, "more is coming: it is not gone for good"


def test_too_little_is_refused(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-2485"):
        read_books(shop)
    stock_in(shop, weeks=3)
    assert read_books(shop).weeks == 3
    with pytest.raises(ModisteError, match="MOD-2485"):
        read_books(shop, now=monday(1) + timedelta(days=2))


def test_what_missing_sizes_would_have_sold_is_added(shop: Shop) -> None:
    stock_in(shop)
    books = read_books(shop, 6)
    sold, lifted = demand_panel(shop, books), demand_panel(shop, books, lifted=True)
    row = sold.ids.index(EMPTY)
    assert sold.y[row, 31:].max() == 3, "s and l alone"
    assert lifted.y[row, 32:].mean() == pytest.approx(6.5, abs=0.5), "three of m or four besides"
    np.testing.assert_allclose(lifted.y[row, :30], sold.y[row, :30], atol=0.2)
    assert lifted.censored is not None
    assert not lifted.censored[row].any(), "something was there that tells"
    earlier = demand_panel(shop, read_books(shop, 6, now=monday(35)), lifted=True)
    np.testing.assert_allclose(earlier.y[row], lifted.y[row, :35], rtol=1e-9)


def test_an_earlier_window_sees_what_was_planned_by_then(shop: Shop) -> None:
    stock_in(shop, weeks=46)
    panel = demand_panel(shop, read_books(shop, 6, now=monday(46)), lifted=True)
    row = panel.ids.index(STEADY)

    def seen(week: int, ahead: int) -> tuple[list[float], list[float]]:
        then = panel.until(week, ahead)
        assert (then.length, then.ahead, then.ids) == (week, ahead, panel.ids)
        return then.known["price"][row, week:].tolist(), then.known["promotion"][row, week:].tolist()

    # The promotion of week 42 is recorded as week 39 begins, that of week 44 as week 43 does.
    assert panel.known["price"][row, 40:46].tolist() == [20, 20, 15, 20, 10, 20]
    assert seen(39, 6) == ([20] * 6, [0] * 6)
    assert seen(40, 6) == ([20, 20, 15, 20, 20, 20], [0, 0, 0.25, 0, 0, 0])
    assert seen(43, 3) == ([20, 20, 20], [0, 0, 0])
    assert seen(44, 2) == ([10, 20], [0.5, 0])
    assert panel.until(45, 2).until(40, 6).known["price"][row, 44] == 20, "nor by way of a later one"
    assert panel.only([row]).until(40, 6).known["price"][0, 44] == 20


def test_a_price_written_down_late_tells_of_weeks_gone_by_alone(shop: Shop) -> None:
    stock_in(shop, weeks=46)
    prices = list(shop.store.rows.scan(Price))
    shop.store.rows.put([each.model_copy(update={"recorded_at": monday(46)}) for each in prices])
    panel = demand_panel(shop, read_books(shop, 6, now=monday(46.5)))
    row = panel.ids.index(STEADY)
    assert panel.until(43, 3).known["price"][row, 40:].tolist() == [20, 20, 15, 20, 20, 20]
    assert panel.until(42, 3).known["price"][row, 40:].tolist() == [20, 20, 20, 20, 20]
    # In the midst of a promotion of which nobody had written down the end, the usual price is the best guess.
    long = prices[0].model_copy(
        update={
            "id": "long",
            "sku_id": f"{STEADY}-red-s",
            "amount": Decimal(5),
            "valid_from": monday(30),
            "valid_to": monday(36),
            "recorded_at": monday(46),
        }
    )
    shop.store.rows.put([long])
    skus = demand_panel(shop, read_books(shop, 6, now=monday(46.5)), "sku").until(33, 6)
    row = skus.ids.index(f"{STEADY}-red-s")
    assert skus.known["price"][row, 29:].tolist() == [20, 5, 5, 5, 20, 20, 20, 20, 20, 20]
    assert skus.known["promotion"][row, 29:].tolist() == [0, 0.75, 0.75, 0.75, 0, 0, 0, 0, 0, 0]


def test_what_was_paid_later_is_not_seen_before(shop: Shop) -> None:
    stock_in(shop)
    shop.store.rows.delete(Price, [each.id for each in shop.store.rows.scan(Price)])
    lines = [each for each in shop.store.rows.scan(OrderLine) if each.sku_id.startswith(STEADY)]
    cheap = [each for each in lines if int(each.id.split("-")[4]) >= 36]
    shop.store.rows.put([each.model_copy(update={"unit_price": Decimal(5)}) for each in cheap])
    panel = demand_panel(shop, read_books(shop, 2))
    row = panel.ids.index(STEADY)
    assert panel.known["price"][row, 34:].tolist() == [20, 20, 5, 5, 5, 5, 5, 5]
    assert panel.until(36, 4).known["price"][row, 34:].tolist() == [20] * 6


def test_a_colourway_that_ended_since_had_not_then(shop: Shop) -> None:
    stock_in(shop, weeks=46)
    gone = [f"{LYING}-red-{size}" for size in SIZES]
    left = {
        each.sku_id: each.quantity
        for each in shop.store.trade.stock(gone, at=monday(35))
        if each.location == "warehouse"
    }
    told = {"from_location": "warehouse", "to_location": "loss", "at": monday(35)}
    shop.store.rows.put(
        [StockEntry(id=f"lost-{sku}", sku_id=sku, quantity=pieces, **told) for sku, pieces in left.items()]
    )
    # Weeks 3, 23 and 43 sold one: the last is no sale any more.
    lines = [each.id for each in shop.store.rows.scan(OrderLine) if each.id.startswith(f"l-{LYING}-red-m-43")]
    shop.store.rows.delete(OrderLine, lines)
    panel = demand_panel(shop, read_books(shop, 6, now=monday(46)))
    row = panel.ids.index(LYING)
    assert np.isnan(panel.y[row, 35:]).all()
    assert panel.until(41, 4).y[row, 30:].tolist() == [0] * 11
    early = panel.until(2, 4)
    assert len(early) == len(panel) and early.static == panel.static
