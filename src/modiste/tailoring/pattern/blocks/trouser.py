"""The trouser block: a front leg and a back leg from waist to hem, with crotch curves that fit each other.

Knows one leg; y = 0 is the waist, x = 0 the crease, x > 0 the outer side. After the proportions of Mueller
and Aldrich: the crotch extends by a share of the hip, the back is higher and slanted at the seat.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scipy.optimize import brentq

from modiste.garment import ModisteError
from modiste.tailoring.pattern.curve import bent
from modiste.tailoring.pattern.drawing import Fold, Pen
from modiste.tailoring.pattern.panel import Point

_FRONT_SHARE = 0.28
"""How much of the crotch's extension belongs to the front."""
_LIFT = 2.4
"""How much the back's middle rises above the waist: the way over the seat is longer."""


@dataclass(frozen=True)
class Leg:
    """What a pair of trousers measures when it is finished, in centimetres.

    Attributes:
        hip: Girth at the hip.
        waist: Girth at the upper edge.
        thigh: Girth of one leg below the crotch.
        knee: Girth of one leg at the knee.
        hem: Girth of one leg at the hem.
        top: Height of the upper edge, 0 or below.
        hip_height: Height of the hip line, below 0.
        crotch: Height of the crotch line, below 0.
        knee_height: Height of the knee line.
        hem_height: Height of the hem.
        front: What shapes the front's waist: `flat`, `dart` or `pleat`.
        darts: Darts of each back.
    """

    hip: float
    waist: float
    thigh: float
    knee: float
    hem: float
    top: float
    hip_height: float
    crotch: float
    knee_height: float
    hem_height: float
    front: str
    darts: int

    @property
    def long(self) -> bool:
        """Whether it covers the knee."""
        return self.hem_height < self.knee_height - 4.0


@dataclass(frozen=True)
class _Half:
    """One half of a leg in points."""

    outer: float
    middle: float
    inner: float
    knee: float
    hem: tuple[float, float]
    side: float
    slant: float
    lift: float
    folds: tuple[float, ...]
    fold: str
    depth: float


def legs(leg: Leg) -> tuple[Pen, Pen]:
    """The front leg and the back leg; their side seams and inseams are equally long.

    Raises:
        ModisteError: MOD-1533 where the measures leave no crotch or no waist.
    """
    if leg.hip_height - leg.crotch < 2.0 or leg.top - leg.hip_height < 4.0:
        raise ModisteError("MOD-1533", part="trouser rise", reason="waist, hip and crotch lie too close")
    front_half, back_half = _halves(leg)
    front = _drawn(leg, front_half, 0.6, leg.crotch, front=True)
    side, seam = _side_names(leg), _inseam_names(leg)

    def back(drop: float, rise: float) -> Pen:
        return _drawn(leg, back_half, rise, leg.crotch - drop, front=False)

    # The back's crotch is lowered and its side raised until both seams walk.
    drop = _equal(lambda d: back(d, 0.6).length(*seam) - front.length(*seam), 14.0, "inseam")
    rise = _equal(lambda r: back(drop, r).length(*side) - front.length(*side), 5.0, "side seam")
    return front, back(drop, rise)


def _side_names(leg: Leg) -> tuple[str, ...]:
    return ("side_leg", "side_thigh", "side_hip") if leg.long else ("side_thigh", "side_hip")


def _inseam_names(leg: Leg) -> tuple[str, ...]:
    return ("inseam_thigh", "inseam_leg") if leg.long else ("inseam_thigh",)


def side_names(leg: Leg) -> tuple[str, ...]:
    """The edges of the side seam, from the hem up."""
    return _side_names(leg)


def inseam_names(leg: Leg) -> tuple[str, ...]:
    """The edges of the inseam, from the crotch down."""
    return _inseam_names(leg)


def _halves(leg: Leg) -> tuple[_Half, _Half]:
    total = (leg.hip - leg.waist) / 2.0
    slant_front = _within(0.08 * total, 0.4, 1.0)
    slant_back = _within(0.28 * total, 1.5, 3.5)
    front_folds = {"flat": (), "dart": (_within(0.15 * total, 0.8, 2.2),), "pleat": (3.0,)}[leg.front]
    back_folds = (_within(0.3 * total / leg.darts, 0.8, 2.6),) * leg.darts
    # A pleat's cloth is added at the hip, not taken from it.
    added = 2.0 if leg.front == "pleat" else 0.0
    side = (total + added - slant_front - slant_back - sum(front_folds) - sum(back_folds)) / 2.0
    wide_front, wide_back = leg.hip / 4.0 - 1.0 + added, leg.hip / 4.0 + 1.0
    extension = _within(leg.thigh + 4.5 - leg.hip / 2.0, 0.13 * leg.hip, 0.21 * leg.hip)
    reach_front, reach_back = _FRONT_SHARE * extension, (1.0 - _FRONT_SHARE) * extension
    outer_front = (wide_front + reach_front) / 2.0
    outer_back = outer_front + 2.0 - added / 2.0
    front = _Half(
        outer_front,
        outer_front - wide_front,
        -outer_front,
        leg.knee / 4.0 - 0.5,
        _hem(leg, -0.5, outer_front, -outer_front),
        side,
        slant_front,
        -0.8,
        front_folds,
        f"{'pleat' if leg.front == 'pleat' else 'dart'}_front",
        0.0 if leg.front == "pleat" else 9.0,
    )
    back = _Half(
        outer_back,
        outer_back - wide_back,
        outer_back - wide_back - reach_back,
        leg.knee / 4.0 + 0.5,
        _hem(leg, 0.5, outer_back, outer_back - wide_back - reach_back),
        side,
        slant_back,
        _LIFT,
        back_folds,
        "dart_back",
        12.0,
    )
    return front, back


