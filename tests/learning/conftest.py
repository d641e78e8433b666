"""Small, real things that the learning tests share."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from modiste.learning import ArrayExamples, Recipe

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
