"""A card follows its garment, is found by any part of its words, counted, and paged in any order."""

import runpy
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from modiste.garment import Garment, Image, ModisteError
from modiste.store import CHOSEN_BY, ORDERS, Chosen, Prediction, Store
from modiste.store.cards import FEW, folded
from modiste.store.database import Database

made = runpy.run_path(str(Path(__file__).with_name("records.py")))
garment, image, NOW = made["garment"], made["image"], made["NOW"]
ALL = Chosen({})


def answer(number: int, label: str, confidence: float, **more: object) -> Prediction:
    fields = {"image_id": f"i-{number:03d}", "garment_id": f"g-{number:03d}", "model": "m", "version": "1"}
    return Prediction(**{**fields, "label": label, "confidence": confidence, "top": [], "at": NOW, **more})  # type: ignore[arg-type] # as the fields say


def fill(store: Store) -> Store:
    """Twelve garments of three classes; the even ones have a picture of the split test."""
    for number in range(12):
        fields = {
            "name": f"{('Wool coat', 'Dress', 'shirt')[number % 3]} {number}",
            "category": ("coat", "dress", "shirt")[number % 3],
            "brand": "Ållström & Søn" if number < 4 else "大衣 House",
            "created_at": NOW + timedelta(days=number % 5),
            "updated_at": NOW - timedelta(days=number),
        }
        store.rows.put([garment(number, **fields)])
        if number % 2 == 0:
            store.rows.put([image(number, of=number, split="test")])
    return store


@pytest.fixture
def stocked(store: Store) -> Store:
    return fill(store)


@pytest.fixture(scope="module")
def shown(steady_store: Store) -> Store:
    """The same garments, for tests that only look."""
    return fill(steady_store)


def ids(store: Store, chosen: Chosen = ALL, **more: object) -> list[str]:
    return [card.garment.id for card in store.cards.page(chosen, limit=500, **more)[0]]  # type: ignore[arg-type] # as the test says


def test_a_card_shows_the_garment_its_first_photos_and_what_was_said(store: Store) -> None:
    record = garment(1, category="coat", attributes={"fit": "slim"})
    store.rows.put([record])
    card = store.cards.get("g-001")
    assert (card.garment, card.photos, card.photo_id, card.state, card.label) == (
        record,
        0,
        None,
        "none",
        None,
    )
    store.rows.put([image(2, of=1, width=30), image(1, of=1, width=60, split="train")])
    store.predictions.put([answer(1, "coat", 0.9)])
    card = store.cards.get("g-001")
    assert (card.photos, card.photo_id, card.other_photo_id, card.width) == (2, "i-001", "i-002", 60)
    assert (card.split, card.state, card.label, card.certainty, card.model) == (
        "train",
        "sure",
        "coat",
        0.9,
        "m@1",
    )
    store.rows.delete(Image, ["i-001"])
    card = store.cards.get("g-001")
    assert (card.photos, card.photo_id, card.state) == (1, "i-002", "none")
    store.rows.delete(Garment, ["g-001"], before={Image: ["i-002"]})
    assert store.cards.find(["g-001"]) == {}
    with pytest.raises(ModisteError, match="MOD-1103"):
        store.cards.get("g-001")


def test_a_state_says_what_a_person_should_look_at(stocked: Store) -> None:
    stocked.predictions.put(
        [
            answer(0, "coat", 0.95),
            answer(2, "shirt", 0.5),
            answer(4, "coat", 0.99),
            answer(6, "dress", 0.99, reviewed_at=NOW),
        ]
    )
    looked_at = [f"g-{number:03d}" for number in range(0, 10, 2)]
    found = stocked.cards.find(looked_at)
    assert [found[id_].state for id_ in looked_at] == ["sure", "unsure", "differs", "confirmed", "none"]
    assert stocked.cards.facets(ALL)[1]["state"] == {
        "none": 8,
        "confirmed": 1,
        "differs": 1,
        "sure": 1,
        "unsure": 1,
    }
    assert ids(stocked, order="certainty")[:4] == ["g-002", "g-000", "g-004", "g-006"]


def test_every_order_goes_through_all_once_by_mark_and_by_offset(shown: Store) -> None:
    everything = set(ids(shown))
    assert len(everything) == 12
    for order in ORDERS:
        whole = ids(shown, order=order)
        assert set(whole) == everything, order
        by_mark, after = [], None
        while True:
            cards, after = shown.cards.page(ALL, order=order, limit=5, after=after)  # type: ignore[arg-type] # one of ORDERS
            by_mark += [card.garment.id for card in cards]
            if after is None:
                break
        assert by_mark == whole, order
        assert ids(shown, order=order, offset=7) == whole[7:]
        assert shown.cards.ids(ALL, order=order, limit=3, offset=2) == whole[2:5]  # type: ignore[arg-type] # one of ORDERS
    assert ids(shown, order="name")[0] == "g-001"
    assert ids(shown, order="-id") == sorted(everything, reverse=True)
    assert ids(shown, order="changed")[0] == "g-000"


def test_a_mark_holds_its_place_although_its_garment_is_gone(stocked: Store) -> None:
    for order in ("id", "name", "newest", "certainty"):
        first, after = stocked.cards.page(ALL, order=order, limit=5)  # type: ignore[arg-type] # one of ORDERS
        rest = ids(stocked, order=order, after=after)
        last = first[-1].garment
        pictures = stocked.rows.page(Image, where={"garment_id": last.id}).items
        stocked.rows.delete(Garment, [last.id], before={Image: [each.id for each in pictures]})
        assert ids(stocked, order=order, after=after) == rest
        stocked.rows.put([last])


