"""Tagging a shop: every photo once a version, kept by batch, and likeness from what was kept."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import Event, silent
from modiste.workspace import Selection, Shop
from modiste.workspace.flows import alike, default_model, look_up, tag, tag_garment, tagging


def never() -> bool:
    return False


def test_a_shop_is_tagged_once_a_version(copied: Shop) -> None:
    first = tag(copied, "tiny", silent, never)
    assert (first.model, first.version, first.photos, first.rejected) == ("tiny", "1", 48, 0)
    assert tag(copied, "tiny", silent, never).photos == 0
    assert tag(copied, "tiny", silent, never, again=True).photos == 48
    states = copied.garments.facets()["state"]
    assert sum(states.values()) == 48
    assert "none" not in states
    assert first.unsure == sum(
        card.certainty is not None and card.certainty < 0.8 for card in copied.garments.cards(limit=500).items
    )


def test_a_garment_that_came_back_is_seen_again_for_its_embedding(copied: Shop) -> None:
    tag(copied, "tiny", silent, never)
    id_ = copied.garments.ids(limit=1)[0]
    before = copied.garments.card(id_)
    edit = copied.edits.delete(Selection(ids=[id_]), "me")
    assert edit.change is not None
    copied.edits.undo(edit.change.id)
    assert copied.garments.card(id_) == before
    assert tag(copied, "tiny", silent, never).photos == 1
    assert len(copied.store.predictions.space("tiny", "1")[0]) == 48


def test_a_stopped_tagging_keeps_its_batches_and_goes_on(
    copied: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "BATCH", 10)
    heard: list[Event] = []
    with pytest.raises(ModisteError, match="MOD-2018"):
        tag(copied, "tiny", heard.append, lambda: len(heard) > 2)
    assert copied.garments.facets()["state"]["none"] == 28
    assert tag(copied, "tiny", silent, never).photos == 28


def test_the_shops_model_is_the_one_whose_labels_are_its_categories(copied: Shop) -> None:
    assert default_model(copied) == "tiny"
    garment = copied.garments.page(limit=1).items[0]
    tag_garment(copied, garment.id, "clothing")
    assert default_model(copied) == "clothing"


def test_a_trial_with_the_same_labels_takes_nothing_over_until_it_is_promoted(copied: Shop) -> None:
    copied.registry.register(copied.registry.resolve("tiny").folder, "another")
    assert default_model(copied) == "tiny"
    copied.registry.promote("another", "1")
    assert default_model(copied) == "another"


def test_alike_are_those_of_the_same_colour(copied: Shop, photos: Path) -> None:
    tag(copied, "tiny", silent, never)
    garment = copied.garments.page(filters={"category": "coat"}, limit=1).items[0]
    found = alike(copied, garment.id, limit=5)
    assert (found.model, found.among, len(found.garments)) == ("tiny", 48, 5)
    assert garment.id not in dict(found.garments)
    assert [share for _, share in found.garments] == sorted((s for _, s in found.garments), reverse=True)
    assert {copied.garments[id_].category for id_, _ in found.garments} == {"coat"}
    looked = look_up(copied, "a.png", (photos / "bag" / "bag-03.png").read_bytes(), limit=1)
    assert looked.label == "bag"
    ((id_, cosine),) = looked.alike.garments
    assert copied.garments[id_].attributes["file"].endswith("bag-03.png")
    assert cosine == pytest.approx(1, abs=2e-3)


def test_a_folder_of_this_machine_is_no_model_to_keep_answers_of(copied: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-1328"):
        tag(copied, str(copied.root / "models" / "tiny" / "1"), silent, never)
