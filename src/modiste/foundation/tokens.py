"""Texts as numbers, in English and Chinese, without a vocabulary: words, their parts and characters, hashed.

Knows letters and hashes; what the numbers mean is learned. A word that was never seen shares its parts with
words that were, so a misspelt one lands near the right one.

Source: Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 2017.
"""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.spelling import CACHE, is_chinese, spelt, stemmed

WORDS = 16_384
"""Rows for whole words and characters; 0 is none."""
PARTS = 8_192
"""Rows for parts of words and pairs of characters, after those."""
ROWS = WORDS + PARTS
SLOTS = 12
"""Numbers that one token has at most: itself and its parts."""
MOST = 48
"""Tokens of a text that count."""
LEAST = 8
_CUT = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[0-9a-z]+(?:'[a-z]+)?")


def tokens(text: str) -> list[str]:
    """Words without their plural endings, and single Chinese characters.

    Example:
        >>> tokens("Red dresses, 红色")
        ['red', 'dress', '红', '色']
    """
    return [each if is_chinese(each) else stemmed(each) for each in _CUT.findall(spelt(text))][:MOST]


def encoded(text: str) -> NDArray[np.float32]:
    """A text as float32 (tokens, `SLOTS`) of row numbers, 0 where there is none; at least `LEAST` tokens.

    Floats, since a series is what models take; every number is whole and far below 2^24.
    """
    cut = tokens(text)
    made = np.zeros((max(len(cut), LEAST), SLOTS), np.float32)
    for row, token in enumerate(cut):
        before = cut[row - 1] if row and is_chinese(cut[row - 1]) else ""
        numbers = _numbers(token, before if is_chinese(token) else "")
        made[row, : len(numbers)] = numbers
    return made


def padded(texts: Sequence[str]) -> NDArray[np.float32]:
    """Several texts as one array (n, tokens of the longest, `SLOTS`)."""
    rows = [encoded(text) for text in texts]
    made = np.zeros((len(rows), max(len(row) for row in rows), SLOTS), np.float32)
    for place, row in enumerate(rows):
        made[place, : len(row)] = row
    return made


@lru_cache(maxsize=CACHE)
def _numbers(token: str, before: str) -> tuple[int, ...]:
    own = 1 + zlib.crc32(token.encode()) % (WORDS - 1)
    if is_chinese(token):
        return (own, *((_part(before + token),) if before else ()))
    framed = f"<{token}>"
    parts = [framed[k : k + n] for n in (3, 4) for k in range(len(framed) - n + 1)]
    return (own, *(_part(each) for each in parts[: SLOTS - 1]))


def _part(text: str) -> int:
    return WORDS + zlib.crc32(text.encode()) % PARTS
