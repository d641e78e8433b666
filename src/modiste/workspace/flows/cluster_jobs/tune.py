"""A search for better settings of a recipe: the trials of a rung are its parts, each a training of its own.

Knows rungs and where data come from; drawing, training and choosing are the learning room's.
"""

import json
import math
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Examples, Recipe
from modiste.workspace.cluster import (
    Asked,
    Buffer,
    ClusterJob,
    Made,
    Mapper,
    file_stamp,
    folder_stamp,
    packed,
    unpacked,
)
from modiste.workspace.flows.life_cycle import need_torch, recipe_named
from modiste.workspace.flows.models import room_of
from modiste.workspace.keyed import Keyed
from modiste.workspace.plugins import networks

MOST_TRIALS, MOST_RUNGS = 10_000, 6


def make(asked: Asked, mapper: Mapper) -> Made:
    """Successive halving, as `modiste tune` does it; without a budget of time, so that all find the same."""
    need_torch("Tuning")
    plan = recipe_named(None, asked.settings["recipe"])
    trials, rungs = asked.number("trials", 1, MOST_TRIALS), asked.number("rungs", 1, MOST_RUNGS)
    space = learning.parse_space([each for each in asked.settings["space"].split(";") if each.strip()])
    drawn = learning.drawn_settings(space, trials, asked.number("seed", 0, 2**32 - 1))
    plans = [plan.with_settings(settings) for settings in drawn]
    running, rows = list(range(trials)), []
    for rung in range(rungs):
        epochs = learning.rung_epochs(plan, rung, rungs)
        wanted = {"train.epochs": str(epochs)}
        answers = mapper.map(
            f"rung-{rung}",
            "tune",
            len(running),
            lambda place, wanted=wanted, running=running: packed(  # type: ignore[misc]
                recipe=plans[running[place]].with_settings(wanted).to_toml(), data=asked.data
            ),
        )
        values = {}
        for place, frame in answers.numbered():
            value = unpacked(frame).plain["value"]
            values[running[place]] = math.nan if value is None else value
            rows.append(_row(running[place], rung, epochs, drawn[running[place]], value))
        if not values:
            raise ModisteError("MOD-3103", what="data", value=asked.data, reason="no trial came to an end")
        running = learning.better_third(values)
    best = learning.better_third(values)[0]
    files = {
        "trials.jsonl": ((json.dumps(row, sort_keys=True) + "\n").encode() for row in rows),
        "recipe.toml": iter([plans[best].to_toml().encode()]),
    }
    return Made(len(rows), files, {"settings": drawn[best], "value": _finite(values[best])})


def tried(payload: Buffer, _shared: Buffer) -> bytes:
    """One trial's worth on validation; None where the loss was no number."""
    asked = unpacked(payload).plain
    with tempfile.TemporaryDirectory(prefix="modiste-trial-") as folder:
        path = Path(folder) / "recipe.toml"
        path.write_text(asked["recipe"], encoding="utf-8")
        plan = learning.load_recipe(path)
        of_data = json.dumps([asked["data"], plan.data.model_dump_json(), plan.input.model_dump_json()])
        train, validation = _data(Keyed(of_data, (asked["data"], plan)))
        found = learning.trial_worth(plan, (train, validation), networks(), Path(folder) / "run")
    assert found is not None
    return packed(value=_finite(found[0]))


@lru_cache(maxsize=1)
def _data(known: Keyed[tuple[str, Recipe]]) -> tuple[Examples, Examples]:
    data, plan = known.value
    train, validation = room_of(plan.name, plan.input.kind).training_data(plan, data or None, processes=1)
    if validation is None:
        raise ModisteError(
            "MOD-1303", key="data.validation", value=0, reason="tuning needs held-out examples"
        )
    return train, validation


def _row(
    number: int, rung: int, epochs: int, settings: Mapping[str, str], value: float | None
) -> dict[str, Any]:
    return {"number": number, "rung": rung, "epochs": epochs, "settings": dict(settings), "value": value}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _stamp(asked: Asked) -> Mapping[str, Any]:
    folder = Path(asked.data.partition(":")[0]) if asked.data else None
    if folder is not None and folder.is_dir():
        return folder_stamp(sorted(path for path in folder.rglob("*") if path.is_file()))
    return file_stamp(asked.data)


JOB = ClusterJob(
    "Search for better settings of a recipe",
    {"recipe": "", "space": "", "trials": "9", "rungs": "2", "seed": "0"},
    _stamp,
    make,
)
