"""Garments like those of a history, by tags and looks: what knows a garment from the moment it is shelved.

Knows the shelf's arrays and nothing of what others took up; how a picture becomes a vector is others'.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Codes, Floats, History, Reason
from modiste.recommend.regions import Regions
from modiste.recommend.shelf import Shelf, weight_of

RECENT = 20
"""So many of the last garments count."""
FADE = 0.8
"""By this factor a garment counts less than the one after it."""


class Likeness:
    """A recommender by content."""

    name = "alike"

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._regions = Regions(self._rows)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the garments."""
        return tuple(self._shelf.items)

    def scores(self, histories: Sequence[History]) -> Floats:
        """Cosines of each garment with the faded mean of each history: (n, items)."""
        return (
            np.stack([self._scored(each) for each in histories])
            if histories
            else np.zeros((0, 0), np.float32)
        )

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """The most alike of what lies near; an empty history is like nothing."""
        if not len(history):
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        question = self._question(history)
        near = self._regions.near(question, len(self._shelf))
        if near is None:
            return best_of(self._scored(history), k)
        codes, scores = best_of(self._rows(near) @ question, k)
        return near[codes].astype(np.int32), scores

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history that share most with it, and what they share."""
        return self.reasons_of(history, [code], most)[0]

    def reasons_of(self, history: History, codes: Sequence[int], most: int = 3) -> list[tuple[Reason, ...]]:
        """The same of several garments at once."""
        recent = np.array(list(dict.fromkeys(reversed(history.codes.tolist())))[:RECENT], np.int32)
        asked = np.asarray(codes, np.int32)
        weights = self._shelf.shared(asked, recent) * FADE ** np.arange(len(recent), dtype=np.float32)
        weights[asked[:, None] == recent] = 0.0
        tags = [self._shelf.tags_of(code) for code in recent.tolist()]
        first = np.argsort(-weights, axis=1, kind="stable")[:, :most].tolist()
        whole = weights.sum(1).tolist()
        return [
            self._told(self._shelf.tags_of(code), recent, tags, rank, row, total)
            for code, rank, row, total in zip(codes, first, weights, whole, strict=True)
        ]

    def _told(
        self,
        mine: tuple[str, ...],
        recent: Codes,
        theirs: Sequence[tuple[str, ...]],
        first: Sequence[int],
        weights: Floats,
        whole: float,
    ) -> tuple[Reason, ...]:
        return tuple(
            Reason(
                "alike",
                float(weights[place]) / whole,
                self._shelf.items[int(recent[place])],
                _facts(mine, theirs[place]),
            )
            for place in first
            if weights[place] > 0
        )

    def alike(self, one: Codes, others: Codes) -> Floats:
        """(a, b) how alike garments are, from 0 to 1."""
        faces = self._shelf.faces()
        return np.asarray(np.clip(faces[one] @ faces[others].T, 0.0, 1.0), np.float32)

    def _scored(self, history: History) -> Floats:
        if not len(history):
            return np.zeros(len(self._shelf), np.float32)
        return np.asarray(self._rows(slice(None)) @ self._question(history), np.float32)

    def _question(self, history: History) -> Floats:
        """(d,) the faded mean of a history."""
        codes = history.codes[-RECENT:]
        ages = np.arange(len(codes) - 1, -1, -1)
        fade: Floats = np.power(FADE, ages, dtype=np.float32) * history.weights[-RECENT:]
        share = self._shelf.looks_share
        parts = [(1.0 - share) ** 0.5 * _faded(fade, self._shelf.alike()[codes])]
        if share:
            parts.append(share**0.5 * _faded(fade, self._shelf.looks()[codes]))
        return np.concatenate(parts).astype(np.float32)

    def _rows(self, places: NDArray[np.integer] | slice) -> Floats:
        """(m, d) garments, tags and looks side by side, so that a dot product is their likeness."""
        faces = self._shelf.faces()
        return faces[places] if isinstance(places, slice) else np.take(faces, places, axis=0)


def best_of(scores: Floats, k: int) -> tuple[Codes, Floats]:
    """At most k places with the highest scores above zero, highest first."""
    k = min(k, len(scores))
    if not k:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    best = np.argpartition(scores, len(scores) - k)[len(scores) - k :]
    best = best[np.argsort(-scores[best], kind="stable")]
    best = best[scores[best] > 0]
    return best.astype(np.int32), scores[best]


def _faded(fade: Floats, rows: Floats) -> Floats:
    """(d,) the weighted mean of rows, of length 1."""
    vector = np.einsum("n,nd->d", fade, rows)
    return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), np.float32)


@lru_cache(maxsize=65_536)
def _facts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Mapping[str, str]:
    """The shared tags that tell most, by name; several values of a name are joined."""
    made: dict[str, str] = {}
    shared = [tag for tag in mine if tag in theirs]
    for tag in sorted(shared, key=lambda each: -weight_of(each))[:4]:
        name, _, value = tag.partition("=")
        made[name] = f"{made[name]}, {value}" if name in made else value
    return made
