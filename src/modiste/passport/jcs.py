"""JSON in its one way (RFC 8785), written and read.

Knows bytes and plain values. What is signed is read strictly: bytes that are not the one way of their value
are refused, so that nobody can change a byte and leave the meaning.
"""

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
        if _is_alike(value):
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        return rfc8785.dumps(value)
    except (orjson.JSONEncodeError, rfc8785.CanonicalizationError, UnicodeError, TypeError) as error:
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


def _is_alike(value: object) -> bool:
    """Whether orjson writes a value as RFC 8785 has it: no fractions, ASCII names."""
    level = [value]
    for _ in range(MOST_DEPTH + 1):
        below = list[object]()
        for each in level:
            if isinstance(each, str) or each is None:
                continue
            if isinstance(each, dict):
                if not all(map(str.isascii, each)):
                    return False
                below += [inner for inner in each.values() if type(inner) is not str]
            elif isinstance(each, list):
                below += [inner for inner in each if type(inner) is not str]
            elif not (isinstance(each, int) and -_SAFE < each < _SAFE):
                return False
        if not below:
            return True
        level = below
    raise _refused(f"it is nested deeper than {MOST_DEPTH}")


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2600", reason=reason)
