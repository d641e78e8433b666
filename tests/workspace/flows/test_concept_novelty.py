"""Concepts that are garments of the shop are told; what photos show is kept, and new photos are looked at."""

import io
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image as Picture

from modiste.collect import open_data
from modiste.garment import Garment
from modiste.workspace.flows import concept_novelty
from modiste.workspace.flows.concept_novelty import novelty

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def photo(pixels):
    made = io.BytesIO()
    Picture.fromarray(pixels.squeeze()).save(made, format="PNG")
    return made.getvalue()


@pytest.fixture
def pictures(fashion_mnist):
    return list(open_data("fashion-mnist:train").pixels[:12].transpose(0, 2, 3, 1))


def test_a_copy_of_a_garment_is_told_by_its_id(shop, pictures, monkeypatch, tmp_path):
    monkeypatch.setenv("MODISTE_CACHE", str(tmp_path / "cache"))
    for name, picture in (("boot-1", pictures[0]), ("shirt-1", pictures[1])):
        shop.garments.put(Garment(id=name, name=name, created_at=NOW, updated_at=NOW))
        shop.garments.add_photo(name, photo(picture), f"{name}.png")
    concepts = [pictures[5], pictures[1][:, ::-1], pictures[0]]
    told = novelty(shop, concepts)
    assert told["among"] == 2
    assert [(each["number"], each["garment"]) for each in told["too_close"]] == [
        (1, "shirt-1"),
        (2, "boot-1"),
    ]
    monkeypatch.setattr(concept_novelty, "_pixels", lambda *_: pytest.fail("looked at twice"))
    assert novelty(shop, concepts) == told


def test_without_a_shop_or_photos_nothing_is_compared(shop, pictures):
    assert novelty(None, pictures) == novelty(shop, pictures) == {"among": 0, "too_close": []}
    assert np.shape(pictures[0]) == (28, 28, 1)
