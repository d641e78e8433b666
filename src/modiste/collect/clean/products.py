"""Which garments of different feeds are one and the same: blocked, compared field by field, with reasons.

Knows records as plain words; nothing is merged here, a person or a flow decides.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

CROWD = 60
"""A block that more records share than this is left out: `black dress` proves nothing."""
SURE = 0.7
REPLACED = 0.8
WEIGHTS: Mapping[str, float] = {"name": 0.55, "brand": 0.15, "price": 0.1, "category": 0.1, "colour": 0.1}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listing:
    """A garment as one feed lists it. Empty words and None are unknown and count neither way.

    `photos` names groups of near-duplicate images: two listings that share one show the same photograph.
    """

    id: str
    source: str
    name: str
    brand: str = ""
    category: str = ""
    colour: str = ""
    gtins: frozenset[str] = frozenset()
    price: float | None = None
    photos: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Twin:
    """Two listings that are likely one garment: how sure (0 to 1), and every reason with its likeness."""

    one: str
    other: str
    certainty: float
    reasons: tuple[tuple[str, float], ...]


def twins(listings: Sequence[Listing], *, sure: float = SURE, across: bool = True) -> list[Twin]:
    """Likely duplicates, surest first.

    Args:
        listings: with different ids.
        sure: least certainty.
        across: only pairs of different sources; within one feed, sizes and colours look alike on purpose. A
            listing is then paired with none but its surest partner of each other source.
    """
    source = {each.id: each.source for each in listings}
    found = []
    for one, other in _pairs(listings):
        if across and one.source == other.source:
            continue
        twin = compared(one, other)
        if twin.certainty >= sure:
            found.append(twin)
    if across:
        found = _surest(found, source)
    return sorted(found, key=lambda each: (-each.certainty, each.one, each.other))


def _surest(found: Sequence[Twin], source: Mapping[str, str]) -> list[Twin]:
    """Pairs of which neither has a surer partner where the other comes from."""
    best: dict[tuple[str, str], float] = {}
    for twin in found:
        for mine, theirs in ((twin.one, twin.other), (twin.other, twin.one)):
            key = (mine, source[theirs])
            best[key] = max(best.get(key, 0.0), twin.certainty)
    return [
        twin
        for twin in found
        if twin.certainty >= best[twin.one, source[twin.other]]
        and twin.certainty >= best[twin.other, source[twin.one]]
    ]


def compared(one: Listing, other: Listing) -> Twin:
    """How likely two listings are one garment.

    A shared GTIN settles it, GTINs that differ all but rule it out; else the known fields' similarities are
    averaged by weight, and a shared photograph halves what is left to doubt.
    """
    low, high = sorted((one, other), key=lambda each: each.id)
    if one.gtins & other.gtins:
        return Twin(low.id, high.id, 1.0, (("the same GTIN", 1.0),))
    parts = dict(_similarities(one, other))
    whole = sum(WEIGHTS[field] for field in parts)
    certainty = sum(WEIGHTS[field] * parts[field] for field in parts) / whole if whole else 0.0
    reasons = [(field, round(similarity, 3)) for field, similarity in parts.items()]
    if one.photos & other.photos:
        certainty = 1 - (1 - certainty) / 2
        reasons.append(("the same photograph", 1.0))
    if one.gtins and other.gtins:
        certainty *= 0.5
        reasons.append(("different GTINs", 0.0))
    return Twin(low.id, high.id, round(certainty, 4), tuple(reasons))


def plain_words(text: str) -> list[str]:
    """Words without case, accents and punctuation.

    Example:
        >>> plain_words("Café-Crème T-Shirt, 2er")
        ['cafe', 'creme', 't', 'shirt', '2er']
    """
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return _WORD.findall(bare.casefold())


def _similarities(one: Listing, other: Listing) -> Iterator[tuple[str, float]]:
    """Each field that both know, and how alike it is from 0 to 1."""
    mine, theirs = (" ".join(_own_words(each)) for each in (one, other))
    if mine and theirs:
        # Order and repetition are a feed's taste; a number that differs is another garment.
        alike = (fuzz.token_sort_ratio(mine, theirs) + fuzz.token_set_ratio(mine, theirs)) / 200
        if _numbers(mine) != _numbers(theirs):
            alike *= 0.5
        elif _left_over(mine, theirs) and _left_over(theirs, mine):
            alike *= REPLACED  # a word left out is a feed's taste, one put in its place is another garment
        yield "name", alike
    for field in ("brand", "category", "colour"):
        words = [" ".join(plain_words(getattr(each, field))) for each in (one, other)]
        if all(words):
            yield field, fuzz.WRatio(*words) / 100
    if one.price and other.price and one.price > 0 and other.price > 0:
        yield "price", max(0.0, 1 - 2 * abs(one.price - other.price) / max(one.price, other.price))


def _left_over(words: str, others: str) -> bool:
    """Whether a word has no counterpart: none spelled nearly so, none that it or the other abbreviates."""
    known = others.split()
    return not all(any(_is_near(word, other) for other in known) for word in words.split())


def _is_near(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word) or fuzz.ratio(word, other) >= 75


def _numbers(words: str) -> set[str]:
    return set(re.findall(r"\d+", words))


def _own_words(listing: Listing) -> list[str]:
    """The name without the brand, which some feeds put in front."""
    brand = set(plain_words(listing.brand))
    return [word for word in plain_words(listing.name) if word not in brand] or plain_words(listing.name)


def _pairs(listings: Sequence[Listing]) -> Iterator[tuple[Listing, Listing]]:
    """Pairs that share a block, each once."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, listing in enumerate(listings):
        for key in _keys(listing):
            blocks[key].append(row)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= CROWD:
            seen.update(combinations(members, 2))
    for low, high in sorted(seen):
        yield listings[low], listings[high]


def _keys(listing: Listing) -> Iterable[tuple[str, ...]]:
    """GTINs, photographs, and pairs of the longest words by their beginnings."""
    yield from {("gtin", gtin) for gtin in listing.gtins}
    yield from {("photo", photo) for photo in listing.photos}
    words = sorted(set(_own_words(listing)), key=lambda word: (-len(word), word))[:5]
    starts = sorted({word[:5] for word in words})
    brand = "".join(plain_words(listing.brand))
    yield from {("words", *pair) for pair in combinations(starts, 2)}
    if len(starts) == 1 or brand:
        yield from {("word", brand, start) for start in starts}
