"""The skirt block: half a front and half a back between waist and hem, shaped by darts and the side seam.

Knows how the difference of hip and waist is shared out; y = 0 is the waist, x = 0 the middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from modiste.garment import ModisteError
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.curve import Bezier, bent
from modiste.tailoring.pattern.drawing import HANDS, Fold, Marks, Pen, pair, upper_ring, whole
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Placement, Seam
from modiste.tailoring.pattern.program import Brief, Drawn

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


def suppression(hip: float, waist: float, front: int = 1, back: int = 2) -> Suppression:
    """Share out the difference of two finished girths over side seams and darts.

    Two fifths go to the side seams; of the rest the back takes more than the front, as bodies do.
    """
    total = (hip - waist) / 2.0
    darts_front = _bounded(0.24 * total / max(front, 1))
    darts_back = _bounded(0.36 * total / max(back, 1))
    side = (total - front * darts_front - back * darts_back) / 2.0
    return Suppression(side, (darts_front,) * front, (darts_back,) * back)


def waistline(half: float, side: float, lowered: float, folds: tuple[float, ...]) -> tuple[Bezier, float]:
    """The upper edge of a half, from the side seam to the middle, and the side's x.

    Args:
        half: Half width at the hip.
        side: Taken out at the side.
        lowered: How far the middle lies below y = 0.
        folds: Intakes of its darts, which the edge is longer by.
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
    edge, x = waistline(hip, side, lowered, intakes)
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


FRONT = Placement("torso", 0.0, "waist")
BACK = Placement("torso", 180.0, "waist")
BAND_HEIGHT = 3.0
ZIP = 18.0


def drawn(brief: Brief, garment: str, flare: float) -> Drawn:
    """A whole skirt: a front, two backs with a zip between them, a waistband.

    Args:
        brief: What is asked for.
        garment: Whose ease it takes.
        flare: How much a quarter's hem is wider than its hip for each centimetre of length between them.
    """
    body, fit = brief.body, brief.word("fit")
    hip = body["hip"] + ease(garment, "hip", fit)
    taken = suppression(hip, body["waist"] + ease(garment, "waist", fit))
    low, long = body["waist_to_hip"], skirt_length(body, brief.word("length"))
    hem = (hip / 4.0 + flare * (long - low), long)
    front = half(hip / 4.0, low, hem, taken.side, taken.front, lowered=0.3, depth=9.0, fold="dart_front")
    back = half(hip / 4.0, low, hem, taken.side, taken.back, lowered=0.9, depth=13.0, fold="dart_back")
    back.line("zip", (0.0, -ZIP), 1.5).line("middle", (0.0, -long), 1.5)
    levels = {"hip": -low, "hem": -long}
    grain = ((5.0, -long + 6.0), (5.0, -low - 4.0))
    fore = whole("front", "left", front, FRONT, Marks(grain=grain, levels=levels))
    aft = pair("back", "right", back, BACK, Marks(grain=grain, levels=levels))
    sides = ("side_hem", "side_hip")
    seams = [Seam(f"side_{hand}", fore.run(hand, *sides), aft.run(hand, *sides)) for hand in HANDS]
    seams.append(Seam("zip", aft.run("left", "zip"), aft.run("right", "zip"), kind="closure"))
    seams.append(Seam("middle_back", aft.run("left", "middle"), aft.run("right", "middle")))
    seams += [*fore.fold_seams(), *aft.fold_seams()]
    names = waist_names(taken.front), waist_names(taken.back)
    length = 2.0 * (front.length(*names[0]) + back.length(*names[1]))
    waistband = band("waistband", length, BAND_HEIGHT, FRONT, levels={"waist": BAND_HEIGHT / 2.0})
    ring = upper_ring((fore, names[0]), (aft, names[1]), "back")
    seams += band_seams(waistband, "lower", ring, 0.0, closure=True)
    return Drawn((*fore.panels, *aft.panels, waistband), tuple(seams))


def skirt_length(body: Mapping[str, float], name: str) -> float:
    """From the waist to the hem: shares of the way down to the floor, which is rise and inseam."""
    floor = body["body_rise"] + body["inseam"]
    return {"mini": 0.40, "knee": 0.57, "midi": 0.75, "maxi": 0.94}[name] * floor
