"""Vectors in files of our own: searched where they lie, added to at any time, whole after a kill.

Knows rows, and which of them are alive; how lists are made is `vector_segment`'s, which files count
`shelf`'s. A reader looks at the manifest and at the journal's length before an answer, so what any process
has added is found 20 ms later. What waits in journals is compared row by row; the segment's lists are probed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.search.arrays import ArrayFile
from modiste.search.following import Followed
from modiste.search.journal import records
from modiste.search.kernels import many_in_lists, nearest_in_lists, nearest_of_all, still
from modiste.search.protocols import Floats, Neighbours
from modiste.search.shelf import Manifest, Shelf
from modiste.search.vector_segment import RESERVE, Centres, Planes, hashes_of, planes_of, segment_of

MERGE_FROM = 4_096
"""Rows in journals at which a merge is due."""
SOME_ROWS = 4
"""A garment has several pictures: so many times the garments asked for are looked at first."""


@dataclass
class _Fresh:
    """Rows of the journals, in arrays that grow; a row that was replaced is not alive."""

    dimension: int
    count: int = 0
    keys: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    high: NDArray[np.int8] = field(init=False)
    low: NDArray[np.int8] = field(init=False)
    steps: Floats = field(init=False)
    numbers: NDArray[np.int32] = field(init=False)
    alive: NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        self._room(1024)

    def _room(self, size: int) -> None:
        shapes: dict[str, tuple[Any, type[np.generic]]] = {
            "high": ((size, self.dimension), np.int8),
            "low": ((size, self.dimension), np.int8),
            "steps": (size, np.float32),
            "numbers": (size, np.int32),
            "alive": (size, np.uint8),
        }
        for name, (shape, kind) in shapes.items():
            made = np.zeros(shape, kind)
            if self.count:
                made[: self.count] = getattr(self, name)[: self.count]
            setattr(self, name, made)

    def add(self, planes: Planes) -> None:
        begin, end = self.count, self.count + len(planes.keys)
        if end > len(self.steps):
            self._room(max(end, 2 * len(self.steps)))
        part = slice(begin, end)
        self.high[part], self.low[part] = planes.high, planes.low
        self.steps[part], self.numbers[part] = planes.steps, planes.numbers
        for row, key in enumerate(planes.keys, begin):
            self.drop(key)
            self.rows[key] = row
            self.alive[row] = 1
        self.keys += planes.keys
        self.count = end

    def drop(self, key: str) -> None:
        row = self.rows.pop(key, None)
        if row is not None:
            self.alive[row] = 0


@dataclass(frozen=True)
class _View:
    """What one answer looks at: a segment and which of its rows are alive, and the journals' rows so far."""

    segment: ArrayFile | None
    alive: NDArray[np.uint8]
    fresh: _Fresh
    cursor: int
    planes: Planes
    fresh_planes: Planes

    @classmethod
    def of(cls, segment: ArrayFile | None, alive: NDArray[np.uint8], fresh: _Fresh, cursor: int) -> "_View":
        part = slice(fresh.count)
        empty = np.zeros((0, fresh.dimension), np.int8)
        planes = Planes(empty, empty, np.zeros(0, np.float32), np.zeros(0, np.int32), ())
        if segment is not None:
            arrays = segment.arrays
            planes = Planes(arrays["high"], arrays["low"], arrays["steps"], arrays["numbers"], ())
        newest = Planes(
            still(fresh.high[part]), still(fresh.low[part]), still(fresh.steps[part]), fresh.numbers[part], ()
        )
        return cls(segment, alive, fresh, cursor, planes, newest)

    @property
    def count(self) -> int:
        """How many rows there are in journals, dead ones too."""
        return len(self.fresh_planes.steps)

    def key(self, row: int) -> str:
        """The key of a row; those of the journals are numbered from the end of the segment on."""
        size = self.alive.size
        return (
            self.fresh.keys[row - size]
            if self.segment is None or row >= size
            else self.segment.text("keys", row)
        )


