"""A change to many is undone exactly, whole or not at all, and leaves alone what changed since."""

import runpy
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Colourway, Garment, Image, ModisteError
from modiste.store import Prediction, Store
from modiste.store.changes import KEPT

made = runpy.run_path(str(Path(__file__).with_name("records.py")))
garment, image, NOW = made["garment"], made["image"], made["NOW"]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def stocked(store: Store) -> Store:
    for number in range(4):
        store.rows.put(
            [garment(number, category="coat", attributes={"颜色": "红"}), image(number, of=number)]
        )
    said = Prediction("i-001", "m", "1", "g-001", "dress", 0.6, [["dress", 0.6]], NOW)
    store.predictions.put([said], {"i-001": np.ones(2)})
    return store


def everything(store: Store) -> tuple[object, ...]:
    found = list(store.rows.scan(Garment))
    cards = store.cards.find([each.id for each in found])
    return found, list(store.rows.scan(Image)), cards, store.predictions.of([each.id for each in found])


def change(store: Store, numbers: range, **fields: object) -> str:
    before = [store.rows.get(Garment, f"g-{number:03d}") for number in numbers]
    after = [each.model_copy(update={"updated_at": LATER, **fields}) for each in before]
    return store.changes.replace("set", "me", fields, before, after, LATER, reviewed="category" in fields).id


def remove(store: Store, numbers: range) -> str:
    ids = [f"g-{number:03d}" for number in numbers]
    garments = [store.rows.get(Garment, id_) for id_ in ids]
    images = list(store.rows.scan(Image, where={"garment_id": ids}))
    return store.changes.remove("me", {}, garments, images, LATER).id


def test_a_set_is_undone_exactly(stocked: Store) -> None:
    before = everything(stocked)
    id_ = change(stocked, range(3), category="dress", brand="b")
    assert stocked.rows.count(Garment, where={"category": "dress"}) == 3
    assert stocked.cards.get("g-001").state == "confirmed"
    undone = stocked.changes.undo(id_, LATER)
    assert (undone.restored, undone.kept, undone.change.undone_at) == (3, (), LATER)
    assert everything(stocked) == before


def test_a_delete_is_undone_exactly(stocked: Store) -> None:
    before = everything(stocked)
    id_ = remove(stocked, range(1, 4))
    assert [each.id for each in stocked.rows.scan(Garment)] == ["g-000"]
    assert stocked.rows.count(Image) == 1
    assert stocked.changes.undo(id_, LATER).restored == 3
    assert everything(stocked) == before


def test_what_changed_since_stays_as_it_is(stocked: Store) -> None:
    id_ = change(stocked, range(3), brand="b")
    mine = stocked.rows.get(Garment, "g-001").model_copy(
        update={"brand": "c", "updated_at": LATER + timedelta(1)}
    )
    stocked.rows.put([mine])
    stocked.rows.delete(Garment, ["g-002"], before={Image: ["i-002"]})
    undone = stocked.changes.undo(id_, LATER)
    assert (undone.restored, undone.kept) == (1, ("g-001", "g-002"))
    assert stocked.rows.get(Garment, "g-001") == mine
    assert stocked.rows.get(Garment, "g-000").brand == ""


def test_a_garment_made_anew_under_a_deleted_ones_id_stays(stocked: Store) -> None:
    id_ = remove(stocked, range(2))
    new = garment(1, name="another")
    stocked.rows.put([new])
    assert stocked.changes.undo(id_, LATER).kept == ("g-001",)
    assert stocked.rows.get(Garment, "g-001") == new
    assert stocked.rows.count(Image, where={"garment_id": "g-001"}) == 0


def test_a_look_that_came_after_a_newer_answer_is_not_taken_from_it(stocked: Store) -> None:
    id_ = change(stocked, range(1, 2), category="dress")
    newer = Prediction("i-001", "m", "2", "g-001", "coat", 0.9, [["coat", 0.9]], LATER, LATER)
    stocked.predictions.put([newer])
    stocked.changes.undo(id_, LATER)
    assert stocked.predictions.of(["g-001"]) == [newer]


def test_nothing_happens_in_part(stocked: Store) -> None:
    before = everything(stocked)
    stocked.rows.put([Colourway(id="c", garment_id="g-002", colour="red")])
    with pytest.raises(ModisteError, match="MOD-1105"):
        remove(stocked, range(4))
    assert everything(stocked) == before
    assert stocked.changes.page() == []


def test_a_change_is_undone_once_and_only_if_there_is_one(stocked: Store) -> None:
    id_ = change(stocked, range(1), brand="b")
    stocked.changes.undo(id_, LATER)
    with pytest.raises(ModisteError, match=r"MOD-1115.*before"):
        stocked.changes.undo(id_, LATER)
    with pytest.raises(ModisteError, match=r"MOD-1103.*nothing"):
        stocked.changes.undo("nothing", LATER)
    with pytest.raises(ModisteError, match="MOD-1103"):
        stocked.changes.get("nothing")


def test_the_newest_are_listed_first_and_the_oldest_forgotten(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert KEPT >= 100
    monkeypatch.setattr("modiste.store.changes.KEPT", 2)
    ids = []
    for number in range(3):
        moment = NOW + timedelta(seconds=number)
        row = [stocked.rows.get(Garment, "g-000")]
        ids.append(stocked.changes.replace("set", "me", {"n": number}, row, row, moment, reviewed=False).id)
    assert [each.id for each in stocked.changes.page()] == [ids[2], ids[1]]
    assert stocked.changes.get(ids[2]).said == {"n": 2}
