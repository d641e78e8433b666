"""Whether what was never learned is told as unknown: each activity of sp-sw-har kept away in turn.

./run bench wearables_unknown                     # watch; five fits of half a minute and more
./run bench wearables_unknown --device phone --dry

People of one fold of six are judged. In turn the labels of one activity are taken from everybody else, the
network is fitted, and its doubt is set as training sets it: 98 % of the frames that are told right of people
held out are believed. Told is the share of seconds of the activity that was kept away that are doubted, the
share of the others that are, and the area under the curve over all thresholds (one half is chance). Frames
near a change of activity see both, so that some doubt of the others is due.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record
from modiste.learning import load_recipe, shipped_recipes
from modiste.wearables import Bench, Grid, chosen_on, held_out, open_grids
from modiste.wearables.splits import FOLDS, folds_of
from modiste.wearables.windows import UNKNOWN
from modiste.workspace.plugins import networks
from wearables_activity import sp_sw_har


def main() -> int:
    """Keep each activity away once, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--device", choices=("watch", "phone"), default="watch")
    options.add_argument("--place", type=Path, default=Path("wearables-bench"), help="fits stay there")
    chosen = options.parse_args()
    data = sp_sw_har(chosen.place)
    if data is None:
        print("sp-sw-har is not here: set MODISTE_DATA")
        return 0
    grids, labels, _ = open_grids(data, chosen.device)
    fold = folds_of(grids, FOLDS, 0)
    inside = [grid for grid, own in zip(grids, fold, strict=True) if own]
    outside = [grid for grid, own in zip(grids, fold, strict=True) if not own]
    recipe = load_recipe(shipped_recipes()["wearables-activity"])
    bench = Bench(recipe, labels, networks())
    rows = []
    for away, label in enumerate(labels):
        out = chosen.place / "unknown" / f"{chosen.device}-{away}"
        rows.append({"activity": label, **doubted(bench, without(inside, away), outside, away, out)})
        print(rows[-1], flush=True)
    mean = {key: statistics.mean(row[key] for row in rows) for key in ("away", "others", "auc")}
    print("mean", mean)
    if not chosen.dry:
        record(
            "wearables_unknown",
            f"Seconds of an activity never learned that are told as unknown, {chosen.device}",
            round(100 * mean["away"], 1),
            "%",
            peer="seconds of learned activities told so",
            peer_value=round(100 * mean["others"], 1),
            how="mean over five activities kept away in turn, three unseen people, one seed",
            extra={
                "claim_zh": "从未学过的活动被判为未知的秒数",
                "readme": False,
                "auc": mean["auc"],
                "rows": rows,
            },
        )
    return 0


def without(grids: Sequence[Grid], away: int) -> list[Grid]:
    """Recordings in which nobody says where one activity is."""
    return [
        replace(
            grid,
            frames=np.where(grid.frames == away, UNKNOWN, grid.frames),
            seconds=np.where(grid.seconds == away, UNKNOWN, grid.seconds),
        )
        for grid in grids
    ]


def doubted(bench: Bench, inside: list[Grid], outside: list[Grid], away: int, out: Path) -> dict[str, Any]:
    """How often frames of the people outside are doubted, of the activity kept away and of the others."""
    most, others = held_out(inside, bench.recipe.data.validation, bench.recipe.data.split_seed)
    module = bench.fit(most, out).module
    _, temperature, doubt, _ = chosen_on(bench, module, most, others)
    sure = np.concatenate([bench.chances(module, grid, temperature).max(1) for grid in outside])
    truth = np.concatenate([grid.frames for grid in outside])
    strange, known = sure[truth == away], sure[(truth != away) & (truth != UNKNOWN)]
    order = np.concatenate((strange, known)).argsort().argsort() + 1
    auc = 1 - (order[: len(strange)].sum() - len(strange) * (len(strange) + 1) / 2) / len(strange) / len(
        known
    )
    return {
        "doubt": doubt,
        "away": float((strange < doubt).mean()),
        "others": float((known < doubt).mean()),
        "auc": float(auc),
        "frames": len(strange),
    }


if __name__ == "__main__":
    raise SystemExit(main())
