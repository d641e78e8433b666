"""One log in a folder: entries, their tree, and the checkpoint that its key signed last.

Knows order and durability. What counts is the checkpoint: it is written once everything it covers is on disk,
and whatever lies behind it after a kill was told to nobody and is written over.
"""

import contextlib
import os
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from modiste.garment import ModisteError
from modiste.passport.log.merkle import check_inclusion, consistency, inclusion, leaf_hash, root_of
from modiste.passport.log.nodes import NodeFiles
from modiste.passport.log.notes import Checkpoint, NoteKey, NoteSigner, opened, signed
from modiste.passport.log.tiles import ENTRIES, bundle, read_path
from modiste.store import exclusive, telling, write_whole

MOST_ENTRY = 65_535
_CHECKPOINT, _ENTRIES, _ENDS, _HISTORY = "checkpoint", "entries", "ends", "history"
_NUMBER = struct.Struct("<Q")
_PAST = struct.Struct("<Q32s")
_PIECE = 1 << 14


@dataclass(frozen=True)
class Audit:
    """What came of reading a whole log again.

    Attributes:
        size: Entries that the checkpoint covers.
        first_bad: The first entry that is not what was logged, if any.
        reason: Why; "" where all is well.
    """

    size: int
    first_bad: int | None = None
    reason: str = ""


