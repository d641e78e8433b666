"""Plain values are the record's own, in and out of a table, whichever way a record comes or goes."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from modiste.garment import Colourway, Device, Entity, Fabric, Garment, Price, Sku, SupplyEvent
from modiste.store import Store, plain_of
from modiste.store.plain import found_plain, write_plain

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
BEFORE: tuple[Entity, ...] = (
    Garment(id="coat", name="Coat", created_at=AT, updated_at=AT),
    Colourway(id="coat.red", garment_id="coat", colour="red"),
    Sku(id="coat-m", colourway_id="coat.red", size="M"),
)
RECORDS: tuple[Entity, ...] = (
    Garment(
        id="tee",
        name="Tee",
        attributes={"a": "ü", "b": "\N{SNOWMAN}"},
        synthetic=True,
        created_at=AT,
        updated_at=AT,
    ),
    Colourway(id="coat.blue", garment_id="coat", colour="藏青色", colour_hex="#000080"),
    Sku(id="coat-l", colourway_id="coat.red", size="L", gtin="04006381333931"),
    Price(id="p", sku_id="coat-m", amount=Decimal("19.9001"), currency="EUR", valid_from=AT, recorded_at=AT),
    Fabric(id="twill", name="Twill", composition={"cotton": 0.6, "wool": 0.4}, weight_gsm=210.5),
    Device(id="d", name="d", kind="gateway", registered_at=AT),
    SupplyEvent(id="e", kind="object", at=AT, recorded_at=AT, item_ids=("a", "b")),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: type(each).__name__)
def test_values_come_back_as_they_went_and_are_the_records(store: Store, record: Entity) -> None:
    store.rows.put(BEFORE)
    kind = type(record)
    with store.rows._database.writing() as connection:
        write_plain(connection, kind, [plain_of(record)])
    with store.rows._database.reading() as connection:
        found = found_plain(connection, kind, [record.id, "nowhere"])
    assert [tuple(values) for values in found.values()] == [plain_of(record)]
    assert store.rows.get(kind, record.id) == record


def test_a_later_write_replaces_all_but_the_id(store: Store) -> None:
    store.rows.put(BEFORE)
    for colour in ("red", "green"):
        with store.rows._database.writing() as connection:
            write_plain(connection, Colourway, [("coat.red", "coat", colour, None, "")])
    assert store.rows.get(Colourway, "coat.red").colour == "green"


def test_a_moment_elsewhere_is_kept_in_utc(store: Store) -> None:
    there = AT.astimezone(timezone(timedelta(hours=8)))
    with store.rows._database.writing() as connection:
        values = [*plain_of(BEFORE[0])]
        values[-1] = there
        write_plain(connection, Garment, [tuple(values)])
    found = store.rows.get(Garment, "coat").updated_at
    assert (found, found.utcoffset()) == (AT, timedelta(0))
