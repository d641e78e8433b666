"""What was worked out of pictures once, kept by the hash of their bytes, so that it is not worked out again.

Knows keys and bytes in a few hundred files; what the bytes mean is the caller's. A file that cannot be read
is a file that is not there: everything in it can be worked out again.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from modiste.store import write_whole

_MAGIC = b"MODF1\n"


class KeptFacts:
    """Facts of one kind below a folder, keyed by SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those that are kept."""
        found: dict[str, bytes] = {}
        for shard, wanted in _by_shard(keys).items():
            held = self._read(shard)
            found.update({key: held[key] for key in wanted if key in held})
        return found

    def put(self, facts: Mapping[str, bytes]) -> None:
        """Keep facts; each file is replaced whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for shard, keys in _by_shard(facts).items():
            held = {**self._read(shard), **{key: facts[key] for key in keys}}
            lengths = np.array([len(value) for value in held.values()], "<u4").tobytes()
            head = _MAGIC + np.array([len(held)], "<u4").tobytes() + bytes.fromhex("".join(held)) + lengths
            write_whole(self._folder / f"{shard}.facts", head + b"".join(held.values()))

    def _read(self, shard: str) -> dict[str, bytes]:
        try:
            data = (self._folder / f"{shard}.facts").read_bytes()
        except OSError:
            return {}
        start = len(_MAGIC) + 4
        if not data.startswith(_MAGIC) or len(data) < start:
            return {}
        count = int(np.frombuffer(data, "<u4", 1, len(_MAGIC))[0])
        if len(data) < start + 36 * count:
            return {}
        lengths = np.frombuffer(data, "<u4", count, start + 32 * count).astype(np.int64)
        ends = start + 36 * count + np.cumsum(lengths)
        if len(data) != (ends[-1] if count else start):
            return {}
        return {
            data[start + 32 * row : start + 32 * row + 32].hex(): data[end - size : end]
            for row, (end, size) in enumerate(zip(ends.tolist(), lengths.tolist(), strict=True))
        }


def _by_shard(keys: Iterable[str]) -> dict[str, list[str]]:
    shards: dict[str, list[str]] = {}
    for key in keys:
        shards.setdefault(key[:2], []).append(key)
    return shards
