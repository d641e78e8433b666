"""A job of a cluster as a flow describes it, and the settings and data that every one of them has.

Knows settings, cuts and stamps of files; a job's stages are its own file's, and a run of one `running`'s.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.workspace.cluster.mapping import Mapper

MOST_PARTITIONS = 100_000
Stamp = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a run is asked: data, settings with the defaults filled in, and how many parts; 0 for as usual."""

    job: str
    data: str
    settings: Mapping[str, str]
    partitions: int = 0

    def number(self, name: str, low: int, high: int) -> int:
        """A setting that is a whole number.

        Raises:
            ModisteError: MOD-3103 for anything else.
        """
        value = self.settings[name]
        try:
            number = int(value)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise ModisteError("MOD-3103", what=name, value=value, reason=f"{low:,} to {high:,} is wanted")
        return number

    def choice(self, name: str, known: Iterable[str]) -> str:
        """A setting that is one of some words.

        Raises:
            ModisteError: MOD-3103 for another.
        """
        value, words = self.settings[name], tuple(known)
        if value not in words:
            raise ModisteError("MOD-3103", what=name, value=value, reason=f"known are {', '.join(words)}")
        return value

    def cuts(self, n: int, usual: int, block: int = 1) -> list[tuple[int, int]]:
        """Rows 0 to n in parts of whole blocks: as many as asked for, else of about `usual` rows each.

        Example:
            >>> Asked("encode", "", {}, 3).cuts(10, 100)
            [(0, 4), (4, 8), (8, 10)]
        """
        blocks = -(-n // block)
        wanted = self.partitions or -(-n // usual)
        size = block * max(1, -(-blocks // max(1, wanted)))
        return [(start, min(start + size, n)) for start in range(0, n, size)]


@dataclass(frozen=True)
class Made:
    """What a job made: how many rows it was asked of, files piece by piece, and what else is told of them."""

    n: int
    files: Mapping[str, Iterable[bytes]]
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ClusterJob:
    """A job.

    Attributes:
        title: what it does, in a line.
        defaults: the settings it knows.
        stamp: what its data are recognised by, without reading them whole.
        make: its stages, mapped by the mapper.
    """

    title: str
    defaults: Mapping[str, str]
    stamp: "Callable[[Asked], Stamp]"
    make: "Callable[[Asked, Mapper], Made]"


def file_stamp(path: str | Path) -> Stamp:
    """A file's size and time; of one that is not there, that.

    Example:
        >>> file_stamp("/nowhere/at/all")
        {'missing': '/nowhere/at/all'}
    """
    try:
        stat = Path(path).stat()
    except (OSError, ValueError):
        return {"missing": str(path)}
    return {"bytes": stat.st_size, "at": int(stat.st_mtime)}


def folder_stamp(paths: Iterable[Path]) -> Stamp:
    """Many files' sizes and times as one hash."""
    digest, count, size = hashlib.sha256(), 0, 0
    for path in paths:
        told = file_stamp(path)
        digest.update(f"{path}:{told}\n".encode())
        count, size = count + 1, size + told.get("bytes", 0)
    return {"files": count, "bytes": size, "sha256": digest.hexdigest()}


def check_unchanged(path: Path, stamp: Stamp) -> None:
    """See that a file is what it was when the run began.

    Raises:
        ModisteError: MOD-3104 where it is not.
    """
    now = file_stamp(path)
    if now != stamp:
        what = "it is gone" if "missing" in now else "its size or its time is another"
        raise ModisteError("MOD-3104", path=path, what=what)
