"""The files of one index and which of them count: a manifest, immutable segments, and the newest journal.

Knows names, order and locks; what is inside is `words`' and `vectors`'. The manifest is replaced atomically
and names everything that counts, so a kill at any moment leaves the state before or after. Later files
overrule earlier ones. A merge seals the journal, works while others go on writing, and puts its segment in
place of what it read.
"""

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.search.arrays import write_arrays
from modiste.search.journal import append, mended
from modiste.store import exclusive, telling, write_whole

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What counts: a segment or none, then journals in order; the last one is written to.

    `space` says what is in it (an embedder's fingerprint, an analysis' version); another space is another
    index.
    """

    space: str
    generation: int = 0
    segment: str = ""
    journals: tuple[str, ...] = ("journal-000001",)


class Shelf:
    """One index's folder."""

    def __init__(self, folder: Path, space: str) -> None:
        self.folder, self.space = folder, space
        self._stamp: tuple[int, ...] = ()
        self._manifest = Manifest(space)

    def manifest(self) -> Manifest:
        """What counts now; reads the file only when it was replaced.

        A manifest of another space, or none, is an empty index; one that cannot be read is an error.

        Raises:
            ModisteError: MOD-1803 when it is damaged.
        """
        path = self.folder / MANIFEST
        try:
            status = path.stat()
        except FileNotFoundError:
            self._stamp, self._manifest = (), Manifest(self.space)
            return self._manifest
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            found = _read(path)
            if found.space != self.space:  # another index: begun anew, beside what is left of it
                found = Manifest(self.space, found.generation + 1, "", (_after(found),))
            self._manifest = found
            self._stamp = stamp
        return self._manifest

    def path(self, name: str) -> Path:
        """Where a segment or a journal lies."""
        return self.folder / name

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Hold the index for writing, whole records only; gives the journal to append to.

        Raises:
            ModisteError: MOD-1110 when the disk refuses.
        """
        with telling(self.folder), exclusive(self.folder / "write.lock"):
            manifest = self.manifest()
            if not self._stamp or _read(self.folder / MANIFEST).space != self.space:
                self._put(manifest)
            journal = self.path(manifest.journals[-1])
            mended(journal)
            yield journal

    @staticmethod
    def append(journal: Path, data: bytes) -> int:
        """Add a record, inside `writing`."""
        return append(journal, data)

    def merge(
        self,
        is_due: Callable[[Manifest], bool],
        build: Callable[[Manifest], tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]],
    ) -> None:
        """Make one segment of everything but what comes in meanwhile.

        Args:
            is_due: asked once nobody else merges.
            build: from what is to be merged (its last journal is sealed) to a segment's meta and arrays.

        Raises:
            ModisteError: MOD-1110 when the disk refuses; then everything is as it was.
        """
        with telling(self.folder), exclusive(self.folder / "merge.lock"):
            with self.writing():
                before = self.manifest()
                if not is_due(before):
                    return
                fresh = _after(before)
                mended(self.path(fresh))
                journals = (*before.journals, fresh)
                self._put(Manifest(self.space, before.generation + 1, before.segment, journals))
            sealed = Manifest(self.space, before.generation, before.segment, before.journals)
            name = fresh.replace("journal", "segment")
            write_arrays(self.path(name), *build(sealed))
            with self.writing():
                now = self.manifest()
                journals = tuple(each for each in now.journals if each not in sealed.journals)
                self._put(Manifest(self.space, now.generation + 1, name, journals))
            self.tidy()

    def tidy(self) -> None:
        """Remove files that no longer count; one that a reader holds on Windows stays for the next time."""
        with exclusive(self.folder / "write.lock"):
            manifest = self.manifest()
            kept = {manifest.segment, *manifest.journals}
            for path in self.folder.iterdir():
                if path.name.startswith(("segment-", "journal-", ".segment-")) and path.name not in kept:
                    with contextlib.suppress(OSError):
                        path.unlink()

    def clear(self) -> None:
        """Forget everything, so that the index is made again."""
        with telling(self.folder), exclusive(self.folder / "write.lock"):
            journals = tuple(sorted(path.name for path in self.folder.glob("journal-*")))
            fresh = _after(Manifest(self.space, journals=journals or ("journal-000000",)))
            mended(self.path(fresh))
            self._put(Manifest(self.space, time.time_ns(), "", (fresh,)))
        self.tidy()

    def _put(self, manifest: Manifest) -> None:
        text = json.dumps({"format": FORMAT, **vars(manifest), "journals": list(manifest.journals)})
        write_whole(self.folder / MANIFEST, text.encode())
        self._stamp = ()  # read again what was written


def _after(manifest: Manifest) -> str:
    """The name of the journal after a manifest's last."""
    return f"journal-{int(manifest.journals[-1].rpartition('-')[2]) + 1:06d}"


def _read(path: Path) -> Manifest:
    try:
        said = json.loads(path.read_bytes())
        if said.pop("format") != FORMAT:
            raise ValueError("it is of another version")
        return Manifest(**{**said, "journals": tuple(said["journals"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModisteError("MOD-1803", path=path, reason=str(error) or type(error).__name__) from None
