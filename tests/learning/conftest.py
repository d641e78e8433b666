"""Small, real things that the learning tests share."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch

from modiste.learning import NETWORKS, ArrayExamples, Recipe, fit
from modiste.learning.exporting import export

TINY = {
    "name": "modiste.test.tiny.v1",
    "input": {"height": 8, "width": 8, "mean": [0.5], "std": [0.5]},
    "network": {"name": "cnn", "channels": [4], "dense": [8]},
    "optimiser": {"name": "adam", "learning_rate": 0.01},
    "train": {"epochs": 3, "batch_size": 16, "precision": "float32"},
}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def tiny() -> Recipe:
    return Recipe.model_validate(TINY)


@pytest.fixture
def stripes() -> ArrayExamples:
    """200 noisy 8 x 8 pictures with a bright upper or lower half: easy, but not trivial."""
    chance = np.random.default_rng(0)
    targets = np.arange(200) % 2
    pictures = chance.integers(0, 150, (200, 1, 8, 8))
    pictures[targets == 0, :, :4] += 60
    pictures[targets == 1, :, 4:] += 60
    ids = [f"stripe-{number:03d}" for number in range(200)]
    return ArrayExamples(pictures.astype(np.uint8), targets.astype(np.int64), ("upper", "lower"), ids)


@dataclass(frozen=True)
class Trained:
    """A trained network, its recipe, pictures it never saw `(n, h, w, c)`, and its model folder."""

    module: torch.nn.Module
    recipe: Recipe
    examples: ArrayExamples
    images: np.ndarray
    targets: np.ndarray
    folder: Path


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A small residual network that tells which half of a grey picture is brighter."""
    recipe = Recipe.model_validate(
        {
            "name": "modiste.test.halves.v1",
            "input": {"height": 12, "width": 12, "mean": [0.5], "std": [0.25], "mirror": False},
            "network": {"name": "resnet", "widths": [16, 32], "blocks": [1, 1], "strides": [1, 2]},
            "optimiser": {"name": "adam", "learning_rate": 0.01},
            "train": {"epochs": 4, "batch_size": 32, "precision": "float32"},
        }
    )
    chance = np.random.default_rng(5)
    targets = np.arange(480, dtype=np.int64) % 4
    brighter = np.zeros((4, 1, 12, 12), np.int64)
    brighter[0, :, :6], brighter[1, :, 6:] = 55, 55
    brighter[2, :, :, :6], brighter[3, :, :, 6:] = 55, 55
    pictures = chance.integers(0, 200, (480, 1, 12, 12)) + brighter[targets]
    return _train(recipe, pictures.astype(np.uint8), targets, tmp_path_factory.mktemp("trained"))


def _train(recipe: Recipe, pictures: np.ndarray, targets: np.ndarray, out: Path) -> Trained:
    labels = ("upper", "lower", "left", "right")
    examples = ArrayExamples(pictures[:320], targets[:320], labels, [str(n) for n in range(320)])
    run = fit(recipe, examples, None, builders=NETWORKS, out=out / "run")
    images = np.ascontiguousarray(np.moveaxis(pictures[320:], 1, 3))
    folder = export(run.module, recipe, labels, out / "model", golden=images[:3], temperature=1.5)
    return Trained(run.module, recipe, examples, images, targets[320:], folder)
