"""Small real generators, exported once."""

import pytest
import torch

from modiste.design import open_generator, write_generator
from modiste.learning import NETWORKS, ArrayExamples, InputSpec, Part, Recipe, build_network

SPEC = InputSpec(height=16, width=16, mean=(0.5,), std=(0.5,))
PARTS = {
    "gan": {"name": "gan", "latent": 6, "widths": [8, 4], "patch": 2, "style": 12},
    "flow": {"name": "flow", "widths": [8, 12], "blocks": [1, 1], "patch": 2},
}


def untrained(kind):
    """A network whose every weight has something to say, and what is needed to export it."""
    import numpy as np

    torch.manual_seed(3)
    recipe = Recipe(name=f"modiste.design.{kind}.v1", input=SPEC, network=Part.model_validate(PARTS[kind]))
    network = build_network(recipe.network, SPEC, 3, NETWORKS).eval()
    for parameter in network.parameters():
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    pixels = np.zeros((3, 1, 16, 16), np.uint8)
    learned = ArrayExamples(pixels, np.arange(3), ("Bag", "Dress", "Coat"), ("a", "b", "c"))
    return network, recipe, learned


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """The model folders of a pair and of a flow."""
    root = tmp_path_factory.mktemp("generators")
    for kind in PARTS:
        write_generator(*untrained(kind), root / kind, name=f"design-{kind}", data="nothing")
    return root


@pytest.fixture(scope="session")
def gan(folders):
    """A pair's generator."""
    return open_generator(folders / "gan")


@pytest.fixture(scope="session")
def flow(folders):
    """A flow."""
    return open_generator(folders / "flow")
