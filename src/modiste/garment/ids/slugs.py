"""Ids of the house's own: readable slugs, ids of a shop's keys, ids from content.

Knows text and hashes; the trade's numbers are `keys`'.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

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
