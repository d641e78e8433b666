"""Sentences about a picture in English and Chinese, from what is known of it: the texts an encoder learns by.

Knows grammar and the glossary's words; what is true of other pictures is `facts`'.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from modiste.foundation.colours import colour_names
from modiste.foundation.facts import Facts
from modiste.foundation.glossary import concepts, with_broader, words_of
from modiste.foundation.spelling import is_chinese

Chance = np.random.Generator
_BEFORE = ("fit", "length", "pattern", "fabric", "shape")
"""What stands before the noun, in this order; the rest comes after it."""
_AFTER = ("neckline", "sleeve", "rise", "detail")
_WIDER = 0.12
"""How often a thing is called by what it is a kind of: a hoodie a sweatshirt."""
_OPENINGS = ("", "", "", "", "a ", "a photo of a ", "a picture of a ", "photo of ", "wearing a ", "one ")
_OPENINGS_ZH = ("", "", "", "", "一件", "一张照片：", "图片：", "这件", "我想要", "找")
_CLOSINGS = ("", "", "", "", " on white", " for sale", " product photo", " catalogue picture")


@dataclass(frozen=True)
class Said:
    """A text, the glossary's things that it names, and the second colour, "" where it names none."""

    text: str
    things: tuple[str, ...]
    ink: str = ""


def caption(facts: Facts, chance: Chance, *, chinese: bool, most: int = 12) -> Said:
    """One text that is true of a picture: some of what is known of it, in words by chance.

    Args:
        facts: Of the picture; at least one thing or colour.
        chance: Draws what is said and how.
        chinese: In which language.
        most: Things that are said at most.
    """
    by_kind: dict[str, list[str]] = defaultdict(list)
    for thing in facts.things:
        by_kind[concepts()[thing].kind].append(thing)
    shades = [colour_names(value)[0] for value in facts.colours]
    if shades:
        by_kind["colour"] = [shades[0]]
    kinds = [kind for kind in by_kind if kind != "garment"]
    kept = set(chance.permutation(kinds)[: max(0, most - 1)].tolist()) if kinds else set()
    # Nearly every text names the garment; some only tell a colour or a print, as shoppers do.
    if "garment" in by_kind and (chance.random() < 0.93 or not kept):
        kept.add("garment")
    chosen: dict[str, str] = {}
    for kind in kept:
        thing = str(chance.choice(by_kind[kind]))
        wider = list(with_broader(thing))
        chosen[kind] = wider[1] if len(wider) > 1 and chance.random() < _WIDER else thing
    words = {kind: _word(thing, chance, chinese=chinese) for kind, thing in chosen.items()}
    ink, named = "", ""
    if "colour" in chosen and len(shades) > 1 and chance.random() < 0.5:
        named = shades[1]
        ink = _word(named, chance, chinese=chinese)
    text = (_chinese if chinese else _english)(words, ink, chance)
    return Said(text, tuple(chosen.values()), named)


def class_caption(label: str) -> str:
    """The text that a picture of a class is compared with; a class is named as a folder is.

    Example:
        >>> class_caption("T-shirt_top")
        'a photo of a t-shirt top'
    """
    plain = label.replace("_", " ").replace("/", " ").strip()
    return f"一张照片：{plain}" if is_chinese(plain) else f"a photo of a {plain.lower()}"


def _word(thing: str, chance: Chance, *, chinese: bool) -> str:
    """The first word of a thing more often than another."""
    words = _words(thing, chinese)
    return words[0] if chance.random() < 0.5 else str(words[int(chance.integers(len(words)))])


@cache
def _words(thing: str, chinese: bool) -> tuple[str, ...]:
    return tuple(word for word in words_of(thing) if is_chinese(word) == chinese) or (
        thing.replace("-", " "),
    )


def _english(words: Mapping[str, str], ink: str, chance: Chance) -> str:
    colour = words.get("colour", "")
    if ink:
        colour = f"{colour} and {ink}" if chance.random() < 0.6 else f"{colour} with {ink}"
    if chance.random() < 0.2:  # as one types into a search box
        bag = [colour, *(word for kind, word in words.items() if kind != "colour")]
        told = chance.permutation([each for each in bag if each]).tolist()
        return (" " if chance.random() < 0.6 else ", ").join(told)
    noun = words.get("garment", str(chance.choice(["garment", "piece", "item", "one"])))
    late = bool(colour) and chance.random() < 0.3
    before = [*([] if late else [colour]), *(words[kind] for kind in _BEFORE if kind in words)]
    after = [words[kind] for kind in _AFTER if kind in words]
    text = " ".join(each for each in (*before, noun) if each)
    if after:
        text += f"{chance.choice([' with ', ', ', ' '])!s}{_listed(after)}"
    if late:
        text += f"{chance.choice([' in ', ', ', ' in the colour '])!s}{colour}"
    made = f"{chance.choice(_OPENINGS)}{text}{chance.choice(_CLOSINGS)}"
    return made if chance.random() < 0.7 else made.capitalize()


def _chinese(words: Mapping[str, str], ink: str, chance: Chance) -> str:
    colour = words.get("colour", "")
    if ink:
        colour = f"{colour}配{ink}"
    noun = words.get("garment", "")
    parts = [colour, *(words[kind] for kind in (*_AFTER, *_BEFORE) if kind in words)]
    parts = chance.permutation([each for each in parts if each]).tolist()
    joint = str(chance.choice(["", "", "", "的", " ", "、"]))
    if noun and chance.random() < 0.25:
        text = f"{noun}，{'、'.join(parts)}" if parts else noun
    else:
        text = joint.join([*parts, noun] if noun else parts)
    return f"{chance.choice(_OPENINGS_ZH)}{text}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
