"""One immutable file of named arrays, mapped into memory: written whole, checked by sums, never changed.

Knows bytes; what the arrays mean is their reader's. Layout: eight letters, the length and the CRC-32 of a
JSON head, the head, then every array on a boundary of 64 bytes. The head says of each its type, shape, place
and CRC-32.
"""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.store import sync_folder

MAGIC = b"MODARR1\n"
ALIGNED = 64
CHECKED_AT_ONCE = 4_000_000
"""Arrays up to so many bytes are checked when the file is opened; larger ones by `verify`."""
_TYPES = ("|i1", "|u1", "<i4", "<i8", "<u8", "<f4")


class ArrayFile:
    """A file of arrays, opened: `arrays[name]` are read-only views of the mapped file.

    Attributes:
        path: the file.
        meta: what its writer said of it.
        arrays: the arrays by name.
    """

    def __init__(self, path: Path) -> None:
        """Map a file.

        Raises:
            ModisteError: MOD-1803 when it is missing, cut short or changed.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise ModisteError("MOD-1803", path=path, reason=reason) from None
        self.meta, self._entries = self._head()
        self.arrays: dict[str, NDArray[Any]] = {}
        for name, entry in self._entries.items():
            count = int(np.prod(entry["shape"], dtype=np.int64))
            flat = np.frombuffer(self._map, np.dtype(entry["type"]), count, entry["at"])
            self.arrays[name] = flat.reshape(entry["shape"])
        self.verify(most=CHECKED_AT_ONCE)

    @property
    def bytes(self) -> int:
        """Length of the file."""
        return len(self._map)

    def text(self, name: str, place: int) -> str:
        """One of the texts that `texts_to_arrays` made."""
        ends, at = self.arrays[f"{name}_ends"], self._entries[name]["at"]
        return self._map[at + ends.item(place) : at + ends.item(place + 1)].decode()

    def texts(self, name: str) -> list[str]:
        """All of them, in order."""
        whole, ends = self.arrays[name].tobytes(), self.arrays[f"{name}_ends"].tolist()
        return [whole[a:b].decode() for a, b in pairwise(ends)]

    def verify(self, most: int | None = None) -> None:
        """Compare the arrays of at most so many bytes with their sums.

        Raises:
            ModisteError: MOD-1803 when one was changed.
        """
        for name, array in self.arrays.items():
            if (most is None or array.nbytes <= most) and _sum(array) != self._entries[name]["crc"]:
                raise ModisteError("MOD-1803", path=self.path, reason=f"the sum of {name} is not right")

    def _head(self) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        begin = len(MAGIC) + 8
        length = int.from_bytes(self._map[len(MAGIC) : len(MAGIC) + 4], "little")
        head = self._map[begin : begin + length]
        if self._map[: len(MAGIC)] != MAGIC or zlib.crc32(head) != int.from_bytes(
            self._map[begin - 4 : begin], "little"
        ):
            raise ModisteError("MOD-1803", path=self.path, reason="its head is not right")
        said = json.loads(head)
        for name, entry in said["arrays"].items():
            if entry["type"] not in _TYPES or entry["at"] + entry["bytes"] > len(self._map):
                raise ModisteError("MOD-1803", path=self.path, reason=f"{name} is cut short")
        return said["meta"], said["arrays"]


def write_arrays(path: Path, meta: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a file that is whole and on disk when this returns, or not there.

    Raises:
        OSError: when the disk is full or may not be written.
    """
    entries: dict[str, Any] = {}
    ordered = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    place = 0
    for name, array in ordered.items():
        shape, crc = list(array.shape), _sum(array)
        entries[name] = {
            "type": array.dtype.str,
            "shape": shape,
            "at": place,
            "bytes": array.nbytes,
            "crc": crc,
        }
        place += -(-array.nbytes // ALIGNED) * ALIGNED
    begin = len(MAGIC) + 8
    # Places are counted from the head's end, whose own length they change: room for it is left.
    room = -(-(begin + len(json.dumps({"meta": meta, "arrays": entries})) + 24 * len(entries)) // ALIGNED)
    for entry in entries.values():
        entry["at"] += room * ALIGNED
    head = json.dumps({"meta": meta, "arrays": entries}).encode().ljust(room * ALIGNED - begin)
    partial = path.with_name(f".{path.name}.{uuid4().hex}.partial")
    try:
        with partial.open("wb") as file:
            file.write(MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little"))
            file.write(head)
            for array in ordered.values():
                file.write(array.data.cast("B") if array.size else b"")
                file.write(bytes(-array.nbytes % ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def texts_to_arrays(name: str, texts: list[str]) -> dict[str, NDArray[Any]]:
    """Texts as two arrays: their bytes on end, and where each begins and the last ends."""
    coded = [text.encode() for text in texts]
    ends = np.zeros(len(coded) + 1, np.int64)
    np.cumsum([len(each) for each in coded], out=ends[1:])
    return {name: np.frombuffer(b"".join(coded), np.uint8), f"{name}_ends": ends}


def _sum(array: NDArray[Any]) -> int:
    return zlib.crc32(array.data.cast("B")) if array.size else 0
