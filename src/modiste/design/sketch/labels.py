"""What a sketch can be asked for: categories, and the attributes that each of them has.

Knows words and where they stand in a wish; what they look like was learned, what they mean is tailoring's.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tailoring import Choice

Floats = NDArray[np.float32]

PROGRAMS: Mapping[str, Mapping[str, str]] = {
    "T-shirt": {"": "t-shirt"},
    "Shirt": {"": "shirt"},
    "Sweatshirt": {"": "sweatshirt"},
    "Hoodie": {"": "hoodie"},
    "Trousers": {"": "trousers"},
    "Shorts": {"": "shorts"},
    "Skirt": {"straight": "skirt-straight", "a-line": "skirt-a-line"},
    "Dress": {"straight": "dress-shift", "a-line": "dress-a-line"},
}
"""The programs that draft a category, by their cut where there are several."""
FRAMES: Mapping[str, float] = {
    "T-shirt": 118.0,
    "Shirt": 128.0,
    "Sweatshirt": 128.0,
    "Hoodie": 128.0,
    "Trousers": 126.0,
    "Shorts": 84.0,
    "Skirt": 120.0,
    "Dress": 166.0,
}
"""Centimetres that a sketch of a category shows from above to below."""
CUT = "cut"


@cache
def attributes_of(category: str) -> Mapping[str, tuple[str, ...]]:
    """The attributes of a category and the words that each may have."""
    cuts = PROGRAMS[category]
    found: dict[str, tuple[str, ...]] = {CUT: tuple(cuts)} if len(cuts) > 1 else {}
    for program in cuts.values():
        for option in tailoring.program_options(program):
            if isinstance(option, Choice):
                found[option.name] = option.choices
    return found


@cache
def labels() -> tuple[str, ...]:
    """All that a wish may name: categories, then attributes as `sleeve:long`."""
    pairs = [
        f"{name}:{word}"
        for category in PROGRAMS
        for name, words in attributes_of(category).items()
        for word in words
    ]
    return (*PROGRAMS, *sorted(set(pairs)))


def wish_of(category: str, attributes: Mapping[str, str], known: Sequence[str]) -> Floats:
    """A wish (labels,): one for the category and for each attribute."""
    wish = np.zeros(len(known), np.float32)
    for label in (category, *(f"{name}:{word}" for name, word in attributes.items())):
        wish[list(known).index(label)] = 1
    return wish


def read_wish(wish: Floats, known: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The reverse of `wish_of`: the category and the attributes of a wish (labels,)."""
    told = [label for label, share in zip(known, wish, strict=True) if share > 0.5]
    pairs = [(name, word) for name, colon, word in (label.partition(":") for label in told) if colon]
    return next(label for label in told if label in PROGRAMS), dict(pairs)


def drawn_attributes(category: str, asked: Mapping[str, str], chance: np.random.Generator) -> dict[str, str]:
    """All attributes of a category, those that were not asked for drawn.

    Raises:
        ModisteError: MOD-2711 for an attribute that the category has not, or a word that is none of its.
    """
    own = attributes_of(category)
    check_attributes(category, asked)
    drawn = {name: words[int(chance.integers(len(words)))] for name, words in own.items()}
    told = {**drawn, **asked}
    if told.get("front") == "zip" and "pocket" in told:
        told["pocket"] = "none"  # a front with a zip has no kangaroo pocket
    return told


def check_attributes(category: str, asked: Mapping[str, str]) -> None:
    """Refuse what a category has not.

    Raises:
        ModisteError: MOD-2711 as `drawn_attributes`.
    """
    own = attributes_of(category)
    for name, word in asked.items():
        if word not in own.get(name, ()):
            known = "; ".join(f"{key}: {', '.join(words)}" for key, words in own.items())
            raise ModisteError(
                "MOD-2711", attribute=f"{name[:30]}={word[:30]}", category=category.lower(), known=known
            )
