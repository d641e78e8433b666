"""A garment as it is found by words: its texts by field, what it can be filtered by, its prices in time.

Knows how a document becomes weighted terms; where they are kept is `words`'. A term is a word as written, or
`=id` for a thing of the glossary that the words name; what it is a kind of counts for less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from modiste.foundation import with_broader
from modiste.search.tokens import cut

FIELDS: Mapping[str, float] = {
    "title": 3.0,
    "tags": 2.5,
    "colours": 2.5,
    "attributes": 2.0,
    "id": 1.5,
    "description": 1.0,
}
"""The fields, and what a word in each counts."""
BITS = {name: 1 << place for place, name in enumerate(FIELDS)}
BROADER = 0.6
"""What a wider thing counts: a pair of jeans is trousers, too."""
CACHE = 50_000
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "s",
        "the",
        "to",
        "with",
        "的",
        "了",
        "和",
        "与",
        "在",
        "是",
    ]
)
"""Words that tell nothing."""


@dataclass(frozen=True)
class PriceSpan:
    """A price that holds from a moment up to another (seconds since 1970; None is for ever)."""

    currency: str
    amount: float
    start: float
    end: float | None = None


@dataclass(frozen=True)
class Document:
    """What is indexed of one garment.

    Attributes:
        garment: its id.
        number: by which all indexes know it, small and its own.
        texts: by name of a field of `FIELDS`.
        facets: what it can be filtered by: names, each with its values as shown.
        prices: what it costs, when.
    """

    garment: str
    number: int
    texts: Mapping[str, str]
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    prices: Sequence[PriceSpan] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A document's terms, each with its weighted count and the fields it stands in (bits); and its length."""

    counts: Mapping[str, tuple[float, int]]
    length: float


def terms_of(document: Document) -> Terms:
    """The terms of a document."""
    counts: dict[str, tuple[float, int]] = {}
    length = 0.0
    for name, weight in FIELDS.items():
        for term, share in _terms(document.texts.get(name, "")):
            count, bits = counts.get(term, (0.0, 0))
            counts[term] = (count + weight * share, bits | BITS[name])
            if share == 1.0 and not term.startswith("="):
                length += weight
    return Terms(counts, length)


def fields_of(bits: int) -> tuple[str, ...]:
    """The names of fields."""
    return tuple(name for name, bit in BITS.items() if bits & bit)


@lru_cache(maxsize=CACHE)
def _terms(text: str) -> tuple[tuple[str, float], ...]:
    made: list[tuple[str, float]] = []
    for token in cut(text):
        if token.word in STOP_WORDS:
            continue
        made.append((token.word, 1.0))
        for concept in token.concepts:
            first, *wider = with_broader(concept)
            made.append((f"={first}", 1.0))
            made += [(f"={each}", BROADER) for each in wider]
    return tuple(made)
