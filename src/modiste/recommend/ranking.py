"""What rankings are worth: every garment ranked for every case, ties against it, with intervals.

Knows figures of rankings; which cases there are is `splits`', what scores is each recommender's.

Sources: NDCG of one relevant garment is 1 / log2(1 + rank) (Järvelin and Kekäläinen, 2002); novelty is the
mean self-information of what is recommended (Zhou et al., PNAS 2010); popularity bias is the mean popularity
of what is recommended over that of histories (Abdollahpouri et al., UMAP 2019).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.learning import Metric, bootstrap, percentile
from modiste.recommend.interactions import Ints
from modiste.recommend.protocols import Floats, History, Recommender
from modiste.recommend.splits import Cases

TOP = 10
RESAMPLES = 1000
_CELLS = 8_000_000
_STRIP = 64


@dataclass(frozen=True, eq=False)
class Ranked:
    """What ranking every case gave.

    Attributes:
        ranks: (n,) the target's place from 1.
        best: (n, `TOP`) the garments placed first; -1 where there are fewer.
    """

    ranks: Ints
    best: NDArray[np.int32]


def masked(scores: Floats, histories: tuple[History, ...]) -> Floats:
    """The scores (n, items) with the garments of each history taken out, in place; NaN counts as worst."""
    np.nan_to_num(scores, copy=False, nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    rows = np.repeat(np.arange(len(histories)), [len(each) for each in histories])
    scores[rows, np.concatenate([each.codes for each in histories])] = -np.inf
    return scores


def ranks_of(scores: Floats, targets: Ints) -> Ints:
    """(n,) the target's place among (n, items) scores, from 1; all that tie with it stand before it."""
    own = scores[np.arange(len(targets)), targets][:, None]
    found: Ints = (scores >= own).sum(1).astype(np.int64)
    return found


def best_of(scores: Floats, most: int = TOP) -> NDArray[np.int32]:
    """(n, most) the garments with the best finite scores, best first, the lower code at ties; else -1."""
    count = min(most, scores.shape[1])
    found = top_places(scores, count)
    values = np.take_along_axis(scores, found, 1)
    order = np.lexsort((found, -values), axis=1)
    made = np.full((len(scores), most), -1, np.int32)
    made[:, :count] = np.where(
        np.isfinite(np.take_along_axis(values, order, 1)), np.take_along_axis(found, order, 1), -1
    )
    return made


def top_places(scores: Floats, count: int) -> Ints:
    """(n, count) the places of the best, unordered: partitioned among the strips whose own best are best."""
    rows, size = scores.shape
    strips = size // _STRIP
    if strips <= 2 * count:
        return np.argpartition(scores, -count, axis=1)[:, -count:]
    even = strips * _STRIP
    tops = scores[:, :even].reshape(rows, strips, _STRIP).max(2)
    first = np.argpartition(tops, -count, axis=1)[:, -count:]
    places = (first[:, :, None] * _STRIP + np.arange(_STRIP)).reshape(rows, -1)
    places = np.concatenate([places, np.tile(np.arange(even, size), (rows, 1))], axis=1)
    inner = np.argpartition(np.take_along_axis(scores, places, 1), -count, axis=1)[:, -count:]
    return np.take_along_axis(places, inner, 1)


def rank(
    recommender: Recommender,
    cases: Cases,
    *,
    listed: bool = True,
    told: Callable[[int], None] = lambda _: None,
) -> Ranked:
    """Rank all garments for every case.

    Args:
        recommender: what scores.
        cases: what is asked.
        listed: whether the best are wanted too, which costs more.
        told: called with how many cases are done.
    """
    step = max(1, min(512, _CELLS // max(len(recommender.items), 1)))
    ranks = np.empty(len(cases), np.int64)
    best = np.full((len(cases) if listed else 0, TOP), -1, np.int32)
    for start in range(0, len(cases), step):
        part = slice(start, start + step)
        scores = masked(recommender.scores(cases.histories[part]), cases.histories[part])
        ranks[part] = ranks_of(scores, cases.targets[part])
        if listed:
            best[part] = best_of(scores)
        told(min(start + step, len(cases)))
    return Ranked(ranks, best)


def gains(ranks: Ints, most: int = TOP) -> NDArray[np.float64]:
    """NDCG of each case (n,): one relevant garment, so that the ideal gain is 1."""
    return np.where(ranks <= most, 1 / np.log2(1 + ranks), 0.0)


def figures(ranked: Ranked, cases: Cases, counts: Ints, seed: int = 0) -> dict[str, Metric]:
    """NDCG, recall, MRR with intervals over customers; coverage, novelty, diversity, popularity bias.

    Args:
        ranked: of the cases.
        cases: that were ranked.
        counts: (items,) interactions in what was learned from.
        seed: of the resamples.
    """
    ranks = ranked.ranks
    each = {
        "ndcg_at_10": gains(ranks),
        "recall_at_10": (ranks <= 10).astype(np.float64),
        "mrr": 1.0 / ranks,
        "ndcg_at_20": gains(ranks, 20),
        "recall_at_20": (ranks <= 20).astype(np.float64),
    }
    table = np.stack(list(each.values()), 1)
    drawn = bootstrap(len(ranks), RESAMPLES, seed, lambda draws: {"means": draws @ table / len(ranks)})[
        "means"
    ]
    made = {
        name: Metric(float(values.mean()), percentile(drawn[:, column]))
        for column, (name, values) in enumerate(each.items())
    }
    return {**made, **_of_lists(ranked.best, cases, counts)}


def _of_lists(best: NDArray[np.int32], cases: Cases, counts: Ints) -> dict[str, Metric]:
    shown = best[best >= 0]
    share = (counts + 1.0) / (counts.sum() + len(counts))
    taken = np.concatenate([each.codes for each in cases.histories])
    usual = float(counts[taken].mean()) if len(taken) else 0.0
    bias = float(counts[shown].mean()) / usual if len(shown) and usual else float("nan")
    novelty = float(-np.log2(share[shown]).mean()) if len(shown) else float("nan")
    return {
        "coverage": Metric(len(np.unique(shown)) / max(len(counts), 1)),
        "novelty": Metric(novelty, unit="bit"),
        "diversity": Metric(_diversity(best)),
        "popularity_bias": Metric(bias, unit="ratio"),
    }


def _diversity(best: NDArray[np.int32], most: int = 2000) -> float:
    """How little two customers' lists share: one minus the mean share of common garments, over drawn pairs.

    Source: inter-user diversity (Zhou et al., 2010).
    """
    if len(best) < 2:
        return float("nan")
    chance = np.random.default_rng(0)
    first = chance.integers(0, len(best), most)
    second = (first + chance.integers(1, len(best), most)) % len(best)
    common = (best[first][:, :, None] == best[second][:, None, :]) & (best[first] >= 0)[:, :, None]
    return float(1 - common.any(2).mean())
