"""How alike garments are: by what is written, by attributes, and by vectors that somebody else makes.

Knows likeness from 0 to 1, a view at a time; what kin sell is `features`'. Vectors of pictures or words are
the workspace's to fill in: without them attributes and words alone do.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from modiste.trends.launches.book import Ints, LaunchBook
from modiste.trends.launches.words import counted, kinds_of, weighed
from modiste.trends.panel import Flags, Floats


class GarmentFeatures(Protocol):
    """A view of garments from outside this room, such as vectors of their pictures."""

    @property
    def name(self) -> str:
        """Such as "pictures"."""

    def vectors(self, ids: Sequence[str]) -> Floats:
        """(n, width) unit rows, one a garment; NaN where there is none."""


class Kinship:
    """Likeness of garments of one book, by view; nothing of a garment that was not known is used.

    Args:
        book: whose garments.
        views: more ways to look at them.
    """

    def __init__(self, book: LaunchBook, views: Sequence[GarmentFeatures] = ()) -> None:
        self._counts = counted(book.texts) if any(book.texts) else None
        self._attributes = {
            name: np.unique(np.array(values, dtype=str), return_inverse=True)
            for name, values in book.attributes.items()
            if len(set(values)) > 1
        }
        self._vectors = {view.name: np.asarray(view.vectors(book.ids), np.float64) for view in views}

    @property
    def names(self) -> tuple[str, ...]:
        """The views that there are."""
        own = [("words", self._counts is not None), ("attributes", bool(self._attributes))]
        return (*(name for name, there in own if there), *self._vectors)

    def views(self, places: Ints, others: Ints, known: Flags) -> Mapping[str, Floats]:
        """(m, k) likeness by view, of garments to known others; 0 where nothing is known of one.

        Args:
            places: (m,) of the garments.
            others: (k,) of those that they are compared with.
            known: (n,) among which rarity is counted.
        """
        made: dict[str, Floats] = {}
        if self._counts is not None:
            rows = weighed(self._counts, known)
            made["words"] = (rows[places] @ rows[others].T).toarray()
        if self._attributes:
            made["attributes"] = self._alike(places, others, known)
        for name, vectors in self._vectors.items():
            cosines = np.nan_to_num(vectors[places]) @ np.nan_to_num(vectors[others]).T
            made[name] = _stretched(cosines)
        return made

    def likeness(self, places: Ints, others: Ints, known: Flags) -> Floats:
        """(m, k) the mean over views."""
        views = list(self.views(places, others, known).values())
        return np.mean(views, axis=0) if views else np.zeros((len(places), len(others)))

    def shared(self, places: Ints, others: Ints, known: Flags) -> Floats:
        """(m, k) the plainest likeness: the share of attributes that agree, else of words (Jaccard)."""
        if self._attributes or self._counts is None:
            return self._alike(places, others, known)
        lengths = np.asarray(self._counts.sum(1)).ravel()
        both = (self._counts[places] @ self._counts[others].T).toarray()
        return np.asarray(both / np.maximum(lengths[places][:, None] + lengths[others][None] - both, 1.0))

    def _alike(self, places: Ints, others: Ints, known: Flags) -> Floats:
        """The share of attributes that agree, each by how much it tells: its entropy among the known."""
        total, weights = np.zeros((len(places), len(others))), 0.0
        for values, codes in self._attributes.values():
            share = np.bincount(codes[known], minlength=len(values)) / max(int(known.sum()), 1)
            told = float(-(share[share > 0] * np.log(share[share > 0])).sum())
            same = (codes[places][:, None] == codes[others][None]) & (values[codes[places]] != "")[:, None]
            total += told * same
            weights += told
        return total / weights if weights else total


def same_kind(book: LaunchBook, places: Ints, others: Ints, known: Flags) -> Flags:
    """(m, k) whether garments are of one category, or where none is told of one noun (see `kinds_of`)."""
    told = book.attributes.get("category", ())
    kinds = np.array(told if any(told) else kinds_of(book.texts, known), dtype=str)
    return np.asarray((kinds[places][:, None] == kinds[others][None]) & (kinds[places] != "")[:, None])


def _stretched(cosines: Floats) -> Floats:
    """Cosines from 0 to 1 between the usual likeness of a row and its greatest: encoders' are all high."""
    usual = np.median(cosines, axis=1, keepdims=True) if cosines.shape[1] else cosines
    most = cosines.max(1, keepdims=True) if cosines.shape[1] else cosines
    return np.clip((cosines - usual) / np.maximum(np.maximum(most, 0.6) - usual, 1e-9), 0.0, 1.0)
