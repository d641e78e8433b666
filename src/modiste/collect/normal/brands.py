"""Brands: the many ways to write one name come to one key, and one of them is shown.

Knows case, spacing, marks and company suffixes; which brands exist is nobody's list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from modiste.collect.normal.spelling import CACHE, LONGEST, folded

_SUFFIXES = (
    r"inc|incorporated|corp|corporation|co|company|llc|ltd|limited|plc|lp|gmbh|gmbh & co kg|co kg|ag|kg|se|"
    r"s a|sa|s a s|sas|sarl|s p a|spa|s r l|srl|s l|sl|b v|bv|n v|nv|ab|a s|oy|kk|k k|pty|official|"
    r"official store|store|group"
)
_TAIL = re.compile(rf"(?<=\w)\s+(?:{_SUFFIXES})$")
_CHINESE_TAIL = re.compile(r"(?<=[\w])(?:官方旗舰店|旗舰店|专卖店|官方店|有限公司|股份有限公司|（官方）)$")
_MARKS = re.compile(r"[®™©℠]|\((?:r|tm|c)\)", re.IGNORECASE)
_APART = re.compile(r"[^\w&+]+|_+")
_AND = re.compile(r"\s*(?:&|\+| and | und | et | e | y )\s*")
_NONE = frozenset(
    {
        "",
        "n/a",
        "na",
        "none",
        "null",
        "unknown",
        "no brand",
        "nobrand",
        "unbranded",
        "generic",
        "-",
        "无",
        "无品牌",
        "其他",
        "other",
        "ohne",
        "sans marque",
    }
)


@lru_cache(maxsize=CACHE)
def brand(text: str) -> str | None:
    """A brand's name tidied for showing: marks, company suffixes and doubled spaces gone, letters as given.

    Example:
        >>> brand("  Levi's®  "), brand("ACME GmbH & Co. KG"), brand("n/a")
        ("Levi's", 'ACME', None)
    """
    shown = " ".join(_MARKS.sub("", text[:LONGEST]).split()).strip(" ,;|-")
    if folded(shown) in _NONE or not any(letter.isalnum() for letter in shown):
        return None
    words = shown.split(" ")
    # The fewest words that still have the key, which knows no suffix.
    whole = brand_key(shown)
    words = next(
        (some for n in range(1, len(words)) if brand_key(" ".join(some := words[:n])) == whole), words
    )
    return _CHINESE_TAIL.sub("", " ".join(words).rstrip(" ,;&")) or shown


@lru_cache(maxsize=CACHE)
def brand_key(text: str) -> str:
    """What all spellings of a brand have in common; empty where the text names none.

    Example:
        >>> brand_key("Levi's®") == brand_key("LEVIS") == brand_key("levi s"), brand_key("H & M")
        (True, 'hm')
    """
    plain = _CHINESE_TAIL.sub("", folded(_MARKS.sub("", text)))
    if plain in _NONE:
        return ""
    plain = _APART.sub(" ", plain.replace("'", "").replace(".", " ")).strip()
    before = None
    while before != plain:
        before, plain = plain, _TAIL.sub("", plain).rstrip(" &")
    return re.sub(r"[\W_]", "", _AND.sub("", f" {plain} "))


def one_spelling(names: Iterable[str]) -> Mapping[str, str]:
    """For every brand's key the spelling to show: the most frequent, of equals the first in order.

    Example:
        >>> one_spelling(["NIKE", "Nike", "Nike", "Adidas AG"])
        {'adidas': 'Adidas', 'nike': 'Nike'}
    """
    counts = Counter(shown for name in names if (shown := brand(name)))
    chosen: dict[str, str] = {}
    for shown, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        chosen.setdefault(brand_key(shown), shown)
    return dict(sorted(chosen.items()))