@pytest.mark.parametrize(
    "mark", ["", "x", "[]", "[1]", '["a"]', '["a", "b"]', '["a", 1.5]', '{"a": 1}', "[null, 1]"]
)
def test_what_is_no_mark_is_refused(shown: Store, mark: str) -> None:
    for order in ("name", "newest", "certainty"):
        with pytest.raises(ModisteError, match=r"MOD-1114|MOD-1111"):
            shown.cards.page(ALL, order=order, after=mark)  # type: ignore[arg-type] # one of ORDERS


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("coat", 4),
        ("COAT", 4),
        ("oat 9", 1),
        ("9 wool", 1),
        ("allstrom", 4),
        ("ÅLLSTRÖM søn", 4),
        ("大衣", 8),
        ("大", 8),
        ("g-01", 2),
        ("t", 9),
        ("%", 0),
        ("_", 0),
        ('"', 0),
        ('a" OR "b', 0),
        ("coat*", 0),
        ("  ", 12),
        ("nowhere at all", 0),
    ],
)
def test_words_are_found_anywhere_in_name_id_class_and_brand(shown: Store, words: str, found: int) -> None:
    chosen = Chosen({}, words)
    assert len(ids(shown, chosen)) == shown.cards.count(chosen) == found


def test_many_and_few_findings_are_found_alike(shown: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FEW > 12
    few = ids(shown, Chosen({"category": ["coat"]}, "wool coat"), order="name")
    monkeypatch.setattr("modiste.store.cards.FEW", 2)
    assert ids(shown, Chosen({"category": ["coat"]}, "wool coat"), order="name") == few
    assert len(few) == 4


def test_without_the_text_index_the_same_is_found(tmp_path: Path) -> None:
    """A SQLite that was built without FTS5 never makes it."""
    with Store.open(tmp_path) as store:
        store.rows.put([garment(1, name="Wool coat"), garment(2, name="Silk")])
        plain = sqlite3.connect(tmp_path / "shop.db")
        for each in ("insert", "update", "delete"):
            plain.execute(f"DROP TRIGGER card_words_{each}")
        plain.execute("DROP TABLE card_words")
        plain.close()
        assert ids(store, Chosen({}, "wool")) == ["g-001"]
        store.rows.put([garment(1, name="Linen")])
        assert ids(store, Chosen({}, "wool")) == []


def test_the_text_index_follows_every_change(stocked: Store) -> None:
    stocked.rows.put([garment(1, name="Zeppelin jacket")])
    assert ids(stocked, Chosen({}, "zeppelin")) == ["g-001"]
    stocked.rows.put([garment(1, name="Jacket")])
    assert ids(stocked, Chosen({}, "zeppelin")) == []
    stocked.rows.delete(Garment, ["g-001"])
    assert ids(stocked, Chosen({}, "jacket")) == []


def test_counts_leave_an_attributes_own_choice_out(shown: Store) -> None:
    total, counts = shown.cards.facets(Chosen({"category": ["coat"], "split": ["test"]}))
    assert total == 2
    assert counts["category"] == {"coat": 2, "dress": 2, "shirt": 2}
    assert counts["split"] == {"": 2, "test": 2}
    assert counts["brand"] == {"Ållström & Søn": 1, "大衣 House": 1}
    assert set(counts) == set(CHOSEN_BY)
    assert shown.cards.count(Chosen({"category": ["coat", "dress"]})) == 8
    assert ids(shown, Chosen({"category": ["coat"], "split": ["test"]})) == ["g-000", "g-006"]


def test_counts_are_never_older_than_the_cards(stocked: Store) -> None:
    assert stocked.cards.count(ALL) == 12
    stocked.rows.put([garment(50)])
    assert stocked.cards.count(ALL) == 13
    stocked.rows.delete(Garment, ["g-050"])
    assert stocked.cards.count(ALL) == 12


def test_an_unknown_attribute_or_order_is_refused(shown: Store) -> None:
    for ask in (shown.cards.page, shown.cards.facets):
        with pytest.raises(ModisteError, match=r"MOD-1104.*price"):
            ask(Chosen({"price": ["1"]}))
    with pytest.raises(ModisteError, match=r"MOD-1104.*newest"):
        shown.cards.page(ALL, order="cheapest")  # type: ignore[arg-type] # on purpose


def test_a_shop_with_cards_of_an_older_layout_gets_new_ones(stocked: Store, url: str | None) -> None:
    database = Database(url or f"sqlite:///{stocked.root / 'shop.db'}", "shop")
    with database.writing() as connection:
        connection.execute(text("DELETE FROM cards WHERE garment_id > 'g-005'"))
        connection.execute(text("UPDATE derived SET layout = 0 WHERE name = 'cards'"))
    database.close()
    with Store.open(stocked.root, url) as again:
        assert len(ids(again)) == 12


def test_text_is_folded_alike_on_both_sides() -> None:
    assert folded("ﬁt STRASSE Straße İ") == folded("FIT strasse STRASSE i")
    assert folded("a\0b\udc80") == "a b\\udc80"


def test_a_page_in_any_order_is_never_sorted(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        database = sqlite3.connect(tmp_path / "shop.db")
        for key in ("garment_id", "name_key", "created_at", "updated_at", "certainty"):
            query = (
                "SELECT number FROM cards WHERE kind_id + 0 IN (SELECT id FROM card_kinds WHERE split = 'a') "
                f"ORDER BY {key}, number LIMIT 9 OFFSET 90"
            )
            plan = " ".join(row[-1] for row in database.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert f"COVERING INDEX ix_cards_{key}_number_kind_id" in plan, plan
            assert "TEMP B-TREE" not in plan
        database.close()
        assert store.cards.count(ALL) == 0
