"""Ids: readable slugs, ids from content, and the GS1 check digit.

Knows how an id is made and checked; resolvers, EPCs and Digital Links come with the supply room.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

from modiste.garment.errors import ModisteError

GTIN_LENGTHS = (8, 12, 13, 14)
_ZERO = ord("0")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@lru_cache(4096)
def slug(text: str, limit: int = 80) -> str:
    """A lower-case id of ASCII letters, digits and hyphens; text without any gives a hash of it.

    Example:
        >>> slug("T-Shirt / top"), slug("Café Crème")
        ('t-shirt-top', 'cafe-creme')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")
    return words or content_id(text.encode(errors="surrogatepass"))


def key_id(key: str) -> str:
    """The id of what a shop's own key names; keys that differ in more than case have different ids.

    A key that is an id but for its case stays as it is; another becomes a slug and eight digits of its hash.

    Example:
        >>> key_id("TSH-001_RED.M"), key_id("Coat 12/B")
        ('tsh-001_red.m', 'coat-12-b-95cd7c81')
    """
    plain = key.strip().lower()
    if _ID.fullmatch(plain):
        return plain
    return f"{slug(plain)}-{content_id(plain.encode(errors='surrogatepass'), 8)}"


def content_id(data: bytes, length: int = 16) -> str:
    """The first `length` hexadecimal digits of sha256: the same content has the same id."""
    return hashlib.sha256(data).hexdigest()[:length]


def gtin_check_digit(digits: str) -> int:
    """The check digit of a GTIN's other digits (GS1 General Specifications, section 7.9).

    Example:
        >>> gtin_check_digit("629104150021")
        3
    """
    if not re.fullmatch(r"[0-9]{7}|[0-9]{11,13}", digits):
        raise ModisteError(
            "MOD-1001", value=digits, reason="7, 11, 12 or 13 digits come before the check digit"
        )
    return _check_digit(digits)


def gtin(text: str) -> str:
    """A GTIN-8, -12, -13 or -14 as 14 digits.

    Raises:
        ModisteError: MOD-1001 for a wrong length, other characters or a wrong check digit.
    """
    digits = text.strip()
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        raise ModisteError("MOD-1001", value=text[:40], reason="a GTIN has 8, 12, 13 or 14 digits")
    expected = _check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        raise ModisteError("MOD-1001", value=text[:40], reason=f"its check digit should be {expected}")
    return digits.zfill(14)


def _check_digit(digits: str) -> int:
    codes = digits.encode()
    odd, even = codes[::-2], codes[-2::-2]  # counted from the right, where the weights 3 and 1 begin
    return -(3 * sum(odd) + sum(even) - _ZERO * (3 * len(odd) + len(even))) % 10
