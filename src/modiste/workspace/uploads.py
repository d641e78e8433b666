"""Files that came in by upload, kept in the shop until they are imported, each in a folder of its own.

Knows names and places; what a file is, is found out by `flows/imports`.
"""

import re
import shutil
from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

from modiste.garment import ModisteError
from modiste.store import write_whole

_ID = re.compile(r"[0-9a-f]{32}")
_ODD = re.compile(r"[^\w.\- ]+")


class Uploads:
    """The uploads of one shop."""

    def __init__(self, root: Path) -> None:
        self._root = root / "uploads"

    def keep(self, stream: IO[bytes], name: str, most: int) -> str:
        """Keep a file and return the id it is found by.

        Raises:
            ModisteError: MOD-1204 for more than `most` bytes, MOD-1233 for none.
        """
        data = stream.read(most + 1)
        if len(data) > most:
            raise ModisteError("MOD-1204", name=name, count=len(data), limit=most)
        if not data:
            raise ModisteError("MOD-1233", name=name, reason="it is empty")
        id_ = uuid4().hex
        write_whole(self._root / id_ / _safe(name), data)
        return id_

    def sweep(self, before: datetime, wanted: Container[str]) -> int:
        """Remove uploads that came before a moment and whose ids nobody wants; returns how many."""
        gone = 0
        for folder in self._root.iterdir() if self._root.is_dir() else ():
            if not _ID.fullmatch(folder.name) or folder.name in wanted:
                continue
            if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < before:
                shutil.rmtree(folder, ignore_errors=True)
                gone += not folder.exists()
        return gone

    def find(self, id: str) -> Path:
        """Where an upload lies.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        folder = self._root / id
        found = sorted(folder.iterdir()) if _ID.fullmatch(id) and folder.is_dir() else []
        if len(found) != 1:
            raise ModisteError("MOD-1103", kind="upload", id=id[:40])
        return found[0]


def _safe(name: str) -> str:
    """The last part of a name, of letters that any file system takes; it never leads anywhere."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _ODD.sub("_", last).strip(". ")[:100] or "upload"
