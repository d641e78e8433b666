"""What is written of garments as numbers: words, their rarity, and the word that says what a thing is.

Knows texts only; what follows from likeness is `kinship`'s. A name ends
with its noun in English, and in Chinese too.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from modiste.trends.panel import Flags

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def words_of(text: str) -> tuple[str, ...]:
    """Words and numbers in order, small; Chinese by pairs of characters.

    Example:
        >>> words_of("Set of 3 RED mugs; 红色衬衫")
        ('set', 'of', '3', 'red', 'mugs', '红色', '色衬', '衬衫')
    """
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if _CHINESE.fullmatch(word):
            found += [word[place : place + 2] for place in range(max(1, len(word) - 1))]
        else:
            found.append(word)
    return tuple(found)


def counted(texts: Sequence[str]) -> sparse.csr_matrix:
    """(n, words) 1 where a text has a word."""
    codes: dict[str, int] = {}
    rows, columns = [], []
    for row, text in enumerate(texts):
        for word in dict.fromkeys(words_of(text)):
            rows.append(row)
            columns.append(codes.setdefault(word, len(codes)))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(texts), max(len(codes), 1)))


def weighed(counts: sparse.csr_matrix, known: Flags) -> sparse.csr_matrix:
    """(n, words) unit rows, words weighed by how rare they are among the known texts (smoothed idf)."""
    of = np.asarray(counts[known].sum(0)).ravel()
    rare = np.log((1 + known.sum()) / (1 + of)) + 1
    made = counts @ sparse.diags(rare)
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(lengths, 1e-12)) @ made)


def kinds_of(texts: Sequence[str], known: Flags, least: int = 5) -> tuple[str, ...]:
    """(n,) what each thing is: the last word of its text that so many of the known texts have, else "".

    Example:
        >>> kinds_of(["red mug", "blue mug", "tin toy"], np.ones(3, bool), least=2)
        ('mug', 'mug', '')
    """
    split = [words_of(text) for text in texts]
    count = Counter(
        word for words, is_known in zip(split, known, strict=True) if is_known for word in set(words)
    )
    return tuple(next((word for word in reversed(words) if count[word] >= least), "") for words in split)
