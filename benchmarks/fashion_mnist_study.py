"""The Fashion-MNIST study's own models: the recipe alone, a wide teacher, and what learns from it.

Parts: `plain` (recipes/fashion-mnist.toml), `wide` (fashion-mnist-wide.toml, for an accelerator), `distilled`
(the first network taught by the second, 60 epochs, temperature 2) and `student` (fashion-mnist-student.toml,
taught likewise, temperature 4). Every run keeps its folder under --runs: cut off, it goes on; finished, it is
judged again in float32. The 10,000 test pictures are looked at once a run; nothing is chosen by them.
"""

import argparse
import math
import statistics
import sys
from pathlib import Path

import torch

from _record import record
from modiste.collect import open_data
from modiste.learning import NETWORKS, Event, Examples, Recipe, find_recipe, fit, logits_of, split
from modiste.learning.distillation import Teacher, distil, open_run

T_95 = {2: 12.706, 3: 4.303}
"""Student's t for that many values, two-sided 95 %."""
PARTS = {
    "plain": ("fashion-mnist", 3, {}, 0.0),
    "wide": ("fashion-mnist-wide", 1, {}, 0.0),
    "distilled": ("fashion-mnist", 3, {"train.epochs": "60"}, 2.0),
    "student": ("fashion-mnist-student", 1, {}, 4.0),
}
"""Recipe, seeds, settings, and the temperature where a wide network teaches."""
CLAIMS = {
    "plain": (
        "Fashion-MNIST, the CPU recipe alone: test accuracy",
        "Fashion-MNIST 单独 CPU 配方：测试准确率",
    ),
    "wide": ("Fashion-MNIST, wide residual network: test accuracy", "Fashion-MNIST 宽残差网络：测试准确率"),
    "distilled": (
        "Fashion-MNIST, taught by the wide one: test accuracy",
        "Fashion-MNIST 由宽网络蒸馏：测试准确率",
    ),
    "student": (
        "Fashion-MNIST, small, in float32: test accuracy",
        "Fashion-MNIST 小模型（float32）：测试准确率",
    ),
}
GOALS = {"plain": 95.5, "wide": 96.91, "distilled": 95.5, "student": 95.0}


def run_of(part: str, seed: int, runs: Path) -> tuple[Recipe, torch.nn.Module]:
    """Train one seed, or open what an earlier call left."""
    name, _, settings, temperature = PARTS[part]
    recipe = find_recipe(name).with_settings({**settings, "train.seed": str(seed)})
    out = runs / f"{part}-{seed}"
    if (out / "weights.safetensors").exists():
        module, recipe = open_run(out, 10, NETWORKS)
        return recipe, module
    learnt, held = sides(recipe)
    if not temperature:
        return recipe, fit(recipe, learnt, held, builders=NETWORKS, out=out, progress=say).module
    _, module = run_of("wide", 0, runs)
    # The pupil sees each picture and its mirror image in turn: the teacher need not look at both each time.
    teacher = Teacher(module, recipe.input.model_copy(update={"mirror": False}))
    made = distil(
        recipe, [teacher], learnt, held, builders=NETWORKS, out=out, temperature=temperature, progress=say
    )
    return recipe, made.module


def sides(recipe: Recipe) -> tuple[Examples, Examples]:
    """What is learned from, and the 5,000 pictures to choose by."""
    return split(open_data("fashion-mnist:train"), recipe.data.validation, recipe.data.split_seed)


def right(recipe: Recipe, module: torch.nn.Module, examples: Examples) -> float:
    """Per cent of the examples that the network names."""
    return 100 * float((logits_of(module, recipe, examples).argmax(1) == examples.targets).mean())


def keep(part: str, validation: list[float], test: list[float], notes: str) -> None:
    """Record what the seeds reached; a miss is recorded as a miss."""
    english, chinese = CLAIMS[part]
    mean = statistics.fmean(test)
    if len(test) > 1:
        half = T_95[len(test)] * statistics.stdev(test) / math.sqrt(len(test))
        what = f"mean of {len(test)} seeds and its interval"
    else:
        half, what = 1.96 * math.sqrt(mean * (100 - mean) / 10_000), "one seed, binomial interval"
    missed = "" if mean >= GOALS[part] else f"MISSED: the goal is {GOALS[part]:g} %. "
    record(
        "fashion_mnist_study",
        english,
        round(mean, 2),
        "%",
        (round(mean - half, 2), round(mean + half, 2)),
        how=f"recipe {PARTS[part][0]}, 55,000 training pictures, chosen on 5,000 held out; {what}",
        notes=f"{missed}{notes}".strip(),
        extra={
            "claim_zh": chinese,
            "validation": [round(value, 2) for value in validation],
            "test": [round(value, 2) for value in test],
        },
    )


def say(event: Event) -> None:
    """One line an epoch."""
    if event.kind == "epoch":
        print(event.message, {name: round(value, 4) for name, value in event.values.items()}, file=sys.stderr)


def main() -> None:
    """Train or judge the parts that were asked for, and record them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; by default plain")
    parser.add_argument(
        "--runs", type=Path, default=Path("build/fashion-mnist-study"), help="where runs are kept"
    )
    parser.add_argument("--notes", default="", help="on which machine it was trained")
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    test = open_data("fashion-mnist:test")
    for part in args.parts or ["plain"]:
        made = [run_of(part, seed, args.runs) for seed in range(PARTS[part][1])]
        held = [right(recipe, module, sides(recipe)[1]) for recipe, module in made]
        seen = [right(recipe, module, test) for recipe, module in made]
        print(part, "validation", held, "test", seen)
        keep(part, held, seen, args.notes)


if __name__ == "__main__":
    main()
