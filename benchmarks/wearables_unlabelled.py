"""What recordings without labels are worth where few people are labelled: sp-sw-har, people apart.

./run bench wearables_unlabelled                       # watch; goes on where it was cut off
./run bench wearables_unlabelled --device phone --pretexts masked alike --folds 2 --dry

Six folds of people. In each, of the people learned from 2, 3, 5 or all 15 keep their labels; networks that
begin with chance are compared with networks that were first shown all 15 without labels (`--set unlabelled=`
of training does so). All make the same number of steps on labelled stretches, whoever has them. Judged: each
second of the people of the fold, whom nothing was shown of, by the network alone, without the order of
activities. The gain's interval is a bootstrap over people. Neither pretext nor its length was chosen on
these data.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record
from modiste.learning import Recipe, load_recipe, shipped_recipes
from modiste.wearables import Bench, Grid, Unlabelled, begun, open_grids
from modiste.wearables.activity import judged_of, told_of
from modiste.wearables.framewise import stretches_of
from modiste.wearables.order import learn_order
from modiste.wearables.splits import FOLDS, folds_of
from modiste.wearables.unlabelled import PRETEXTS
from modiste.workspace.plugins import networks
from wearables_activity import sp_sw_har

STEPS = 300
CHANCE = "chance"
DRAWS = 2000


def main() -> int:
    """Fit by each beginning with each number of people, and record the gain."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--device", choices=("watch", "phone"), default="watch")
    options.add_argument("--people", type=int, nargs="+", default=[2, 3, 5, 15])
    options.add_argument("--pretexts", choices=PRETEXTS, nargs="+", default=[Unlabelled.pretext])
    options.add_argument("--epochs", type=int, default=Unlabelled.epochs, help="of the pretext")
    options.add_argument("--folds", type=int, default=FOLDS, help="so many of the six")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--place", type=Path, default=Path("wearables-bench"), help="fits stay there")
    chosen = options.parse_args()
    data = sp_sw_har(chosen.place)
    if data is None:
        print("sp-sw-har is not here: set MODISTE_DATA")
        return 0
    grids, labels, _ = open_grids(data, chosen.device)
    seeds = {"train.seed": str(chosen.seed), "data.split_seed": str(chosen.seed)}
    recipe = load_recipe(shipped_recipes()["wearables-activity"]).with_settings(seeds)
    fold = folds_of(grids, FOLDS, chosen.seed)
    right: dict[tuple[int, str], dict[str, float]] = {}
    for number in range(chosen.folds):
        inside = [grid for grid, own in zip(grids, fold, strict=True) if own != number]
        outside = [grid for grid, own in zip(grids, fold, strict=True) if own == number]
        for count in chosen.people:
            some = labelled(inside, count, chosen.seed)
            plan = recipe.with_settings({"train.epochs": str(epochs(recipe, some, labels))})
            bench = Bench(plan, labels, networks())
            for way in (CHANCE, *chosen.pretexts):
                out = chosen.place / "unlabelled" / f"{chosen.device}-{chosen.seed}-{number}"
                own = beginning(bench, recipe, way, inside, outside, chosen.epochs, out)
                found = judged(own, some, outside, out / f"{count}-{way}-{chosen.epochs}")
                right.setdefault((count, way), {}).update(found)
                print(number, count, way, f"{np.mean(list(found.values())):.4f}", flush=True)
    rows = [row(right, count, way) for count in chosen.people for way in chosen.pretexts]
    for each in rows:
        print(each)
    if not chosen.dry:
        few = rows[0]
        record(
            "wearables_unlabelled",
            f"What unlabelled recordings add with {few['people']} labelled people, {chosen.device}",
            round(100 * few["gain"], 2),
            "points",
            interval=tuple(round(100 * each, 2) for each in few["ci95"]),
            how=f"mean over {few['judged']} unseen people, one seed; interval: bootstrap over people",
            extra={"claim_zh": f"只有 {few['people']} 人有标注时，无标注录制带来的提升", "rows": rows},
        )
    return 0


def labelled(inside: Sequence[Grid], count: int, seed: int) -> list[Grid]:
    """Recordings of so many of the people, drawn alike whatever the number."""
    people = sorted({grid.subject for grid in inside})
    drawn = np.random.default_rng(seed).permutation(people)[:count].tolist()
    return [grid for grid in inside if grid.subject in drawn]


def epochs(recipe: Recipe, grids: Sequence[Grid], labels: tuple[str, ...]) -> int:
    """How often recordings are seen in `STEPS` steps."""
    count = len(stretches_of(grids, labels, recipe.input.height // 2))
    batch = min(recipe.train.batch_size, count)
    return -(-STEPS // (count // batch))


def beginning(
    bench: Bench, recipe: Recipe, way: str, inside: list[Grid], outside: list[Grid], count: int, out: Path
) -> Bench:
    """The bench with what its fits begin with; all numbers of labelled people share what was shown before."""
    if way == CHANCE:
        return bench
    people = frozenset(grid.subject for grid in outside)
    before = begun(Bench(recipe, bench.labels, networks()), Unlabelled(inside, people, count, way))
    return replace(bench, start=lambda _, grids: before.start(out / f"before-{way}-{count}", inside))


def judged(bench: Bench, some: list[Grid], outside: list[Grid], out: Path) -> dict[str, float]:
    """By person of `outside` the share of seconds that the network alone tells right."""
    module = bench.fit(some, out).module
    order = learn_order((grid.frames for grid in some), len(bench.labels), 0.0, 0.0)
    told = [told_of(grid, bench.chances(module, grid), order) for grid in outside]
    return {row["subject"]: row["accuracy"] for row in judged_of(told, bench.labels).per_subject()}


def row(right: dict[tuple[int, str], dict[str, float]], count: int, way: str) -> dict[str, Any]:
    """Means over people, their difference, and how far it may be off."""
    plain, other = (np.array(list(right[count, each].values())) for each in (CHANCE, way))
    gains = other - plain
    draws = np.random.default_rng(0).integers(0, len(gains), (DRAWS, len(gains)))
    low, high = np.percentile(gains[draws].mean(1), (2.5, 97.5)).tolist()
    return {
        "people": count,
        "pretext": way,
        "judged": len(gains),
        "accuracy_before": float(plain.mean()),
        "accuracy_after": float(other.mean()),
        "gain": float(gains.mean()),
        "ci95": (low, high),
    }


if __name__ == "__main__":
    raise SystemExit(main())
