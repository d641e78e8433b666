"""The shirt: woven, buttoned in front, with a yoke, a collar on a stand, and cuffs.

Knows its options, its yoke, collar and cuffs; body and sleeves are the blocks'. Fronts are drawn to the
middle, where the buttons close them; the button strips are facings.
"""

from modiste.tailoring.pattern.blocks import bodice, top
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.blocks.sleeve import sleeve
from modiste.tailoring.pattern.drawing import HANDS, Marks, Mirrored, Pen, pair, single, upper_ring, whole
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Notch, Panel, Placement, Seam, Side
from modiste.tailoring.pattern.program import LONGER, Brief, Choice, Drawn, Program

_NECK = bodice.Neckline(0.4, 0.4, 0.2)
_YOKE = 9.0
"""How far the yoke's seam lies below the nape."""
_CUFF = 6.0
_STAND = 3.0
_FALL = 4.6
_STRIP = 3.0
_PLEAT = 3.0


def _draw(brief: Brief) -> Drawn:
    hem = top.hem_height(brief) - 4.0
    frames = top.frames(brief, "shirt")
    front, sides = top.half(frames[0], hem, _NECK, front=True, allowance=2.0)
    front.line("placket", (0.0, hem), 1.5)
    levels = top.body_levels(frames[0], hem)
    marks = Marks(top.grain(hem, frames[0]), levels, (Notch("armhole", 0.42),), _buttons(front, hem))
    fore = pair("front", "left", front, top.FRONT, marks)
    whole_back, _ = top.half(frames[1], hem, _NECK, front=False, allowance=2.0)
    lower, yoke = _yoked(whole_back, frames[1])
    aft = whole("back", "right", lower, top.BACK, Marks(top.grain(hem, frames[1]), levels))
    over = whole(
        "yoke",
        "right",
        yoke,
        top.BACK,
        Marks(((4.0, yoke.edges[0].start[1] + 1.0), (4.0, frames[1].nape - 1.0))),
    )
    seams = []
    for hand in HANDS:
        seams += [
            Seam(f"side_{hand}", fore.run(hand, *sides), aft.run(hand, *sides)),
            Seam(f"shoulder_{hand}", fore.run(hand, "shoulder"), over.run(hand, "shoulder")),
            Seam(f"yoke_{hand}", over.run(hand, "lower"), aft.counter(hand, "upper")),
        ]
    seams.append(Seam("buttons", fore.run("left", "placket"), fore.run("right", "placket"), kind="closure"))
    arms = _sleeves(brief, front, lower, yoke, fore, (aft, over))
    collar = _collar(brief, fore, over, 2.0 * (front.length("neck") + yoke.length("neck")))
    strips = _strips(front, hem)
    return top.joined(
        Drawn((*fore.panels, *aft.panels, *over.panels), tuple(seams)), arms, collar, Drawn(strips, ())
    )


def _yoked(back: Pen, frame: bodice.Frame) -> tuple[Pen, Pen]:
    """Half a back, cut in two by the yoke's seam: the lower part and the yoke."""
    level = frame.nape - _YOKE
    armhole = back.bezier("armhole")
    below, above = armhole.split(armhole.crossings(level)[-1])
    lower = Pen(back.edges[0].start)
    for edge in back.edges[: [each.name for each in back.edges].index("armhole")]:
        lower.along(edge.name, back.bezier(edge.name), edge.allowance)
    lower.along("armhole", below).line("upper", (0.0, below.end[1]))
    yoke = Pen((0.0, above.start[1])).line("lower", above.start).along("armhole", above)
    return lower, yoke.along("shoulder", back.bezier("shoulder")).along("neck", back.bezier("neck"))


