"""Sketches to learn from: the same from the same number, kept, held-out ones of another seed."""

import numpy as np
import pytest

from modiste.design.sketch import training
from modiste.design.sketch.drawing import sketched
from modiste.garment import ModisteError
from modiste.learning import find_recipe


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """Eight sketches a file instead of hundreds."""
    monkeypatch.setattr(training, "_PIECE", 8)


def test_sketches_are_drawn_once(tmp_path, monkeypatch):
    recipe = find_recipe("design-flats").with_settings({"data.validation": "0.25"})
    learned, held = training.training_data(recipe, "flats:20", cache=tmp_path)
    assert (len(learned), len(held)) == (20, 5)
    fields, wish = sketched(training.LEARNED, 11)
    assert np.array_equal(learned.take(np.array([11]))[0], fields)
    assert np.array_equal(learned.targets[11], wish)
    assert not np.array_equal(held.take(np.array([3]))[0], learned.take(np.array([3]))[0])
    monkeypatch.setattr(training, "sketched", lambda *_: pytest.fail("drawn twice"))
    again, _ = training.training_data(recipe, "flats:20", cache=tmp_path)
    assert again.hash == learned.hash


@pytest.mark.parametrize("data", ["flats:3", "flats", "fashion-mnist:train", "flats:9999999"])
def test_other_data_are_refused(tmp_path, data):
    with pytest.raises(ModisteError, match="MOD-2712"):
        training.training_data(find_recipe("design-flats"), data, cache=tmp_path)


def test_an_input_of_another_size_is_refused(tmp_path):
    recipe = find_recipe("design-flats").with_settings({"input.height": "64"})
    with pytest.raises(ModisteError, match="MOD-1303"):
        training.training_data(recipe, "flats:20", cache=tmp_path)
