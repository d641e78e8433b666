"""Walks and look-alikes need a generator that has styles; a way has as many pictures as are asked for."""

import pytest
from PIL import Image

from modiste.design import ConceptWish, FlowGenerator
from modiste.garment import ModisteError
from modiste.workspace.flows import concept_edits
from modiste.workspace.flows.concept_edits import resemble, walk_concepts


def test_a_flow_has_no_styles_to_walk_in(plain_generator, tmp_path, monkeypatch):
    monkeypatch.setattr(concept_edits, "generator_of", lambda *_: FlowGenerator(None, None))
    with pytest.raises(ModisteError, match=r"MOD-2707.*--model gan"):
        walk_concepts(None, ConceptWish(n=3), (0, 1), str(plain_generator), tmp_path / "way")
    assert not (tmp_path / "way").exists()


def test_a_way_and_a_look_alike_are_written(plain_generator, tmp_path):
    told = walk_concepts(None, ConceptWish("coat", n=3), (0, 1), str(plain_generator), tmp_path / "way")
    assert [each["file"] for each in told["items"]] == ["00.png", "01.png", "02.png"]
    Image.new("RGB", (64, 48), (120, 120, 120)).save(tmp_path / "grey.png")
    found = resemble(None, tmp_path / "grey.png", str(plain_generator), tmp_path / "like")
    assert 0 < found["error"] < 2
    assert (tmp_path / "like" / "00.png").exists()
