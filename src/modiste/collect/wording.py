"""What a catalogue's own words mean: brands, sizes, colours, fibres and measures, each looked up only once.

Knows which normaliser reads which field and how sure it must be; each reading is `normal`'s. What a reading
replaces is told, so that the raw value is kept; what it only adds stands under a name of its own.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

from modiste.collect.headers import plain_name
from modiste.collect.normal import Composition, brand, colour, composition, quantity, size
from modiste.collect.normal.size_words import System
from modiste.collect.normal.spelling import words
from modiste.collect.normal.units import Kind

CACHE = 65_536
SURE = 0.9
"""A reading less sure than this changes nothing."""
FIBRES = "fibres"
_LONGEST, _LONGEST_SIZE = 2000, 80

_SYSTEMS: Mapping[str, System] = {each: each for each in get_args(System) if each}
_MATERIALS = frozenset(
    words(
        "material materials composition fabric fabriccomposition materialcomposition zusammensetzung "
        "materialien composizione composicion 材质成分 材质 面料 成分 面料成分"
    )
)
_MEASURES: Mapping[str, tuple[str, Kind, str]] = {
    **dict.fromkeys(
        ("fabricweight", "gsm", "grammage", "grammatur", "flachengewicht", "克重"),
        ("fabric_weight_gsm", "fabric_weight", "g/m2"),
    ),
    **dict.fromkeys(
        ("productweight", "shippingweight", "weight", "gewicht", "重量"), ("weight_kg", "mass", "")
    ),
    "weightkg": ("weight_kg", "mass", "kg"),
    "variantgrams": ("weight_kg", "mass", "g"),
}
"""A column's plain name to the name of its measure, what it measures, and the unit of a bare number."""


class Sized(NamedTuple):
    """A size and its system as they are kept, and whether the size is not as it was written."""

    size: str
    system: str
    is_changed: bool


@lru_cache(CACHE)
def brand_of(text: str) -> str:
    """A brand without marks and company suffixes; empty for "n/a" and its like."""
    return (brand(text) or "") if text else ""


@lru_cache(CACHE)
def hex_of(text: str) -> str | None:
    """The hex value of a colour that has one name and a known one.

    Example:
        >>> hex_of("Navy"), hex_of("navy/white"), hex_of("Dawn Chorus")
        ('#000080', None, None)
    """
    read = colour(text) if text else None
    return None if read is None or read.parts or read.confidence < SURE else read.hex


@lru_cache(CACHE)
def size_of(text: str, system: str) -> Sized:
    """A size in its system's notation; as it is where it may be meant otherwise or contradicts its source.

    Example:
        >>> size_of("xx-large", ""), size_of("EU 38", ""), size_of("38", "")
        (Sized(size='XXL', system='INT', is_changed=True), Sized(size='38', system='EU', is_changed=True), \
Sized(size='38', system='', is_changed=False))
    """
    named = _SYSTEMS.get(system.upper(), "")
    as_it_is = Sized(text, named or system, False)
    read = size(text, system=named) if text and len(text) <= _LONGEST_SIZE else None
    if read is None or read.confidence < SURE or read.fit:
        return as_it_is
    if named and read.system not in (named, "INT", ""):
        return as_it_is
    return Sized(read.text, named or system or read.system, read.text != text)


def added(attributes: Mapping[str, str]) -> dict[str, str]:
    """What the attributes' values mean: fibres and measures, each under a name of its own."""
    found: dict[str, str] = {}
    for name, plain in _told_by(tuple(attributes)):
        for key, value in _added(plain, attributes[name].strip()):
            if key not in attributes:
                found.setdefault(key, value)
    return found


def add_to(rows: Sequence[dict[str, str]], columns: Mapping[str, Sequence[str]]) -> None:
    """Put what `added` gives into many rows' attributes, whose cells are given by column."""
    for name, plain in _told_by(tuple(columns)):
        for attributes, text in zip(rows, columns[name], strict=True):
            for key, value in _added(plain, text) if text else ():
                attributes.setdefault(key, value)


@lru_cache(4096)
def _told_by(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Which of these attributes a normaliser reads, and their plain names."""
    named = ((name, plain_name(name)) for name in names)
    return tuple((name, plain) for name, plain in named if plain in _MATERIALS or plain in _MEASURES)


@lru_cache(CACHE)
def _added(name: str, text: str) -> tuple[tuple[str, str], ...]:
    if name in _MATERIALS:
        if not any(sign in text for sign in "%％"):  # a lone word may be one fibre of several
            return ()
        fibres = "; ".join(_shares(each) for each in composition(text) if each.shares and not each.errors)
        return ((FIBRES, fibres),) if fibres and len(fibres) <= _LONGEST else ()
    key, kind, unit = _MEASURES[name]
    read = quantity(text, kind=kind, unit=unit)
    return ((key, f"{read.value:g}"),) if read and not read.doubt else ()


def _shares(read: Composition) -> str:
    """The fibres of a part, most first: "60% cotton, 40% polyester"."""
    ordered = sorted(read.shares.items(), key=lambda each: -each[1])
    told = ", ".join(f"{100 * share:.4g}% {name}" for name, share in ordered)
    return told if read.part == "shell" else f"{read.part}: {told}"
