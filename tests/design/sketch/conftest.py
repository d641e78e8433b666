"""A small real generator of sketches, exported once."""

import numpy as np
import pytest
import torch

from modiste.design import as_sketches, open_generator, write_generator
from modiste.design.sketch.fields import CHANNELS, GRID
from modiste.design.sketch.labels import labels
from modiste.learning import NETWORKS, ArrayExamples, build_network, find_recipe

SMALL = {"network.widths": "[8, 6, 4]", "network.reader": "[4, 4, 4]", "network.style": "8"}


@pytest.fixture(scope="session")
def sketch_folder(tmp_path_factory):
    """The model folder of an untrained one."""
    torch.manual_seed(5)
    recipe = find_recipe("design-flats").with_settings(SMALL)
    network = build_network(recipe.network, recipe.input, len(labels()), NETWORKS).eval()
    for parameter in network.parameters():
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    pixels = np.zeros((2, len(CHANNELS), *GRID), np.uint8)
    learned = ArrayExamples(pixels, np.arange(2), labels(), ("a", "b"))
    out = tmp_path_factory.mktemp("sketches") / "design-flats"
    return write_generator(network, recipe, learned, out, name="design-flats", data="flats:16")


@pytest.fixture(scope="session")
def sketching(sketch_folder):
    """Its generator."""
    return as_sketches(open_generator(sketch_folder))
