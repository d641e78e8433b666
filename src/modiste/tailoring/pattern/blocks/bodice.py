"""The bodice block: half a front and half a back, from the neck to below the hip.

Knows shoulders, armholes, necklines and side seams; sleeves are `sleeve`'s. y = 0 is the waist, x = 0 the
middle.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scipy.optimize import brentq

from modiste.garment import ModisteError
from modiste.tailoring.pattern.charts import People
from modiste.tailoring.pattern.curve import Bezier, bent
from modiste.tailoring.pattern.drawing import Fold, Pen
from modiste.tailoring.pattern.panel import Point

BACK_SLOPE = math.radians(18.0)
FRONT_SLOPE = math.radians(22.0)
"""The shoulder seam falls 20 degrees on average (Aldrich drafts 18 to 22); the front a little steeper."""

_DEEPEST = 12.0
_BUST_BELOW = 5.0
"""How far below the underarm the bust dart begins, so that it points at the bust from below."""


@dataclass(frozen=True)
class Frame:
    """The points of half a front or back that every outline passes.

    Attributes:
        nape: Height of the neckline's middle on the body (back) or of the pit of the neck (front).
        neck: Where neck and shoulder meet.
        tip: The shoulder's outer end.
        across: Half the width across chest or back, where the armhole is hollowest.
        chest: The underarm point.
        waist: Half width at the waist.
        hip: Half width and height at the hip.
    """

    nape: float
    neck: Point
    tip: Point
    across: float
    chest: Point
    waist: float
    hip: Point

    @property
    def slope(self) -> Point:
        """The unit direction of the shoulder seam, from its outer end to the neck."""
        dx, dy = self.neck[0] - self.tip[0], self.neck[1] - self.tip[1]
        size = math.hypot(dx, dy)
        return dx / size, dy / size


@dataclass(frozen=True)
class Width:
    """How a bodice is wider than its body: girth eases, and lengths that go with them, in centimetres."""

    chest: float
    waist: float
    hip: float
    drop: float
    scye: float


@dataclass(frozen=True)
class Neckline:
    """How a neckline departs from the base of the neck.

    Attributes:
        widen: How far it moves out along the shoulder.
        front: How far the front's middle lies below the pit of the neck.
        back: How far the back's middle lies below the nape.
        shape: `round` or `v`.
    """

    widen: float
    front: float
    back: float
    shape: str = "round"


NECKLINES: Mapping[str, Neckline] = {
    "crew": Neckline(1.2, 0.8, 0.6),
    "v": Neckline(1.6, 9.0, 0.8, "v"),
    "boat": Neckline(5.0, -2.0, 1.6),
    "scoop": Neckline(3.2, 7.5, 2.0),
}


def frames(
    body: Mapping[str, float], people: People, width: Width, forward: float = 0.0
) -> tuple[Frame, Frame]:
    """The front's and the back's frame.

    The neck follows Mueller's rules (half width a sixth of the neck girth plus 0.7 cm, rise a sixteenth), the
    armhole's depth a tenth of the bust plus 10.5 cm (11.5 for men) below the nape.

    Args:
        body: All measures.
        people: Whose.
        width: The eases.
        forward: How much of a quarter's chest belongs to the front instead of the back.

    Raises:
        ModisteError: MOD-1533 where the neck leaves no shoulder.
    """
    nape = body["back_length"]
    neck = (body["neck"] / 6.0 + 0.7, nape + body["neck"] / 16.0)
    run = body["shoulder"] / 2.0 + width.drop - neck[0]
    length = run / math.cos(BACK_SLOPE)
    if length < 4.0:
        raise ModisteError("MOD-1533", part="shoulder seam", reason=f"only {length:.1f} cm long")
    back_tip = (neck[0] + run, neck[1] - length * math.sin(BACK_SLOPE))
    front_tip = (
        neck[0] + length * math.cos(FRONT_SLOPE),
        neck[1] - length * math.sin(FRONT_SLOPE),
    )
    quarter = (body["bust"] + width.chest) / 4.0
    depth = nape - (body["bust"] / 10.0 + (11.5 if people == "men" else 10.5) + width.scye)
    waist = (body["waist"] + width.waist) / 4.0
    hip = ((body["hip"] + width.hip) / 4.0, -body["waist_to_hip"])
    pit = neck[1] - (body["neck"] / 6.0 + 1.6)
    # The front is hollowed more than the back: arms reach forward.
    across_front = min(front_tip[0] - 1.6, quarter - 2.5)
    across_back = min(back_tip[0] - 0.8, quarter - 1.5)
    front = Frame(pit, neck, front_tip, across_front, (quarter + forward, depth), waist, hip)
    back = Frame(nape, neck, back_tip, across_back, (quarter - forward, depth), waist, hip)
    return front, back


def side(pen: Pen, frame: Frame, hem: float, *, bust: tuple[float, float] | None = None) -> tuple[str, ...]:
    """Draw the side seam from the hem to the underarm; returns its edges in order, a dart left out.

    Args:
        pen: At the hem's outer end.
        frame: What it passes.
        hem: Height of the hem.
        bust: Intake and depth of a bust dart, or None.

    Raises:
        ModisteError: MOD-1533 where the side is too slanted for a bust dart below the chest.
    """
    names: list[str] = []
    if hem < frame.hip[1]:
        pen.line("side_hem", frame.hip) if pen.place[0] == frame.hip[0] else pen.along(
            "side_hem", _upright(pen.place, frame.hip)
        )
        names.append("side_hem")
    if hem < 0.0:
        pen.along("side_hip", _upright(pen.place, (frame.waist, 0.0)))
        names.append("side_hip")
    lift = frame.chest[1] - pen.place[1]
    lean = (frame.chest[0] - pen.place[0], lift)
    upper = bent(pen.place, (0.0, 1.0), frame.chest, lean, (0.35 * lift, 0.35 * lift))
    if bust is None:
        pen.along("side_waist", upper)
        return (*names, "side_waist")
    intake, depth = bust
    at = upper.length() - _BUST_BELOW - intake / 2.0
    pen.folded("side_waist", upper, [Fold("dart_bust", at, intake, depth)])
    if pen.bezier("dart_bust_2").start[1] > frame.chest[1]:
        # So slanted a side would take the dart's cloth out of the chest's own girth.
        raise ModisteError("MOD-1533", part="bust dart", reason="its point would lie above the chest line")
    return (*names, "side_waist_1", "side_waist_2")


def armhole(pen: Pen, frame: Frame) -> None:
    """Draw the armhole from the underarm point to the shoulder's outer end."""
    pen.along("armhole", armhole_curve(frame))


