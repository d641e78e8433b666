"""A training to be killed or multiplied: run as a program with the folder to write to."""

import sys
from pathlib import Path

import numpy as np

from modiste.learning import NETWORKS, ArrayExamples, Recipe, fit

RECIPE = {
    "name": "modiste.test.worker.v1",
    "input": {"height": 8, "width": 8, "mean": [0.5], "std": [0.5]},
    "network": {"name": "cnn", "channels": [8], "dense": [16]},
    "optimiser": {"name": "adam", "learning_rate": 0.003},
    "schedule": {"name": "cosine"},
    "augment": [{"name": "mirror"}, {"name": "shift", "pixels": 1}, {"name": "erase"}],
    "train": {"epochs": 12, "batch_size": 16, "ema": 0.9, "precision": "float32", "checkpoint_seconds": 0.05},
}


def main(out: Path) -> None:
    """Train; print a line when the first step is done."""
    chance = np.random.default_rng(0)
    targets = (np.arange(480) % 3).astype(np.int64)
    pictures = (
        chance.integers(0, 120, (480, 1, 8, 8)) + targets[:, None, None, None] * np.eye(8, dtype=int) * 60
    )
    ids = [str(number) for number in range(480)]
    data = ArrayExamples(pictures.clip(0, 255).astype(np.uint8), targets, ("a", "b", "c"), ids)
    fit(
        Recipe.model_validate(RECIPE),
        data,
        data,
        builders=NETWORKS,
        out=out,
        progress=lambda event: print(event.kind, flush=True),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
