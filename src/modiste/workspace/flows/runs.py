"""What a shop's trainings and compressions left: runs with their curves, and tables of what was saved.

Knows the notes that those flows write beside their work; it reads them and makes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import learning
from modiste.garment import ModisteError
from modiste.workspace.flows.compression import NOTES
from modiste.workspace.flows.life_cycle import NOTE, checked_name

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop


@dataclass(frozen=True)
class Run:
    """A finished training. `metrics` are of its held-out examples; `history` has a row an epoch.

    `version` is None for a network that is kept but not served.
    """

    id: str
    model: str
    version: str | None
    at: datetime
    epochs: int
    seconds: float
    recipe: str
    data: str
    metrics: Mapping[str, Any]
    history: Sequence[Mapping[str, float]]
    settings: Mapping[str, Any]
    temperature: float | None
    validation: Mapping[str, Any] | None


def list_runs(shop: "Shop", model: str) -> list[Run]:
    """The finished trainings of a model's name, newest first; what cannot be read is left out.

    Raises:
        ModisteError: MOD-2015 for what is no model's name.
    """
    found = []
    for note in shop.runs(checked_name(model)).glob(f"*/{NOTE}"):
        try:
            found.append(_read(note))
        except (OSError, ValueError, KeyError, TypeError, ModisteError):
            continue
    return sorted(found, key=lambda run: run.at, reverse=True)


def read_run(shop: "Shop", model: str, run_id: str) -> Run:
    """One finished training.

    Raises:
        ModisteError: MOD-1103 when there is none, MOD-2015 for what is no model's name.
    """
    for run in list_runs(shop, model):
        if run.id == run_id:
            return run
    raise ModisteError("MOD-1103", kind="run", id=run_id[:80])


def list_compressions(shop: "Shop", model: str) -> list[dict[str, Any]]:
    """The tables of compressions from or to a model's name, newest first."""
    found = []
    for path in (shop.root / NOTES).glob("*.json"):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            if model in (told["model"], told["of"].partition("@")[0]):
                found.append(told)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return sorted(found, key=lambda each: str(each["at"]), reverse=True)


def _read(note: Path) -> Run:
    told = json.loads(note.read_text(encoding="utf-8"))
    recipe = learning.load_recipe(note.parent / "recipe.toml")
    judged = told["validation"]
    return Run(
        id=note.parent.name,
        model=told["model"],
        version=told["version"],
        at=datetime.fromtimestamp(note.stat().st_mtime, UTC),
        epochs=told["epochs"],
        seconds=told["seconds"],
        recipe=recipe.name,
        data=judged["data"] if judged else recipe.data.source,
        metrics=judged["metrics"] if judged else {},
        history=told["history"],
        settings=recipe.model_dump(mode="json"),
        temperature=told["temperature"],
        validation=judged,
    )
