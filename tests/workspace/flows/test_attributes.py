"""Pictures described, and what people of a shop correct."""

import io
import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from modiste.collect import clip_pictures
from modiste.garment import ModisteError
from modiste.vision import Refusal
from modiste.workspace import Selection, flows, open_shop
from modiste.workspace.flows import Described


def red() -> bytes:
    picture = Picture.new("RGB", (120, 160), (238, 237, 235))
    picture.paste((200, 32, 42), (35, 20, 85, 150))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def test_a_picture_is_described_and_what_is_none_refused() -> None:
    described, refused = flows.describe([("red.png", red()), ("none.png", b"none")])
    assert isinstance(described, Described) and isinstance(refused, Refusal)
    assert "category" in described.tags and 0 < described.tags["category"].confidence <= 1
    told = described.to_json()
    assert told["file"] == "red.png" and set(told) == {"file", "tags", "colours", "covered", "frames"}


def test_a_clips_tags_are_pooled_over_its_key_frames(tmp_path: Path) -> None:
    film = runpy.run_path(str(Path(__file__).parents[2] / "collect" / "filming.py"))
    clip = tmp_path / "red.mp4"
    film["written"](tmp_path, "red.mp4", film["three_scenes"]())
    told, refused = flows.describe([clip, tmp_path / "none.mp4"])
    assert isinstance(told, Described) and told.frames > 1
    alone = list(flows.describe([(str(n), data) for n, data in enumerate(clip_pictures(clip))]))
    assert len(alone) == told.frames
    votes = [dict(each.tags["category"].top)[each.tags["category"].value] for each in alone]
    assert told.tags["category"].confidence <= max(votes)
    assert isinstance(refused, Refusal)


def test_an_edit_is_learned_and_an_undo_unlearned(tmp_path: Path) -> None:
    (tmp_path / "photos" / "dress").mkdir(parents=True)
    (tmp_path / "photos" / "dress" / "a.png").write_bytes(red())
    with open_shop(tmp_path / "shop", create=True) as shop:
        flows.import_from(shop, str(tmp_path / "photos"))
        ids = shop.garments.ids()
        shop.finding.index()
        plain = flows.corrected_tagger(shop).heads["sleeve"].weights
        edit = shop.edits.set(Selection(ids=ids), {"attributes": {"sleeve": "long"}}, "a person")
        moved = flows.corrected_tagger(shop).heads["sleeve"].weights
        assert not np.array_equal(plain, moved)
        assert edit.change is not None
        shop.edits.undo(edit.change.id)
        assert np.array_equal(flows.corrected_tagger(shop).heads["sleeve"].weights, plain)


def test_a_tag_is_explained_by_parts_of_the_picture_and_by_garments_near_it(tmp_path: Path) -> None:
    (tmp_path / "photos" / "dress").mkdir(parents=True)
    photo = tmp_path / "photos" / "dress" / "a.png"
    photo.write_bytes(red())
    with open_shop(tmp_path / "shop", create=True) as shop:
        flows.import_from(shop, str(tmp_path / "photos"))
        shop.finding.index()
        why = flows.explain_tag(photo, "category", shop, tmp_path / "why.png")
        assert why.nearest == ((shop.garments.ids()[0], "dress"),)
    assert why.tag.value == next(flows.describe([photo])).tags["category"].value
    assert why.heat.shape == (8, 8)
    assert abs(float(why.heat[0, 0])) < float(why.heat.max())
    with Picture.open(tmp_path / "why.png") as shown:
        assert shown.size == (120, 160)
    assert set(why.to_json()) >= {"field", "value", "confidence", "heat", "nearest"}
    with pytest.raises(ModisteError, match="MOD-1415"):
        flows.explain_tag(photo, "pockets")
