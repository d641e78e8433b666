"""Models of a life cycle of their own, made once and found by what they are: trained, noted, promoted.

Knows runs, names and stages; what is learned is each room's.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError
from modiste.learning import Measured, Metric, ModelEntry
from modiste.store import exclusive
from modiste.workspace.flows.life_cycle import Trained, made_before, noted

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

HELD = "held"
"""The setting that names a protocol whose test part is held back, so that the model can be judged on it."""


@dataclass(frozen=True)
class MadeFolder:
    """A model folder, and what is told of how it came about."""

    folder: Path
    metrics: Mapping[str, Metric]
    told: Mapping[str, Any] = field(default_factory=dict)
    epochs: int = 0


def made_once(
    shop: "Shop", name: str, words: Sequence[object], make: Callable[[Path], MadeFolder]
) -> Trained:
    """Make a model and register it; the same words give the model that was made.

    Args:
        shop: where.
        name: the model's.
        words: all that it follows from: what it is, settings, data.
        make: makes it in a folder of its own.
    """
    key = hashlib.sha256(":".join(str(each) for each in words).encode()).hexdigest()[:12]
    run = shop.runs(name) / key
    with exclusive(run / "lock"):
        if (before := made_before(shop, run)) is not None:
            return before
        begun = time.perf_counter()
        made = make(run)
        seconds = time.perf_counter() - begun
        entry = shop.registry.register(made.folder, name)
        shown = {name: metric.to_json() for name, metric in made.metrics.items()}
        told = {"metrics": shown, **made.told}
        return noted(shop, Trained(name, entry.version, run, made.epochs, seconds, (), None, told))


def on_card(
    metrics: Mapping[str, Metric], data: str | Path, split: str, protocol: str, n: int
) -> tuple[Measured, ...]:
    """Figures as a model's card has them."""
    today = datetime.now(UTC).date()
    return tuple(
        Measured(
            name=name,
            value=metric.value,
            ci95=metric.ci95,
            unit=metric.unit,
            data=str(data) or "the shop's own",
            split=split,
            protocol=protocol,
            n=n,
            date=today,
        )
        for name, metric in metrics.items()
        if metric.value == metric.value
    )


def promoted(shop: "Shop", kind: str) -> ModelEntry | None:
    """The model in production that reads this kind of input: of several names the one made last."""
    found = [each for each in shop.registry.models() if each.stage == "production" and _kind(each) == kind]
    return max(found, key=lambda each: each.created_at, default=None)


def _kind(entry: ModelEntry) -> str:
    try:
        return entry.card.input.kind
    except ModisteError:
        return ""
