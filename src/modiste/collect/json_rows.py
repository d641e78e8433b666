"""JSON objects from a file, one at a time: a line each, or the elements of one array, wherever it begins.

Knows bytes and brackets; what an object means is each format's. Memory holds one object.
"""

import re
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

import orjson

from modiste.collect.opening import stream_of
from modiste.collect.source import SOURCE_LIMITS, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

CHUNK = 1 << 18
_MARK = re.compile(rb'"(?:[^"\\]|\\.)*+(?P<closed>")?|[{}\[\]]', re.DOTALL)
_PLAIN = re.compile(rb'(?:"(?:[^"\\]|\\.)*"|[^,\]{"])+(?=[,\]])', re.DOTALL)
_BETWEEN = re.compile(rb"[ \t\r\n,]*")
_QUOTE = ord('"')
_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


class JsonRow(NamedTuple):
    """One object: where it stands ("line 7", "item 3"), what it holds, and its bytes."""

    place: str
    value: dict[str, Any]
    data: bytes

    @property
    def text(self) -> str:
        """The object as it was written."""
        return self.data.decode(errors="replace")

    def as_text(self) -> str:
        """The same, for whoever asks later."""
        return self.text


def json_rows(
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS, key: str = ""
) -> Iterator[JsonRow | Rejection]:
    """Read objects, one a line, or the elements of an array.

    Args:
        source: the file.
        after: objects to pass over.
        limits: how long an object may be.
        key: the array may stand under this name in the one object that is the file, and the file may be one
            element alone.

    Raises:
        ModisteError: MOD-1233 when the file does not begin so, MOD-1234 when it breaks off.
    """
    with stream_of(source, limits) as stream:
        start = source.head.removeprefix(_BOM).lstrip(_SPACE)[:1]
        if start == b"[":
            yield from _elements(stream, b"", source.name, after, limits.row_bytes)
        elif start == b"{" and key:
            yield from _under(key, stream, source.name, after, limits.row_bytes)
        elif start == b"{":
            yield from _lines(stream, after, limits.row_bytes)
        else:
            raise ModisteError("MOD-1233", name=source.name, reason="it begins with no JSON object or array")


def first_object(source: Source) -> dict[str, Any]:
    """The first object in a source's head; empty where there is none or it is longer than the head."""
    head = source.head.removeprefix(_BOM).lstrip(_SPACE)
    body = head[1:] if head[:1] == b"[" else head
    end = _end(body)
    value = _parsed(body[:end]) if end else None
    return value if isinstance(value, dict) else {}


def _lines(stream: IO[bytes], after: int, longest: int) -> Iterator[JsonRow | Rejection]:
    seen, number = 0, 0
    while line := stream.readline(longest):
        number += 1
        too_long = len(line) >= longest and not line.endswith(b"\n")
        while too_long and (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
            pass
        if number == 1:
            line = line.removeprefix(_BOM)
        if not line.strip(_SPACE):
            continue
        seen += 1
        if seen > after:
            yield _row(f"line {number}", line, longest if too_long else 0)


def _under(key: str, stream: IO[bytes], name: str, after: int, longest: int) -> Iterator[JsonRow | Rejection]:
    """The elements of the array under a name, or the one object that is the file."""
    held = stream.read(CHUNK)
    begin = re.compile(rb'[^\[\]]*?"' + re.escape(key.encode()) + rb'"[ \t\r\n]*:[ \t\r\n]*(?=\[)')
    if found := begin.match(held):
        yield from _elements(stream, held[found.end() :], name, after, longest)
        return
    while len(held) <= longest and (more := stream.read(CHUNK)):
        held += more
    if not isinstance(_parsed(held.removeprefix(_BOM)), dict):
        raise ModisteError("MOD-1233", name=name, reason=f"it holds no list of {key}")
    if not after:
        yield _row("item 1", held.removeprefix(_BOM).strip(_SPACE))


def _elements(
    stream: IO[bytes], held: bytes, name: str, after: int, longest: int
) -> Iterator[JsonRow | Rejection]:
    """The elements of an array: bytes are scanned for strings and brackets, parsed only when one is whole."""
    held = (held or stream.read(CHUNK)).removeprefix(_BOM).lstrip(_SPACE)[1:]
    number = at = 0
    while True:
        at = _BETWEEN.match(held, at).end()  # type: ignore[union-attr] # it matches nothing, too
        sign = held[at : at + 1]
        if sign == b"]":
            return
        end = _end(held, at) if sign in (b"{", b"[") else _plain_end(held, at)
        if end:
            number += 1
            if number > after:
                yield _row(f"item {number}", held[at:end])
            at = end
            continue
        place = f"item {number + 1}"
        if len(held) - at > longest:
            raise ModisteError("MOD-1234", name=name, place=place, reason="an element never ends")
        more = stream.read(max(CHUNK, len(held) - at))
        if not more:
            raise ModisteError("MOD-1234", name=name, place=place, reason="the array is not closed")
        held, at = held[at:] + more, 0


def _end(data: bytes, at: int = 0) -> int:
    """Where the object or array that begins at `at` ends, 0 when the bytes hold only its beginning."""
    depth = 0
    for mark in _MARK.finditer(data, at):
        sign = data[mark.start()]
        if sign == _QUOTE and not mark["closed"]:
            return 0  # brackets in the string's rest are none
        if sign in b"{[":
            depth += 1
        elif sign in b"}]":
            depth -= 1
            if depth <= 0:
                return mark.end()
    return 0


def _plain_end(data: bytes, at: int) -> int:
    """Where an element that is no object ends: before the next comma or bracket outside a string."""
    found = _PLAIN.match(data, at)
    return found.end() if found else 0


def _row(place: str, data: bytes, too_long: int = 0) -> JsonRow | Rejection:
    value = None if too_long else _parsed(data)
    if isinstance(value, dict):
        return JsonRow(place, value, data)
    reason = f"it is longer than {too_long} bytes" if too_long else "an object was expected"
    error = ModisteError("MOD-1254", reason=reason)
    return Rejection.of(place, error, data[:16_000].decode(errors="replace"))


def _parsed(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
