"""Texts in English and Chinese cut into tokens: words as written, and the things that they name.

Knows spelling and the glossary; what counts how much is `words`'. English is cut at spaces and hyphens and
the longest phrase of the glossary is one token ("long sleeves", "t-shirt"); Chinese is cut at the longest
words of the glossary, and what lies between becomes pairs of characters.
"""

import re
from dataclasses import dataclass
from functools import cache

from modiste.foundation import HAN, LONGEST_PHRASE, chinese_words, phrases, spelt, stemmed

LONGEST = 20_000
"""Letters of a text that are looked at."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a phrase: as it is looked up, the concepts it names, where it stands in the spelt text."""

    word: str
    concepts: tuple[str, ...]
    start: int
    end: int


def cut(text: str) -> list[Token]:
    """The tokens of a text, in order.

    Example:
        >>> [(token.word, token.concepts) for token in cut("Red dresses, long-sleeved")]
        [('red', ('red',)), ('dress', ('dress',)), ('long sleeved', ('long-sleeve',))]
        >>> [token.word for token in cut("红色连衣裙")]
        ['红色', '连衣裙']
    """
    plain = spelt(text[:LONGEST])
    made: list[Token] = []
    waiting: list[tuple[str, int, int]] = []
    place = 0
    while place < len(plain):
        found = _chinese_at(plain, place)
        if found:
            made += _phrased(waiting)
            waiting = []
            made.append(Token(found, chinese_words()[found], place, place + len(found)))
            place += len(found)
            continue
        if HAN.match(plain, place):
            end = place + 1
            while end < len(plain) and HAN.match(plain, end) and not _chinese_at(plain, end):
                end += 1
            made += _phrased(waiting)
            waiting = []
            made += _pairs(plain[place:end], place)
            place = end
            continue
        word = _WORD.match(plain, place)
        if word is None:
            if plain[place] not in " -\t\n'/":  # a phrase does not go on over a full stop or a comma
                made += _phrased(waiting)
                waiting = []
            place += 1
            continue
        end = next((at for at in range(place + 1, word.end()) if HAN.match(plain, at)), word.end())
        waiting.append((stemmed(plain[place:end]), place, end))
        place = end
    return made + _phrased(waiting)


@cache
def _firsts() -> dict[str, tuple[str, ...]]:
    """The Chinese words that begin with a letter, longest first."""
    made: dict[str, list[str]] = {}
    for word in sorted(chinese_words(), key=len, reverse=True):
        made.setdefault(word[0], []).append(word)
    return {letter: tuple(each) for letter, each in made.items()}


@cache
def _phrase_lengths() -> dict[str, int]:
    """How many words the longest phrase has that begins with a word."""
    made: dict[str, int] = {}
    for phrase in phrases():
        made[phrase[0]] = max(made.get(phrase[0], 0), len(phrase))
    return made


def _chinese_at(text: str, place: int) -> str:
    """The longest Chinese word of the glossary that stands here; mixed ones (t恤) where a word begins."""
    for word in _firsts().get(text[place], ()):
        if text.startswith(word, place) and (
            HAN.match(word) or place == 0 or not text[place - 1].isalnum() or HAN.match(text, place - 1)
        ):
            return word
    return ""


def _phrased(words: list[tuple[str, int, int]]) -> list[Token]:
    made, place = [], 0
    while place < len(words):
        longest = min(_phrase_lengths().get(words[place][0], 1), LONGEST_PHRASE, len(words) - place)
        for length in range(longest, 0, -1):
            part = words[place : place + length]
            named = phrases().get(tuple(word for word, _, _ in part), ())
            if named or length == 1:
                said = " ".join(word for word, _, _ in part)
                made.append(Token(said, named, part[0][1], part[-1][2]))
                place += length
                break
    return made


def _pairs(run: str, start: int) -> list[Token]:
    if len(run) == 1:
        return [Token(run, (), start, start + 1)]
    return [Token(run[at : at + 2], (), start + at, start + at + 2) for at in range(len(run) - 1)]
