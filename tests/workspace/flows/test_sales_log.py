"""A shop's sales as of a moment: nothing later, each row as it was known then, nobody who was erased."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.workspace.flows.small_trade import START, trade_in

from modiste.garment import Interaction, ModisteError, Order, OrderLine, Price, StockEntry
from modiste.store import log_records
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.sales_log import TOLD, keep_sales, kept_table, open_sales, tell_sales

LATER = START + timedelta(days=365)


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("traded") / "shop") as shop:
        trade_in(shop)
        acts = [
            Interaction(
                id=f"a{number}",
                customer_id=f"customer-{number % 40}",
                garment_id=f"garment-{number % 8}",
                kind="purchase" if number % 9 == 0 else "view_item",
                at=START + timedelta(hours=3 * number),
            )
            for number in range(400)
        ]
        log_records(shop.store.events, acts)
        yield shop


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as shop:
        yield trade_in(shop, customers=10, lines=12)


def test_a_moment_cuts_every_table(traded: Shop) -> None:
    half = START + timedelta(days=30)
    with open_sales(traded, half) as log:
        assert log.count("lines") == 121  # one every six hours, the first at the start
        assert log.count("events") == 241
        assert log.rows('SELECT max("at") FROM lines')[0][0] == half.replace(tzinfo=None)
        assert 0 < log.count("returns") < 80
        found = log.rows("SELECT DISTINCT category FROM sold ORDER BY 1")
    assert [row[0] for row in found] == ["Skirts", "Tops", "Trousers"]


def test_everything_that_is_told_is_plain(traded: Shop) -> None:
    import json

    for what in TOLD:
        try:
            told = tell_sales(traded, what, LATER)
        except ModisteError as error:  # all prices are 40 here
            assert (what, error.code) == ("elasticity", "MOD-2434")
            continue
        assert json.loads(json.dumps(told, allow_nan=False))["what"] == what
        assert told["as_of"] == LATER.isoformat()
        assert told["currency"] == "EUR"
    with pytest.raises(ModisteError) as refused:
        tell_sales(traded, "weather")
    assert refused.value.code == "MOD-2432"


def test_a_correction_is_not_known_before_it_was_kept(small: Shop) -> None:
    first = keep_sales(small)
    assert first == keep_sales(small)  # nothing changed, nothing is appended
    before = datetime.now(UTC)
    small.store.rows.put([small.store.rows.get(OrderLine, "line-0003").model_copy(update={"quantity": 7})])
    small.store.rows.delete(OrderLine, ["line-0005"], before=None if not _back(small) else _back(small))
    second = keep_sales(small)
    assert second["lines"] == first["lines"] + 1

    def pieces(as_of: datetime | None, snapshot: dict[str, int] | None = None) -> dict[str, int]:
        with open_sales(small, as_of, snapshot) as log:
            return dict(log.rows("SELECT line_id, quantity FROM lines"))

    assert pieces(None)["line-0003"] == 7
    assert pieces(before)["line-0003"] == 1
    assert "line-0005" in pieces(before)
    assert "line-0005" not in pieces(None)
    # Long before anything was kept: what is known is what was kept first.
    assert pieces(START + timedelta(days=2))["line-0003"] == 1
    assert pieces(None, first)["line-0003"] == 1
    assert pieces(None, second)["line-0003"] == 7
    assert len(pieces(None, second)) == 11


def _back(shop: Shop) -> dict[type, list[str]]:
    from modiste.garment import Return

    found = list(shop.store.rows.scan(Return, where={"order_line_id": "line-0005"}))
    return {Return: [each.id for each in found]} if found else {}


def test_what_came_since_the_last_snapshot_is_seen_as_well(small: Shop) -> None:
    keep_sales(small)
    at = START + timedelta(days=20)
    small.store.rows.put([Order(id="new", customer_id="customer-1", at=at, currency="EUR")])
    small.store.rows.put(
        [OrderLine(id="newer", order_id="new", sku_id="garment-1-36", quantity=2, unit_price=Decimal(5))]
    )
    with open_sales(small, at) as log:
        assert ("newer", "customer-1") in log.rows("SELECT line_id, customer_id FROM lines")
    with open_sales(small, at - timedelta(seconds=1)) as log:
        assert log.count("lines") == 12


def test_who_is_erased_is_gone_from_every_look_back(small: Shop) -> None:
    kept = keep_sales(small)
    with open_sales(small, LATER, kept) as log:
        who = log.rows("SELECT customer_id FROM lines WHERE customer_id IS NOT NULL")[0][0]
    small.people.erase(who)
    for snapshot in (kept, None):
        with open_sales(small, LATER, snapshot) as log:
            assert log.count("lines") == 12
            assert not log.rows("SELECT 1 FROM lines WHERE customer_id = $1", [who])
    files = small.store.events.snapshot(kept_table("lines")).files
    assert all(who.encode() not in path.read_bytes() for path in files)


def test_prices_and_stock_are_as_known(small: Shop) -> None:
    sku = "garment-0-36"
    rows = [
        Price(
            id=f"p{number}",
            sku_id=sku,
            amount=Decimal(40 - number),
            currency="EUR",
            valid_from=START,
            recorded_at=START + timedelta(days=number),
        )
        for number in range(3)
    ]
    moved = StockEntry(
        id="s",
        sku_id=sku,
        from_location="supplier",
        to_location="shop",
        quantity=9,
        at=START + timedelta(days=1),
    )
    small.store.rows.put([*rows, moved])
    with open_sales(small, START + timedelta(days=1)) as log:
        assert log.rows("SELECT max(recorded_at) - min(recorded_at) FROM prices")[0][0] == timedelta(days=1)
        assert log.rows("SELECT quantity FROM stock") == [(9,)]
    assert flows.tell_sales(small, "sell-through", LATER)["items"][0]["key"] == "garment-0"


def test_a_snapshot_that_is_not_there_is_refused(small: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        open_sales(small, None, {"lines": 99})
    assert refused.value.code == "MOD-1103"
