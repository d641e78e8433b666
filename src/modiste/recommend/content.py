"""New garments, of which only content is known: they borrow from look-alikes and are like the history.

Knows vectors of content and how far to trust them, chosen on garments that are held back; where vectors come
from (attributes, words, pictures) is the caller's.

Source: our own; attribute-to-neighbour mapping as in Gantner et al. (ICDM 2010), without a factorisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.learning import Metric, bootstrap, percentile
from modiste.recommend.faded import best_codes, faded_rows, part_reasons
from modiste.recommend.interactions import Interactions
from modiste.recommend.neighbours import Neighbours
from modiste.recommend.protocols import Floats, History, Reason, Recommender
from modiste.recommend.ranking import TOP, gains, ranks_of
from modiste.recommend.splits import Cases

_BATCH = 512
_MOST_CASES = 6000
RESAMPLES = 1000


@dataclass(frozen=True)
class ContentSettings:
    """How content is trusted.

    Attributes:
        near: look-alikes that a new garment borrows from.
        sharpness: power of their likeness: high listens to the nearest only.
        direct: share of plain likeness to the history, beside what is borrowed.
        fade: a history's garments fade by it with age.
        memory: how many of the newest count.
    """

    near: int = 50
    sharpness: float = 4.0
    direct: float = 0.3
    fade: float = 0.7
    memory: int = 50


@dataclass(eq=False)
class ContentModel:
    """Scores garments that nobody took up yet, beside a recommender that knows the others.

    Attributes:
        recommender: fitted; its scores are lent to look-alikes.
        vectors: (items, d) content of the garments that it knows, of length 1 or 0.
        settings: as above.
    """

    recommender: Recommender
    vectors: Floats
    settings: ContentSettings

    @classmethod
    def of(
        cls, recommender: Recommender, vectors: Floats, settings: ContentSettings | None = None
    ) -> "ContentModel":
        """From content of any length, one row a garment of the recommender."""
        return cls(recommender, unit_rows(vectors), settings or ContentSettings())

    def lend(self, new: Floats) -> tuple[NDArray[np.int64], Floats]:
        """(m, near) look-alikes of new garments by content (m, d), and their shares, at most 1 in all."""
        likeness = unit_rows(new) @ self.vectors.T
        near = min(self.settings.near, likeness.shape[1])
        found = np.argpartition(-likeness, near - 1, axis=1)[:, :near]
        share = np.maximum(np.take_along_axis(likeness, found, 1), 0) ** self.settings.sharpness
        return found, (share / np.maximum(share.sum(1, keepdims=True), 1e-9)).astype(np.float32)

    def scores(self, histories: Sequence[History], new: Floats) -> Floats:
        """Float32 (n, m) of new garments by content (m, d); either part has a largest of 1 a history."""
        known = self.settings
        near, share = self.lend(new)
        lent = np.maximum(self.recommender.scores(histories), 0)
        borrowed = np.stack([(row[near] * share).sum(1) for row in lent])
        rows = faded_rows(histories, known.fade, known.memory, len(self.vectors))
        alike = np.maximum(np.asarray(rows @ self.vectors) @ unit_rows(new).T, 0)
        made: Floats = (1 - known.direct) * _scaled(borrowed) + known.direct * _scaled(alike)
        return made.astype(np.float32)

    def candidates(self, history: History, new: Floats, k: int) -> tuple[NDArray[np.int32], Floats]:
        """At most k of the new garments (m, d), best first, by their row."""
        return best_codes(self.scores([history], new)[0] if len(history) else np.zeros(0), k)

    def reasons(self, history: History, new: Floats, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history that one new garment (d,) is like."""
        worth = np.maximum(self.vectors[history.codes] @ unit_rows(new[None])[0], 0)
        known = self.settings
        found = part_reasons(self.recommender.items, history, worth, known.fade, known.memory, most)
        return tuple(replace(each, kind="alike") for each in found)


def choose_content(
    interactions: Interactions, vectors: Floats, share: float = 0.05, seed: int = 1
) -> ContentSettings:
    """Settings by garments held back from these interactions, as new ones will be."""
    cases, new, train = held_back(interactions, share, seed)
    lender = Neighbours.fit(train)
    best, value = ContentSettings(), -1.0
    if not len(cases):
        return best
    for name, values in (
        ("direct", (0.0, 0.15, 0.3, 0.6, 1.0)),
        ("sharpness", (2.0, 4.0, 8.0)),
        ("near", (20, 50, 150)),
    ):
        for each in values:
            tried = replace(best, **{name: each})  # type: ignore[arg-type] # each of its own kind
            found = float(gains(_ranks(ContentModel.of(lender, vectors, tried), cases, new)).mean())
            if found > value:
                best, value = tried, found
    return best


