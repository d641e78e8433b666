"""Every change that says something of a garment puts it at the end of the list, once."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from modiste.garment import Colourway, Garment, Image, Price, Sku
from modiste.store import Store, exclusive_if_free

AT = datetime(2026, 11, 1, tzinfo=UTC)


def garment(id: str, name: str = "Coat") -> Garment:
    return Garment(id=id, name=name, created_at=AT, updated_at=AT)


def since(store: Store, number: int) -> list[str]:
    return [garment_id for _, garment_id in store.touched.after(number)]


def test_garments_are_listed_once_with_their_newest_number(store: Store) -> None:
    store.rows.put([garment("a"), garment("b")])
    before = store.touched.newest()
    assert since(store, 0) == ["a", "b"]
    store.rows.put([garment("a", "Dress")])
    assert since(store, before) == ["a"]
    assert since(store, 0) == ["b", "a"]
    assert store.touched.waiting(before) == 1
    store.rows.put([garment("a", "Dress")])  # the same again is no change
    assert store.touched.waiting(before) == 1


def test_what_belongs_to_a_garment_touches_it(store: Store) -> None:
    store.rows.put([garment("a"), garment("b")])
    steps = [
        Colourway(id="a-red", garment_id="a", colour="red"),
        Sku(id="a-red-m", colourway_id="a-red", size="M"),
        Price(id="p", sku_id="a-red-m", amount=Decimal(9), currency="EUR", valid_from=AT, recorded_at=AT),
    ]
    for record in steps:
        before = store.touched.newest()
        store.rows.put([record])
        assert since(store, before) == ["a"], record
    before = store.touched.newest()
    store.rows.delete(Price, ["p"])
    assert since(store, before) == ["a"]


def test_photos_and_deletions_touch(store: Store) -> None:
    store.rows.put([garment("a")])
    before = store.touched.newest()
    image = Image(
        id="i", garment_id="a", blob="0" * 64, media_type="image/png", width=1, height=1, source="t"
    )
    store.rows.put([image])
    assert since(store, before) == ["a"]
    before = store.touched.newest()
    store.rows.delete(Garment, ["a"], before={Image: ["i"]})
    assert since(store, before) == ["a"]
    assert store.cards.numbers(["a"]) == {}


def test_numbers_are_never_used_again(store: Store) -> None:
    store.rows.put([garment("a")])
    newest = store.touched.newest()
    store.rows.delete(Garment, ["a"])
    store.rows.put([garment("a")])
    assert store.touched.newest() > newest


def test_a_held_lock_is_not_waited_for(tmp_path: Path) -> None:
    with exclusive_if_free(tmp_path / "lock") as ours, exclusive_if_free(tmp_path / "lock") as other:
        assert (ours, other) == (True, False)
    with exclusive_if_free(tmp_path / "lock") as again:
        assert again
