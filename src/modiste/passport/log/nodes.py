"""A tree's nodes on disk: one file a level, hash after hash, so that a node is one read wherever it lies.

Knows files and hashes. C2SP's tiles are slices of every eighth file. All levels above the leaves follow from
them and are made anew where they are torn.
"""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from modiste.passport.log.merkle import HASH_BYTES, node_hash

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
_PIECE = 1 << 16


class NodeFiles:
    """The nodes of one tree in a folder; one process appends, any may read.

    Args:
        folder: Where they lie; made where there is none.
        may_write: Whether to append.
    """

    def __init__(self, folder: Path, *, may_write: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._may_write = folder, may_write
        self._files: list[int] = []

    def node(self, level: int, index: int) -> bytes:
        """The hash of a whole node; fewer than 32 bytes where its file ends before."""
        return os.pread(self._file(level), HASH_BYTES, index * HASH_BYTES)

    def append(self, at: int, leaves: Sequence[bytes]) -> None:
        """Put leaves behind `at` others, with what they complete of every level; all is on disk then."""
        found, level = list(leaves), 0
        while found:
            file = self._file(level)
            _write(file, b"".join(found), at * HASH_BYTES)
            os.fdatasync(file)
            if at & 1:
                found.insert(0, self.node(level, at - 1))
            found = list(map(node_hash, found[::2], found[1::2]))
            at, level = at >> 1, level + 1

    def tile(self, level: int, index: int, width: int = TILE_WIDTH) -> bytes:
        """A tile of C2SP's: `width` hashes of level `8 * level`."""
        start = index * TILE_WIDTH * HASH_BYTES
        return os.pread(self._file(TILE_HEIGHT * level), width * HASH_BYTES, start)

    def leaves(self, size: int) -> Iterator[bytes]:
        """The hashes of the first leaves, in order."""
        for first in range(0, size, _PIECE):
            count = min(_PIECE, size - first)
            piece = os.pread(self._file(0), count * HASH_BYTES, first * HASH_BYTES)
            yield from _hashes(piece)

    def first_torn(self, size: int) -> int | None:
        """The first leaf above which a stored node does not follow from those below it, if any."""
        for level, first, below in self._pieces(size):
            made = _parents(below)
            above = os.pread(self._file(level + 1), len(made), first * HASH_BYTES)
            if made != above:
                pairs = zip(_hashes(made), _hashes(above.ljust(len(made), b"\0")), strict=True)
                wrong = next(at for at, (ours, stored) in enumerate(pairs) if ours != stored)
                return (first + wrong) << level + 1
        return None

    def are_there(self, size: int) -> bool:
        """Whether every level is as long as so many leaves make it."""
        return all(
            os.fstat(self._file(level)).st_size >= (size >> level) * HASH_BYTES
            for level in range(size.bit_length())
        )

    def rebuild(self, size: int) -> None:
        """Make every level above the leaves anew."""
        for level, first, below in self._pieces(size):
            _write(self._file(level + 1), _parents(below), first * HASH_BYTES)
        for each in self._files:
            os.fdatasync(each)

    def _pieces(self, size: int) -> Iterator[tuple[int, int, bytes]]:
        """Each level's nodes in pieces: the level, which parent they begin below, and their hashes."""
        for level in range(max(size.bit_length() - 1, 0)):
            for first in range(0, size >> level + 1, _PIECE // 2):
                count = min(_PIECE // 2, (size >> level + 1) - first)
                yield (
                    level,
                    first,
                    os.pread(self._file(level), 2 * count * HASH_BYTES, 2 * first * HASH_BYTES),
                )

    def close(self) -> None:
        """Let go of the files."""
        for each in self._files:
            os.close(each)
        self._files.clear()

    def _file(self, level: int) -> int:
        while len(self._files) <= level:
            path = self._folder / f"level-{len(self._files):02}"
            flags = os.O_RDWR | os.O_CREAT if self._may_write else os.O_RDONLY
            self._files.append(os.open(path, flags, 0o644))
        return self._files[level]


def _parents(below: bytes) -> bytes:
    pairs = range(0, len(below) - 2 * HASH_BYTES + 1, 2 * HASH_BYTES)
    return b"".join(sha256(b"\1" + below[at : at + 2 * HASH_BYTES]).digest() for at in pairs)


def _hashes(data: bytes) -> Iterator[bytes]:
    return (data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))


def _write(file: int, data: bytes, at: int) -> None:
    while data:
        written = os.pwrite(file, data, at)
        data, at = data[written:], at + written
