"""A run's folder: every partition's answer as one sealed file, so that nothing is done or told twice.

Knows names, seals and what a run is recognised by; a partition is done when its file is whole.
"""

import hashlib
import json
import mmap
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError
from modiste.store import telling, write_whole, written_whole
from modiste.workspace.cluster.packing import SEAL_BYTES, opened_seal, sealed

IDENTITY, MANIFEST, OUTPUT, PARTS = "run.json", "manifest.json", "output", "parts"
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Checkpoint:
    """The folder of one run. Only the driver writes to it, and holds its lock while it does."""

    root: Path

    def begin(self, identity: Mapping[str, Any], *, again: bool = False) -> None:
        """Take up the folder for a run, or go on with the run that it holds.

        Args:
            identity: what the run is recognised by.
            again: forget what an earlier run left.

        Raises:
            ModisteError: MOD-3109 when it holds another run, MOD-1110 when it cannot be written.
        """
        path = self.root / IDENTITY
        told = json.loads(json.dumps(identity))
        with telling(path):
            if again:
                self._forget()
            if path.exists():
                try:
                    kept = json.loads(path.read_bytes())
                except ValueError:
                    kept = None
                if kept != told:
                    raise ModisteError("MOD-3109", path=self.root, what=_differences(kept, told))
                return
            write_whole(path, json.dumps(told, indent=1).encode())

    def load(self, stage: str, number: int) -> bytes | None:
        """A partition's answer, None where it is not there or not whole."""
        try:
            return opened_seal(self._part(stage, number).read_bytes())
        except OSError:
            return None

    def view(self, stage: str, number: int) -> memoryview | None:
        """A partition's answer where it lies, its seal not looked at again; None where it is not there.

        Only for what `load` has found whole: what is not read of it costs no memory and no time.
        """
        try:
            with self._part(stage, number).open("rb") as file:
                return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))[SEAL_BYTES:]
        except (OSError, ValueError):  # an empty file cannot be mapped
            return None

    def keep(self, stage: str, number: int, value: bytes) -> None:
        """Write a partition's answer: whole, or not at all.

        Raises:
            ModisteError: MOD-1110 when the disk does not take it.
        """
        path = self._part(stage, number)
        with telling(path):
            write_whole(path, sealed(value))

    def finish(
        self, files: Mapping[str, Iterable[bytes]], told: Mapping[str, Any], *, keep_parts: bool = False
    ) -> dict[str, Any]:
        """Write the output's files, then the manifest that makes them count; parts are let go.

        Args:
            files: by name, piece by piece.
            told: of the run.
            keep_parts: the run is not over: some of its partitions were set aside.

        Returns:
            The manifest: `told`, `files` with each one's hash and size, and `sha256` over all of them.

        Raises:
            ModisteError: MOD-1110 when the disk does not take it.
        """
        rows, whole = [], hashlib.sha256()
        with telling(self.root / OUTPUT):
            for name, parts in files.items():
                digest, size = hashlib.sha256(), 0
                with written_whole(self.root / OUTPUT / name) as file:
                    for part in parts:
                        file.write(part)
                        digest.update(part)
                        size += len(part)
                rows.append({"name": name, "bytes": size, "sha256": digest.hexdigest()})
                whole.update(f"{name}:{digest.hexdigest()}\n".encode())
            made = {**told, "files": rows, "sha256": whole.hexdigest()}
            write_whole(self.root / MANIFEST, json.dumps(made, indent=1, ensure_ascii=False).encode())
            if not keep_parts:
                shutil.rmtree(self.root / PARTS, ignore_errors=True)
        return made

    def finished(self) -> dict[str, Any] | None:
        """The manifest of a run that ended, None where it did not or an output file is not what it says."""
        try:
            made: dict[str, Any] = json.loads((self.root / MANIFEST).read_bytes())
            for row in made["files"]:
                if _hash_of(self.root / OUTPUT / row["name"]) != row["sha256"]:
                    return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return made

    def _part(self, stage: str, number: int) -> Path:
        return self.root / PARTS / stage / f"{number:06d}"

    def _forget(self) -> None:
        (self.root / MANIFEST).unlink(missing_ok=True)
        for name in (PARTS, OUTPUT):
            shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / IDENTITY).unlink(missing_ok=True)


def _differences(kept: object, told: Mapping[str, Any]) -> str:
    if not isinstance(kept, Mapping):
        return "what it says of itself"
    return ", ".join(sorted(name for name in {*kept, *told} if kept.get(name) != told.get(name)))


def _hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
