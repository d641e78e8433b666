"""Edits: of one or many garments, by id or by what is chosen, and each of them undone."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from modiste.garment import Colourway, Garment, Image, ModisteError
from modiste.store import Prediction
from modiste.workspace import Edit, Selection, Shop
from modiste.workspace.edits import merged

THEN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    for number in range(6):
        id_ = f"g-{number}"
        garment = Garment(
            id=id_,
            name=f"Coat {number}",
            category="coat",
            attributes={"fit": "slim"},
            created_at=THEN,
            updated_at=THEN,
        )
        image = Image(
            id=f"i-{number}", garment_id=id_, blob="0" * 64, media_type="image/png", width=2, height=2
        )
        shop.store.rows.put([garment, image])
    said = [
        Prediction(f"i-{number}", "m", "1", f"g-{number}", ("coat", "dress")[number], 0.9, [], THEN)
        for number in range(2)
    ]
    shop.store.predictions.put(said)
    return shop


def changed(edit: Edit) -> int:
    return edit.change.number if edit.change else 0


def test_fields_are_set_by_id_and_by_choice_and_undone(stocked: Shop) -> None:
    before = list(stocked.store.rows.scan(Garment))
    first = stocked.edits.set(Selection(ids=["g-1", "g-2", "g-1", "nobody"]), {"brand": "b"}, "me")
    assert changed(first) == 2
    values = {"season": "summer", "attributes": {"fit": None, "lining": "silk"}}
    second = stocked.edits.set(
        Selection(filters={"brand": ["b"]}, search="coat", leave=["g-2"]), values, "me"
    )
    assert changed(second) == 1
    garment = stocked.garments["g-1"]
    assert (garment.brand, garment.season, garment.attributes) == ("b", "summer", {"lining": "silk"})
    assert [each.verb for each in stocked.edits.page()] == ["set", "set"]
    assert second.change is not None and first.change is not None
    assert stocked.edits.undo(second.change.id).restored == 1
    assert stocked.edits.undo(first.change.id).restored == 2
    assert list(stocked.store.rows.scan(Garment)) == before


def test_setting_what_is_so_already_changes_nothing_but_a_category_is_a_judgement(stocked: Shop) -> None:
    assert stocked.edits.set(Selection(ids=["g-1"]), {"brand": ""}, "me") == Edit(None)
    assert stocked.garments.card("g-1").state == "differs"
    assert changed(stocked.edits.set(Selection(ids=["g-1"]), {"category": "coat"}, "me")) == 1
    assert stocked.garments.card("g-1").state == "confirmed"


def test_accepting_takes_what_was_predicted(stocked: Shop) -> None:
    edit = stocked.edits.accept(Selection(ids=["g-1", "g-3"]), "me")
    assert (changed(edit), list(edit.left)) == (1, ["g-3"])
    assert stocked.garments["g-1"].category == "dress"
    assert stocked.garments.card("g-1").state == "confirmed"
    assert edit.change is not None
    stocked.edits.undo(edit.change.id)
    assert (stocked.garments["g-1"].category, stocked.garments.card("g-1").state) == ("coat", "differs")


def test_what_is_deleted_comes_back_and_what_was_sold_stays(stocked: Shop) -> None:
    stocked.store.rows.put([Colourway(id="c", garment_id="g-4", colour="red")])
    edit = stocked.edits.delete(Selection(), "me")
    assert (changed(edit), list(edit.left)) == (5, ["g-4"])
    assert stocked.garments.ids() == ["g-4"]
    assert stocked.edits.delete(Selection(), "me") == Edit(None, ["g-4"])
    assert edit.change is not None
    stocked.edits.undo(edit.change.id)
    assert len(stocked.garments) == 6
    assert stocked.garments.card("g-0").state == "sure"
    with pytest.raises(ModisteError, match="MOD-1115"):
        stocked.edits.undo(edit.change.id)


def test_a_set_that_leaves_no_garment_changes_none(stocked: Shop) -> None:
    with pytest.raises(ValidationError):
        stocked.edits.set(Selection(), {"name": None}, "me")
    assert stocked.edits.page() == []
    assert merged(stocked.garments["g-0"], {"category": None, "attributes": None}).attributes == {}
