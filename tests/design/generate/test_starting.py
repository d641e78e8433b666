"""A training goes on from a generator's folder: the weights come back, of a pair the judge's too."""

import numpy as np
import pytest
import torch

from modiste.design.generate.starting import REST, started
from modiste.garment import ModisteError
from modiste.learning import NETWORKS, build_network

from ..conftest import untrained

LABELS = ("Bag", "Dress", "Coat")


@pytest.mark.parametrize("kind", ["gan", "flow"])
def test_every_weight_comes_back_to_16_bits(folders, kind):
    known, recipe, _ = untrained(kind)
    torch.manual_seed(9)
    fresh = build_network(recipe.network, recipe.input, 3, NETWORKS)
    module = started(fresh, LABELS, folders / kind)
    assert module is fresh
    for name, tensor in known.state_dict().items():
        assert torch.allclose(module.state_dict()[name], tensor, atol=1e-3, rtol=1e-3), name
        assert module.state_dict()[name].dtype == torch.float32
    assert any(name.startswith("discriminator.") for name in known.state_dict()) == (kind == "gan")


def test_what_the_graph_holds_is_not_kept_twice(folders):
    with np.load(folders / "gan" / REST) as rest:
        assert rest.files
        assert all(name.startswith("discriminator.") for name in rest.files if rest[name].size >= 256)


def test_another_network_or_other_labels_are_refused(folders, tmp_path):
    _, recipe, _ = untrained("flow")
    wider = recipe.with_settings({"network.widths": "[8, 16]"})
    with pytest.raises(ModisteError, match=r"MOD-1303.*another one"):
        started(build_network(wider.network, wider.input, 3, NETWORKS), LABELS, folders / "flow")
    module = build_network(recipe.network, recipe.input, 3, NETWORKS)
    with pytest.raises(ModisteError, match=r"MOD-1303.*Bag, Dress"):
        started(module, ("Hat", "Shoe", "Coat"), folders / "flow")
    for path in (folders / "flow").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / REST).write_bytes(b"nothing")
    with pytest.raises(ModisteError, match="MOD-1320"):
        started(module, LABELS, tmp_path)
