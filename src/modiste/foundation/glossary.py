"""The trade's words: which English and Chinese words name the same thing, and what is a kind of what.

Knows `glossary.tsv` and the colours that `collect` knows in six languages; how a text is cut is `tokens`'.
Kinds: garment, shape, fit, neckline, sleeve, length, rise, pattern, fabric, detail, people, season, occasion,
shade, colour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from modiste.collect import colour_words
from modiste.foundation.spelling import is_chinese, spelt, stemmed

LONGEST_PHRASE = 5
"""Words of the longest English phrase; Chinese ones are as long in letters at most 8."""
# Names of colours that are much else besides: they count as colours only where the glossary says so.
_AMBIGUOUS = frozenset(
    [
        "or",
        "natural",
        "stone",
        "ash",
        "clear",
        "multi",
        "various",
        "assorted",
        "paper",
        "ink",
        "steel",
        "iron",
        "copper",
        "bone",
        "oat",
        "honey",
        "coffee",
        "pine",
        "cherry",
        "grape",
        "lime",
        "mint",
        "peach",
        "plum",
        "marine",
        "military",
        "snow",
        "poppy",
        "butter",
        "lemon",
        "curry",
        "mango",
        "wine",
        "rose",
        "soft",
        "main",
        "nude",
        "vino",
        "chair",
        "tan",
        "down",
        "gold",
        "silver",
        "transparent",
        "vanilla",
        "chalk",
    ]
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that words name: id, kind, what it is a kind of, and its first word in both languages."""

    id: str
    kind: str
    broader: str
    english: str
    chinese: str


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by its id."""
    return {concept.id: concept for concept, _ in _rows()}


@cache
def phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Words as `tokens` cuts them, to the concepts that they name: ("long", "sleeve") to long-sleeve."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for concept, words in _rows():
        for word in words:
            if not is_chinese(word):
                key = tuple(stemmed(part) for part in spelt(word).replace("-", " ").split())
                if concept.id not in known.get(key, ()):
                    known[key] = (*known.get(key, ()), concept.id)
    for word, base in colour_words().items():
        key = tuple(stemmed(part) for part in spelt(word).replace("-", " ").split())
        if not is_chinese(word) and len(word) > 2 and word not in _AMBIGUOUS and base in concepts():
            known.setdefault(key, (base,))
    return known


@cache
def chinese_words() -> Mapping[str, tuple[str, ...]]:
    """Chinese words to the concepts that they name."""
    known: dict[str, tuple[str, ...]] = {}
    for concept, words in _rows():
        for word in words:
            if is_chinese(word) and concept.id not in known.get(spelt(word), ()):
                known[spelt(word)] = (*known.get(spelt(word), ()), concept.id)
    for word, base in colour_words().items():
        if is_chinese(word) and base in concepts():
            known.setdefault(spelt(word), (base,))
    return known


@cache
def words_of(id_: str) -> tuple[str, ...]:
    """All words of a concept, its first one first in each language."""
    return _words()[id_]


def with_broader(id_: str) -> Iterator[str]:
    """A concept and what it is a kind of, upwards.

    Example:
        >>> list(with_broader("jeans"))
        ['jeans', 'trousers', 'bottoms']
    """
    while id_:
        yield id_
        id_ = concepts()[id_].broader


@cache
def narrower(id_: str) -> frozenset[str]:
    """A concept and everything that is a kind of it."""
    return frozenset(each for each in concepts() if id_ in with_broader(each))


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return {concept.id: words for concept, words in _rows()}


@cache
def _rows() -> tuple[tuple[Concept, tuple[str, ...]], ...]:
    text = (Path(__file__).parent / "glossary.tsv").read_text(encoding="utf-8")
    made = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        id_, kind, broader, english, chinese = (cell.strip() for cell in line.split("\t"))
        said = id_.replace("-", " ")
        words = [said, *english.split("|"), *chinese.split("|")]
        first = next((word for word in chinese.split("|") if word), said)
        made.append((Concept(id_, kind, broader, said, first), tuple(word for word in words if word)))
    return tuple(made)