class Vectors:
    """An index of vectors in a folder, see `VectorIndex`. Threads may share it, processes open their own."""

    def __init__(self, folder: Path, dimension: int, fingerprint: str) -> None:
        self.dimension = dimension
        self._shelf = Shelf(folder, f"vectors-1 {fingerprint} {dimension}")
        self._followed = Followed(self._shelf, self._begun, self._applied)

    @property
    def bytes(self) -> int:
        """What is mapped and held: the segment, and the journals' rows."""
        view = self._view()
        held = view.fresh.high.nbytes * 2 + view.fresh.steps.nbytes * 3 + view.alive.nbytes
        return held + (view.segment.bytes if view.segment else 0)

    @property
    def recall(self) -> float:
        """The share of the ten nearest found without a filter, as measured when the lists were made."""
        segment = self._view().segment
        return float(segment.meta["recall"]) if segment else 1.0

    def count(self) -> int:
        """How many vectors there are."""
        view = self._view()
        return int(view.alive.sum()) + int(view.fresh.alive[: view.count].sum())

    def cursor(self) -> int:
        """What the last write said it brought the index up to."""
        return self._view().cursor

    def update(
        self, keys: Sequence[str], numbers: Sequence[int], vectors: Floats, gone: Sequence[str], cursor: int
    ) -> None:
        """Add or replace vectors (n, dimension), forget the keys in `gone`; on disk on return, or not at all.

        Raises:
            ModisteError: MOD-1802 for vectors of another shape or with values that are no numbers, MOD-1110
                when the disk refuses.
        """
        rows = np.asarray(vectors, np.float32).reshape(
            -1, self.dimension if len(keys) == 0 else np.shape(vectors)[-1]
        )
        if rows.shape != (len(keys), self.dimension) or len(numbers) != len(keys):
            raise ModisteError(
                "MOD-1802", reason=f"their shape is {rows.shape}, not {len(keys), self.dimension}"
            )
        if not np.isfinite(rows).all():
            raise ModisteError("MOD-1802", reason="one of them holds a value that is no number")
        planes = planes_of(rows, numbers, list(keys))
        head = json.dumps(
            {
                "keys": list(keys),
                "numbers": [int(each) for each in numbers],
                "gone": list(gone),
                "cursor": cursor,
            }
        ).encode()
        with self._shelf.writing() as journal:
            length = len(head).to_bytes(4, "little")
            planes_bytes = planes.high.tobytes() + planes.low.tobytes() + planes.steps.tobytes()
            self._shelf.append(journal, length + head + planes_bytes)
        self._followed.look_again()

    def vectors_of(self, keys: Sequence[str]) -> dict[str, Floats]:
        """The vectors of those keys that are there, (dimension,) each."""
        view, made = self._view(), dict[str, Floats]()
        for key in keys:
            row = view.fresh.rows.get(key)
            if row is not None and row < view.count:
                made[key] = view.fresh_planes.floats([row])[0]
        left = [key for key in keys if key not in made]
        if view.segment is not None:
            for key, row in zip(left, _rows_of(view.segment, left).tolist(), strict=True):
                if row >= 0 and view.alive[row]:
                    made[key] = view.planes.floats([row])[0]
        return made

    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the garments that have vectors, rising."""
        view = self._view()
        known = (view.planes.numbers, view.alive, view.fresh_planes.numbers, view.fresh.alive[: view.count])
        most = max((int(each.max()) for each in known[::2] if len(each)), default=-1)
        there = np.zeros(most + 1, np.bool_)
        there[known[0][known[1] == 1]] = True
        there[known[2][known[3] == 1]] = True
        return np.flatnonzero(there)

    def keys_of(self, number: int) -> list[str]:
        """The keys of a garment's vectors, in order."""
        view = self._view()
        rows = np.flatnonzero((view.planes.numbers == number) & (view.alive == 1)).tolist()
        newest = (view.fresh_planes.numbers == number) & (view.fresh.alive[: view.count] == 1)
        return sorted(map(view.key, [*rows, *(np.flatnonzero(newest) + view.alive.size).tolist()]))

    def search(
        self, vector: Floats, k: int, allowed: NDArray[np.bool_] | None = None, *, exact: bool = False
    ) -> Neighbours:
        """The k garments nearest to a vector, see `VectorIndex`; with `allowed` or `exact` none is missed."""
        asked = np.ascontiguousarray(vector, np.float32)
        if asked.shape != (self.dimension,) or not np.isfinite(asked).all():
            raise ModisteError(
                "MOD-1802", reason=f"a query has {self.dimension} numbers, this one {asked.shape}"
            )
        view, wanted = self._view(), max(1, min(SOME_ROWS * k, 1 << 20))
        while True:
            scores, rows = self._nearest(view, asked, wanted, allowed, exact=exact)
            found = _by_garment(view, scores, rows, k)
            if len(found.numbers) == k or len(rows) < wanted:
                return found
            wanted *= 4

    def search_rows(self, vectors: Floats, k: int) -> tuple[NDArray[np.int64], Floats]:
        """For many queries (m, dimension) at once the garments' numbers (m, k) of the nearest rows.

        Pictures of one garment are not made one; -1 and minus infinity where there are fewer rows.
        """
        asked, view = np.ascontiguousarray(vectors, np.float32), self._view()
        if view.segment is None or view.count or len(view.segment.arrays["centres"]) == 1:
            pairs = [self._nearest(view, each, k, None, exact=False) for each in asked]
            numbers, cosines = (
                np.full((len(asked), k), -1, np.int64),
                np.full((len(asked), k), -np.inf, np.float32),
            )
            for place, (scores, rows) in enumerate(pairs):
                cosines[place, : len(rows)], numbers[place, : len(rows)] = scores, _numbers(view, rows)
            return numbers, cosines
        arrays, probes = view.segment.arrays, int(view.segment.meta["probes"])
        lists = (arrays["centres"], arrays["starts"])
        cosines, rows = many_in_lists(
            asked, *lists, view.planes.bytes, view.alive, probes, k, max(RESERVE, 2 * k)
        )
        return np.where(rows >= 0, view.planes.numbers[rows], -1), cosines

    def _nearest(
        self, view: _View, asked: Floats, wanted: int, allowed: NDArray[np.bool_] | None, *, exact: bool
    ) -> tuple[Floats, NDArray[np.int64]]:
        """The nearest rows, falling; those of the journals are numbered from the end of the segment on."""
        parts = []
        if view.segment is not None and view.alive.size:
            arrays, planes = view.segment.arrays, view.planes
            centres = arrays["centres"]
            if allowed is None and not exact and len(centres) > 1:
                # More than ten are wanted: the lists that hold ten do not hold them all.
                probes = min(len(centres), int(view.segment.meta["probes"] * max(1.0, (wanted / 40) ** 0.5)))
                lists, reserve = (centres, arrays["starts"]), max(RESERVE, wanted)
                parts.append(
                    nearest_in_lists(asked, *lists, planes.bytes, view.alive, probes, wanted, reserve)
                )
            else:
                lives = _allowed(allowed, planes.numbers, view.alive)
                parts.append(nearest_of_all(asked, planes.bytes, lives, wanted))
        if view.count:
            newest, alive = view.fresh_planes, view.fresh.alive[: view.count]
            lives = _allowed(allowed, newest.numbers, alive)
            scores, rows = nearest_of_all(asked, newest.bytes, lives, wanted)
            parts.append((scores, np.where(rows >= 0, rows + view.alive.size, rows)))
        if not parts:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        if len(parts) == 1:
            scores, rows = parts[0]
        else:
            scores = np.concatenate([part[0] for part in parts])
            order = np.argsort(-scores, kind="stable")[:wanted]
            scores, rows = scores[order], np.concatenate([part[1] for part in parts])[order]
        there = int(np.count_nonzero(rows >= 0))
        return scores[:there], rows[:there]

    def merge(self, least: int = MERGE_FROM) -> None:
        """Make one segment of all, where at least so many rows wait in journals; others may read and write.

        Raises:
            ModisteError: MOD-1803 when a file is damaged, MOD-1110 when the disk refuses.
        """
        if self._waiting() >= least:
            self._shelf.merge(lambda _: self._waiting() >= least, self._built)
            self._followed.look_again()

    def verify(self) -> None:
        """Compare the segment with its sums.

        Raises:
            ModisteError: MOD-1803 when it is damaged.
        """
        segment = self._view().segment
        if segment is not None:
            segment.verify()

    def clear(self) -> None:
        """Forget all; for an index that is damaged."""
        self._shelf.clear()
        self._followed.look_again()

    def _waiting(self) -> int:
        view = self._view()
        dead = int(view.alive.size - view.alive.sum())
        return view.count + dead

    def _built(self, manifest: Manifest) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        view, _ = self._followed.loaded(manifest)
        fresh = view.fresh
        live = np.flatnonzero(fresh.alive[: view.count])
        keys = [fresh.keys[row] for row in live.tolist()]
        parts = [Planes(fresh.high[live], fresh.low[live], fresh.steps[live], fresh.numbers[live], keys)]
        known = None
        if view.segment is not None:
            view.segment.verify()
            old, kept = view.planes, np.flatnonzero(view.alive)
            texts = view.segment.texts("keys")
            kept_keys = [texts[row] for row in kept.tolist()]
            parts.insert(
                0, Planes(old.high[kept], old.low[kept], old.steps[kept], old.numbers[kept], kept_keys)
            )
            meta = view.segment.meta
            if meta["trained"]:
                known = Centres(
                    view.segment.arrays["centres"], meta["trained"], meta["probes"], meta["recall"]
                )
        whole = Planes(
            np.concatenate([part.high for part in parts]),
            np.concatenate([part.low for part in parts]),
            np.concatenate([part.steps for part in parts]),
            np.concatenate([part.numbers for part in parts]),
            [key for part in parts for key in part.keys],
        )
        made, arrays = segment_of(whole, known)
        return {**made, "cursor": view.cursor}, arrays

    def _view(self) -> _View:
        """The state as it now stands on disk."""
        return self._followed.state()

    def _begun(self, segment: str) -> _View:
        if not segment:
            return _View.of(None, np.zeros(0, np.uint8), _Fresh(self.dimension), 0)
        file = ArrayFile(self._shelf.path(segment))
        size = len(file.arrays["steps"])
        return _View.of(file, np.ones(size, np.uint8), _Fresh(self.dimension), file.meta["cursor"])

    def _applied(self, view: _View, journal: str, place: int) -> tuple[_View, int]:
        """A view with a journal's records from a place on."""
        cursor, fresh = view.cursor, view.fresh
        for end, data in records(self._shelf.path(journal), place):
            said, planes = _read(data, self.dimension)
            changed = [*said["gone"], *said["keys"]]
            for key in said["gone"]:
                fresh.drop(key)
            if view.segment is not None and changed:
                rows = _rows_of(view.segment, changed)
                view.alive[rows[rows >= 0]] = 0
            fresh.add(planes)
            cursor, place = said["cursor"], end
        return _View.of(view.segment, view.alive, fresh, cursor), place


