"""Where recipes lie, and what the builders they name take: read without importing them."""

import subprocess
import sys

import pytest

from modiste.learning import shipped_recipes
from modiste.workspace.flows import builder_parameters, recipe_file


def test_a_shipped_recipe_has_its_file() -> None:
    assert recipe_file(None, "clothing") == shipped_recipes()["clothing"]


def test_parameters_are_the_builders_own() -> None:
    assert builder_parameters("network", "lite0") == {"weights": "imagenet", "dropout": 0.2}
    assert builder_parameters("network", "cnn") == {"channels": (32,), "kernel": 3, "dense": (128,)}
    assert builder_parameters("schedule", "linear") == {"warmup": 0.1, "final": 0.0}
    assert set(builder_parameters("optimiser", "muon")) == {
        "learning_rate", "weight_decay", "momentum", "sgd_rate", "sgd_momentum",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "nothing", "../cnn", "__init__", "Cnn"])
def test_of_an_unknown_name_nothing_is_known(name: str) -> None:
    for section in ("network", "loss", "optimiser", "schedule", "other"):
        assert builder_parameters(section, name) == {}


def test_torch_is_not_imported_for_it() -> None:
    code = (
        "import sys; from modiste.workspace import form_of; form_of(None, 'clothing');"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
