"""An append-only file of records, each whole or not there: what was added since the last segment was made.

Knows bytes; a record's meaning is its writer's. A record is its length, its CRC-32 and its bytes. A reader
stops before the first record that is not whole; a writer that opens the file cuts such an end off, because
whoever began it is dead: the caller holds the lock.
"""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from modiste.store import sync_folder

LONGEST = 256_000_000
_HEAD = 8


def records(path: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Every whole record from a place on, each with the place where it ends."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        file.seek(start)
        while len(head := file.read(_HEAD)) == _HEAD:
            length, wanted = int.from_bytes(head[:4], "little"), int.from_bytes(head[4:], "little")
            if length > LONGEST:
                return
            data = file.read(length)
            if len(data) < length or zlib.crc32(data) != wanted:
                return
            start += _HEAD + length
            yield start, data


def mended(path: Path) -> int:
    """Cut off what a dead writer left half-written; returns the file's length. The caller holds the lock."""
    if not path.exists():
        path.touch()
        sync_folder(path.parent)
        return 0
    end = 0
    for end, _ in records(path):  # noqa: B007 - the last place is wanted
        pass
    if path.stat().st_size > end:
        with path.open("r+b") as file:
            file.truncate(end)
            os.fsync(file.fileno())
    return end


def append(path: Path, data: bytes) -> int:
    """Write one record, on disk on return; gives the place where it ends. The caller holds the lock."""
    with path.open("ab") as file:
        file.write(
            len(data).to_bytes(4, "little") + zlib.crc32(data).to_bytes(4, "little", signed=False) + data
        )
        file.flush()
        os.fsync(file.fileno())
        return file.tell()