def _hem(leg: Leg, wider: float, outer: float, inner: float) -> tuple[float, float]:
    """Where a half's hem begins and ends: about the crease, or above the knee on the way from the crotch."""
    half = leg.hem / 4.0 + wider
    if leg.long:
        return -half, half
    down = (leg.crotch - leg.hem_height) / (leg.crotch - leg.knee_height)
    knee = leg.knee / 4.0 + wider
    within, without = (knee + (wide - knee) * max(1.0 - down, 0.0) ** 1.2 for wide in (-inner, outer))
    # The inseam stays as the crotch set it; what the hem is narrower is taken at the side, within reason.
    return -within, max(2.0 * half - within, 0.9 * without)


def _drawn(leg: Leg, half: _Half, rise: float, crotch: float, *, front: bool) -> Pen:
    hip, top = leg.hip_height, leg.top
    tip = (half.inner, crotch)
    knee_out, knee_in = (half.knee, leg.knee_height), (-half.knee, leg.knee_height)
    hem_in, hem_out = half.hem
    pen = Pen((hem_in, leg.hem_height)).line("hem", (hem_out, leg.hem_height), 4.0)
    lean: Point = (0.0, 1.0)
    if leg.long:
        pen.line("side_leg", knee_out)
        lean = (half.knee - hem_out, leg.knee_height - leg.hem_height)
    climb = hip - pen.place[1]
    pen.curve("side_thigh", (half.outer, hip), lean, (0.0, 1.0), (0.35 * climb, 0.45 * climb))
    climb = top + rise - hip
    waist = (half.outer - half.side, top + rise)
    pen.curve("side_hip", waist, (0.0, 1.0), (-0.5 * half.side, climb), (0.4 * climb, 0.3 * climb))
    middle = (half.middle + half.slant, top + half.lift)
    wide = waist[0] - middle[0]
    if wide - sum(half.folds) < 3.0:
        raise ModisteError("MOD-1533", part="waist", reason="its darts leave nothing of it")
    level = (-1.0, (middle[1] - waist[1]) / wide)
    edge = bent(waist, (-1.0, 0.6 * level[1]), middle, (-1.0, level[1]), (0.3 * wide, 0.3 * wide))
    length, count = edge.length(), len(half.folds)
    names = [half.fold] if count == 1 else [f"{half.fold}_{place}" for place in ("side", "middle")]
    folds = [
        Fold(name, length * (number + 1) / (count + 1), intake, half.depth - 1.5 * (count - 1 - number))
        for number, (name, intake) in enumerate(zip(names, half.folds, strict=False))
    ]
    pen.folded("waist", edge, folds)
    seat = (half.middle, hip)
    pen.line("fly" if front else "seat", seat)
    down = (seat[0] - middle[0], seat[1] - middle[1])
    reach, fall = seat[0] - tip[0], hip - crotch
    pulls = (0.62 * fall, 0.80 * reach) if front else (0.55 * fall, 0.72 * reach)
    pen.curve("crotch", tip, down, (-1.0, 0.06), pulls)
    end = knee_in if leg.long else (hem_in, leg.hem_height)
    dx, dy = end[0] - tip[0], end[1] - tip[1]
    arrive = (half.knee + hem_in, leg.hem_height - leg.knee_height) if leg.long else (0.6 * dx, dy)
    pen.curve("inseam_thigh", end, (1.5 * dx, dy), arrive, (0.3 * -dy, 0.4 * -dy))
    if leg.long:
        pen.line("inseam_leg", (hem_in, leg.hem_height))
    return pen


def waist_names(pen: Pen) -> tuple[str, ...]:
    """The waist's edges between its darts, from the side to the middle."""
    return tuple(edge.name for edge in pen.edges if edge.name.startswith("waist_"))


def girths_of(body: Mapping[str, float], lowered: float) -> float:
    """The body's girth a way below the waist, on the way to the hip."""
    share = min(lowered / body["waist_to_hip"], 1.0)
    return body["waist"] + 0.85 * share * (body["hip"] - body["waist"])


def _equal(missing: Callable[[float], float], bound: float, part: str) -> float:
    """Where a difference of two lengths vanishes."""
    if missing(-bound) * missing(bound) > 0.0:
        raise ModisteError("MOD-1533", part=part, reason="front and back cannot be made equally long")
    return float(brentq(missing, -bound, bound, xtol=1e-10))


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
