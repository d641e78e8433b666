"""What is doubtful about a row is kept once, beside the record that has no place of its own for it."""

from pathlib import Path

from modiste.garment import Entity, Interaction, OrderLine, StockEntry
from modiste.learning import silent
from modiste.store import logged_records
from modiste.workspace import Shop
from modiste.workspace.doubts import TABLE, doubt_counts, doubts_of
from modiste.workspace.flows import import_from, quality_of

ORDERS = """order_id,sku,qty,order_date,unit_price,currency
1,COAT,1,2026-01-05,1.299,EUR
2,HAT,1,2026-01-05,9,EUR
"""
STOCK = "date,sku,from,to,quantity\n03/04/2026,COAT,supplier,dc,10\n"
EVENTS = "event_time,event_type,product_id\n2026-01-01 10:00:00,view,1001\n2026-01-01T11:00:00Z,view,1002\n"


def taken(shop: Shop, folder: Path, kind: str, text: str) -> None:
    path = folder / f"{kind}.csv"
    path.write_text(text)
    assert import_from(shop, str(path), kind=kind).quarantined == 0


def told(shop: Shop, records: list[Entity]) -> list[str]:
    return [doubts_of(shop.store, record).get("doubt", "") for record in records]


def test_doubts_of_orders_stock_and_behaviour_stand_under_their_records(shop: Shop, tmp_path: Path) -> None:
    assert doubt_counts(shop.store) == {}
    for kind, text in (("orders", ORDERS), ("stock", STOCK), ("events", EVENTS)):
        taken(shop, tmp_path, kind, text)
    lines = sorted(shop.store.rows.scan(OrderLine), key=lambda each: each.sku_id)
    coat, hat = told(shop, list(lines))
    assert coat and not hat
    (entry,) = told(shop, list(shop.store.rows.scan(StockEntry)))
    assert "day and month" in entry
    zoneless, zoned = told(shop, list(logged_records(shop.store.events, Interaction)))
    assert "time zone" in zoneless and not zoned
    assert doubt_counts(shop.store) == {"Interaction": 1, "OrderLine": 1, "StockEntry": 1}
    report = quality_of(shop, silent, use_models=False).to_json()
    assert report["validity"]["doubted"] == {"Interaction": 1, "OrderLine": 1, "StockEntry": 1}


def test_the_same_rows_again_and_rows_added_behind_them_doubt_nothing_twice(
    shop: Shop, tmp_path: Path
) -> None:
    for _ in range(2):
        taken(shop, tmp_path, "orders", ORDERS)
        taken(shop, tmp_path, "events", EVENTS)
    assert shop.store.events.snapshot(TABLE).rows == 2
    taken(shop, tmp_path, "orders", ORDERS + "3,BAG,1,2026-01-06,2.499,EUR\n")
    taken(shop, tmp_path, "events", EVENTS + "2026-01-02 10:00:00,view,1003\n")
    assert shop.store.events.snapshot(TABLE).rows == 4
