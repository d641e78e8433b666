"""Arrays and plain values as bytes: the form in which a partition travels and is kept.

Knows one frame: the length of a JSON head, the head, and the arrays' bytes. It holds no code and no object:
whoever reads it runs nothing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
Buffer = bytes | memoryview
_LENGTH = 8
SEAL_BYTES = 32
_KINDS = "biufU"


@dataclass(frozen=True, eq=False)
class Unpacked:
    """What a frame held: `plain` values as JSON knows them, and `arrays` by name, views of the frame."""

    plain: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


def packed(arrays: Arrays | None = None, **plain: object) -> bytes:
    """A frame of arrays of numbers, flags or text, and plain values beside them.

    Example:
        >>> unpacked(packed({"codes": np.arange(3)}, first=7)).arrays["codes"].tolist()
        [0, 1, 2]

    Raises:
        ValueError: an array of objects, which only a pickle could hold.
    """
    rows, parts = [], []
    for name, array in (arrays or {}).items():
        plainly = np.ascontiguousarray(array)
        if plainly.dtype.kind not in _KINDS:
            raise ValueError(f"{name} is of {plainly.dtype}, not of numbers, flags or text")
        rows.append([name, plainly.dtype.newbyteorder("<").str, list(array.shape)])
        parts.append(plainly.astype(plainly.dtype.newbyteorder("<"), copy=False).tobytes())
    head = json.dumps({"plain": plain, "arrays": rows}, ensure_ascii=False).encode()
    return b"".join((len(head).to_bytes(_LENGTH, "little"), head, *parts))


def unpacked(frame: Buffer) -> Unpacked:
    """What `packed` was given.

    Raises:
        ValueError: bytes that are no whole frame.
    """
    whole = memoryview(frame)
    end = _LENGTH + int.from_bytes(whole[:_LENGTH], "little")
    if len(whole) < end:
        raise ValueError("the frame is cut short")
    head = json.loads(bytes(whole[_LENGTH:end]))
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind, shape in head["arrays"]:
        dtype, count = np.dtype(kind), int(np.prod(shape, dtype=np.int64))
        if dtype.kind not in _KINDS:
            raise ValueError(f"{name} is of {dtype}")
        size = count * dtype.itemsize
        if end + size > len(whole):
            raise ValueError("the frame is cut short")
        arrays[name] = np.frombuffer(whole[end : end + size], dtype).reshape(shape)
        end += size
    return Unpacked(head["plain"], arrays)


def sealed(data: bytes) -> bytes:
    """The bytes with their hash before them, so that a torn or changed file is seen."""
    return hashlib.sha256(data).digest() + data


def opened_seal(data: bytes) -> bytes | None:
    """What `sealed` was given; None where it is not whole."""
    seal, inner = data[:SEAL_BYTES], data[SEAL_BYTES:]
    return inner if len(seal) == SEAL_BYTES and hashlib.sha256(inner).digest() == seal else None


def npy_head(shape: tuple[int, ...], dtype: str) -> bytes:
    """The head of a .npy file of version 1.0, the numbers of which follow in C order."""
    told = f"{{'descr': '{np.dtype(dtype).str}', 'fortran_order': False, 'shape': {shape!r}, }}"
    room = -(10 + len(told) + 1) % 64
    line = (told + " " * room + "\n").encode("latin1")
    return b"\x93NUMPY\x01\x00" + len(line).to_bytes(2, "little") + line


def npy_file(shape: tuple[int, ...], dtype: str, parts: Iterator[NDArray[Any]]) -> Iterator[bytes]:
    """A .npy file piece by piece: the head, then each part's numbers."""
    yield npy_head(shape, dtype)
    for part in parts:
        yield np.ascontiguousarray(part, dtype).tobytes()
