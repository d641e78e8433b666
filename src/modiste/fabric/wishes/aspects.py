"""What a review says of cloth, by a lexicon of phrases: thin, sheer, itchy, and where exactly it says so.

Knows English words and what takes them back; how often and by whom is `contrast`'s.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_WORD = re.compile(r"[a-z']+")
_CLAUSE = re.compile(r"[.!?;,:()\n]|\bbut\b|\bhowever\b|\balthough\b")
_SENTENCE_END = re.compile(r"[.!?\n]")
_NOT = (
    "not no isn't aren't wasn't weren't doesn't don't didn't never nor hardly won't wouldn't without nothing "
    "neither isnt doesnt wont can't cannot barely "
    "hasn't haven't hadn't non"
)
_NEGATIONS = frozenset(_NOT.split())
NEAR, REACH_OF_NOT = 3, 5
"""So many words around a phrase may change what it means, and so many before it may take it back."""
_LONGEST_QUOTE = 240


@dataclass(frozen=True)
class Aspect:
    """Something that is said of cloth; see `aspects.toml`.

    Attributes:
        name: Its key.
        en: In English.
        zh: In Chinese.
        mood: "complaint" or "praise".
        of: The property that a wish for it is about, or "".
        want: "least" or "most" of that.
        unless_next: Words after a phrase with which it means something else.
        unless_before: Words before it likewise.
    """

    name: str
    en: str
    zh: str
    mood: str
    of: str
    want: str
    unless_next: frozenset[str]
    unless_before: frozenset[str]


@dataclass(frozen=True)
class Mention:
    """One aspect in one text, with the sentence that says it."""

    aspect: str
    quote: str


@cache
def aspects() -> Mapping[str, Aspect]:
    """Every aspect by its key."""
    return MappingProxyType({str(entry["name"]): _aspect(entry) for entry in _entries()})


def mentions(text: str) -> list[Mention]:
    """What a text says of cloth, each aspect once.

    Example:
        >>> [each.aspect for each in mentions("Pretty, but the fabric is thin and it isn't itchy at all.")]
        ['thin']
    """
    lower, begun = text.lower().replace("’", "'"), 0
    found: dict[str, str] = {}
    for end in [*(each.start() for each in _CLAUSE.finditer(lower)), len(lower)]:
        words = [(each[0], begun + each.start()) for each in _WORD.finditer(lower[begun:end])]
        for name, place in _said(tuple(word for word, _ in words)):
            found.setdefault(name, _quote(text, words[place][1]))
        begun = end
    return [Mention(name, quote) for name, quote in found.items()]


def _said(words: tuple[str, ...]) -> list[tuple[str, int]]:
    """Aspects of one clause with the number of the word where each begins."""
    made = []
    for place, word in enumerate(words):
        for phrase, name in _phrases().get(word, ()):
            after = place + len(phrase)
            if words[place:after] != phrase:
                continue
            aspect, earlier = aspects()[name], words[max(place - REACH_OF_NOT, 0) : place]
            is_taken_back = _NEGATIONS.isdisjoint(phrase) and not _NEGATIONS.isdisjoint(earlier)
            means_it = aspect.unless_before.isdisjoint(earlier[-NEAR:])
            means_it &= aspect.unless_next.isdisjoint(words[after : after + NEAR])
            if means_it and not is_taken_back:
                made.append((name, place))
    return made


def _quote(text: str, at: int) -> str:
    """The sentence around a place, cut at a word where it is long."""
    begun = max((each.end() for each in _SENTENCE_END.finditer(text, 0, at)), default=0)
    end = next((each.end() for each in _SENTENCE_END.finditer(text, at)), len(text))
    begun = max(begun, at - _LONGEST_QUOTE // 2)
    return " ".join(text[begun : min(end, begun + _LONGEST_QUOTE)].split())


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases and their aspects by first word."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in _entries():
        for phrase in entry["phrases"]:
            words = tuple(phrase.split())
            made.setdefault(words[0], []).append((words, entry["name"]))
    return {word: tuple(phrases) for word, phrases in made.items()}


def _aspect(entry: Mapping[str, Any]) -> Aspect:
    return Aspect(
        entry["name"],
        entry["en"],
        entry["zh"],
        entry["mood"],
        entry.get("of", ""),
        entry.get("want", ""),
        frozenset(entry["unless_next"]),
        frozenset(entry["unless_before"]),
    )


@cache
def _entries() -> list[dict[str, Any]]:
    text = (files(__package__) / "aspects.toml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = tomllib.loads(text)["aspect"]
    return entries
