"""Records go in once and come out as they were, page by page."""

import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from modiste.garment import (
    Colourway,
    Garment,
    Image,
    ModisteError,
    Price,
    Reading,
    Sku,
    StockEntry,
    SupplyEvent,
)
from modiste.garment import Device as GarmentDevice
from modiste.store import Chosen, Put, Store

made = runpy.run_path(str(Path(__file__).with_name("records.py")))
garment, image, NOW = made["garment"], made["image"], made["NOW"]


def test_a_put_tells_what_was_new_changed_and_known(store: Store) -> None:
    assert store.rows.put([garment(1), garment(2)]) == Put(2, 0, 0)
    changed = garment(2, category="coat")
    assert store.rows.put([garment(1), changed, garment(3)]) == Put(1, 1, 1)
    assert store.rows.get(Garment, "g-002") == changed


def test_every_kind_of_value_comes_back_as_it_was(store: Store) -> None:
    records = [
        garment(1, attributes={"颜色": "红"}, synthetic=True, description="a\nb'\"\\%_"),
        Colourway(id="c", garment_id="g-001", colour="red", colour_hex="#ff0000"),
        Sku(id="s", colourway_id="c", size="M", gtin=None),
        Price(id="p", sku_id="s", amount=Decimal("19.9900"), currency="EUR", valid_from=NOW, recorded_at=NOW),
        StockEntry(id="e", sku_id="s", from_location="a", to_location="b", quantity=10**7, at=NOW),
        GarmentDevice(id="d", name="Gate", kind="gateway", registered_at=NOW),
        Reading(id="r", device_id="d", at=NOW, quantity="temperature", value=-1.5, unit="Cel"),
        SupplyEvent(id="v", kind="object", at=NOW, recorded_at=NOW, item_ids=("x", "y")),
    ]
    store.rows.put(records)
    for record in records:
        assert store.rows.get(type(record), record.id) == record


def test_a_put_is_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(ModisteError, match="MOD-1105"):
        store.rows.put([garment(1), image(1, of=1), image(2, of=99)])
    assert store.rows.count(Garment) == 0


def test_the_same_id_twice_in_one_put_keeps_the_last(store: Store) -> None:
    store.rows.put([garment(1), garment(1, category="coat")])
    assert store.rows.get(Garment, "g-001").category == "coat"


def test_pages_cover_everything_once_also_while_rows_are_added(store: Store) -> None:
    store.rows.put([garment(number) for number in range(0, 20, 2)])
    first = store.rows.page(Garment, limit=4)
    assert [each.id for each in first.items] == ["g-000", "g-002", "g-004", "g-006"]
    store.rows.put([garment(1), garment(7)])
    second = store.rows.page(Garment, after=first.next_after, limit=400)
    assert [each.id for each in second.items] == ["g-007", "g-008", *(f"g-0{n}" for n in range(10, 20, 2))]
    assert second.next_after is None
    assert [each.id for each in store.rows.scan(Garment)][:3] == ["g-000", "g-001", "g-002"]


def test_rows_are_filtered_and_counted(store: Store) -> None:
    store.rows.put([garment(1, category="coat"), garment(2, category="dress"), garment(3, category="coat")])
    assert store.rows.count(Garment, where={"category": "coat"}) == 2
    assert store.rows.count(Garment, where={"category": ["coat", "dress"]}) == 3
    assert [each.id for each in store.rows.page(Garment, where={"category": "dress"}).items] == ["g-002"]


def test_what_is_missing_or_unknown_is_refused_by_name(store: Store) -> None:
    with pytest.raises(ModisteError, match=r"MOD-1103.*garment 'nope'"):
        store.rows.get(Garment, "nope")
    with pytest.raises(ModisteError, match=r"MOD-1104.*'price'.*category"):
        store.rows.page(Garment, where={"price": 1})
    assert store.rows.find(Garment, ["nope"]) == {}


def test_a_record_that_others_refer_to_cannot_be_removed(store: Store) -> None:
    store.rows.put([garment(1), image(1, of=1)])
    with pytest.raises(ModisteError, match="MOD-1105"):
        store.rows.delete(Garment, ["g-001"])
    assert store.rows.delete(Image, ["i-001", "i-999"]) == 1
    assert store.rows.delete(Garment, ["g-001"]) == 1


def test_hostile_text_finds_nothing_or_is_refused_by_number(store: Store) -> None:
    store.rows.put([garment(1)])
    for text in ("\udc80", "a\0b", "x" * 100_000, "../../etc/passwd", "' OR 1=1 --"):
        for ask in (
            lambda text=text: store.rows.find(Garment, [text]),
            lambda text=text: store.cards.page(Chosen({}, text))[0],
            lambda text=text: store.rows.page(Garment, where={"category": text}).items,
        ):
            try:
                assert not ask()
            except ModisteError as error:
                assert error.code == "MOD-1111"


def test_a_filter_of_another_kind_or_on_many_values_is_refused(store: Store) -> None:
    with pytest.raises(ModisteError, match="MOD-1111"):
        store.rows.page(Garment, where={"created_at": "yesterday"})
    for ask in (store.rows.page, store.rows.count):
        with pytest.raises(ModisteError, match=r"MOD-1104.*attributes"):
            ask(Garment, where={"attributes": {}})
