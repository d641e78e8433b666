"""A life cycle of its own: how models that no recipe file describes are judged, and trained.

Knows what such a cycle is made of; which there are is `plugins.CYCLES`, what they do is each flow's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from modiste.workspace.plugins import Table, cycles

if TYPE_CHECKING:
    from modiste.learning import ModelEntry, Progress, Result
    from modiste.workspace.flows import Trained
    from modiste.workspace.shop import Shop

Settings = Mapping[str, str]
StopAsked = Callable[[], bool]


class Judging(Protocol):
    """What such a model is worth on data by one of the cycle's protocols; settings are `--set key=value`."""

    def __call__(
        self,
        shop: "Shop | None",
        model: str,
        data: str | Path,
        protocol: str,
        settings: Settings,
        progress: "Progress",
        should_stop: StopAsked,
    ) -> "Result":
        """Raise a ModisteError for data, settings and names that it does not take."""


class Fitting(Protocol):
    """Fit such a model on data and register it as `out`, or under a name of its own."""

    def __call__(
        self,
        shop: "Shop",
        model: str,
        data: str | Path,
        settings: Settings,
        out: str,
        progress: "Progress",
        should_stop: StopAsked,
    ) -> "Trained":
        """Raise a ModisteError for data, settings and names that it does not take."""


class JudgingMade(Protocol):
    """What a model that was trained before is worth on data that it has not seen; nothing is fitted anew."""

    def __call__(
        self,
        shop: "Shop | None",
        entry: "ModelEntry",
        data: str | Path,
        protocol: str,
        settings: Settings,
        progress: "Progress",
        should_stop: StopAsked,
    ) -> "Result":
        """Raise MOD-2310 where it has seen them, a ModisteError for what it does not take."""


@dataclass(frozen=True)
class Cycle:
    """How models of one room, or one task of it, are judged, and trained where they can be.

    Attributes:
        protocols: by which it judges; the first is what an empty protocol means.
        judge: judges; it is given one of `protocols`.
        train: trains; None where recipes do.
        judge_made: judges what `train` made; None where such models are judged as served.
    """

    protocols: tuple[str, ...]
    judge: Judging
    train: Fitting | None = None
    judge_made: JudgingMade | None = None


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
