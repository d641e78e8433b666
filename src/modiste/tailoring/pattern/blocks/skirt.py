"""The skirt block: half a front and half a back between waist and hem, shaped by darts and the side seam.

Knows how the difference of hip and waist is shared out; y = 0 is the waist, x = 0 the middle.
"""

from dataclasses import dataclass

from scipy.optimize import brentq

from modiste.garment import ModisteError
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.curve import Bezier, bent
from modiste.tailoring.pattern.drawing import HANDS, Fold, Marks, Mirrored, Pen, pair, upper_ring, whole
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Notch, Placement, Seam
from modiste.tailoring.pattern.program import Brief, Drawn

FRONT = Placement("torso", 0.0, "waist")
BACK = Placement("torso", 180.0, "waist")
BAND_HEIGHT = 3.0
ZIP = 18.0
FRONT_LOWERED, BACK_LOWERED = 0.3, 0.9
_RISE = 1.0
"""How much the waist rises at the side seam, so that it lies level on the body."""
_SMALLEST, _LARGEST = 0.8, 3.2
"""A dart below is not worth sewing, one above stands off in a point."""


@dataclass(frozen=True)
class Suppression:
    """How a quarter narrows from hip to waist, in centimetres.

    Attributes:
        side: Taken out at the side seam, the same in front and back, so that both are equally long.
        front: Intake of each front dart.
        back: Intake of each back dart.
    """

    side: float
    front: tuple[float, ...]
    back: tuple[float, ...]


def suppression(hip: float, waist: float, front: int, back: int) -> Suppression:
    """Share out the difference of two finished girths over side seams and darts.

    Two fifths go to the side seams; of the rest the back takes more than the front, as bodies do. The side is
    then set so that the sewn waist is as long as asked for.

    Raises:
        ModisteError: MOD-1533 where the waist is too wide or too narrow for the hip.
    """
    total = (hip - waist) / 2.0
    darts_front = (_bounded(0.24 * total / front),) * front
    darts_back = (_bounded(0.36 * total / back),) * back

    def missing(side: float) -> float:
        fore, aft = (
            waistline(hip / 4.0, side, lowered)[0].length() for lowered in (FRONT_LOWERED, BACK_LOWERED)
        )
        return fore + aft - sum(darts_front) - sum(darts_back) - waist / 2.0

    low, high = -0.2 * hip, hip / 4.0 - 4.0
    if missing(low) < 0.0 or missing(high) > 0.0:
        reason = f"{waist:.1f} cm do not go with a hip of {hip:.1f} cm"
        raise ModisteError("MOD-1533", part="waist", reason=reason)
    return Suppression(float(brentq(missing, low, high, xtol=1e-10)), darts_front, darts_back)


def waistline(half: float, side: float, lowered: float) -> tuple[Bezier, float]:
    """The upper edge of a half, from the side seam to the middle, and the side's x.

    Args:
        half: Half width at the hip.
        side: Taken out at the side.
        lowered: How far the middle lies below y = 0.
    """
    x = half - side
    return bent((x, _RISE), (-1.0, -0.12), (0.0, -lowered), (-1.0, 0.0), (0.35 * x, 0.4 * x)), x


def half(
    hip: float,
    hip_height: float,
    hem: tuple[float, float],
    side: float,
    intakes: tuple[float, ...],
    *,
    lowered: float,
    depth: float,
    fold: str,
) -> Pen:
    """Half a front or back, from the hem's middle to the waist's middle.

    Args:
        hip: Half width at the hip.
        hip_height: How far the hip lies below the waist.
        hem: Half width and length at the hem.
        side: Taken out at the side seam.
        intakes: Of the darts, from the side to the middle.
        lowered: How far the waist's middle is lowered.
        depth: Length of the longest dart.
        fold: The darts' name.

    Raises:
        ModisteError: MOD-1533 where the darts leave no waist.
    """
    wide, long = hem
    pen = Pen((0.0, -long))
    if wide == hip:
        pen.line("hem", (wide, -long), 4.0)
    else:  # a flared hem is square to the middle and to the side seam
        flare = (wide - hip) / (long - hip_height)
        raised = flare * wide * 0.45
        pen.curve("hem", (wide, -long + raised), (1.0, 0.0), (1.0, flare), (0.4 * wide, 0.4 * wide), 3.0)
    if long > hip_height:
        pen.line("side_hem", (hip, -hip_height))
    edge, x = waistline(hip, side, lowered)
    if x - sum(intakes) < 3.0:
        raise ModisteError("MOD-1533", part="waist", reason="its darts leave nothing of it")
    rise = edge.start[1] - pen.place[1]
    up = (0.0, 1.0) if wide == hip else (hip - wide, long - hip_height)
    pen.curve("side_hip", edge.start, up, (-0.12, 1.0) if side > 0 else (0.0, 1.0), (0.5 * rise, 0.25 * rise))
    length = edge.length()
    names = [fold] if len(intakes) == 1 else [f"{fold}_{place}" for place in ("side", "middle")]
    folds = [
        Fold(
            name,
            length * (number + 1) / (len(intakes) + 1),
            intake,
            depth - 1.5 * (len(intakes) - 1 - number),
        )
        for number, (name, intake) in enumerate(zip(names, intakes, strict=True))
    ]
    pen.folded("waist", edge, folds)
    return pen


