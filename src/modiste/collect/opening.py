"""From a path to a source: its name, its first bytes, what lies in it; and its bytes or letters as a stream.

Knows files, folders and packing; no format. Nothing outside the named file or folder is read.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

from modiste.collect.archive import Archive, is_gzip, is_zip, open_gzip
from modiste.collect.encoding import encoding_of, text_of
from modiste.collect.source import SOURCE_LIMITS, Source, SourceLimits
from modiste.garment import ModisteError

HEAD_BYTES = 64 * 1024
MOST_NAMES = 1000
TABLES = (".csv", ".tsv", ".txt", ".tab", ".xlsx")
DATA = (*TABLES, ".xml", ".rss", ".atom", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".parquet")
_WORKBOOK = "xl/workbook.xml"


def open_source(path: str | Path, name: str = "", limits: SourceLimits = SOURCE_LIMITS) -> Source:
    """Look at a file, a folder or an archive.

    Of an archive or a folder with one data file at its top, the head is that file's, so that a packed feed is
    recognised like an open one.

    Args:
        path: what to look at.
        name: what people are to call it; by default the path's last part.
        limits: how much it may ask of this machine.

    Raises:
        ModisteError: MOD-1233 when it is not there, empty, a device or not readable; MOD-1236 for an archive
            of too many files.
    """
    path = Path(path)
    name = name or path.name or path.resolve().name or "the source"
    try:
        if path.is_dir():
            return _folder(path, name, limits)
        if not path.is_file():
            reason = "it is a device or a pipe" if path.exists() else "there is no such file or folder"
            raise ModisteError("MOD-1233", name=name, reason=reason)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None
    if not head:
        raise ModisteError("MOD-1233", name=name, reason="it is empty")
    if is_gzip(head):
        with open_gzip(path, name, limits) as stream:
            return Source(name, path, stream.read(HEAD_BYTES))
    if is_zip(head):
        with Archive(path, name, limits) as archive:
            names = archive.names
            if _WORKBOOK in names:
                return Source(name, path, head, names[:MOST_NAMES])
            main = only_data_file(names)
            if main is None or archive.refusal(main):
                return Source(name, path, b"", names[:MOST_NAMES])
            with archive.open(main) as stream:
                return Source(name, path, stream.read(HEAD_BYTES), names[:MOST_NAMES])
    return Source(name, path, head)


@contextmanager
def stream_of(source: Source, limits: SourceLimits = SOURCE_LIMITS) -> Iterator[IO[bytes]]:
    """The source's bytes, unpacked: of the file, or of the one data file in an archive or a folder.

    Raises:
        ModisteError: MOD-1233 when there is no such file, MOD-1234 and MOD-1236 for a bad archive.
    """
    path = _path_of(source)
    if path.is_dir():
        main = only_data_file(source.names)
        if main is None:
            raise ModisteError("MOD-1233", name=source.name, reason="it holds no data file, or several")
        path = path / main
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise _unreadable(source.name, error) from None
    if is_gzip(magic):
        with open_gzip(path, source.name, limits) as stream:
            yield stream
    elif is_zip(magic) and _WORKBOOK not in source.names:
        with Archive(path, source.name, limits) as archive:
            main = only_data_file(archive.names)
            if main is None:
                raise ModisteError("MOD-1233", name=source.name, reason="it holds no data file, or several")
            with archive.open(main) as stream:
                yield stream
    else:
        with path.open("rb") as stream:
            yield stream


@contextmanager
def text_stream_of(
    source: Source, limits: SourceLimits = SOURCE_LIMITS
) -> Iterator[tuple[TextIOWrapper, str]]:
    """The source's letters and the encoding they were found to be in; raises as `stream_of`."""
    with stream_of(source, limits) as stream:
        encoding = encoding_of(source.head, is_whole=len(source.head) < HEAD_BYTES)
        text = text_of(stream, encoding)
        try:
            yield text, encoding
        finally:
            text.detach()


def identity_of(source: Source) -> str:
    """What tells a source from others: a file by its bytes, a folder by its files' names, sizes, times."""
    path = _path_of(source)
    digest = hashlib.sha256()
    try:
        if path.is_dir():
            for name in _walked(path):
                state = (path / name).lstat()
                digest.update(
                    f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode(errors="surrogatepass")
                )
        else:
            with path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
    except OSError as error:
        raise _unreadable(source.name, error) from None
    return digest.hexdigest()


def only_data_file(names: Sequence[str]) -> str | None:
    """The one data file among names, those nearest the top counting first; None when there are several."""
    found = [name for name in names if name.lower().endswith(DATA)]
    if not found:
        return None
    depth = min(name.count("/") for name in found)
    nearest = [name for name in found if name.count("/") == depth]
    return nearest[0] if len(nearest) == 1 else None


def ends_with(source: Source, *suffixes: str) -> bool:
    """Whether the source, or the one data file in it, ends so; `.gz` and `.zip` are looked through."""
    name = PurePosixPath(source.name.lower())
    if name.suffix in (".gz", ".zip") and name.with_suffix("").suffix:
        name = name.with_suffix("")
    inner = (only_data_file(source.names) or "").lower()
    return name.suffix in suffixes or PurePosixPath(inner).suffix in suffixes


def _folder(path: Path, name: str, limits: SourceLimits) -> Source:
    names = tuple(islice(_walked(path), MOST_NAMES))
    head = b""
    if main := only_data_file(names):
        inner = path / main
        if not inner.is_symlink() and inner.is_file():
            head = open_source(inner, limits=limits).head if inner.stat().st_size else b""
    return Source(name, path, head, names)


def _walked(root: Path) -> Iterator[str]:
    for folder, inner, files in os.walk(root):
        inner[:] = sorted(each for each in inner if not each.startswith("."))
        inside = Path(folder).relative_to(root)
        for file in sorted(files):
            if not file.startswith("."):
                yield (inside / file).as_posix()


def _path_of(source: Source) -> Path:
    if source.path is None:
        raise ModisteError("MOD-1233", name=source.name, reason="it has no file")
    return source.path


def _unreadable(name: str, error: Exception) -> ModisteError:
    reason = getattr(error, "strerror", None) or "its name is not valid"
    return ModisteError("MOD-1233", name=name[:200], reason=str(reason).lower())