def _read(data: bytes, size: int) -> tuple[dict[str, Any], Planes]:
    length = int.from_bytes(data[:4], "little")
    said = json.loads(data[4 : 4 + length])
    count, begin = len(said["keys"]), 4 + length
    high = np.frombuffer(data, np.int8, count * size, begin).reshape(count, size)
    low = np.frombuffer(data, np.int8, count * size, begin + count * size).reshape(count, size)
    steps = np.frombuffer(data[begin + 2 * count * size :], np.float32, count)
    return said, Planes(high, low, steps, np.array(said["numbers"], np.int32), said["keys"])


def _rows_of(segment: ArrayFile, keys: Sequence[str]) -> NDArray[np.int64]:
    """The row of each key, -1 where there is none."""
    made = np.full(len(keys), -1, np.int64)
    hashes = segment.arrays["hashes"]
    wanted = hashes_of(keys)
    places = np.searchsorted(hashes, wanted)
    for number in np.flatnonzero(places < len(hashes)).tolist():
        place = int(places[number])
        while place < len(hashes) and hashes[place] == wanted[number]:
            row = int(segment.arrays["hash_rows"][place])
            if segment.text("keys", row) == keys[number]:
                made[number] = row
            place += 1
    return made


def _allowed(
    allowed: NDArray[np.bool_] | None, numbers: NDArray[np.int32], alive: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    if allowed is None:
        return alive
    if not len(allowed):
        return np.zeros_like(alive)
    inside = numbers < len(allowed)
    return (alive & inside & allowed[np.where(inside, numbers, 0)]).astype(np.uint8)


def _numbers(view: _View, rows: NDArray[np.int64]) -> NDArray[np.int32]:
    """The garments' numbers of rows."""
    if not view.count:
        return view.planes.numbers[rows]
    return np.concatenate([view.planes.numbers, view.fresh_planes.numbers])[rows]


def _by_garment(view: _View, scores: Floats, rows: NDArray[np.int64], k: int) -> Neighbours:
    """The first k garments of rows, each with its nearest row."""
    seen = dict[int, int]()
    for place, number in enumerate(_numbers(view, rows).tolist()):
        if number not in seen:
            seen[number] = place
            if len(seen) == k:
                break
    places = list(seen.values())
    return Neighbours(
        np.fromiter(seen, np.int64, len(seen)), scores[places], tuple(map(view.key, rows[places].tolist()))
    )
