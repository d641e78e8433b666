"""Recommenders judged and trained: interactions in, the one result shape or a version of a model out.

Knows the order of reading, parting, fitting and judging; each step is the recommend room's.
"""

import hashlib
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import Event, Metric, ModelEntry
from modiste.recommend import (
    LEAVE_ONE_OUT,
    PROTOCOLS,
    TIME,
    Cases,
    History,
    Interactions,
    Making,
    Ranked,
    Recommender,
    Seen,
    Split,
    figures,
    open_recommender,
    rank,
    read_interactions,
    read_seen,
    row_words,
    split,
    unseen,
    write_recommender,
)
from modiste.recommend import make as make_recommender
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.life_cycle import Trained, checked_name
from modiste.workspace.flows.made_models import HELD, MadeFolder, made_once, on_card
from modiste.workspace.flows.replaying import REPLAY, replay

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_TIMED, _BEST = 200, 100


def judge(asked: Asked) -> Answer:
    """Fit a recommender inside a protocol and say what it is worth.

    Settings are chosen on the file's own validation cases, inside `fit_seconds`, which are processor seconds.
    `replay` judges by what the shop itself showed by chance.

    Raises:
        ModisteError: MOD-2301 to 2305 for the data, MOD-2306 for settings, MOD-2307 for an unknown name.
    """
    if asked.protocol == REPLAY:
        return replay(asked)
    reading = read_interactions(asked.data)
    parts = split(reading.interactions, asked.protocol)
    asked.progress(
        Event("note", message=f"{len(reading.interactions)} interactions, {len(parts.judging)} cases")
    )
    making = _making(asked, parts, parts.final, asked.settings)
    made = make_recommender(_kind(asked), making)

    def told(done: int) -> None:
        asked.progress(Event("step", done, len(parts.judging), "ranking all garments"))

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
    return Answer(len(parts.judging), found, extras)


def _kind(asked: Asked) -> str:
    return asked.model.partition(".")[2]


def _making(asked: Asked, parted: Split, learned: Interactions, settings: Mapping[str, str]) -> Making:
    return Making(parted.train, parted.choosing, learned, settings, asked.progress, asked.should_stop)


def _latency(recommender: Recommender, histories: Sequence[History]) -> float:
    """Median milliseconds for the hundred best garments of one history."""
    seconds = []
    for history in histories[:_TIMED]:
        begun = time.perf_counter()
        recommender.candidates(history, _BEST)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds) * 1e3


def train(shop: "Shop", asked: Asked, out: str) -> Trained:
    """Choose settings on each customer's last but one act, fit on all, and register.

    With `held` a protocol's test part is held back, so that the model can be judged on it. The same
    recommender, data, settings and name give the model that was made.

    Raises:
        ModisteError: MOD-2301 to 2307 as `judge`, MOD-2015 for a bad name, MOD-2018 when stopped.
    """
    kind, settings, data = _kind(asked), asked.settings, asked.data
    name = checked_name(out or kind)
    own = {key: value for key, value in settings.items() if key != HELD}
    held = settings.get(HELD, "")
    if held and held not in PROTOCOLS:
        reason = f"a protocol is one of {', '.join(PROTOCOLS)}"
        raise ModisteError("MOD-2306", name=HELD, value=held, reason=reason)
    reading = read_interactions(data)
    data_hash = hashlib.sha256(Path(data).read_bytes()).hexdigest()

    def make(run: Path) -> MadeFolder:
        parts = split(reading.interactions, held or LEAVE_ONE_OUT)
        learned = parts.final if held else reading.interactions
        making = _making(asked, parts, learned, own)
        made = make_recommender(kind, making)
        metrics = {"validation_ndcg_at_10": Metric(made.chosen_by)}
        until = int(learned.at.max(initial=0))
        folder = write_recommender(
            run / "model",
            made.recommender,
            parts.judging.histories,
            name=name,
            data=Path(data).name,
            data_hash=data_hash,
            metrics=on_card(
                metrics,
                Path(data).name,
                str(parts.stated()["split"]) if held else "each customer's last but one act",
                "full ranking; settings were chosen on it, then all "
                f"{'before the test part ' if held else ''}was learned from",
                len(making.sample()),
            ),
            seen=Seen.of(_words(learned), held, until),
        )
        told = {"settings": dict(made.settings), HELD: held, **reading.extras()}
        return MadeFolder(folder, metrics, told, int(made.settings.get("kept_epoch", 0)))

    return made_once(shop, name, (kind, sorted(settings.items()), data_hash), make)


