"""JSON objects from a file, one at a time: a line each, or the elements of one array, however it is laid out.

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
    source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
) -> Iterator[JsonRow | Rejection]:
    """Read objects, one a line, or the elements of an array.

    Args:
        source: the file.
        after: objects to pass over.
        limits: how long an object may be.

    Raises:
        ModisteError: MOD-1233 when the file does not begin as JSON, MOD-1234 when it breaks off.
    """
    with stream_of(source, limits) as stream:
        start = source.head.removeprefix(_BOM).lstrip(_SPACE)[:1]
        if start == b"[":
            yield from _elements(stream, source.name, after, limits.row_bytes)
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


def _elements(stream: IO[bytes], name: str, after: int, longest: int) -> Iterator[JsonRow | Rejection]:
    """The elements of an array: bytes are scanned for strings and brackets, parsed only when one is whole."""
    held = stream.read(CHUNK).removeprefix(_BOM).lstrip(_SPACE)[1:]
    number = 0
    while True:
        held = held.lstrip(_SPACE + b",")
        end = _end(held) if held[:1] == b"{" else _plain_end(held)
        if held[:1] == b"]":
            return
        if end:
            number += 1
            if number > after:
                yield _row(f"item {number}", held[:end])
            held = held[end:]
            continue
        if len(held) > longest:
            raise ModisteError("MOD-1234", name=name, place=f"item {number}", reason="an element never ends")
        more = stream.read(max(CHUNK, len(held)))
        if not more:
            raise ModisteError(
                "MOD-1234", name=name, place=f"item {number}", reason="the array is not closed"
            )
        held += more


def _end(data: bytes) -> int:
    """Where the object that begins at 0 ends, 0 when the bytes hold only its beginning."""
    depth = 0
    for mark in _MARK.finditer(data):
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


def _plain_end(data: bytes) -> int:
    """Where an element that is no object ends: before the next comma or bracket outside a string."""
    found = re.match(rb'(?:"(?:[^"\\]|\\.)*"|[^,\]{"])+(?=[,\]])', data, re.DOTALL)
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
