"""What a size is in another system, with the range it may be and where the table is from.

Knows published tables; brands deviate from all of them, which is why nothing here is certain.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from modiste.collect.normal.size_words import LETTERS, Group, System
from modiste.collect.normal.sizes import Size
from modiste.collect.normal.spelling import CACHE

EN_13402 = "EN 13402-3:2013 letter codes by girth; national numbers by girth after ISO/TR 10652"
GB_1335 = "GB/T 1335.1/2-2008 body sizes by girth"
ISO_19407 = "ISO 19407:2023 foot lengths, Paris points and barleycorns"
EN_13402_HEIGHT = "EN 13402-3:2013 children by height; ages are the usual means"
BRA = "EN 13402-4:2006 under-bust bands; cups by position"

# Bust girth in cm of each German size, and what the others write for it.
_WOMEN = {
    "girth": (72, 76, 80, 84, 88, 92, 96, 100, 104, 110, 116, 122),
    "DE": range(30, 54, 2),
    "EU": range(30, 54, 2),
    "FR": range(32, 56, 2),
    "ES": range(32, 56, 2),
    "IT": range(36, 60, 2),
    "UK": range(4, 28, 2),
    "US": range(0, 24, 2),
    "JP": range(3, 27, 2),
}
# Chest girth is twice the continental number; Britain and America write it in inches.
_MEN = {
    "girth": range(84, 132, 4),
    **{each: range(42, 66, 2) for each in ("DE", "EU", "FR", "IT", "ES")},
    **{each: range(32, 56, 2) for each in ("UK", "US")},
}
_LETTER_GIRTHS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "women": dict(
        zip(
            ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL"),
            ((66, 74), (74, 82), (82, 90), (90, 98), (98, 107), (107, 119), (119, 131), (131, 143)),
            strict=True,
        )
    ),
    "men": dict(
        zip(
            ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL"),
            ((70, 78), (78, 86), (86, 94), (94, 102), (102, 110), (110, 118), (118, 130), (130, 142)),
            strict=True,
        )
    ),
}
_CHINESE_LETTERS = {
    "women": {"S": 80, "M": 84, "L": 88, "XL": 92, "XXL": 96},
    "men": {"S": 84, "M": 88, "L": 92, "XL": 96, "XXL": 100},
}
_HEIGHT_OF_AGE = {
    **dict(
        zip(
            ("0M", "1M", "3M", "6M", "9M", "12M", "18M", "24M"), (50, 56, 62, 68, 74, 80, 86, 92), strict=True
        )
    ),
    **dict(
        zip(
            (f"{year}Y" for year in range(1, 15)),
            (80, 92, 98, 104, 110, 116, 122, 128, 134, 140, 146, 152, 158, 164),
            strict=True,
        )
    ),
    "16Y": 176,
}
_CUPS: Mapping[str, tuple[str, ...]] = {
    "EU": ("AA", "A", "B", "C", "D", "E", "F", "G", "H"),
    "UK": ("AA", "A", "B", "C", "D", "DD", "E", "F", "FF"),
    "US": ("AA", "A", "B", "C", "D", "DD", "DDD", "G", "H"),
}
# The band of each system as a step above EU 60.
_BANDS: Mapping[str, Callable[[int], int]] = {
    "EU": lambda step: 60 + 5 * step,
    "UK": lambda step: 28 + 2 * step,
    "US": lambda step: 28 + 2 * step,
    "FR": lambda step: 75 + 5 * step,
    "IT": lambda step: step,
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A size in another system: the values it may be, smallest first, how sure, and after which table."""

    system: System
    values: tuple[str, ...]
    confidence: float
    source: str


@lru_cache(maxsize=CACHE)
def convert(size: Size, to: System, *, group: Group = "") -> Conversion | None:
    """What a size is in another system.

    None where the size names no system or nobody it is for (and `group` does not say), or no table has it:
    a number without these could be three different sizes.

    Example:
        >>> from modiste.collect.normal.sizes import size
        >>> convert(size("UK 10"), "DE", group="women").values
        ('36',)
        >>> convert(size("M"), "EU", group="men").values, convert(size("38"), "UK")
        (('48', '50'), None)
    """
    whom = size.group or group
    if size.kind == "shoe":
        return _shoe(size, to, whom)
    if size.kind == "bra":
        return _bra(size, to)
    if size.kind in ("age", "height") or whom == "children":
        return _child(size, to)
    if whom not in ("women", "men"):
        return None
    return _garment(size, to, whom)


def _garment(size: Size, to: System, whom: str) -> Conversion | None:
    girths = _girths(size, whom)
    if girths is None:
        return None
    low, high = girths
    chinese = "CN" in (size.system, to)
    source = GB_1335 if chinese else EN_13402
    if to == "INT":
        letters = [
            name for name, (least, most) in _LETTER_GIRTHS[whom].items() if low < most and high >= least
        ]
        return _made(to, letters, 0.8, source)
    if to == "CN":
        names = [f"{girth}A" for girth in range(68, 133, 4) if low <= girth <= high]
        return _made(to, names, 0.7, source)
    table = _WOMEN if whom == "women" else _MEN
    if to not in table:
        return None
    names = [str(name) for girth, name in zip(table["girth"], table[to], strict=True) if low <= girth <= high]
    # "EU" is the German number on some labels and the French on others; women's differ by one size.
    unsure = whom == "women" and "EU" in (size.system, to)
    return _made(to, names, 0.6 if unsure else 0.8, source)


