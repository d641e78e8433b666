"""The care symbols of ISO 3758 as line drawings in a unit square.

Knows shapes only; which are wanted is `care`'s.
"""

import math
from dataclasses import dataclass

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True)
class Symbol:
    """Lines, dots (filled circles) and a word in the middle, from (0, 0) to (1, 1) with y up."""

    lines: tuple[Line, ...]
    dots: tuple[Point, ...] = ()
    word: str = ""


def _arc(x: float, y: float, r: float, start: float = 0.0, stop: float = 360.0) -> Line:
    steps = [math.radians(start + (stop - start) * k / 36) for k in range(37)]
    return tuple((x + r * math.cos(a), y + r * math.sin(a)) for a in steps)


_WAVE = tuple((0.12 + 0.76 * k / 36, 0.68 + 0.035 * math.cos(k / 36 * 6 * math.pi)) for k in range(37))
_TUB: tuple[Line, ...] = (((0.02, 0.82), (0.16, 0.2), (0.84, 0.2), (0.98, 0.82)), _WAVE)
_HAND: Line = (
    (0.3, 0.98),
    (0.42, 0.6),
    (0.5, 0.4),
    (0.56, 0.42),
    (0.52, 0.58),
    (0.68, 0.5),
    (0.72, 0.56),
    (0.56, 0.74),
    (0.5, 0.98),
)
_TRIANGLE: Line = ((0.04, 0.1), (0.96, 0.1), (0.5, 0.92), (0.04, 0.1))
_SQUARE: Line = ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92), (0.08, 0.08))
_CROSS: tuple[Line, ...] = (((0.02, 0.02), (0.98, 0.98)), ((0.02, 0.98), (0.98, 0.02)))
_IRON: tuple[Line, ...] = (
    ((0.03, 0.2), (0.97, 0.2), (0.86, 0.72), (0.3, 0.72)),
    ((0.03, 0.2), (0.1, 0.38), (0.3, 0.5), (0.82, 0.5)),
)


def _iron(dots: int) -> Symbol:
    left = 0.5 - 0.08 * (dots - 1)
    return Symbol(_IRON, tuple((left + 0.16 * k, 0.34) for k in range(dots)))


SYMBOLS: dict[str, Symbol] = {
    "wash_40": Symbol(_TUB, word="40"),
    "wash_30": Symbol(_TUB, word="30"),
    "wash_gentle": Symbol((*_TUB, ((0.16, 0.1), (0.84, 0.1))), word="30"),
    "wash_hand": Symbol((*_TUB, _HAND)),
    "bleach_not": Symbol((_TRIANGLE, *_CROSS)),
    "dry_tumble_low": Symbol((_SQUARE, _arc(0.5, 0.5, 0.36)), ((0.5, 0.5),)),
    "dry_line": Symbol((_SQUARE, ((0.5, 0.25), (0.5, 0.75)))),
    "dry_flat": Symbol((_SQUARE, ((0.25, 0.5), (0.75, 0.5)))),
    "iron_200": _iron(3),
    "iron_150": _iron(2),
    "iron_110": _iron(1),
    "clean_p": Symbol((_arc(0.5, 0.5, 0.42),), word="P"),
}
"""By the code of `care.WORDS`."""
