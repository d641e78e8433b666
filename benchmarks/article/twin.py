"""Knows the article's network as our recipe, trained with `modiste.learning.fit` on the listing's own split.

The counterpart of `listing.py`, in the house's environment; same arguments, same JSON.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from modiste.collect import fashion_mnist
from modiste.learning import NETWORKS, Event, Recipe, Subset, fit, load_recipe, logits_of

RECIPE = Path(__file__).resolve().parents[2] / "recipes" / "fashion-mnist-article.toml"


def article_recipe(seed: int, epochs: int, precision: str) -> Recipe:
    """The committed recipe with another seed, length and precision."""
    settings = {"train.seed": str(seed), "train.epochs": str(epochs), "train.precision": precision}
    return load_recipe(RECIPE).with_settings(settings)


def accuracy(module: Any, recipe: Recipe, judged: Any) -> float:
    """The share of `judged` whose largest logit is the truth's."""
    return float((logits_of(module, recipe, judged, 500).argmax(1) == judged.targets).mean())


def study(data: Path | None, seed: int, epochs: int, precision: str) -> dict[str, object]:
    """Fit on the first four fifths of the training file, look at the test set once, at the end."""
    whole, recipe = fashion_mnist("train", data), article_recipe(seed, epochs, precision)
    fitted, held = (Subset(whole, rows) for rows in np.split(np.arange(len(whole)), [len(whole) * 4 // 5]))
    started = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        run = fit(recipe, fitted, held, builders=NETWORKS, out=Path(folder))
    seconds, cpu_seconds = time.perf_counter() - started[0], time.process_time() - started[1]
    return {
        "seed": seed,
        "epochs": epochs,
        "precision": precision,
        "parameters": sum(parameter.numel() for parameter in run.module.parameters()),
        "history": {
            "loss": [round(row["loss"], 5) for row in run.history],
            "val_accuracy": [round(row["validation_accuracy"], 5) for row in run.history],
        },
        "fitted_accuracy": accuracy(run.module, recipe, fitted),
        "test_accuracy": accuracy(run.module, recipe, fashion_mnist("test", data)),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
    }


def rate(data: Path | None, count: int, precision: str) -> dict[str, float]:
    """Images a second over the second of two epochs of the first `count` images."""
    part = Subset(fashion_mnist("train", data), np.arange(count))
    recipe = article_recipe(0, 2, precision)
    times: list[tuple[float, float]] = []

    def clock(event: Event) -> None:
        if event.kind == "epoch":
            times.append((time.perf_counter(), time.process_time()))

    with tempfile.TemporaryDirectory() as folder:
        fit(recipe, part, None, builders=NETWORKS, out=Path(folder), progress=clock)
    (wall, cpu), (wall_end, cpu_end) = times
    return {"per_second": count / (wall_end - wall), "per_cpu_second": count / (cpu_end - cpu)}


def main() -> None:
    """Print one JSON object: a study run, or with `--rate` a training rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the four files (default: where collect looks)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--precision", default="auto", choices=["auto", "float32", "bfloat16"])
    parser.add_argument("--rate", type=int, default=0, metavar="N", help="time an epoch of N images instead")
    args = parser.parse_args()
    if args.rate:
        print(json.dumps(rate(args.data, args.rate, args.precision)))
    else:
        print(json.dumps(study(args.data, args.seed, args.epochs, args.precision)))


if __name__ == "__main__":
    main()
