"""A folder of photos, walked once: what each file is, what it is labelled, and why a file was left out.

Pixels, caches and training are left to others; nothing outside the folder is ever read.
"""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modiste.collect.decode import LIMITS, Limits, header, read_bytes
from modiste.collect.source import Rejection
from modiste.garment import ModisteError

SPLITS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
"""Folder names that mean a part of a data set, when they hold folders themselves."""

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx", "icon\r"})


@dataclass(frozen=True, slots=True)
class Photo:
    """One usable photo of a folder.

    `file` is its path inside the folder with forward slashes, `label` the name of its class folder (None for
    a photo at the top), `split` one of train, validation, test or None, `sha256` of its bytes; width and
    height as looked at.
    """

    file: str
    label: str | None
    split: str | None
    sha256: str
    bytes: int
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    path: Path
    file: str
    label: str | None
    split: str | None


def photo_folder(
    path: str | Path, *, limit: int | None = None, limits: Limits = LIMITS
) -> Iterator[Photo | Rejection]:
    """Walk a folder of photos in the order of their names.

    The first folder below the top (or below `train/`, `validation/`, `test/`) is the label; deeper folders
    belong to it. Only headers are parsed, so a photo with damaged pixels is found later, when it is decoded.
    One file is held in memory at a time, plus 32 bytes for each photo seen, to know duplicates.

    Args:
        path: the folder.
        limit: stop after so many photos.
        limits: how large a file and a picture may be.

    Yields:
        Photos and rejections as they are found.

    Raises:
        ModisteError: MOD-1208 when the path is not a folder.
    """
    seen: dict[bytes, str] = {}
    count = 0
    for candidate in _walk(_folder(path)):
        if limit is not None and count >= limit:
            return
        if isinstance(candidate, Rejection):
            yield candidate
            continue
        try:
            data = read_bytes(candidate.path, limits, candidate.file)
            head = header(data, candidate.file, limits)
            digest = bytes.fromhex(head.sha256)
            if digest in seen:
                raise ModisteError("MOD-1210", name=candidate.file, other=seen[digest])
        except ModisteError as error:
            yield Rejection.of(candidate.file, error)
            continue
        seen[digest] = candidate.file
        count += 1
        yield Photo(
            candidate.file,
            candidate.label,
            candidate.split,
            head.sha256,
            len(data),
            head.media_type,
            head.width,
            head.height,
        )


def candidates(path: str | Path) -> Iterator[tuple[Path, str, str | None, str | None] | Rejection]:
    """Walk as `photo_folder` does, but open nothing: (path, file, label, split) of what may be a photo."""
    for found in _walk(_folder(path)):
        yield found if isinstance(found, Rejection) else (found.path, found.file, found.label, found.split)


def _folder(path: str | Path) -> Path:
    folder = Path(path)
    try:
        usable = folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
    except (OSError, ValueError):
        usable = False
    if not usable:
        raise ModisteError("MOD-1208", path=path)
    return folder


def _walk(root: Path) -> Iterator[_Candidate | Rejection]:
    home = root.resolve()
    for entry in _entries(root):
        if isinstance(entry, Rejection):
            yield entry
        elif not _is_folder(entry):
            yield _file(entry, home, entry.name, None, None)
        elif (split := SPLITS.get(entry.name.lower())) and _holds_folders(entry):
            for inner in _entries(Path(entry.path), entry.name):
                if isinstance(inner, Rejection):
                    yield inner
                elif _is_folder(inner):
                    yield from _class(inner, home, f"{entry.name}/{inner.name}", _nfc(inner.name), split)
                else:
                    yield _file(inner, home, f"{entry.name}/{inner.name}", None, split)
        else:
            yield from _class(entry, home, entry.name, _nfc(entry.name), None)


def _class(
    folder: "os.DirEntry[str]", home: Path, file: str, label: str, split: str | None
) -> Iterator[_Candidate | Rejection]:
    empty = True
    for entry in _entries(Path(folder.path), file):
        empty = False
        if isinstance(entry, Rejection):
            yield entry
        elif _is_folder(entry):
            yield from _class(entry, home, f"{file}/{entry.name}", label, split)
        else:
            yield _file(entry, home, f"{file}/{entry.name}", label, split)
    if empty:
        yield Rejection.of(f"{file}/", ModisteError("MOD-1213", name=f"{file}/"))


def _entries(folder: Path, inside: str = "") -> Iterator["os.DirEntry[str] | Rejection"]:
    """What a folder holds, by name; hidden files, odd names and linked folders come as rejections."""
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        name = f"{inside}/" if inside else "the folder"
        yield Rejection.of(
            name, ModisteError("MOD-1201", name=name, reason=(error.strerror or "unknown").lower())
        )
        return
    for entry in found:
        name = _shown(f"{inside}/{entry.name}" if inside else entry.name)
        if entry.name.startswith(".") or entry.name.lower() in _SYSTEM:
            yield Rejection.of(name, ModisteError("MOD-1212", name=name))
        elif reason := _odd(entry.name):
            yield Rejection.of(name, ModisteError("MOD-1211", name=name, reason=reason))
        elif entry.is_symlink() and Path(entry.path).is_dir():
            yield Rejection.of(name, ModisteError("MOD-1209", name=name, reason="leads to a folder"))
        else:
            yield entry


def _file(
    entry: "os.DirEntry[str]", home: Path, file: str, label: str | None, split: str | None
) -> _Candidate | Rejection:
    path = Path(entry.path)
    if entry.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return Rejection.of(file, ModisteError("MOD-1209", name=file, reason="leads nowhere"))
        if not target.is_relative_to(home):
            return Rejection.of(file, ModisteError("MOD-1209", name=file, reason="leaves the folder"))
    return _Candidate(path, file, label, split)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def _holds_folders(entry: "os.DirEntry[str]") -> bool:
    try:
        with os.scandir(entry.path) as scan:
            return any(inner.is_dir(follow_symlinks=False) for inner in scan)
    except OSError:
        return False


def _odd(name: str) -> str | None:
    """Why a name cannot be used: it goes into terminals, reports and tables."""
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "bytes that are not UTF-8"
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        return "control characters"
    return None


def _shown(name: str) -> str:
    """A name as it may be printed: what cannot be is escaped."""
    return "".join(
        letter if letter.isprintable() or letter == " " else letter.encode("unicode_escape").decode()
        for letter in name
    )


def _nfc(name: str) -> str:
    """One spelling for names that look alike: macOS decomposes accents, Linux does not."""
    return unicodedata.normalize("NFC", name)
