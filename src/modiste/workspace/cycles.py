"""A life cycle of its own: how models that no recipe file describes are judged, and trained.

Knows what such a cycle is made of; which there are is `plugins.CYCLES`, what they do is each flow's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.workspace.plugins import Table, cycles

if TYPE_CHECKING:
    from modiste.learning import Examples, Metric, ModelEntry, Progress
    from modiste.workspace.flows import Trained
    from modiste.workspace.shop import Shop


@dataclass(frozen=True)
class Asked:
    """What is asked of a cycle, whether to judge or to train.

    Attributes:
        shop: whose models, data and settings are meant; None where there is none.
        model: the name that was given.
        data: where the data lie; empty for what the cycle takes without.
        settings: as `--set key=value` gives them.
        progress: told how far it is.
        should_stop: asked now and then; where it says True the cycle ends with MOD-2018.
        protocol: one of the cycle's; empty for training.
    """

    shop: "Shop | None"
    model: str
    data: str | Path
    settings: Mapping[str, str]
    progress: "Progress"
    should_stop: Callable[[], bool]
    protocol: str = ""


@dataclass(frozen=True)
class Answer:
    """What a model was worth on `n` cases; `model` and `data` are said where they are not as asked for."""

    n: int
    metrics: "Mapping[str, Metric]"
    extras: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    data: str = ""


@dataclass(frozen=True)
class Compressing:
    """How a model is made smaller: `prune` without a share of its channels, or `distil` into a student."""

    by: str
    share: float
    student: str


@dataclass(frozen=True)
class Smaller:
    """What a cycle made of a model that it was to make smaller.

    Attributes:
        entry: the registered one.
        notes: what is told beside the table; `compared_on` among it.
        folders: two models, before and after, that are measured side by side; they may be others than
            the registered ones, such as those that have not seen the examples.
        examples: what the two are measured on.
    """

    entry: "ModelEntry"
    notes: Mapping[str, Any]
    folders: tuple[Path, Path]
    examples: "Examples"


@dataclass(frozen=True)
class Cycle:
    """How models of one room, or one task of it, are judged, and trained where they can be.

    Each raises a ModisteError for data, settings and names that it does not take.

    Attributes:
        protocols: by which it judges; the first is what an empty protocol means.
        judge: what such a model is worth on data by a protocol.
        train: fits one on data and registers it under a name, or its own where that is empty; None where
            recipes do.
        judge_made: what one that `train` made is worth on data that it has not seen (MOD-2310 where it has),
            with nothing fitted anew; None where such models are judged as served.
        compress: makes what `train` made in a run smaller, by `prune` (a share of channels) or `distil` (a
            student's recipe), under a name; None where learning's way is enough.
    """

    protocols: tuple[str, ...]
    judge: Callable[[Asked], Answer]
    train: "Callable[[Shop, Asked, str], Trained] | None" = None
    judge_made: "Callable[[Asked, ModelEntry], Answer] | None" = None
    compress: "Callable[[Shop, Asked, ModelEntry, Path, Compressing, str], Smaller] | None" = None


def cycle_of(model: str) -> Cycle | None:
    """The cycle of a name: `recommend.size` by itself, `recommend.knn` by its room; None for all others.

    Example:
        >>> cycle_of("vision.classifier") is None
        True
    """
    name = model.partition("@")[0]
    table: Table[Cycle] = cycles()
    if name in table:
        return table.pick(name)
    room, dot, _ = name.partition(".")
    return table.pick(room) if dot and room in table else None
