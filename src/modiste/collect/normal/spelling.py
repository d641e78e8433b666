"""One spelling for texts that mean the same: case, accents, widths of letters and spaces do not count.

Knows letters only; what a word means is each normaliser's table.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

LONGEST = 2000
"""Longer texts are cut before they are looked at: no size, colour or price is longer."""
CACHE = 65_536
"""How many texts each normaliser remembers: a feed repeats the same few thousand."""

_SPACES = re.compile(r"\s+")
# NFKD leaves these as they are, though people write them either way.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": "'", "`": "'"})


@lru_cache(maxsize=CACHE)
def folded(text: str) -> str:
    """Lower case, without accents, full-width letters as ASCII, one space between words.

    Example:
        >>> folded("  Größe　ＸＬ "), folded("Écru")
        ('grosse xl', 'ecru')
    """
    if text.isascii():
        return " ".join(text[:LONGEST].lower().replace("`", "'").split())
    # Twice: a fancy letter comes apart into a capital, and a capital folds into letters with accents.
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Hangul and kana were taken apart like accents; put them together again.
    return _SPACES.sub(" ", unicodedata.normalize("NFC", plain)).strip()


def is_chinese(text: str) -> bool:
    """Whether a word is written in Chinese characters, which stand without spaces between them."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as one text, parted by bars or, without any, by spaces."""
    return tuple(text.split("|") if "|" in text else text.split())


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this file: tab-separated, `#` begins a remark."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
