"""Zip archives and gzip files as streams, with a stranger's tricks refused: slips, bombs, passwords, links.

Knows packing only; what is inside a member is its reader's.
"""

import gzip
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from modiste.collect.source import SOURCE_LIMITS, SourceLimits
from modiste.garment import ModisteError

ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
GZIP_MAGIC = b"\x1f\x8b\x08"
_BOMB_FLOOR = 10_000_000
"""Below so many unpacked bytes no ratio is suspicious: a page of equal rows packs a thousandfold."""
_CHUNK = 1 << 16


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most so many of them."""
        ...


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is a zip archive."""
    return head.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC))


def is_gzip(head: bytes) -> bool:
    """Whether a file that begins so is gzipped."""
    return head.startswith(GZIP_MAGIC)


class Archive:
    """One zip archive, its members checked when it is opened; nothing is ever written beside it.

    Raises:
        ModisteError: MOD-1233 when it is no zip, MOD-1236 for more members than allowed.
    """

    def __init__(self, path: Path, name: str, limits: SourceLimits = SOURCE_LIMITS) -> None:
        self.name = name
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(path)
            members = self._zip.infolist()
        except _BROKEN as error:
            raise ModisteError("MOD-1233", name=name, reason=_words(error)) from None
        if len(members) > limits.members:
            self._zip.close()
            raise ModisteError("MOD-1236", name=name, reason=f"it holds more than {limits.members} files")
        self._members = {each.filename: each for each in members if not each.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """Every file inside, by name, those left behind by macOS and Windows excepted."""
        return tuple(sorted(name for name in self._members if not _is_litter(name)))

    def refusal(self, name: str) -> str:
        """Why a member must not be read, or nothing."""
        member = self._members[name]
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            return "its name leads out of the archive"
        if stat.S_ISLNK(member.external_attr >> 16):
            return "it is a link"
        if member.flag_bits & 0x1:
            return "it is locked with a password"
        if member.file_size > self._limits.unpacked_bytes:
            return f"it unpacks to more than {self._limits.unpacked_bytes} bytes"
        packed = max(member.compress_size, 1)
        if member.file_size > _BOMB_FLOOR and member.file_size / packed > self._limits.ratio:
            return f"it unpacks to {member.file_size // packed} times its size"
        return ""

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member's bytes as a stream, never more of them than the archive's list says.

        Raises:
            ModisteError: MOD-1236 for a member that must not be read, MOD-1234 when it is damaged.
        """
        if name not in self._members:
            raise ModisteError(
                "MOD-1233", name=f"{self.name}/{name}", reason="the archive holds no such file"
            )
        if reason := self.refusal(name):
            raise ModisteError("MOD-1236", name=f"{self.name}/{name}", reason=reason)
        with telling(f"{self.name}/{name}"), self._zip.open(self._members[name]) as stream:
            yield io.BufferedReader(_Bounded(stream, self._limits.unpacked_bytes, name))

    def written_at(self, name: str) -> datetime | None:
        """When a member was last written, by the archive's list; None where that is no date."""
        try:
            return datetime(*self._members[name].date_time, tzinfo=UTC)
        except ValueError:
            return None

    def read(self, name: str, most: int) -> bytes:
        """A small member whole.

        Raises:
            ModisteError: as `open`, MOD-1204 when it is larger than `most`.
        """
        with self.open(name) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise ModisteError("MOD-1204", name=name, count=self._members[name].file_size, limit=most)
        return data

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def open_gzip(path: Path, name: str, limits: SourceLimits = SOURCE_LIMITS) -> Iterator[IO[bytes]]:
    """A gzip file's content as a stream.

    Raises:
        ModisteError: MOD-1234 when it is damaged, MOD-1236 when it unpacks to too much.
    """
    packed = max(path.stat().st_size, 1)
    most = min(limits.unpacked_bytes, max(packed * limits.ratio, _BOMB_FLOOR))
    with telling(name), gzip.open(path, "rb") as stream:
        yield io.BufferedReader(_Bounded(stream, most, name))


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Say what the packing broke on as MOD-1234."""
    try:
        yield
    except ModisteError:
        raise
    except _BROKEN as error:
        raise ModisteError("MOD-1234", name=name, place="its packing", reason=_words(error)) from None


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than so many bytes, whatever its header promised."""

    def __init__(self, stream: Readable, most: int, name: str) -> None:
        self._stream, self._left, self._name = stream, most, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # typeshed asks for more
        data = self._stream.read(min(len(buffer), _CHUNK))
        self._left -= len(data)
        if self._left < 0:
            raise ModisteError("MOD-1236", name=self._name, reason="it unpacks to more than is allowed")
        buffer[: len(data)] = data
        return len(data)


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _words(error: Exception) -> str:
    return (str(getattr(error, "strerror", None) or error) or type(error).__name__).lower().rstrip(".")[:200]
