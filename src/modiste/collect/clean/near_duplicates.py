"""Pictures that show the same photograph: copied, recompressed, cropped, padded, mirrored or slightly turned.

Knows the stages: a hash of the sketch, shared places, and what an embedding holds near if there is one; each
candidate is laid over before it counts. Bytes that are the same are found by their hash, by the store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.collect.clean.code_index import CodeIndex
from modiste.collect.clean.geometry import Overlay, overlay
from modiste.collect.clean.local_features import Features

# Chosen on one half of clothing-dataset-small's training photos, judged on the other and on its
# validation photos (benchmarks/collect_duplicates.py): other garments on one carpet reach 22, edits keep 38.
LEAST_INLIERS = 20
LEAST_AGREEMENT = 0.8
LEAST_SHARE = 0.25
"""Of the places of the picture that has fewer; it counts where that is below `LEAST_INLIERS`."""
FEWEST = 8
HASH_BITS = 15
SAME_SKETCH = 0.995
NEIGHBOURS = 5
MOST_ALIKE = 512
"""Pictures with one word of their hash in common; a larger crowd, such as blank ones, is left out."""

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two pictures, by their positions with `one` < `other`, the edit in a word, and the evidence."""

    one: int
    other: int
    edit: str
    evidence: Overlay


def _nothing(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, eq=False)
class Compared:
    """n pictures made ready to be asked about: what each may look like, by hash, places and embedding."""

    pictures: Sequence[Features]
    index: CodeIndex
    by_hash: Mapping[int, list[int]]
    near: NDArray[np.int64] | None

    @classmethod
    def of(cls, pictures: Sequence[Features], embeddings: NDArray[np.float32] | None = None) -> "Compared":
        """Index pictures, as `local_features` describes them; see `near_duplicates`."""
        near = _nearest(embeddings) if embeddings is not None else None
        return cls(pictures, CodeIndex.build([each.codes for each in pictures]), _by_hash(pictures), near)

    def asked_by(self, rows: Iterable[int], report: Report = _nothing) -> list[NearDuplicate]:
        """The pairs that some rows find when each is asked about in turn, as they are found.

        What all rows find is what parts of them find, in order, of each pair the first.
        """
        found: dict[tuple[int, int], NearDuplicate] = {}
        for row in rows:
            mine = self.pictures[row]
            asked = [(other, False) for other in self.by_hash.get(row, ())]
            asked += [(each.row, each.mirrored) for each in self.index.candidates(mine.codes)]
            if self.near is not None:
                asked += [(int(other), flip) for other in self.near[row] for flip in (False, True)]
            for other, mirror in dict.fromkeys(asked):
                pair = (min(row, other), max(row, other))
                if row == other or pair in found:
                    continue
                evidence = laid_over(mine, self.pictures[other], mirror=mirror)
                if evidence is not None:
                    found[pair] = NearDuplicate(*pair, edit_of(evidence), evidence)
            report(row + 1, len(self.pictures))
        return list(found.values())


def near_duplicates(
    pictures: Sequence[Features],
    *,
    embeddings: NDArray[np.float32] | None = None,
    report: Report = _nothing,
) -> list[NearDuplicate]:
    """Every pair of near duplicates among n pictures, in order.

    Args:
        pictures: as `local_features` describes them.
        embeddings: (n, d) by an `Embedder`; its nearest are looked at too.
        report: told after every picture.
    """
    found = Compared.of(pictures, embeddings).asked_by(range(len(pictures)), report)
    return sorted(found, key=lambda each: (each.one, each.other))


def laid_over(one: Features, other: Features, *, mirror: bool = False) -> Overlay | None:
    """The evidence that two pictures show the same photograph, None where it does not suffice."""
    if not mirror and (same := _same_sketch(one, other)):
        return same
    found = overlay(one, other, mirror=mirror)
    fewer = min(len(one), len(other))
    needed = min(LEAST_INLIERS, max(FEWEST, round(LEAST_SHARE * fewer)))
    enough = found is not None and found.inliers >= needed and found.agreement >= LEAST_AGREEMENT
    return found if enough else None


