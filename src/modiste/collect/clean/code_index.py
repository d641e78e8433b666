"""Which pictures share places with this one: an inverted index from pieces of codes to pictures.

Knows codes and counts of shared pieces (locality-sensitive hashing); whether the places lie alike in both
pictures is the geometry's to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.collect.clean.local_features import Codes, mirrored

TABLES = 2
"""Pieces of 32 bits that each code is looked up by. A place seen again keeps 9 bits in 10 or more, so that a
piece survives about once in ten, and of a hundred places some ten do."""
CROWD = 64
"""A piece that more pictures share than this says nothing about any of them: the corner of a white box."""
LEAST_VOTES = 3
MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture that may show the same: its number, whether mirrored, and how many pieces are shared."""

    row: int
    mirrored: bool
    votes: int


@dataclass(frozen=True, eq=False)
class CodeIndex:
    """n pictures' pieces, sorted: `keys[t]` uint32 ascending and `rows[t]` uint32, the picture of each."""

    keys: tuple[NDArray[np.uint32], ...]
    rows: tuple[NDArray[np.uint32], ...]
    count: int

    @classmethod
    def build(cls, codes: Sequence[Codes]) -> "CodeIndex":
        """Index pictures by their codes, each uint8 (places, 32); a picture's number is its position."""
        owners = np.repeat(np.arange(len(codes), dtype=np.uint32), [len(each) for each in codes])
        whole = np.concatenate([*codes, np.empty((0, 32), np.uint8)])
        keys, rows = [], []
        for pieces in _pieces(whole):
            order = np.lexsort((owners, pieces))
            keys.append(pieces[order])
            rows.append(owners[order])
        return cls(tuple(keys), tuple(rows), len(codes))

    @property
    def bytes(self) -> int:
        """Bytes of memory that the index takes."""
        return sum(array.nbytes for array in (*self.keys, *self.rows))

    def candidates(self, codes: Codes, *, most: int = MOST_CANDIDATES) -> list[Candidate]:
        """The pictures that share most pieces with a picture or its mirror image, most votes first."""
        found = []
        for is_mirrored, asked in ((False, codes), (True, mirrored(codes))):
            rows, votes = self._votes(asked)
            best = np.lexsort((rows, -votes))[:most]
            found += [
                Candidate(int(row), is_mirrored, int(count))
                for row, count in zip(rows[best], votes[best], strict=True)
                if count >= LEAST_VOTES
            ]
        return sorted(found, key=lambda each: -each.votes)[:most]

    def _votes(self, codes: Codes) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Pictures and how many of the asked pieces each holds."""
        met = []
        for keys, rows, pieces in zip(self.keys, self.rows, _pieces(codes), strict=True):
            asked = np.unique(pieces)
            first, last = np.searchsorted(keys, asked, "left"), np.searchsorted(keys, asked, "right")
            few = (last > first) & (last - first <= CROWD)
            met += [np.unique(rows[low:high]) for low, high in zip(first[few], last[few], strict=True)]
        return np.unique(np.concatenate([*met, np.empty(0, np.uint32)]), return_counts=True)


def _pieces(codes: Codes) -> list[NDArray[np.uint32]]:
    """One uint32 a table for each code, (n,)."""
    return list(np.ascontiguousarray(codes[:, : 4 * TABLES]).view("<u4").T)
