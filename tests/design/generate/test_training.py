"""Data of generators: pictures with a margin, held-out ones apart."""

import numpy as np
import pytest

from modiste.design.generate.training import training_data
from modiste.garment import ModisteError
from modiste.learning import find_recipe


def test_small_pictures_get_a_margin(fashion_mnist):
    recipe = find_recipe("design-flow").with_settings(
        {"data.limit": "120", "input.height": "32", "input.width": "32"}
    )
    learned, held = training_data(recipe)
    assert len(learned) + len(held) == 120
    assert 5 <= len(held) <= 15
    pixels = learned.take(np.arange(100))
    assert pixels.shape == (100, 1, 32, 32)
    assert pixels[..., :2].max() == pixels[..., -2:].max() == 0
    assert pixels.max() > 200


def test_without_data_or_of_another_kind_it_says_so(photos, cache):
    recipe = find_recipe("design-gan").with_settings({"data.source": ""})
    with pytest.raises(ModisteError, match="MOD-1405"):
        training_data(recipe)
    with pytest.raises(ModisteError, match="MOD-1404"):
        training_data(recipe, photos, cache=cache)