def edit_of(evidence: Overlay) -> str:
    """What was done to a picture, in a word: `mirrored`, `turned`, `cropped or padded`, `recompressed`."""
    if evidence.mirrored:
        return "mirrored"
    if abs(evidence.turn) > 0.02:
        return "turned"
    return "recompressed" if abs(evidence.scale - 1) < 0.015 else "cropped or padded"


def groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Pictures that hang together by pairs, each group in order, the groups by their first.

    Example:
        >>> groups([(3, 7), (1, 2), (7, 9)])
        [[1, 2], [3, 7, 9]]
    """
    leader: dict[int, int] = {}

    def find(row: int) -> int:
        while leader.setdefault(row, row) != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        leader[high] = low
    made: dict[int, list[int]] = {}
    for row in sorted(leader):
        made.setdefault(find(row), []).append(row)
    return [made[first] for first in sorted(made)]


def sketch_hash(sketch: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """256 bits, uint8 (32,): whether each of 16 x 16 fields is brighter than its right neighbour (dHash)."""
    small = np.asarray(Image.fromarray(sketch).resize((17, 16), Image.Resampling.BILINEAR), dtype=np.int16)
    return np.packbits(small[:, 1:] > small[:, :-1])


def _same_sketch(one: Features, other: Features) -> Overlay | None:
    """Two pictures whose sketches agree to a few grey levels all over: recompressed or made smaller."""
    mine, theirs = one.sketch.astype(np.float64), other.sketch.astype(np.float64)
    if mine.shape != theirs.shape or not mine.std() or not theirs.std():
        return None
    agreement = float(np.corrcoef(mine.ravel(), theirs.ravel())[0, 1])
    return Overlay(False, 0, agreement, 1.0, 1.0, 0.0) if agreement >= SAME_SKETCH else None


def _by_hash(pictures: Sequence[Features]) -> dict[int, list[int]]:
    """For each picture the later ones whose hashes differ in at most `HASH_BITS` bits.

    Two hashes of 16 words that differ in fewer than 16 bits share at least one word.
    """
    hashes = np.array([sketch_hash(each.sketch) for each in pictures], np.uint8).reshape(-1, 32)
    words, whole = hashes.view("<u2"), hashes.view("<u8")
    close: dict[int, set[int]] = {}
    for column in range(words.shape[1]):
        order = np.argsort(words[:, column], kind="stable")
        for members in _runs(words[order, column], order):
            for place, row in enumerate(members[:-1]):
                others = members[place + 1 :]
                bits = np.bitwise_count(whole[row] ^ whole[others]).sum(axis=1)
                if (few := others[bits <= HASH_BITS]).size:
                    close.setdefault(int(row), set()).update(few.tolist())
    return {row: sorted(others) for row, others in close.items()}


def _runs(keys: NDArray[np.uint16], rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Rows of equal keys; the keys are sorted."""
    for members in np.split(rows, np.flatnonzero(keys[1:] != keys[:-1]) + 1):
        if 1 < len(members) <= MOST_ALIKE:
            yield members


def _nearest(embeddings: NDArray[np.float32], block: int = 1024) -> NDArray[np.int64]:
    """The nearest others of each row by cosine, (n, `NEIGHBOURS` or fewer)."""
    unit = embeddings / np.maximum(np.linalg.norm(embeddings, axis=1, keepdims=True), 1e-12)
    count = min(NEIGHBOURS, len(unit) - 1)
    made = np.empty((len(unit), max(count, 0)), dtype=np.int64)
    for start in range(0, len(unit) if count > 0 else 0, block):
        cosines = unit[start : start + block] @ unit.T
        here = np.arange(len(cosines))
        cosines[here, start + here] = -2
        made[start : start + block] = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    return made
