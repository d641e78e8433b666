"""Recommenders judged and trained: interactions in, the one result shape or a version of a model out.

Knows the order of reading, parting, fitting and judging; each step is the recommend room's.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from modiste import learning
from modiste.learning import Event, Progress, Result
from modiste.recommend import PROTOCOLS, Making, figures, make, rank, read_interactions, split
from modiste.workspace.cycles import Cycle

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]


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
        "settings": dict(made.settings),
        "validation_ndcg_at_10": round(made.chosen_by, 5),
        "stated": parts.stated(),
        **reading.extras(),
    }
    return Result(model, str(data), protocol, len(parts.judging), cost.seconds, cost.peak_mb, found, extras)


CYCLE = Cycle(PROTOCOLS, judge)
