"""Garments like those of a history, by tags and looks: what knows a garment from the moment it is shelved.

Knows the shelf's arrays and nothing of what others took up; how a picture becomes a vector is others'.
"""

from collections.abc import Sequence

import numpy as np

from modiste.recommend.protocols import Codes, Floats, History, Reason
from modiste.recommend.shelf import NAMED, Shelf

RECENT = 20
"""So many of the last garments count."""
FADE = 0.8
"""By this factor a garment counts less than the one after it."""
LOOKS = 0.5
"""The share of looks in likeness, where garments have pictures."""


class Likeness:
    """A recommender by content."""

    name = "alike"

    def __init__(self, shelf: Shelf, looks: float = LOOKS) -> None:
        self._shelf = shelf
        self._share = looks if shelf.looks_dimension else 0.0

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
        """The most alike; an empty history is like nothing."""
        if not len(history):
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        return best_of(self._scored(history), k)

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history that share most with it, and what they share."""
        recent = list(dict.fromkeys(reversed(history.codes.tolist())))[:RECENT]
        mine = self._shelf.tags_of(code)
        found: list[tuple[float, int, tuple[str, ...]]] = []
        for place, other in enumerate(recent):
            theirs = set(self._shelf.tags_of(other))
            shared = tuple(tag for tag in mine if tag in theirs)
            weight = sum(NAMED.get(tag.partition("=")[0], 0.5) for tag in shared) * FADE**place
            if other != code and weight > 0:
                found.append((weight, other, shared))
        found.sort(key=lambda each: -each[0])
        total = sum(weight for weight, _, _ in found) or 1.0
        return tuple(
            Reason("alike", weight / total, self._shelf.items[other], _facts(shared))
            for weight, other, shared in found[:most]
        )

    def alike(self, one: Codes, others: Codes) -> Floats:
        """(a, b) how alike garments are, from 0 to 1."""
        tags = self._shelf.alike()
        found = (1.0 - self._share) * (tags[one] @ tags[others].T)
        if self._share:
            looks = self._shelf.looks()
            found = found + self._share * (looks[one] @ looks[others].T)
        return np.asarray(np.clip(found, 0.0, 1.0), np.float32)

    def _scored(self, history: History) -> Floats:
        if not len(history):
            return np.zeros(len(self._shelf), np.float32)
        codes = history.codes[-RECENT:]
        ages = np.arange(len(codes) - 1, -1, -1)
        fade: Floats = np.power(FADE, ages, dtype=np.float32) * history.weights[-RECENT:]
        tags = self._shelf.alike()
        found = (1.0 - self._share) * (tags @ _faded(fade, tags[codes]))
        if self._share:
            looks = self._shelf.looks()
            found += self._share * (looks @ _faded(fade, looks[codes]))
        return np.asarray(found, np.float32)


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


def _facts(shared: Sequence[str]) -> dict[str, str]:
    """The shared tags that tell most, by name; several values of a name are joined."""
    made: dict[str, str] = {}
    for tag in sorted(shared, key=lambda each: -NAMED.get(each.partition("=")[0], 0.5))[:4]:
        name, _, value = tag.partition("=")
        made[name] = f"{made[name]}, {value}" if name in made else value
    return made
