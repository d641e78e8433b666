"""How a version of a model came to be: the recipe, a row for every epoch, and the job that did it.

Knows the files that a training leaves in `runs/`; making them is the flow's.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from modiste.garment import ModisteError
from modiste.learning import ModelEntry, load_recipe
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.workspace.jobs import Job
    from modiste.workspace.shop import Shop

HISTORY, RECIPE = "history.json", "recipe.toml"
MAX_BYTES = 16 * 1024 * 1024
_LOOKED_AT = 2000
_MAKERS = ("train", "compress")


@dataclass(frozen=True)
class Run:
    """One run, finished. `history` is learning's, a row an epoch; `job_id` is None when no job did it.

    While it runs there is no version yet: the job's events tell of it.
    """

    recipe: Mapping[str, Any]
    recipe_toml: str
    history: tuple[Mapping[str, float | None], ...]
    job_id: str | None
    seconds: float
    state: Literal["running", "done", "stopped"] = "done"


def run_behind(shop: "Shop", entry: ModelEntry) -> Run:
    """The run that made a version of a model.

    Raises:
        ModisteError: MOD-2021 when it was not trained in this shop, MOD-2020 when its files are damaged.
    """
    place = flows.run_of(shop, entry)
    if place is None or not (place / HISTORY).is_file():
        raise ModisteError("MOD-2021", model=f"{entry.name}@{entry.version}")
    history = _history(place / HISTORY)
    try:
        toml = (place / RECIPE).read_text(encoding="utf-8")
        recipe = load_recipe(place / RECIPE).model_dump(mode="json")
    except (OSError, UnicodeDecodeError, ModisteError) as error:
        reason = getattr(error, "detail", "") or getattr(error, "strerror", "") or "it is not UTF-8 text"
        raise ModisteError("MOD-2020", path=RECIPE, reason=reason.rstrip(".").lower()) from None
    job = _job_behind(shop, entry)
    return Run(
        recipe,
        toml,
        history,
        job.id if job else None,
        max((row.get("seconds") or 0.0 for row in history), default=0.0),
    )


def _history(path: Path) -> tuple[Mapping[str, float | None], ...]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"over {MAX_BYTES} bytes")
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple({str(name): _number(value) for name, value in row.items()} for row in rows)
    except (OSError, ValueError, TypeError, AttributeError):
        raise ModisteError("MOD-2020", path=HISTORY, reason="it is not what was written") from None


def _number(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def _job_behind(shop: "Shop", entry: ModelEntry) -> "Job | None":
    """The newest job whose result is this version, among the last 2,000."""
    after: str | None = None
    for _ in range(_LOOKED_AT // 200):
        page = shop.jobs.page(after=after, limit=200, state="done")
        jobs: tuple[Job, ...] = page.items
        for job in jobs:
            made = job.result or {}
            if job.kind in _MAKERS and (made.get("model"), made.get("version")) == (
                entry.name,
                entry.version,
            ):
                return job
        after = page.next_after
        if after is None:
            break
    return None