def cold_worth(
    interactions: Interactions, vectors: Floats, share: float = 0.05, seed: int = 0
) -> tuple[dict[str, Metric], dict[str, Any]]:
    """What the content is worth for new garments: some are withheld whole, and ranked among each other.

    Asked is for every act with a withheld garment, given the acts with others before it. Popularity is judged
    beside it in three readings: told the withheld garments' true counts, which nobody knows of a new garment;
    lent by look-alikes among those that are sold already, which is what a shop can know at best; and as it
    really is, without counts, so that new garments stand in any order. Settings are chosen on other garments,
    held back from what is left.

    Args:
        interactions: all.
        vectors: (items, d) content of each garment.
        share: of the garments that are withheld.
        seed: which are.

    Returns:
        Figures with intervals over acts, and the protocol in words.
    """
    cases, new, train = held_back(interactions, share, seed)
    settings = choose_content(train, vectors, share)
    model = ContentModel.of(Neighbours.fit(train), vectors, settings)
    ranks = _ranks(model, cases, new)
    counts = interactions.counts()[new].astype(np.float32)
    popular = ranks_of(np.repeat(counts[None], len(cases), 0), cases.targets)
    lent = ranks_of(np.repeat(_lent_counts(model, train, new)[None], len(cases), 0), cases.targets)
    columns = [gains(ranks), gains(popular), gains(lent), ranks <= TOP, popular <= TOP]
    gained = np.stack(columns, 1).astype(np.float64)
    drawn = bootstrap(len(gained), RESAMPLES, seed, lambda draws: {"means": draws @ gained / len(gained)})[
        "means"
    ]
    names = (
        "ndcg_at_10",
        "popularity_ndcg_at_10",
        "lent_popularity_ndcg_at_10",
        "recall_at_10",
        "popularity_recall_at_10",
    )
    found = {
        name: Metric(float(gained[:, place].mean()), percentile(drawn[:, place]))
        for place, name in enumerate(names)
    }
    for name, place in (("times_popularity", 1), ("times_lent_popularity", 2)):
        ratio = drawn[:, 0] / np.maximum(drawn[:, place], 1e-9)
        value = float(gained[:, 0].mean() / max(gained[:, place].mean(), 1e-9))
        found[name] = Metric(value, percentile(ratio), "ratio")
    by_chance = float(gains(np.arange(1, len(new) + 1)).mean())
    found["uncounted_popularity_ndcg_at_10"] = Metric(by_chance)
    found["times_uncounted_popularity"] = Metric(
        float(gained[:, 0].mean()) / by_chance, percentile(drawn[:, 0] / by_chance), "ratio"
    )
    stated = {
        "split": f"{len(new)} of {len(interactions.items)} garments withheld with their acts, seed {seed}",
        "negatives": f"none are drawn: the {len(new)} withheld garments are ranked among each other",
        "ties": "count against the model",
        "popularity": "by the withheld garments' true counts, which no shop knows of a new garment",
        "lent_popularity": "by the counts of look-alikes that are sold already, the same for everybody",
        "uncounted_popularity": "no counts, as a shop has it: the mean over all orders of the new garments",
        "settings": vars(settings),
    }
    return found, stated


def held_back(
    interactions: Interactions, share: float, seed: int
) -> tuple[Cases, NDArray[np.int64], Interactions]:
    """Acts with garments that are held back, their codes, and the interactions without them.

    A case's target is a place among those codes; its history has none of them.
    """
    taken = np.flatnonzero(interactions.counts())
    chance = np.random.default_rng([seed, 43])
    new = np.sort(chance.permutation(taken)[: max(2, round(share * len(taken)))])
    place = np.full(len(interactions.items), -1)
    place[new] = np.arange(len(new))
    histories, targets = [], []
    for whole in interactions.histories():
        places = place[whole.codes]
        for step in np.flatnonzero(places >= 0).tolist():
            kept = places[:step] < 0
            if kept.any():
                before = whole.first(step)
                histories.append(History(before.codes[kept], before.at[kept], before.weights[kept]))
                targets.append(int(places[step]))
    cases = Cases(tuple(histories), np.array(targets, np.int64))
    if len(cases) > _MOST_CASES:
        cases = cases.take(chance.permutation(len(cases))[:_MOST_CASES])
    return cases, new, interactions.where(place[interactions.codes] < 0)


def unit_rows(vectors: NDArray[Any]) -> Floats:
    """Rows of length 1; a row of zeros stays."""
    values = np.asarray(vectors, np.float32)
    made: Floats = values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)
    return made


def _scaled(values: Floats) -> Floats:
    made: Floats = values / np.maximum(values.max(1, keepdims=True), 1e-9)
    return made


def _lent_counts(model: ContentModel, train: Interactions, new: NDArray[np.int64]) -> Floats:
    """(m,) what look-alikes among the garments that were learned from are taken up, by their shares."""
    hidden = replace(model, vectors=model.vectors.copy())
    hidden.vectors[new] = 0
    near, share = hidden.lend(model.vectors[new])
    made: Floats = (train.counts()[near] * share).sum(1).astype(np.float32)
    return made


def _ranks(model: ContentModel, cases: Cases, new: NDArray[np.int64]) -> NDArray[np.int64]:
    content = model.vectors[new]
    hidden = replace(model, vectors=model.vectors.copy())
    hidden.vectors[new] = 0  # a garment that is held back lends nothing and is nobody's history
    parts = [slice(start, start + _BATCH) for start in range(0, len(cases), _BATCH)]
    return np.concatenate(
        [ranks_of(hidden.scores(cases.histories[each], content), cases.targets[each]) for each in parts]
    )