class Log:
    """A log; one process appends at a time, any may read.

    Args:
        folder: Where it lies.
        key: Its public key; the name is the origin.
        signer: Its private key, to append.

    Raises:
        ModisteError: MOD-2611 or MOD-2612 where the checkpoint is not its key's, MOD-2613 where its tree does
            not lead to the root that was signed and cannot be made anew, MOD-1110 when the disk refuses.
    """

    def __init__(self, folder: Path, key: NoteKey, signer: NoteSigner | None = None) -> None:
        self.key, self._signer, self._folder = key, signer, folder
        self._guard = threading.RLock()
        with telling(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._files = [self._open(name) for name in (_ENTRIES, _ENDS)]
        self._nodes = NodeFiles(folder / "nodes", may_write=signer is not None)
        if signer is not None:
            with self._locked():
                if not (folder / _CHECKPOINT).exists():
                    self._sign(0, signer)
                self._mend()

    @property
    def size(self) -> int:
        """How many entries the last checkpoint covers."""
        return self.checkpoint().size

    def checkpoint_note(self) -> str:
        """The last checkpoint as it was signed."""
        with telling(self._folder):
            return (self._folder / _CHECKPOINT).read_text()

    def checkpoint(self) -> Checkpoint:
        """The last checkpoint, its signature looked at."""
        return opened(self.checkpoint_note(), self.key)

    def append(self, entries: Sequence[bytes]) -> int:
        """Take entries in; returns the index of the first. All are on disk and signed for then.

        Raises:
            ModisteError: MOD-2614 for an entry that is empty or longer than 65,535 bytes or where there is no
                private key, MOD-1110 when the disk refuses; none of them is then in.
        """
        if self._signer is None:
            raise ModisteError("MOD-2614", reason="its private key is not here")
        wrong = next((len(each) for each in entries if not 0 < len(each) <= MOST_ENTRY), None)
        if wrong is not None:
            raise ModisteError("MOD-2614", reason=f"an entry has {wrong} bytes, not 1 to {MOST_ENTRY}")
        with self._locked():
            first = self.size
            if not entries:
                return first
            at = self._end(first)
            ends, data = [], b"".join(entries)
            for each in entries:
                at += len(each)
                ends.append(_NUMBER.pack(at))
            _put(self._files[0], data, at - len(data))
            _put(self._files[1], b"".join(ends), first * _NUMBER.size)
            self._nodes.append(first, [leaf_hash(each) for each in entries])
            self._sign(first + len(entries), self._signer)
        return first

    def entry(self, index: int) -> bytes:
        """One entry.

        Raises:
            ModisteError: MOD-2610 where there is none of this index.
        """
        if not 0 <= index < self.size:
            raise ModisteError("MOD-2610", reason=f"leaf {index} is not among {self.size}")
        return next(self.entries(index, index + 1))

    def entries(self, begin: int, end: int) -> Iterator[bytes]:
        """The entries from one index and before another."""
        for first in range(begin, end, _PIECE):
            last = min(first + _PIECE, end)
            start = self._end(first)
            raw = os.pread(self._files[1], (last - first) * _NUMBER.size, first * _NUMBER.size)
            ends = [each[0] - start for each in _NUMBER.iter_unpack(raw[: len(raw) // 8 * 8])]
            data = os.pread(self._files[0], max(ends[-1], 0), start) if ends else b""
            yield from (data[at:end] for at, end in pairwise((0, *ends)))

    def proof(self, index: int, checkpoint: Checkpoint) -> list[bytes]:
        """That an entry is among those of a checkpoint; looked at before it is given.

        Raises:
            ModisteError: MOD-2610 where there is none, MOD-2613 where the stored tree does not prove it.
        """
        found = inclusion(self._nodes, index, checkpoint.size)
        try:
            check_inclusion(self._nodes.node(0, index), index, checkpoint.size, found, checkpoint.root)
        except ModisteError as error:
            raise ModisteError("MOD-2613", where=self._folder, reason=error.values["reason"]) from None
        return found

    def consistency(self, old: int, new: int) -> list[bytes]:
        """That the first `old` entries are the beginning of the first `new`."""
        return consistency(self._nodes, old, new)

    def root(self, size: int) -> bytes:
        """The root of the first entries."""
        return root_of(self._nodes, size)

    def file(self, path: str) -> bytes | None:
        """What C2SP's tlog-tiles asks for under a path; none where there is nothing."""
        if path == _CHECKPOINT:
            return self.checkpoint_note().encode()
        tile, size = read_path(path), self.size
        if tile is None:
            return None
        count = size >> 8 * max(tile.level, 0)
        if tile.number * 256 + tile.width > count:
            return None
        if tile.level == ENTRIES:
            begin = tile.number * 256
            return bundle(self.entries(begin, begin + tile.width))
        return self._nodes.tile(tile.level, tile.number, tile.width)

    def audit(self) -> Audit:
        """Read everything again: entries, every node, the roots that were signed."""
        last = self.checkpoint()
        stored = self._nodes.leaves(last.size)
        for index, entry in enumerate(self.entries(0, last.size)):
            if leaf_hash(entry) != next(stored, b""):
                return Audit(last.size, index, "the entry is not the one that was hashed")
        torn = self._nodes.first_torn(last.size)
        if torn is not None:
            return Audit(last.size, torn, "a node of the tree does not follow from the entries below it")
        past = [*self._history(last.size), (last.size, last.root)]
        low, high = 0, len(past)
        while low < high:  # once an entry was changed, every later root is another
            middle = (low + high) // 2
            size, root = past[middle]
            low, high = (middle + 1, high) if root_of(self._nodes, size) == root else (low, middle)
        if low < len(past):
            before = past[low - 1][0] if low else 0
            where = f"of {before} to {past[low][0] - 1}"
            return Audit(last.size, before, f"an entry {where} was changed after it was signed")
        return Audit(last.size)

    def close(self) -> None:
        """Let go of the files."""
        for each in self._files:
            os.close(each)
        self._files.clear()
        self._nodes.close()

    def _sign(self, size: int, signer: NoteSigner) -> None:
        now = Checkpoint(self.key.name, size, root_of(self._nodes, size))
        with (self._folder / _HISTORY).open("ab") as past:
            past.write(_PAST.pack(now.size, now.root))
        write_whole(self._folder / _CHECKPOINT, str(signed(now, signer)).encode())

    def _mend(self) -> None:
        """Make the tree anew where it does not lead to what was signed."""
        last = self.checkpoint()
        if self._leads_to(last):
            return
        self._nodes.rebuild(last.size)
        if self._leads_to(last):
            return
        for first in range(0, last.size, _PIECE):
            entries = self.entries(first, min(first + _PIECE, last.size))
            self._nodes.append(first, [leaf_hash(each) for each in entries])
        if not self._leads_to(last):
            reason = "the entries do not lead to the root that was signed"
            raise ModisteError("MOD-2613", where=self._folder, reason=reason)

    def _leads_to(self, last: Checkpoint) -> bool:
        return self._nodes.are_there(last.size) and root_of(self._nodes, last.size) == last.root

    def _history(self, size: int) -> list[tuple[int, bytes]]:
        """Sizes and roots that were signed, growing; what a kill left behind is the next one's."""
        path, found = self._folder / _HISTORY, list[tuple[int, bytes]]()
        data = path.read_bytes() if path.exists() else b""
        for at, root in _PAST.iter_unpack(data[: len(data) // _PAST.size * _PAST.size]):
            while found and found[-1][0] >= at:
                found.pop()
            found.append((at, root))
        return [each for each in found if 0 < each[0] < size]

    def _end(self, index: int) -> int:
        """Where the entry before an index ends."""
        raw = os.pread(self._files[1], _NUMBER.size, (index - 1) * _NUMBER.size) if index else b""
        return _NUMBER.unpack(raw)[0] if len(raw) == _NUMBER.size else 0

    def _open(self, name: str) -> int:
        flags = os.O_RDWR | os.O_CREAT if self._signer else os.O_RDONLY
        return os.open(self._folder / name, flags, 0o644)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with self._guard, telling(self._folder), exclusive(self._folder / ".lock"):
            yield


def _put(file: int, data: bytes, at: int) -> None:
    while data:
        written = os.pwrite(file, data, at)
        data, at = data[written:], at + written
    os.fdatasync(file)