def armhole_curve(frame: Frame) -> Bezier:
    """The armhole: level at the underarm, square to the shoulder, just touching the width across.

    Raises:
        ModisteError: MOD-1533 where chest, shoulder and width across leave no room for one.
    """
    sx, sy = frame.slope
    up = (sy, -sx)  # square to the shoulder seam, upwards
    height = frame.tip[1] - frame.chest[1]
    if height < 8.0:
        raise ModisteError("MOD-1533", part="armhole", reason=f"only {height:.1f} cm high")

    # Rounder below than an allowance is wide, or the cut line would cross itself.
    below = max(0.85 * (frame.chest[0] - frame.across), 0.8 * math.sqrt(height))

    def drawn(above: float) -> Bezier:
        return bent(frame.chest, (-1.0, 0.0), frame.tip, up, (below, above))

    def hollow(above: float) -> float:
        return min(x for x, _ in drawn(above).sampled(40)) - frame.across

    least, most = 0.2 * height, 0.8 * height
    if hollow(least) <= 0.0:
        return drawn(least)
    if hollow(most) >= 0.0:
        return drawn(most)
    return drawn(float(brentq(hollow, least, most, xtol=1e-10)))


def neckline(pen: Pen, frame: Frame, neck: Neckline, *, front: bool) -> None:
    """Draw the shoulder seam as far as the neckline reaches, and the neckline to the middle."""
    sx, sy = frame.slope
    start = (frame.neck[0] - sx * neck.widen, frame.neck[1] - sy * neck.widen)
    if math.dist(start, pen.place) < 2.0 or start[0] > pen.place[0]:
        raise ModisteError("MOD-1533", part="shoulder seam", reason="the neckline is too wide for it")
    pen.line("shoulder", start)
    middle = (0.0, frame.nape - (neck.front if front else neck.back))
    depth = start[1] - middle[1]
    if front and neck.shape == "v":
        lean = (-start[0], -depth)
        pen.curve("neck", middle, (-0.25 * start[0], -depth), lean, (0.3 * depth, 0.3 * depth))
    else:
        pull = (0.6 * depth, 0.62 * start[0]) if front else (0.7 * depth, 0.62 * start[0])
        pen.curve("neck", middle, (-sy, sx), (-1.0, 0.0), pull)  # square to the shoulder


def raised(frame: Frame, lift: float) -> Frame:
    """The frame with everything above the waist moved up: room for a bust, which a dart takes out again."""
    return replace(
        frame,
        nape=frame.nape + lift,
        neck=(frame.neck[0], frame.neck[1] + lift),
        tip=(frame.tip[0], frame.tip[1] + lift),
        chest=(frame.chest[0], frame.chest[1] + lift),
    )


def deepened(front: Frame, back: Frame, least: float) -> tuple[Frame, Frame]:
    """Both frames with their underarm lowered until the whole armhole has at least a length."""

    def lowered(frame: Frame, by: float) -> Frame:
        return replace(frame, chest=(frame.chest[0], frame.chest[1] - by))

    def missing(by: float) -> float:
        return sum(armhole_curve(lowered(frame, by)).length() for frame in (front, back)) - least

    if missing(0.0) >= 0.0:
        return front, back
    if missing(_DEEPEST) < 0.0:
        reason = f"{least:.1f} cm, which the arm needs, would reach the waist"
        raise ModisteError("MOD-1533", part="armhole", reason=reason)
    by = float(brentq(missing, 0.0, _DEEPEST, xtol=1e-10))
    return lowered(front, by), lowered(back, by)


def bust_intake(body: Mapping[str, float]) -> float:
    """How much longer a front is than its back over the bust: what the bust dart takes out."""
    return min(max(body["front_length"] - body["back_length"] - body["neck"] / 16.0 + 1.0, 1.5), 4.5)


def narrowed(frame: Frame, inward: float, lift: float) -> Frame:
    """The frame of a sleeveless bodice: the shoulder shortened, the armhole raised."""
    sx, sy = frame.slope
    tip = (frame.tip[0] + sx * inward, frame.tip[1] + sy * inward)
    return replace(
        frame,
        tip=tip,
        across=frame.across - inward,
        chest=(frame.chest[0], frame.chest[1] + lift),
    )


def _upright(start: Point, end: Point) -> Bezier:
    """A side seam between two levels, upright at both."""
    pull = 0.38 * (end[1] - start[1])
    return bent(start, (0.0, 1.0), end, (0.0, 1.0), (pull, pull))