def _girths(size: Size, whom: str) -> tuple[float, float] | None:
    """The bust or chest, in cm, that a size is made for: from and to, both meant."""
    if size.kind == "letter":
        spans = [_letter(value, size.system, whom) for value in size.values]
    elif size.kind == "body":
        spans = [(float(size.values[1]), float(size.values[1]))]
    elif size.kind == "waist_length" and whom == "men":
        # Trousers are sold by the waist: a continental number is the waist in inches and 16.
        spans = [(2.0 * (int(size.values[0]) + 16),) * 2]
    elif size.kind == "number":
        table = _WOMEN if whom == "women" else _MEN
        known = dict(zip(map(str, table.get(size.system, ())), table["girth"], strict=False))
        spans = [(known[value],) * 2 if value in known else None for value in size.values]
    else:
        return None
    if any(span is None for span in spans):
        return None
    sure = [span for span in spans if span is not None]
    return min(low for low, _ in sure), max(high for _, high in sure)


def _letter(value: str, system: System, whom: str) -> tuple[float, float] | None:
    if system == "CN":
        girth = _CHINESE_LETTERS[whom].get(value)
        return None if girth is None else (girth, girth)
    span = _LETTER_GIRTHS[whom].get(value)
    return None if span is None else (span[0], span[1] - 1)


def _shoe(size: Size, to: System, whom: str) -> Conversion | None:
    feet = [_foot(float(value), size.system, whom) for value in size.values]
    sure = [foot for foot in feet if foot is not None]
    if len(sure) < len(feet):
        return None
    named = [name for foot in sure if (name := _shoe_name(foot, to, whom))]
    return _made(to, named, 0.75, ISO_19407) if len(named) == len(sure) else None


# A last is about 1.5 cm longer than the foot; a Paris point is 2/3 cm, a barleycorn 1/3 inch.
_ALLOWANCE, _BARLEYCORN = 1.5, 2.54 / 3
_UK_START = {"women": 25.0, "men": 25.0, "children": 12.0}
_US_MORE = {"women": 2.0, "men": 1.0, "children": 1.0}


def _foot(value: float, system: System, whom: str) -> float | None:
    if system in ("EU", "DE", "FR", "IT", "ES"):
        return value / 1.5 - _ALLOWANCE if 15 <= value <= 55 else None
    if system in ("JP", "CN"):
        length = value / 10 if value > 60 else value
        return length if 8 <= length <= 36 else None
    if system in ("UK", "US") and whom:
        british = value - (_US_MORE[whom] if system == "US" else 0)
        return (british + _UK_START[whom]) * _BARLEYCORN - _ALLOWANCE if 0 <= value <= 20 else None
    return None


def _shoe_name(foot: float, to: System, whom: str) -> str | None:
    if to in ("EU", "DE", "FR", "IT", "ES"):
        return _half((foot + _ALLOWANCE) * 1.5)
    if to == "JP":
        return _half(foot)
    if to == "CN":
        return f"{round(foot * 2) * 5}"
    if to in ("UK", "US") and whom:
        british = (foot + _ALLOWANCE) / _BARLEYCORN - _UK_START[whom]
        value = british + (_US_MORE[whom] if to == "US" else 0)
        return _half(value) if value >= -0.25 else None
    return None


def _half(value: float) -> str:
    return f"{abs(round(value * 2) / 2):g}"


def _child(size: Size, to: System) -> Conversion | None:
    if size.kind == "age":
        heights = [_HEIGHT_OF_AGE.get(value) for value in size.values]
    else:
        heights = [int(value) if value.isdigit() else None for value in size.values]
    sure = [height for height in heights if height is not None]
    if len(sure) < len(heights):
        return None
    if to in ("EU", "DE", "FR", "IT", "ES", "CN"):
        return _made(to, [str(height) for height in sure], 0.7, EN_13402_HEIGHT)
    if to in ("UK", "US", "INT"):
        ages = {height: age for age, height in reversed(_HEIGHT_OF_AGE.items())}
        names = [ages[height] for height in sure if height in ages]
        return _made(to, names, 0.7, EN_13402_HEIGHT) if len(names) == len(sure) else None
    return None


def _bra(size: Size, to: System) -> Conversion | None:
    band, cup = size.values
    steps = {name(step): step for step in range(13) if (name := _BANDS.get(size.system))}
    cups, wanted = (
        _CUPS.get("US" if each == "US" else "UK" if each == "UK" else "EU") for each in (size.system, to)
    )
    step = steps.get(int(band))
    if step is None or to not in _BANDS or cups is None or wanted is None or cup not in cups:
        return None
    return Conversion(to, (f"{_BANDS[to](step)}{wanted[cups.index(cup)]}",), 0.8, BRA)


def _made(system: System, names: list[str], confidence: float, source: str) -> Conversion | None:
    if not names:
        return None
    unique = tuple(dict.fromkeys(names))
    # A letter that spans several numbers tells less than a single one.
    return Conversion(system, unique, round(confidence - 0.1 * min(len(unique) - 1, 3), 2), source)


assert set(_LETTER_GIRTHS["women"]) <= set(LETTERS)
