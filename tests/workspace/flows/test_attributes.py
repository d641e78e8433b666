"""Pictures described, and what people of a shop correct."""

import io
from pathlib import Path

import numpy as np
from PIL import Image as Picture

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
    assert told["file"] == "red.png" and set(told) == {"file", "tags", "colours", "covered"}


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
