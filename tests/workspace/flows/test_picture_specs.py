"""Pictures read into specs: a render is read, locked fields stay, what shows nothing is refused."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.design import read_eyes
from modiste.foundation import bundled_encoder
from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import keep_picture_spec, learn_seeing, spec_of, spec_of_picture
from modiste.workspace.flows.picture_lessons import lessons


def encoded(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def skirt() -> tuple[bytes, dict]:
    """A render of a seed that nothing was learned from, laid flat or worn, in a calm studio."""
    first = next(iter(lessons(7, 41, start=6)))
    return encoded(first.pixels), first.facts


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        yield opened


def test_a_render_is_read_into_fields_with_sources_and_lengths(skirt):
    data, facts = skirt
    read = spec_of_picture(("a.png", data), chart=facts["chart"], size=facts["size"])
    assert read.spec.value("size") == facts["size"]
    assert {read.spec.fields[name].source for name in ("program", "length_cm", "colours")} == {"picture"}
    assert 0 < read.spec.fields["program"].confidence <= 1
    length = next(each for each in read.lengths if each.name == "length_cm")
    assert length.low < length.value < length.high
    left, top, right, bottom = read.box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert read.to_json()["lengths"][0]["how"] == "predicted"


def test_what_reads_was_learned_with_the_encoder_that_comes_along():
    assert read_eyes().encoder == bundled_encoder().fingerprint


def test_locked_fields_never_change_and_what_was_seen_is_told(skirt):
    before = spec_of("a red hoodie", lock=["program", "colours"])
    read = spec_of_picture(("a.png", skirt[0]), before=before, lock=["sleeve"])
    for name in ("program", "colours"):
        assert read.spec.fields[name] == before.fields[name]
    assert read.spec.fields["sleeve"].is_locked
    assert any(each.en.startswith("program is locked at hoodie") for each in read.spec.contradictions)


def test_it_is_kept_as_a_design_below_its_parent(shop: Shop, skirt):
    parent = shop.designs.keep(spec_of("a red hoodie", lock=["program"]))
    read, design = keep_picture_spec(shop, ("a.png", skirt[0]), parent=parent.id)
    assert design.parent == parent.id
    assert shop.designs.get(design.id).spec == read.spec
    assert not list(shop.root.rglob("*.png"))


def test_nothing_and_nonsense_are_refused(tmp_path: Path):
    with pytest.raises(ModisteError, match="MOD-2764"):
        spec_of_picture(("grey.png", encoded(np.full((200, 160, 3), 128, np.uint8))))
    with pytest.raises(ModisteError, match="MOD-12"):
        spec_of_picture(("a.png", b"no picture"))
    with pytest.raises(ModisteError, match="MOD-2761"):
        spec_of_picture(("a.png", b""), lock=["colour"])
    with pytest.raises(ModisteError, match="MOD-2766"):
        learn_seeing([tmp_path], tmp_path / "eyes.npz")
