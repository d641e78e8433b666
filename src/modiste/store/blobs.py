"""Bytes kept by their sha256: small ones side by side in packs, large ones each in a file.

Knows content and hashes only. A pack is its own index: every blob carries its length and hash, every batch
starts with a mark, and what a killed writer left unfinished is not seen and not kept.
"""

import hashlib
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from modiste.garment import ModisteError
from modiste.store.files import sync_folder, telling, write_whole

PACKED_UNDER = 64 * 1024
PACK_BYTES = 256 * 1024 * 1024
BATCH_BYTES = 64 * 1024 * 1024
_HEAD = struct.Struct("<4sI32s")
_BLOB, _BATCH = b"MBLB", b"MBAT"


@dataclass(frozen=True)
class _Place:
    pack: Path
    offset: int
    length: int


class Blobs:
    """The blobs of one shop. Threads may share it; processes each open their own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._packs = root / "packs"
        self._places: dict[str, _Place] = {}
        self._seen: dict[Path, int] = {}
        self._is_indexed = False
        self._pending: list[bytes] | None = None
        self._pending_bytes = 0
        self._pending_hashes: set[str] = set()
        self._writer: IO[bytes] | None = None
        self._lock = threading.RLock()

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their sha256. On disk on return, or at the end of the `batch` around it.

        Raises:
            ModisteError: MOD-1110 when the disk is full or refuses.
        """
        key = hashlib.sha256(data).hexdigest()
        with self._lock, telling(self._root):
            self._index_once()
            # What another process packed meanwhile is kept twice, which costs bytes and nothing else.
            if key in self._pending_hashes or key in self._places:
                return key
            if len(data) >= PACKED_UNDER:
                if not self._file(key).exists():
                    write_whole(self._file(key), data)
                return key
            if self._pending is None:
                self._append([data])
            else:
                self._pending.append(data)
                self._pending_hashes.add(key)
                self._pending_bytes += len(data)
                if self._pending_bytes >= BATCH_BYTES:
                    self._flush()
            return key

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Put many small blobs with one fsync, at the end, and one for every 64 MiB before it.

        An error in the block keeps none of those not synced yet; one kept that nothing names does no harm.
        """
        with self._lock:
            if self._pending is not None:
                yield
                return
            self._pending = []
            try:
                yield
                with telling(self._root):
                    self._flush()
            finally:
                self._pending, self._pending_hashes, self._pending_bytes = None, set(), 0

    def has(self, key: str) -> bool:
        """Whether a blob of that hash is kept."""
        _check(key)
        if key in self._places or self._file(key).exists():
            return True
        with self._lock, telling(self._root):
            self._refresh()
        return key in self._places

    def get(self, key: str) -> bytes:
        """A blob's bytes, checked against their hash.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-1106 when it is damaged, MOD-1108 for no hash.
        """
        if not self.has(key):
            raise ModisteError("MOD-1103", kind="blob", id=key)
        place = self._places.get(key)
        with telling(self._root):
            if place is None:
                data = self._file(key).read_bytes()
            else:
                with place.pack.open("rb") as file:
                    file.seek(place.offset)
                    data = file.read(place.length)
        if hashlib.sha256(data).hexdigest() != key:
            raise ModisteError("MOD-1106", id=key)
        return data

    def close(self) -> None:
        """Close the pack being written, if any."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def __len__(self) -> int:
        with self._lock, telling(self._root):
            self._refresh()
        return len(self._places) + sum(1 for _ in self._root.glob("large/*/*"))

    def _file(self, key: str) -> Path:
        return self._root / "large" / key[:2] / key

    def _flush(self) -> None:
        if self._pending:
            self._append(self._pending)
            self._pending, self._pending_hashes, self._pending_bytes = [], set(), 0

    def _append(self, blobs: list[bytes]) -> None:
        """Write one batch and sync once. Each writer has packs of its own, so that no lock is needed."""
        if self._writer is None or self._writer.tell() > PACK_BYTES:
            self.close()
            self._packs.mkdir(parents=True, exist_ok=True)
            self._writer = (self._packs / f"{uuid4().hex}.pack").open("xb")
            sync_folder(self._packs)
        writer, pack = self._writer, Path(self._writer.name)
        start = writer.tell()
        keyed = [(hashlib.sha256(data), data) for data in blobs]
        body = b"".join(_HEAD.pack(_BLOB, len(data), key.digest()) + data for key, data in keyed)
        try:
            # The mark carries the batch's length and hash: a batch is whole or it is not there.
            writer.write(_HEAD.pack(_BATCH, len(body), hashlib.sha256(body).digest()) + body)
            writer.flush()
            os.fsync(writer.fileno())
        except BaseException:
            # What follows must not stand behind a torn batch: the next batch starts another pack.
            self._writer = None
            writer.close()
            raise
        offset = start + _HEAD.size
        for key, data in keyed:
            offset += _HEAD.size
            self._places[key.hexdigest()] = _Place(pack, offset, len(data))
            offset += len(data)
        self._seen[pack] = offset

    def _index_once(self) -> None:
        """Read the packs when blobs are first asked for: to open a shop must not cost its every picture."""
        if not self._is_indexed:
            self._refresh()

    def _refresh(self) -> None:
        """Take in what other writers have added since."""
        self._is_indexed = True
        for pack in sorted(self._packs.glob("*.pack")):
            known = self._seen.get(pack, 0)
            if pack.stat().st_size > known:
                self._seen[pack] = self._scan(pack, known)

    def _scan(self, pack: Path, start: int) -> int:
        """Index a pack's batches from `start`; returns where the whole ones end.

        Only the last batch can be torn, so only it is read and checked whole: a batch that another follows
        was synced, and of it the heads are enough.
        """
        size = pack.stat().st_size
        with pack.open("rb") as file:
            offset = start
            while offset + _HEAD.size <= size:
                file.seek(offset)
                mark, length, digest = _HEAD.unpack(file.read(_HEAD.size))
                end = offset + _HEAD.size + length
                if mark != _BATCH or end > size:
                    break
                if end == size and hashlib.sha256(file.read(length)).digest() != digest:
                    break
                self._index(pack, file, offset + _HEAD.size, end)
                offset = end
        return offset

    def _index(self, pack: Path, file: IO[bytes], at: int, end: int) -> None:
        """Note where the blobs between two offsets lie; behind a damaged head its batch is lost."""
        while at < end:
            file.seek(at)
            mark, length, digest = _HEAD.unpack(file.read(_HEAD.size))
            at += _HEAD.size
            if mark != _BLOB or at + length > end:
                return
            self._places[digest.hex()] = _Place(pack, at, length)
            at += length


def _check(key: str) -> None:
    if len(key) != 64 or any(letter not in "0123456789abcdef" for letter in key):
        raise ModisteError("MOD-1108", value=key[:80], kind="blob")
