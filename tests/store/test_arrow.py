"""A table as Arrow: money, moments and nothing lost, the same as record by record."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.store.records import garment

from modiste.garment import Colourway, Garment, ModisteError, Price, Sku
from modiste.store import Store

COLUMNS = ("sku_id", "amount", "valid_from", "valid_to")


def test_a_table_is_what_its_records_are(store: Store) -> None:
    assert store.rows.arrow(Price, COLUMNS).num_rows == 0
    at = datetime(2026, 1, 5, 8, 30, 1, 25, tzinfo=UTC)
    store.rows.put(
        [
            garment(0),
            Colourway(id="c", garment_id="g-000", colour="red"),
            Sku(id="s", colourway_id="c", size="M"),
        ]
    )
    for number, amount in enumerate(("19.9", "0", "1234.5678")):
        given = {
            "sku_id": "s",
            "amount": Decimal(amount),
            "currency": "EUR",
            "valid_from": at,
            "recorded_at": at,
        }
        store.rows.put([Price(id=f"p{number}", **given)])
    found = store.rows.arrow(Price, COLUMNS)
    assert sorted(found["amount"].to_pylist()) == [0.0, 19.9, 1234.5678]
    assert found["valid_from"].to_pylist() == [at] * 3
    assert found["valid_to"].null_count == 3
    assert store.rows.arrow(Garment, ["id", "synthetic"]).to_pylist() == [{"id": "g-000", "synthetic": False}]


def test_a_column_that_is_none_is_refused(store: Store) -> None:
    for name in ("attributes", "weather"):
        with pytest.raises(ModisteError) as refused:
            store.rows.arrow(Garment, [name])
        assert refused.value.code == "MOD-1104"
