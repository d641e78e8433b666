"""Whom a row speaks of: raw customer ids and addresses become pseudonyms before anything is kept.

Knows how a pseudonym is made and how a refused row is made safe to hold; the salt is the shop's, and whether
somebody's behaviour may be kept is the workspace's to decide.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from modiste.collect.normal import folded

Pseudonym = Callable[[str], str | None]
"""From a source's own customer id or e-mail address to a customer's id, or None where nobody is kept."""

CACHE = 65_536
_OURS = re.compile(r"c-[0-9a-f]{24}")
_NOBODY = frozenset(
    {"", "0", "null", "none", "nan", "guest", "anonymous", "unknown", "n/a", "(not set)", "undefined"}
)


def nobody(_raw: str) -> None:
    """The pseudonym of a connector that was given no salt: customers are left out."""


def pseudonymous(salt: bytes) -> Pseudonym:
    """Pseudonyms under a shop's own salt: HMAC-SHA-256, 96 bits.

    Case and blanks of an address do not count. A pseudonym is its own pseudonym, so that a held row, in which
    it stands for the customer, can be admitted again. Without the salt nobody can be found by trying ids.

    Example:
        >>> of = pseudonymous(b"salt")
        >>> of("Ann@Example.com") == of(" ann@example.com "), of(of("17850")) == of("17850"), of("guest")
        (True, True, None)
    """

    @lru_cache(maxsize=CACHE)
    def pseudonym(raw: str) -> str | None:
        plain = folded(raw)
        if plain in _NOBODY:
            return None
        if _OURS.fullmatch(plain):
            return plain
        # 17850.0 is how a spreadsheet writes the id 17850.
        plain = re.sub(r"^(\d+)\.0$", r"\1", plain)
        return f"c-{hmac.new(salt, plain.encode(errors='surrogatepass'), hashlib.sha256).hexdigest()[:24]}"

    return pseudonym


def redacted(text: str, raw: Iterable[str], pseudonym: Pseudonym) -> str:
    """A row's text with every raw id replaced by its pseudonym, longest first."""
    for value in sorted({each for each in raw if each.strip()}, key=len, reverse=True):
        text = text.replace(value, pseudonym(value) or "")
    return text