def judge_made(asked: Asked, entry: ModelEntry) -> Answer:
    """What a trained recommender is worth on those cases of the test part that it did not learn from.

    Garments are ranked among those that the model knows; a case that asks for one it does not know counts as
    missed.

    Raises:
        ModisteError: MOD-2310 where it learned from them, MOD-2311 where it knows no garment of them,
            MOD-2306 for settings, of which there are none, and for the data as `judge`.
    """
    if asked.protocol == REPLAY:
        return replay(asked, entry)
    if asked.settings:
        name, value = min(asked.settings.items())
        raise ModisteError("MOD-2306", name=name, value=value, reason="nothing is fitted")
    data = asked.data
    reading, recommender = read_interactions(data), open_recommender(entry.folder)
    held = reading.interactions
    parts = split(held, asked.protocol)
    cases = parts.judging
    since = int(parts.final.at.max(initial=0)) + 1 if asked.protocol == TIME else None
    found = unseen(read_seen(entry.folder), _words(held, cases.rows), since, str(data))
    places = {name: code for code, name in enumerate(recommender.items)}
    codes = np.array([places.get(each, -1) for each in held.items], np.int32)
    kept = _translated(cases.take(found.keep), codes)
    known = np.flatnonzero(kept.targets >= 0)
    if not len(known):
        raise ModisteError("MOD-2311", data=data, reason="it knows none of the garments asked for")
    ranked = rank(recommender, kept.take(known))
    ranks = np.full(len(kept), len(recommender.items) + 1, np.int64)
    ranks[known] = ranked.ranks
    best = np.full((len(kept), ranked.best.shape[1]), -1, np.int32)
    best[known] = ranked.best
    counts = np.zeros(len(recommender.items), np.int64)
    np.add.at(counts, codes[codes >= 0], parts.final.counts()[codes >= 0])
    worth = figures(Ranked(ranks, best), kept, counts)
    extras = {
        "n_users": len(held.customers),
        "n_items": len(recommender.items),
        "n_interactions": len(held),
        "asked_for_unknown_garments": len(kept) - len(known),
        "one_history_ms": round(_latency(recommender, kept.histories), 3),
        "stated": parts.stated(),
        **found.stated,
        **reading.extras(),
    }
    return Answer(len(kept), worth, extras)


def _words(held: Interactions, rows: Sequence[int] | NDArray[np.int64] | None = None) -> Iterator[str]:
    """Each interaction, or some of them, as words that no other has."""
    some = slice(None) if rows is None else rows
    columns = (held.owners()[some], held.codes[some], held.at[some])
    for who, code, at in zip(*(each.tolist() for each in columns), strict=True):
        yield row_words(held.customers[who], held.items[code], at)


def _translated(cases: Cases, codes: NDArray[np.int32]) -> Cases:
    """The cases by another catalogue's codes; what it does not know leaves histories, a target is -1."""
    histories = []
    for each in cases.histories:
        found = codes[each.codes]
        known = found >= 0
        histories.append(History(found[known], each.at[known], each.weights[known]))
    return Cases(tuple(histories), codes[cases.targets].astype(np.int64))


CYCLE = Cycle((*PROTOCOLS, REPLAY), judge, train, judge_made)