def _sleeves(
    brief: Brief, front: Pen, lower: Pen, yoke: Pen, fore: Mirrored, back: tuple[Mirrored, Mirrored]
) -> Drawn:
    body, fit, kind = brief.body, brief.word("fit"), brief.word("sleeve")
    cap = ease("shirt", "cap", fit)
    bicep = body["upper_arm"] + ease("shirt", "upper_arm", fit)
    cuff = body["wrist"] + ease("shirt", "cuff", fit)
    cuffed = kind == "long"
    length = (
        top.SLEEVE_SHARE[kind] * body["arm_length"] - ease("shirt", "drop", fit) - (_CUFF if cuffed else 0.0)
    )
    armholes = front.length("armhole"), lower.length("armhole") + yoke.length("armhole")
    hem = cuff if cuffed else bicep - 2.5
    pleats = (("pleat_1", 0.62 * cuff, _PLEAT), ("pleat_2", 0.62 * cuff + 5.0, _PLEAT)) if cuffed else ()
    pen, high = sleeve(*armholes, bicep, length, hem, cap, pleats, 1.0 if cuffed else 3.0)
    arms = top.sleeve_piece(pen, high)
    names = tuple(edge.name for edge in pen.edges if edge.name.startswith("hem"))
    seams = [*arms.fold_seams()]
    panels = [*arms.panels]
    aft, over = back
    for hand in HANDS:
        armhole = Side(
            (*aft.edges(hand, "armhole"), *over.edges(hand, "armhole")), aft.run(hand, "armhole").backward
        )
        seams += [
            Seam(
                f"armhole_front_{hand}",
                arms.counter(hand, "cap_front"),
                fore.run(hand, "armhole"),
                cap / 2.0,
            ),
            Seam(f"armhole_back_{hand}", arms.run(hand, "cap_back"), armhole, cap / 2.0),
            Seam(f"underarm_{hand}", arms.counter(hand, "underarm_front"), arms.run(hand, "underarm_back")),
        ]
        if not cuffed:
            continue
        place = (
            Placement("left_arm", 90.0, "wrist_left")
            if hand == "left"
            else Placement("right_arm", 270.0, "wrist_right")
        )
        made = band(f"cuff_{hand}", pen.length(*names), _CUFF, place, levels={"wrist": 3.0}, folded="lower")
        # By growing azimuth the hem is walked from the front on the left arm, from the back on the right.
        edges = arms.edges(hand, *(names if hand == "left" else names[::-1]))
        panels += [made, _facing(f"sleeve_placket_{hand}", 14.0, 2.5, place)]
        seams += band_seams(made, "upper", Side(edges), 0.0, closure=True)
    return Drawn(tuple(panels), tuple(seams))


def _collar(brief: Brief, fore: Mirrored, over: Mirrored, opening: float) -> Drawn:
    """A stand around the neck, closed in front, and the collar that falls over it."""
    place = Placement("neck", 180.0, "nape")
    stand = band("collar_stand", opening, _STAND, place)
    # The stand's inner layer is a piece of its own: its upper edge carries the collar.
    inner = band("collar_stand_inner", opening, _STAND, place, layer="facing")
    ring = upper_ring((fore, ("neck",)), (over, ("neck",)), "front")
    seams = [*band_seams(stand, "lower", ring, 0.0, closure=True)]
    if brief.word("collar") == "stand":
        return Drawn((stand, inner), tuple(seams))
    half = opening / 2.0

    def fall(name: str, marks: Marks) -> Panel:
        pen = (
            Pen((-half, _STAND))
            .line("lower", (half, _STAND))
            .line("end_1", (half + 1.6, _STAND + _FALL + 2.0))
        )
        pen.curve(
            "upper", (-half - 1.6, _STAND + _FALL + 2.0), (-1.0, -0.16), (-1.0, 0.16), (half / 2, half / 2)
        )
        return single(name, pen.line("end_2", (-half, _STAND)), place, marks)

    grain = ((-4.0, _STAND + 2.0), (4.0, _STAND + 2.0))
    collar, under = fall("collar", Marks(grain)), fall("collar_under", Marks(grain, layer="facing"))
    seams.append(
        Seam("collar", Side((("collar", "lower"),)), Side((("collar_stand", "upper"),), backward=True))
    )
    return Drawn((stand, inner, collar, under), tuple(seams))


def _buttons(front: Pen, hem: float) -> dict[str, tuple[tuple[float, float], ...]]:
    """Where seven buttons sit, as short lines across the middle."""
    high = front.bezier("neck").end[1] - 6.0
    step = (high - (hem + 12.0)) / 6.0
    return {f"button_{n + 1}": ((0.0, high - n * step), (1.2, high - n * step)) for n in range(7)}


def _strips(front: Pen, hem: float) -> tuple[Panel, Panel]:
    high = front.bezier("neck").end[1]
    return (
        _facing("placket_left", high - hem, _STRIP, top.FRONT),
        _facing("placket_right", high - hem, _STRIP, top.FRONT),
    )


def _facing(name: str, length: float, wide: float, place: Placement) -> Panel:
    pen = (
        Pen((0.0, 0.0)).line("lower", (wide, 0.0)).line("outer", (wide, length)).line("upper", (0.0, length))
    )
    marks = Marks(grain=((wide / 2.0, 1.0), (wide / 2.0, length - 1.0)), layer="facing")
    return single(name, pen.line("inner", (0.0, 0.0)), place, marks)


SHIRT = Program(
    "shirt",
    "Shirt",
    "men",
    (
        Choice("collar", "classic", ("classic", "stand"), "a collar on a stand, or the stand alone"),
        Choice("sleeve", "long", ("short", "long"), "short and hemmed, or long with cuffs"),
        Choice("length", "regular", ("cropped", "regular", "long"), "where the hem lies"),
        LONGER,
        Choice("fit", "regular", ("slim", "regular", "relaxed", "oversized"), "how much ease it has"),
    ),
    _draw,
)
