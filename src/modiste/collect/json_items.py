"""Elements of an array in a JSON file, one at a time, however long the array is.

Knows JSON text; what an element means is each format's.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from modiste.collect.opening import text_stream_of
from modiste.collect.source import SOURCE_LIMITS, Source, SourceLimits
from modiste.garment import ModisteError

_CHUNK = 1 << 16
_BETWEEN = re.compile(r"[ \t\n\r,]*")
_DECODER = json.JSONDecoder()


def json_items(source: Source, key: str, limits: SourceLimits = SOURCE_LIMITS) -> Iterator[Any]:
    """The elements of the array that is the file, or that stands under `key` at its top.

    Raises:
        ModisteError: MOD-1233 when there is no such array, MOD-1234 where the file is no longer JSON.
    """
    with text_stream_of(source, limits) as (stream, _):
        text = stream.read(_CHUNK).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
        begin = re.compile(rf'[ \t\n\r]*(?:\{{[^\[\]]*?"{re.escape(key)}"[ \t\n\r]*:[ \t\n\r]*)?\[')
        found = begin.match(text)
        if found is None:
            single = _whole(text)
            if single is None:
                raise ModisteError("MOD-1233", name=source.name, reason=f"it holds no list of {key}")
            yield single
            return
        at, number = found.end(), 0
        while True:
            at = _end(_BETWEEN, text, at)
            if at < len(text) and text[at] == "]":
                return
            try:
                if at >= len(text):
                    raise ValueError
                item, end = _DECODER.raw_decode(text, at)
                if end == len(text):
                    raise ValueError  # a number may go on
            except (ValueError, RecursionError) as error:
                more = "" if isinstance(error, RecursionError) else stream.read(max(_CHUNK, len(text) - at))
                if not more or len(text) - at > limits.row_bytes:
                    place = f"item {number + 1}"
                    reason = "it is cut off or no JSON" if not more else "the item is too long"
                    raise ModisteError("MOD-1234", name=source.name, place=place, reason=reason) from None
                text, at = text[at:] + more, 0
                continue
            number += 1
            yield item
            at = end
            if at > _CHUNK:
                text, at = text[at:], 0


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _whole(text: str) -> Any:
    """A file that is one object: the smallest file that holds an item."""
    try:
        made = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) and made else None
