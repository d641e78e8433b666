"""The JSON files of a data download, a folder or a zip archive, in the order of their names.

Knows members; what is in them is each platform's format. A member is small enough to be read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from modiste.collect.archive import Archive, is_zip
from modiste.collect.press.mojibake import repaired_json
from modiste.collect.source import SOURCE_LIMITS, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One JSON file: its path inside the download, what it holds (mojibake repaired), when it was written."""

    name: str
    value: Any
    written_at: datetime | None


def members(
    source: Source, parts: tuple[str, ...], limits: SourceLimits = SOURCE_LIMITS
) -> Iterator[Member | Rejection]:
    """Read the members whose name holds one of `parts`.

    Raises:
        ModisteError: MOD-1233 when the source is neither folder nor archive, MOD-1236 for a hostile one.
    """
    path = source.path
    if path is not None and path.is_dir():
        for file in sorted(path.rglob("*.json")):
            name = file.relative_to(path).as_posix()
            if _wanted(name, parts) and not file.is_symlink():
                yield _member(name, _bytes(file), _moment(file.stat().st_mtime))
    elif (path is not None and is_zip(source.head)) or (path and _is_zip_file(path)):
        with Archive(path, source.name, limits) as archive:
            for name in archive.names:
                if _wanted(name, parts):
                    try:
                        yield _member(name, archive.read(name, MOST_BYTES), archive.written_at(name))
                    except ModisteError as error:
                        yield Rejection.of(name, error)
    else:
        raise ModisteError("MOD-1233", name=source.name, reason="it is neither a folder nor a zip archive")


def _wanted(name: str, parts: tuple[str, ...]) -> bool:
    return name.endswith(".json") and any(part in name for part in parts)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError:
        return b""


def _is_zip_file(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return is_zip(stream.read(4))
    except OSError:
        return False


def _member(name: str, data: bytes, written_at: datetime | None) -> Member | Rejection:
    try:
        return Member(name, repaired_json(orjson.loads(data)), written_at)
    except orjson.JSONDecodeError as error:
        return Rejection.of(name, ModisteError("MOD-1254", reason=str(error).lower()))


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, ValueError, OSError):
        return None
