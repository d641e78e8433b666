"""The sleeve block: a set-in sleeve whose cap fits its armhole by length.

Knows one sleeve, the wearer's left; y = 0 is the top of the cap, x = 0 the shoulder line, x < 0 the front.
"""

from collections.abc import Sequence

from scipy.optimize import brentq

from modiste.garment import ModisteError
from modiste.tailoring.pattern.curve import Bezier, bent, straight
from modiste.tailoring.pattern.drawing import Fold, Pen

_FRONT, _BACK = (0.50, 0.46), (0.42, 0.52)
"""Pulls at the underarm and at the crown as shares of the half width: the front is hollower below, the back
rounder above."""
_LOWEST = 3.0
_UNDERARM = 4.0
"""The shortest underarm seam: where a cap reaches far down the arm, its sleeve is longer than asked for."""


def sleeve(
    front_armhole: float,
    back_armhole: float,
    bicep: float,
    length: float,
    hem: float,
    cap: float,
    pleats: Sequence[tuple[str, float, float]] = (),
    allowance: float = 2.5,
) -> tuple[Pen, float]:
    """A left sleeve and the height of its cap, in centimetres.

    Args:
        front_armhole: Length of the front armhole.
        back_armhole: Length of the back armhole.
        bicep: Finished girth at the underarm.
        length: From the top of the cap to the hem.
        hem: Finished girth at the hem.
        cap: How much longer the cap is than the armhole; half of it is eased into each side.
        pleats: Name, place from the front end and intake of the hem's pleats; they add to the hem.
        allowance: Of the hem.

    Raises:
        ModisteError: MOD-1533 where no cap of that girth fits that armhole.
    """
    half = cap / 2.0

    def widths(height: float) -> tuple[float, float]:
        return (
            _width(front_armhole + half, height, _FRONT),
            _width(back_armhole + half, height, _BACK),
        )

    highest = 0.9 * min(front_armhole, back_armhole)
    if sum(widths(_LOWEST)) < bicep or sum(widths(highest)) > bicep:
        reason = f"an armhole of {front_armhole + back_armhole:.1f} cm takes no sleeve of {bicep:.1f} cm"
        raise ModisteError("MOD-1533", part="sleeve cap", reason=reason)
    height = float(brentq(lambda h: sum(widths(h)) - bicep, _LOWEST, highest, xtol=1e-10))
    front, back = widths(height)
    length = max(length, height + _UNDERARM)
    inset = (bicep - hem - sum(intake for _, _, intake in pleats)) / 2.0
    pen, end = Pen((-front + inset, -length)), (back - inset, -length)
    if pleats:
        folds = [Fold(name, at, intake) for name, at, intake in pleats]
        pen.folded("hem", straight(pen.place, end), folds, allowance)
    else:
        pen.line("hem", end, allowance)
    pen.line("underarm_back", (back, -height))
    pen.along("cap_back", _cap(back, height, _BACK).turned())
    front_cap = _cap(front, height, _FRONT)
    pen.along("cap_front", Bezier(*((-x, y) for x, y in front_cap)))
    pen.line("underarm_front", (-front + inset, -length))
    return pen, height


def _cap(width: float, height: float, pulls: tuple[float, float]) -> Bezier:
    """Half a cap from the crown down to the underarm point at x = width: level at both ends."""
    low, high = pulls
    return bent((0.0, 0.0), (1.0, 0.0), (width, -height), (1.0, 0.0), (high * width, low * width))


def _width(length: float, height: float, pulls: tuple[float, float]) -> float:
    """The half width at which half a cap of a height has a length."""

    def missing(width: float) -> float:
        return _cap(width, height, pulls).length() - length

    return float(brentq(missing, 0.05 * length, length, xtol=1e-11))
