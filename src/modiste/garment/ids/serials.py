"""Serials that nobody guesses: 13 signs, 65 random bits, none that is mistaken for another.

Knows the alphabet; that a serial is used once is the store's.
"""

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a printed serial can be read out."""
SIGNS = 13


def new_serial(draw: Callable[[int], int] = secrets.randbits) -> str:
    """A serial for a new item.

    It is no number below 2^38, so its tag is an SGTIN-198; 2^38 is few enough to try all.

    Args:
        draw: From a count of bits to as many random ones.

    Example:
        >>> new_serial(lambda bits: 1)
        '0000000000001'
    """
    number = draw(5 * SIGNS)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (SIGNS - 1), -1, -5))
