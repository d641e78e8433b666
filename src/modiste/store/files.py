"""Files that are whole or not there: written beside, synced, and moved into place.

Knows bytes and folders; names and meaning are the callers'.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from modiste.garment import ModisteError


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file so that a reader, or the machine after a crash, sees the old content or the new.

    `mode` is who may do what with it, as far as the process's umask lets them; it is so from the first byte.
    """
    with written_whole(path, mode) as file:
        file.write(data)


@contextmanager
def written_whole(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """A file to write, as `write_whole` would, for what does not fit into memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{uuid4().hex}.partial")
    try:
        partial.touch(mode)
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Say what the system refused (a full disk, a missing right) as MOD-1110."""
    try:
        yield
    except OSError as error:
        where, reason = error.filename or path, (error.strerror or str(error)).lower()
        raise ModisteError("MOD-1110", where=where, reason=reason) from None


def sync_folder(path: Path) -> None:
    """Make a folder's new names durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
