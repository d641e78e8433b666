"""Which attributes of clothes a text speaks of: colours, materials, patterns and kinds of garment, counted.

Knows words in six languages; a text is counted and forgotten.
"""

import re
from collections import Counter
from functools import cache

from modiste.collect.normal import folded
from modiste.collect.normal.colours import colour_words
from modiste.collect.normal.materials import fibre_words
from modiste.collect.normal.spelling import is_chinese, rows, words

MOST_LETTERS = 200_000
_STEP = 1500
# Words that are a colour or a fibre and much else besides.
_AMBIGUOUS = frozenset(
    words(
        "or ca co pa se me la ha wo pe pc ma ed cv vi li pp pu ar af ws wp wm wa wk ju ra other others "
        "natural stone ash gold clear multi various assorted paper down ink steel iron copper bone oat honey "
        "coffee pine cherry grape lime mint peach plum orange marine military snow poppy butter lemon curry "
        "mango wine paille sole main rose"
    )
)


def attributes_of(text: str) -> Counter[tuple[str, str]]:
    """How often a text names each attribute: (attribute, value) and a count.

    Example:
        >>> sorted(attributes_of("Red leather is back: the red coat, das rote Kleid, 红色连衣裙"))[:3]
        [('category', 'coat'), ('category', 'dress'), ('colour', 'red')]
    """
    plain = folded_whole(text)
    return Counter(_words()[found] for found in _pattern().findall(plain))


def folded_whole(text: str) -> str:
    """Long text folded piece by piece."""
    step = 1500
    return " ".join(
        folded(text[start : start + step]) for start in range(0, min(len(text), MOST_LETTERS), step)
    )


@cache
def _words() -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for attribute, value, names in rows("fashion_words.tsv"):
        for name in names.split("|"):
            known.setdefault(folded(name), (attribute, value))
    for word, name in fibre_words().items():
        if len(word) > 1 and word not in _AMBIGUOUS:
            known.setdefault(word, ("material", name))
    for word, base in colour_words().items():
        if len(word) > 1 and word not in _AMBIGUOUS:
            known.setdefault(word, ("colour", base))
    return known


@cache
def _pattern() -> re.Pattern[str]:
    known = sorted(_words(), key=len, reverse=True)
    western = "|".join(re.escape(word) for word in known if not is_chinese(word))
    chinese = "|".join(re.escape(word) for word in known if is_chinese(word))
    return re.compile(rf"(?<![\w])(?:{western})(?![\w])|{chinese}")
