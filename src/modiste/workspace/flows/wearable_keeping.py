"""A network of activities as a model folder, with its order of activities and whom it learned from.

Knows what goes on the card and beside it; learning is `wearable_models`', making it smaller
`wearable_compression`'s.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from modiste import learning
from modiste.learning import Measured, Metric
from modiste.wearables import SIDECAR, Bench, Grid, Learned, Sidecar, windows_of
from modiste.workspace.flows.made_models import MadeFolder, on_card

TOLD = ("accuracy", "macro_f1", "ece")
GOLDEN = 8


@dataclass(frozen=True, eq=False)
class Source:
    """By what a network was learned, and from what.

    Attributes:
        bench: the recipe and the labels.
        grids: the recordings.
        device: that wore them.
        data: where they lie.
        name: the model's.
    """

    bench: Bench
    grids: list[Grid]
    device: str
    data: str | Path
    name: str

    @property
    def hash(self) -> str:
        """Of the recordings."""
        return data_hash(self.grids)


def data_hash(grids: list[Grid]) -> str:
    """Sha256 of recordings."""
    return hashlib.sha256(":".join(grid.hash for grid in grids).encode()).hexdigest()


def kept(
    source: Source, made: Learned, gap: float | None, run: Path, more: Mapping[str, Any] | None = None
) -> MadeFolder:
    """The model folder of what was learned, in a run; `more` is told of it besides."""
    metrics = {f"validation_{name}": made.chosen.figures().metrics[name] for name in TOLD}
    if gap is not None:
        metrics["leak_gap"] = Metric(gap, None)
    people = len(set(made.chosen.subjects))
    card = on_card(
        metrics,
        Path(source.data).name,
        f"{people} people held out",
        "the order's weight and the temperature were chosen on them, then all was learned from",
        len(made.chosen.targets),
    )
    folder = written(source, made.module, made.temperature, run / "model", card)
    people_known = tuple(sorted({grid.subject for grid in source.grids}))
    hashes = tuple(sorted({grid.hash for grid in source.grids}))
    length = source.bench.recipe.input.height
    sidecar = Sidecar(source.device, length, made.order, made.doubt, people_known, hashes, gap)
    learning.add_files(folder, {SIDECAR: sidecar.to_bytes()})
    told = {
        "device": source.device,
        "labels": list(source.bench.labels),
        "people": len(people_known),
        "leak_gap": gap,
        "accuracy_turned_20_degrees": made.chosen.accuracy_turned,
        "per_subject": made.chosen.per_subject(),
        **(more or {}),
    }
    return MadeFolder(folder, metrics, told, len(made.history))


def written(
    source: Source, module: Any, temperature: float, out: Path, metrics: tuple[Measured, ...] = ()
) -> Path:
    """A network as it is served, without its order of activities."""
    plan, labels = source.bench.recipe, source.bench.labels
    return learning.export(
        module,
        plan,
        labels,
        out,
        golden=_golden(source.grids, plan.input.height),
        temperature=temperature,
        about=learning.About(
            name=source.name,
            version="run",
            data=f"{Path(source.data).name}, {source.device or 'one device'}",
            data_hash=source.hash,
            intended_use=f"Telling {', '.join(labels)} apart, worn as in its data.",
            limits="Activities beside these, other places on the body and other people may do worse.",
            metrics=metrics,
        ),
    )


def _golden(grids: list[Grid], length: int) -> list[Any]:
    """The middle windows of some recordings."""
    rows = np.unique(np.linspace(0, len(grids) - 1, min(GOLDEN, len(grids))).astype(np.int64))
    made = [windows_of(grids[row], length) for row in rows.tolist()]
    return [windows[len(windows) // 2] for windows in made]
