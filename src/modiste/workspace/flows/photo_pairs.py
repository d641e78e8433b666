"""Try-on on photographs judged: synthetic pairs made into a folder, and a result in the one shape.

Knows the folder's writing and the order of judging; pairs and figures are the try-on's.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from modiste import tailoring, tryon
from modiste.garment import ModisteError
from modiste.learning import Event, Metric, Progress
from modiste.store import write_whole
from modiste.workspace.cycles import Answer, Asked, Cycle

StopAsked = Callable[[], bool]
LISTED = "pairs.json"
_FIGURES = {
    "garment_iou": ("iou", ""),
    "landmark_error": ("landmark", "of torso"),
    "ssim": ("ssim", ""),
    "ssim_garment": ("ssim_garment", ""),
}


def write_photo_pairs(
    folder: Path, count: int, seed: int, progress: Progress, should_stop: StopAsked
) -> dict[str, Any]:
    """Make pairs into a folder; the list is written last, so a folder without it is none.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    rows = []
    for number in range(count):
        if should_stop():
            raise ModisteError("MOD-2018", what="Making pairs")
        progress(Event("step", number, count, "pairs"))
        rows.append(tryon.write_pair(tryon.pair_of(seed + number), folder))
    text = json.dumps({"synthetic": True, "seed": seed, "pairs": rows}, indent=1)
    write_whole(folder / LISTED, (text + "\n").encode())
    progress(Event("done", count, count, "pairs"))
    return {"folder": str(folder), "pairs": count, "seed": seed}


def judge(asked: Asked) -> Answer:
    """What the try-on on photographs is worth on pairs; a pair that is refused counts apart.

    Raises:
        ModisteError: MOD-2360 for settings, of which there are none, MOD-3020 where there are no pairs,
            MOD-3001 to MOD-3004 where networks are missing.
    """
    if asked.settings:
        raise ModisteError("MOD-2360", name=min(asked.settings), model=asked.model)
    worths: list[tryon.PairWorth] = []
    told: list[dict[str, Any]] = []
    for pair in tryon.read_pairs(Path(asked.data)):
        if asked.should_stop():
            raise ModisteError("MOD-2018", what="Judging")
        asked.progress(Event("step", len(told), len(told) + 1, pair.told.id))
        try:
            made = tryon.dress(pair.before, _wanted(pair))
        except tryon.Refused as refused:
            told.append({"id": pair.told.id, "refused": refused.code})
            continue
        worth = tryon.pair_worth(pair, made)
        worths.append(worth)
        told.append({"id": pair.told.id, **{k: round(v, 4) for k, v in asdict(worth).items()}})
    count = len(told)
    metrics = {
        name: _figure([getattr(each, key) for each in worths], unit) for name, (key, unit) in _FIGURES.items()
    }
    metrics["refused_share"] = Metric((count - len(worths)) / max(1, count), None, "")
    return Answer(count, metrics, {"pairs": told, "synthetic": True, "judged": len(worths)})


def _wanted(pair: "tryon.Pair") -> "tryon.Wanted":
    told = pair.told
    return tryon.Wanted(
        pattern=tailoring.draft_size(told.program, told.people, told.size),
        size=told.size,
        fabric=tailoring.FABRICS[tailoring.house_fabric(told.fabric).hangs],
        look=told.look(),
        measures=told.measures,
        people=told.people,
    )


def _figure(values: list[float], unit: str) -> Metric:
    if not values:
        return Metric(0.0, None, unit)
    chance = np.random.default_rng(0)
    means = np.array(values)[chance.integers(0, len(values), (1000, len(values)))].mean(1)
    low, high = (float(np.quantile(means, share)) for share in (0.025, 0.975))
    return Metric(float(np.mean(values)), (low, high), unit)


CYCLE = Cycle(("held-out-pairs",), judge)
