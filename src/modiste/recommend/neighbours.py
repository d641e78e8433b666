"""Directional co-occurrence: what others took up after, and before, what this customer took up.

Knows pairs of garments, their decay and their reasons; it only counts, so a new act is added at once.

Source: our own; kin to the sequential rules of Ludewig and Jannach (2018), with the popularity normalisation
of Aiolli (MSD challenge, 2012).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from modiste.recommend.faded import best_codes, faded_rows, fading, part_reasons
from modiste.recommend.interactions import Interactions
from modiste.recommend.kinds import Made, Making, choose, plain
from modiste.recommend.protocols import Codes, Floats, History, Reason

Matrix = Any
_ROWS = 4_000_000
_FEW = 8
_SPARSE = 64


@dataclass(frozen=True)
class NeighbourSettings:
    """How pairs count and how scores are made of them.

    Attributes:
        reach: the largest distance of a pair in a history.
        decay: a pair's weight falls by it with each step of distance.
        backward: the weight of "before" beside "after", which is 1.
        length_power: pairs of a history of length L weigh log2(L + 2) to minus this.
        from_power, to_power: how far popularity is divided out, of the history's garment and of the other.
        smoothing: added to popularity before.
        fade: a history's garments fade by it with age, newest first.
        memory: how many of the newest count.
        most_acts: a customer's acts beyond so many newest teach nothing: nobody outvotes all others.
        most_neighbours: kept of each garment.
    """

    reach: int = 20
    decay: float = 0.8
    backward: float = 0.5
    length_power: float = 0.5
    from_power: float = 0.35
    to_power: float = 0.35
    smoothing: float = 20.0
    fade: float = 0.7
    memory: int = 50
    most_acts: int = 1000
    most_neighbours: int = 1000


@dataclass(eq=False)
class Neighbours:
    """Counts of pairs, and what follows from them.

    Attributes:
        items: the garments' ids.
        settings: as above.
        pairs: (items, items) CSR, decayed weights of [history's garment, other garment].
        counts: (items,) interactions of each garment.
        added: pairs that came after fitting, by history's garment and other garment.
    """

    items: tuple[str, ...]
    settings: NeighbourSettings
    pairs: Matrix
    counts: Floats
    added: dict[int, dict[int, float]] = field(default_factory=dict)
    name: str = "knn"
    _matrix: Matrix = None
    _rarity: Floats | None = None

    @classmethod
    def fit(
        cls, interactions: Interactions, settings: NeighbourSettings | None = None, pairs: Matrix = None
    ) -> "Neighbours":
        """Count. `pairs`, where given, are of `pairs_of` with the same settings of counting."""
        chosen = settings or NeighbourSettings()
        counts = interactions.counts().astype(np.float32)
        found = pairs_of(interactions, chosen) if pairs is None else pairs
        made = cls(interactions.items, chosen, found, counts)
        if found.shape[0] and np.diff(found.indptr).max(initial=0) > chosen.most_neighbours:
            made.pairs = _strongest(found, made._normalised(found), chosen.most_neighbours)
        return made

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items): what the garments of the history bring along, the newest most."""
        if len(histories) <= _FEW:
            return np.stack([self._sums(each) for each in histories])
        if self._matrix is None:
            self._matrix = self._normalised(self._current())
        rows = faded_rows(histories, self.settings.fade, self.settings.memory, len(self.items))
        found: Floats = (rows @ self._matrix).toarray()
        return found.astype(np.float32, copy=False)

    def _sums(self, history: History) -> Floats:
        """(items,) of one history, from the rows of its garments alone."""
        recent = history.last(self.settings.memory)
        made = np.zeros(len(self.items), np.float32)
        for code, weight in zip(
            recent.codes.tolist(), fading(recent, self.settings.fade).tolist(), strict=True
        ):
            codes, values = self._row(code)
            made[codes] += np.float32(weight) * values
        return made

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k with the best scores, from the rows of the newest garments alone."""
        recent = history.last(self.settings.memory)
        if not len(recent):
            return np.empty(0, np.int32), np.empty(0, np.float32)
        rows = [self._row(code) for code in recent.codes.tolist()]
        weights = fading(recent, self.settings.fade)
        codes = np.concatenate([row[0] for row in rows])
        values = np.concatenate([row[1] * weight for row, weight in zip(rows, weights.tolist(), strict=True)])
        if len(self.items) > _SPARSE * len(codes):
            places, where = np.unique(codes, return_inverse=True)
            sums = np.bincount(where, values, len(places))
        else:  # a pass over all garments is less than putting so many in order
            sums = np.bincount(codes, values, len(self.items))
            places = np.flatnonzero(sums)
            sums = sums[places]
        best, values = best_codes(sums.astype(np.float32), k)
        return places[best].astype(np.int32), values

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history that bring this one along, with their share of the score."""
        return self.reasons_of(history, [code], most)[0]

    def reasons_of(self, history: History, codes: Sequence[int], most: int = 3) -> list[tuple[Reason, ...]]:
        """The same of several garments at once: the history's rows are looked up once."""
        wanted = np.unique(np.asarray(codes, np.int64))
        worth = np.zeros((len(wanted), len(history)), np.float32)
        rows = np.full(len(self.items), -1, np.int32)
        rows[wanted] = np.arange(len(wanted))
        start = max(len(history) - self.settings.memory, 0)
        for place, garment in enumerate(history.codes[start:].tolist(), start):
            theirs, values = self._row(garment)
            found = rows[theirs]
            kept = found >= 0
            worth[found[kept], place] = values[kept]
        faded = fading(history.last(self.settings.memory), self.settings.fade)
        return [self._reasons(history, worth[rows[code]], code, most, faded) for code in codes]

    def _reasons(
        self, history: History, worth: Floats, code: int, most: int, faded: Floats
    ) -> tuple[Reason, ...]:
        taken = int(self.counts[code])

        def facts(garment: int) -> dict[str, float]:
            return {"together": round(self._pair(garment, code), 2), "taken": taken}

        known = self.settings
        return part_reasons(self.items, history, worth, known.fade, known.memory, most, facts, faded)

    def update(self, history: History, code: int, weight: float = 1.0) -> None:
        """Take in that a customer with this history now took up a garment: at most two `reach` pairs."""
        known = self.settings
        recent = history.last(known.reach)
        start = float(np.log2(len(history) + 3) ** -known.length_power) * weight
        for step, garment in enumerate(recent.codes[::-1].tolist()):
            if garment == code:
                continue
            worth = start * known.decay**step
            self._add(garment, code, worth)
            if known.backward:
                self._add(code, garment, worth * known.backward)
        self.counts = self.counts.copy()
        self.counts[code] += 1
        if self._rarity is not None:
            self._rarity[code] = (self.counts[code] + known.smoothing) ** -known.to_power
        self._matrix = None

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What a file keeps of it."""
        pairs = self._current()
        return {
            "pairs_data": pairs.data.astype(np.float32),
            "pairs_indices": pairs.indices.astype(np.int32),
            "pairs_indptr": pairs.indptr.astype(np.int64),
            "counts": self.counts.astype(np.float32),
        }

    @classmethod
    def of_arrays(
        cls, items: tuple[str, ...], settings: NeighbourSettings, arrays: Mapping[str, NDArray[Any]]
    ) -> "Neighbours":
        """From what `arrays` gave."""
        size = len(items)
        kept = (arrays["pairs_data"], arrays["pairs_indices"], arrays["pairs_indptr"])
        return cls(items, settings, sparse.csr_array(kept, shape=(size, size)), arrays["counts"])

    def _add(self, garment: int, code: int, worth: float) -> None:
        row = self.added.setdefault(garment, {})
        row[code] = row.get(code, 0.0) + worth

    def _pair(self, garment: int, code: int) -> float:
        start, end = self.pairs.indptr[garment], self.pairs.indptr[garment + 1]
        there = np.flatnonzero(self.pairs.indices[start:end] == code)
        found = float(self.pairs.data[start + there[0]]) if len(there) else 0.0
        return found + self.added.get(garment, {}).get(code, 0.0)

    def _current(self) -> Matrix:
        """The pairs with those that were added."""
        if not self.added:
            return self.pairs
        rows = [row for row, found in self.added.items() for _ in found]
        columns = [code for found in self.added.values() for code in found]
        values = [value for found in self.added.values() for value in found.values()]
        more = sparse.csr_array((values, (rows, columns)), shape=self.pairs.shape, dtype=np.float32)
        return (self.pairs + more).tocsr()

    def _normalised(self, pairs: Matrix) -> Matrix:
        known = self.settings
        left = (self.counts + known.smoothing) ** -known.from_power
        right = (self.counts + known.smoothing) ** -known.to_power
        made = pairs.copy().astype(np.float32)
        made.data *= np.repeat(left, np.diff(pairs.indptr)).astype(np.float32) * right[pairs.indices]
        return made

    def _row(self, garment: int) -> tuple[Codes, Floats]:
        """One garment's neighbours and their worth, added ones included."""
        part = slice(self.pairs.indptr[garment], self.pairs.indptr[garment + 1])
        codes, values = self.pairs.indices[part], self.pairs.data[part]
        more = self.added.get(garment)
        if more:
            codes = np.concatenate([codes, np.fromiter(more, np.int32, len(more))])
            values = np.concatenate([values, np.fromiter(more.values(), np.float32, len(more))])
            codes, where = np.unique(codes, return_inverse=True)
            values = np.bincount(where, values, len(codes))
        known = self.settings
        if self._rarity is None:
            self._rarity = (self.counts + known.smoothing) ** -known.to_power
        left = (self.counts[garment] + known.smoothing) ** -known.from_power
        return codes, (values * left * self._rarity[codes]).astype(np.float32)


def pairs_of(interactions: Interactions, settings: NeighbourSettings) -> Matrix:
    """(items, items) CSR of decayed pairs: [a, b] where b came after a, and `backward` of it where before."""
    sizes = np.diff(interactions.starts)
    place = np.arange(len(interactions)) - np.repeat(interactions.starts[:-1], sizes)
    taught = place >= np.repeat(np.maximum(sizes - settings.most_acts, 0), sizes)
    codes, owners = interactions.codes[taught], interactions.owners()[taught]
    length = np.minimum(sizes, settings.most_acts)[owners]
    worth = (np.log2(length + 2.0) ** -settings.length_power).astype(np.float32)
    liking = np.sqrt(interactions.weights[taught])
    size = len(interactions.items)
    whole: Matrix = sparse.csr_array((size, size), dtype=np.float32)
    parts: list[tuple[Any, ...]] = []
    held = 0
    for step in range(1, min(settings.reach, max(int(length.max(initial=0)) - 1, 0)) + 1):
        same = (owners[step:] == owners[:-step]) & (codes[step:] != codes[:-step])
        earlier, later = codes[:-step][same], codes[step:][same]
        values = (
            (worth * liking)[:-step][same] * liking[step:][same] * np.float32(settings.decay ** (step - 1))
        )
        parts.append((earlier, later, values))
        held += len(values)
        if held > _ROWS:
            whole, parts, held = whole + _summed(parts, size, settings.backward), [], 0
    if parts:
        whole = whole + _summed(parts, size, settings.backward)
    return whole.tocsr()


def _summed(parts: list[tuple[Any, ...]], size: int, backward: float) -> Matrix:
    earlier, later, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    ahead = sparse.coo_array((values, (earlier, later)), shape=(size, size)).tocsr()
    return ahead + backward * ahead.T.tocsr() if backward else ahead


def _strongest(pairs: Matrix, worth: Matrix, most: int) -> Matrix:
    """The pairs of each row whose worth is largest."""
    kept = []
    for row in range(pairs.shape[0]):
        start, end = pairs.indptr[row], pairs.indptr[row + 1]
        if end - start <= most:
            kept.append(np.arange(start, end))
        else:
            kept.append(np.sort(start + np.argpartition(worth.data[start:end], -most)[-most:]))
    places = np.concatenate(kept)
    ends = np.concatenate([[0], np.cumsum([len(each) for each in kept])])
    return sparse.csr_array((pairs.data[places], pairs.indices[places], ends), shape=pairs.shape)


CHOICES: dict[str, tuple[Any, ...]] = {
    "backward": (0.25, 0.5, 1.0),
    "decay": (0.6, 0.8, 0.95),
    "fade": (0.3, 0.5, 0.7, 0.85, 0.95),
    "to_power": (0.2, 0.35, 0.5, 0.65),
    "from_power": (0.2, 0.35, 0.5, 0.65),
    "length_power": (0.0, 0.5, 1.5),
    "smoothing": (5.0, 20.0, 80.0),
}
"""What is tried, in that order."""

_COUNTING = ("reach", "decay", "backward", "length_power", "most_acts")


def make(making: Making) -> Made:
    """Choose how pairs count, and count."""
    kept: dict[tuple[Any, ...], Matrix] = {}

    def fitted(settings: NeighbourSettings) -> Neighbours:
        key = tuple(getattr(settings, name) for name in _COUNTING)
        if key not in kept:
            while len(kept) > 1:
                kept.pop(next(iter(kept)))
            kept[key] = pairs_of(making.train, settings)
        return Neighbours.fit(making.train, settings, kept[key])

    best, value = choose(NeighbourSettings(), CHOICES, making.given, lambda each: making.worth(fitted(each)))
    model = fitted(best) if making.final is making.train else Neighbours.fit(making.final, best)
    return Made(model, plain(best), value)


def restore(
    items: tuple[str, ...], settings: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> Neighbours:
    """From what a file kept."""
    return Neighbours.of_arrays(items, NeighbourSettings(**settings), arrays)


def again(made: Made, making: Making) -> Neighbours:
    """With the chosen settings, from all that may be learned from in the end."""
    return Neighbours.fit(making.final, NeighbourSettings(**made.settings))
