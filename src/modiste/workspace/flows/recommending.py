"""Recommenders judged and trained: interactions in, the one result shape or a version of a model out.

Knows the order of reading, parting, fitting and judging; each step is the recommend room's.
"""

import hashlib
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modiste import learning
from modiste.learning import Event, Measured, Progress, Result
from modiste.recommend import (
    LEAVE_ONE_OUT,
    PROTOCOLS,
    History,
    Making,
    Recommender,
    figures,
    make,
    rank,
    read_interactions,
    split,
    write_recommender,
)
from modiste.store import exclusive
from modiste.workspace.cycles import Cycle
from modiste.workspace.flows.life_cycle import Trained, checked_name, made_before, noted

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
_TIMED, _BEST = 200, 100


def judge(
    shop: "Shop | None",
    model: str,
    data: str | Path,
    protocol: str,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> Result:
    """Fit a recommender inside a protocol and say what it is worth.

    Settings are chosen on the file's own validation cases, inside `fit_seconds`, which are processor seconds.

    Raises:
        ModisteError: MOD-2301 to 2305 for the data, MOD-2306 for settings, MOD-2307 for an unknown name.
    """
    kind = model.partition(".")[2]
    with learning.measured() as cost:
        reading = read_interactions(data)
        parts = split(reading.interactions, protocol)
        progress(
            Event("note", message=f"{len(reading.interactions)} interactions, {len(parts.judging)} cases")
        )
        making = Making(parts.train, parts.choosing, parts.final, settings, progress, should_stop)
        made = make(kind, making)

        def told(done: int) -> None:
            progress(Event("step", done, len(parts.judging), "ranking all garments"))

        ranked = rank(made.recommender, parts.judging, told=told)
        found = figures(ranked, parts.judging, parts.final.counts())
    extras = {
        "n_users": len(reading.interactions.customers),
        "n_items": len(reading.interactions.items),
        "n_interactions": len(reading.interactions),
        "fit_seconds": round(made.cpu_seconds, 2),
        "one_history_ms": round(_latency(made.recommender, parts.judging.histories), 3),
        "settings": dict(made.settings),
        "validation_ndcg_at_10": round(made.chosen_by, 5),
        "stated": parts.stated(),
        **reading.extras(),
    }
    return Result(model, str(data), protocol, len(parts.judging), cost.seconds, cost.peak_mb, found, extras)


def _latency(recommender: Recommender, histories: Sequence[History]) -> float:
    """Median milliseconds for the hundred best garments of one history."""
    seconds = []
    for history in histories[:_TIMED]:
        begun = time.perf_counter()
        recommender.candidates(history, _BEST)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds) * 1e3


def train(
    shop: "Shop",
    model: str,
    data: str | Path,
    settings: Mapping[str, str],
    out: str,
    progress: Progress,
    should_stop: StopAsked,
) -> Trained:
    """Choose settings on each customer's last but one act, fit on all, and register.

    The same recommender, data, settings and name give the model that was made.

    Raises:
        ModisteError: MOD-2301 to 2307 as `judge`, MOD-2015 for a bad name, MOD-2018 when stopped.
    """
    kind = model.partition(".")[2]
    name = checked_name(out or kind)
    reading = read_interactions(data)
    data_hash = hashlib.sha256(Path(data).read_bytes()).hexdigest()
    key = hashlib.sha256(f"{kind}:{sorted(settings.items())}:{data_hash}".encode()).hexdigest()[:12]
    run = shop.runs(name) / key
    with exclusive(run / "lock"):
        if (before := made_before(shop, run)) is not None:
            return before
        parts = split(reading.interactions, LEAVE_ONE_OUT)
        begun = time.perf_counter()
        making = Making(parts.train, parts.choosing, reading.interactions, settings, progress, should_stop)
        made = make(kind, making)
        seconds = time.perf_counter() - begun
        chosen = Measured(
            name="validation_ndcg_at_10",
            value=made.chosen_by,
            data=Path(data).name,
            split="each customer's last but one act",
            protocol="full ranking; settings were chosen on it, then all acts were learned from",
            n=len(making.sample()),
            date=datetime.now(UTC).date(),
        )
        folder = write_recommender(
            run / "model",
            made.recommender,
            parts.judging.histories,
            name=name,
            data=Path(data).name,
            data_hash=data_hash,
            metrics=(chosen,),
        )
        entry = shop.registry.register(folder, name)
        shown = {"validation_ndcg_at_10": learning.Metric(made.chosen_by).to_json()}
        told = {"metrics": shown, "settings": dict(made.settings), **reading.extras()}
        epochs = int(made.settings.get("kept_epoch", 0))
        return noted(shop, Trained(name, entry.version, run, epochs, seconds, (), None, told))


CYCLE = Cycle(PROTOCOLS, judge, train)
