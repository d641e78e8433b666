"""JSON in its one way (RFC 8785), written and read.

Knows bytes and plain values. What is signed is read strictly: bytes that are not the one way of their value
are refused, so that nobody can change a byte and leave the meaning.
"""

from itertools import repeat
from typing import Any

import orjson
import rfc8785

from modiste.garment import ModisteError

MOST_BYTES = 1_000_000
MOST_DEPTH = 66
_SAFE = 2**53


def canonical(value: Any) -> bytes:
    """A value's bytes.

    Raises:
        ModisteError: MOD-2600 for what JSON does not say the same everywhere: NaN, integers of more than 53
            bits, half a surrogate pair, other types, more than 66 levels.
    """
    try:
        if _is_alike(value, 0):
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        return rfc8785.dumps(value)
    except (orjson.JSONEncodeError, rfc8785.CanonicalizationError, UnicodeError) as error:
        raise _refused(str(error)) from None


def read_canonical(data: bytes, most_bytes: int = MOST_BYTES) -> Any:
    """The value of bytes that are its one way.

    Raises:
        ModisteError: MOD-2600 for any others, for more than `most_bytes`, and for more than 66 levels.
    """
    if len(data) > most_bytes:
        raise _refused(f"{len(data)} bytes are more than {most_bytes}")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _refused(f"{error}".rstrip(".")) from None
    if canonical(value) != data:
        raise _refused("these bytes are another way to say it")
    return value


def _is_alike(value: object, depth: int) -> bool:
    """Whether orjson writes a value as RFC 8785 has it: no fractions, ASCII names."""
    if depth > MOST_DEPTH:
        raise _refused(f"it is nested deeper than {MOST_DEPTH}")
    if isinstance(value, dict):
        return all(map(_is_name, value)) and all(map(_is_alike, value.values(), repeat(depth + 1)))
    if isinstance(value, list):
        return all(map(_is_alike, value, repeat(depth + 1)))
    is_safe = isinstance(value, int) and -_SAFE < value < _SAFE
    return is_safe or value is None or isinstance(value, str)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name.isascii()


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2600", reason=reason)