def waist_names(intakes: tuple[float, ...]) -> tuple[str, ...]:
    """The edges of a half's waist between its darts, from the side to the middle."""
    return tuple(f"waist_{number}" for number in range(1, len(intakes) + 2))


def _bounded(intake: float) -> float:
    return min(max(intake, _SMALLEST), _LARGEST)


@dataclass(frozen=True)
class Skirt:
    """The pieces of a skirt, before anything is sewn to its waist.

    Attributes:
        front: The front, whole.
        back: The two backs, with a zip between them.
        seams: Sides, middle back, darts.
        waists: The names of the front's and the back's waist edges.
        lengths: The finished waist of a front's and a back's quarter.
        taken: How the waist was narrowed.
    """

    front: Mirrored
    back: Mirrored
    seams: tuple[Seam, ...]
    waists: tuple[tuple[str, ...], tuple[str, ...]]
    lengths: tuple[float, float]
    taken: Suppression


def skirt(brief: Brief, garment: str, flare: float, prefix: str = "") -> Skirt:
    """A skirt without what its waist is sewn to.

    Args:
        brief: What is asked for.
        garment: Whose ease it takes.
        flare: How much a quarter widens for each centimetre below the hip.
        prefix: What the names of pieces and seams begin with.
    """
    body, fit = brief.body, brief.word("fit")
    hip = body["hip"] + ease(garment, "hip", fit)
    # Flare takes the place of the second back dart: it is the dart, closed.
    taken = suppression(hip, body["waist"] + ease(garment, "waist", fit), 1, 1 if flare else 2)
    low, long = body["waist_to_hip"], skirt_length(brief)
    if long < low + 4.0:
        raise ModisteError("MOD-1533", part="skirt", reason="it ends above the hip")
    hem = (hip / 4.0 + flare * (long - low), long)
    front = half(
        hip / 4.0, low, hem, taken.side, taken.front, lowered=FRONT_LOWERED, depth=9.0, fold="dart_front"
    )
    back = half(
        hip / 4.0, low, hem, taken.side, taken.back, lowered=BACK_LOWERED, depth=13.0, fold="dart_back"
    )
    back.line("zip", (0.0, -ZIP), 1.5).line("middle", (0.0, -long), 1.5)
    levels = {"hip": -low, "hem": -long}
    grain = ((5.0, -long + 6.0), (5.0, -low - 1.0))
    hip_notch = (Notch("side_hip", 0.0),)
    fore = whole(f"{prefix}front", "left", front, FRONT, Marks(grain=grain, levels=levels, notches=hip_notch))
    aft = pair(f"{prefix}back", "right", back, BACK, Marks(grain=grain, levels=levels, notches=hip_notch))
    sides = ("side_hem", "side_hip")
    seams = [Seam(f"{prefix}side_{hand}", fore.run(hand, *sides), aft.run(hand, *sides)) for hand in HANDS]
    seams.append(Seam(f"{prefix}zip", aft.run("left", "zip"), aft.run("right", "zip"), kind="closure"))
    seams.append(Seam(f"{prefix}middle_back", aft.run("left", "middle"), aft.run("right", "middle")))
    names = waist_names(taken.front), waist_names(taken.back)
    return Skirt(
        fore,
        aft,
        (*seams, *fore.fold_seams(), *aft.fold_seams()),
        names,
        (front.length(*names[0]), back.length(*names[1])),
        taken,
    )


def drawn(brief: Brief, garment: str, flare: float) -> Drawn:
    """A whole skirt: a front, two backs with a zip between them, a waistband."""
    made = skirt(brief, garment, flare)
    waistband = band(
        "waistband", 2.0 * sum(made.lengths), BAND_HEIGHT, FRONT, levels={"waist": BAND_HEIGHT / 2.0}
    )
    ring = upper_ring((made.front, made.waists[0]), (made.back, made.waists[1]), "back")
    seams = (*made.seams, *band_seams(waistband, "lower", ring, 0.0, closure=True))
    return Drawn((*made.front.panels, *made.back.panels, waistband), seams)


def skirt_length(brief: Brief) -> float:
    """From the waist to the hem: shares of the way down to the floor, which is rise and inseam."""
    floor = brief.body["body_rise"] + brief.body["inseam"]
    share = {"mini": 0.40, "knee": 0.57, "midi": 0.75, "maxi": 0.94}[brief.word("length")]
    return share * floor + brief.number("longer")
