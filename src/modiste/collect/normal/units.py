"""Measured quantities of the trade: fabric weight, length, mass, yarn count, in one unit each.

Knows units and their factors (NIST SP 811); which quantity a column means is the caller's.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from modiste.collect.normal.figures import PATTERN, number
from modiste.collect.normal.spelling import CACHE, folded

Kind = Literal["fabric_weight", "length", "mass", "yarn_count"]
UNITS: dict[Kind, str] = {"fabric_weight": "g/m2", "length": "cm", "mass": "kg", "yarn_count": "tex"}
"""The unit that each kind is kept in."""

_OUNCE, _YARD, _INCH = 28.349523125, 0.9144, 2.54
_FACTORS: dict[str, tuple[Kind, float]] = {
    **dict.fromkeys(
        ("g/m2", "g/m^2", "gsm", "g/qm", "gr/m2", "g/sqm", "gr/mq", "g/mq", "克/平方米", "g m-2"),
        ("fabric_weight", 1.0),
    ),
    **dict.fromkeys(
        ("oz/yd2", "oz/yd^2", "oz/sq yd", "oz./sq.yd", "oz/sqyd", "osy", "oz/square yard"),
        ("fabric_weight", _OUNCE / _YARD**2),
    ),
    **dict.fromkeys(("mm", "millimeter", "millimetre", "毫米"), ("length", 0.1)),
    **dict.fromkeys(("cm", "centimeter", "centimetre", "zentimeter", "厘米", "公分"), ("length", 1.0)),
    **dict.fromkeys(("m", "meter", "metre", "米"), ("length", 100.0)),
    **dict.fromkeys(("in", "in.", "inch", "inches", '"', "''", "zoll", "pouces", "英寸"), ("length", _INCH)),
    **dict.fromkeys(("ft", "feet", "foot", "'", "英尺"), ("length", 12 * _INCH)),
    **dict.fromkeys(("yd", "yard", "yards", "码"), ("length", 100 * _YARD)),
    **dict.fromkeys(("mg",), ("mass", 1e-6)),
    **dict.fromkeys(("g", "gr", "gram", "grams", "gramm", "grammes", "克"), ("mass", 0.001)),
    **dict.fromkeys(("kg", "kilo", "kilogram", "千克", "公斤"), ("mass", 1.0)),
    **dict.fromkeys(("oz", "oz.", "ounce", "ounces", "盎司"), ("mass", _OUNCE / 1000)),
    **dict.fromkeys(("lb", "lbs", "lb.", "pound", "pounds", "磅"), ("mass", 0.45359237)),
    **dict.fromkeys(("斤", "市斤"), ("mass", 0.5)),
    **dict.fromkeys(("tex",), ("yarn_count", 1.0)),
    **dict.fromkeys(("dtex", "decitex"), ("yarn_count", 0.1)),
    **dict.fromkeys(("den", "denier", "d", "旦"), ("yarn_count", 1 / 9)),
}
# English cotton count and metric count are lengths a mass: the larger, the finer.
_INVERSE = {"ne": 590.5, "nec": 590.5, "nm": 1000.0, "支": 590.5}
_QUANTITY = re.compile(rf"(?:ca\.?|approx\.?|~|约)?\s*(?P<value>{PATTERN})\s*(?P<unit>[^\d\s].*?)?\.?")
_FEET = re.compile(rf"(?P<feet>\d+)\s*(?:'|ft|feet)\s*(?P<inches>{PATTERN})\s*(?:\"|''|in|inch|inches)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in the unit of its kind (`UNITS`), as exact as it was written; `doubt` as in `figures`."""

    value: float
    unit: str
    kind: Kind
    doubt: str = ""


@lru_cache(maxsize=CACHE)
def quantity(text: str, *, kind: Kind | None = None, unit: str = "") -> Quantity | None:
    """Read a quantity.

    Args:
        text: such as "180 g/m²", "5.3 oz/yd2", '32"', "6'2".
        kind: what it must be; None takes any.
        unit: the unit of a bare number; without one a bare number is not read.

    Example:
        >>> round(quantity("5.3 oz/yd²").value, 1), quantity("32 in").value, quantity("12")
        (179.7, 81.28, None)
    """
    plain = folded(text[:100]).replace("²", "2").replace("″", '"').replace("′", "'").replace("”", '"')
    if kind in (None, "length") and (feet := _FEET.fullmatch(plain)):
        inches = number(feet["inches"])
        if inches and inches.value < 12 and len(feet["feet"]) < 4:
            total = int(feet["feet"]) * 12 + float(inches.value)
            return Quantity(round(total * _INCH, 6), "cm", "length")
    found = _QUANTITY.fullmatch(plain)
    read = number(found["value"]) if found else None
    if found is None or read is None or read.value < 0:
        return None
    name = (found["unit"] or folded(unit)).strip()
    value = float(read.value)
    if name in _INVERSE and kind in (None, "yarn_count"):
        count = _INVERSE[name] / value if value else None
        return Quantity(round(count, 6), "tex", "yarn_count", read.doubt) if count else None
    known = _FACTORS.get(name) or _FACTORS.get(name.replace(" ", ""))
    if known is None or (kind is not None and known[0] != kind):
        return None
    return Quantity(round(value * known[1], 6), UNITS[known[0]], known[0], read.doubt)
