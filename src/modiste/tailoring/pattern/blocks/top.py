"""The knit top block: front, back, sleeves and neck of T-shirts and sweatshirts.

Knows how these pieces are drawn and sewn together; the widths come from the ease table.
"""

from modiste.tailoring.pattern.blocks import bodice
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.blocks.sleeve import sleeve
from modiste.tailoring.pattern.curve import Bezier
from modiste.tailoring.pattern.drawing import HANDS, Marks, Pen, Piece, pair, upper_ring, whole
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Notch, Panel, Placement, Seam
from modiste.tailoring.pattern.program import Brief, Drawn

FRONT = Placement("torso", 0.0, "waist")
BACK = Placement("torso", 180.0, "waist")
SLEEVE_SHARE = {"short": 0.34, "elbow": 0.58, "long": 1.0}
"""Sleeve lengths as shares of the arm."""
BAND_HEIGHT = 2.0
STRETCH = 0.92
"""A neckband is cut to 92 % of its neckline and stretched in, so that it lies on the neck."""


def width(garment: str, fit: str) -> bodice.Width:
    """The eases of a bodice from the table."""
    return bodice.Width(*(ease(garment, zone, fit) for zone in ("chest", "waist", "hip", "drop", "scye")))


def hem_height(brief: Brief) -> float:
    """Where the hem of a top lies: cropped below the waist, regular below the hip line, long on the seat."""
    hip = -brief.body["waist_to_hip"]
    return {"cropped": -4.0, "regular": hip - 2.5, "long": hip - 10.0}[brief.word("length")]


def knit(brief: Brief, garment: str, neck: bodice.Neckline) -> Drawn:
    """A whole knit top with a hem."""
    fit, hem = brief.word("fit"), hem_height(brief)
    frames = bodice.frames(brief.body, brief.people, width(garment, fit))
    sleeveless = brief.word("sleeve") == "none"
    if sleeveless:
        frames = (bodice.narrowed(frames[0], 1.5, 1.0), bodice.narrowed(frames[1], 1.5, 1.0))
    front, sides = half(frames[0], hem, neck, front=True)
    back, _ = half(frames[1], hem, neck, front=False)
    levels = body_levels(frames[0], hem)
    pieces = [
        whole("front", "left", front, FRONT, Marks(grain=grain(hem, frames[0]), levels=levels)),
        whole("back", "right", back, BACK, Marks(grain=grain(hem, frames[1]), levels=levels)),
    ]
    seams = side_seams(pieces[0], pieces[1], sides)
    if not sleeveless:
        made = sleeves(brief, garment, front.bezier("armhole"), back.bezier("armhole"))
        pieces.append(made)
        seams += sleeve_seams(made, pieces[0], pieces[1], ease(garment, "cap", fit))
    panels = [panel for piece in pieces for panel in piece.panels]
    if neck.shape == "round" and neck.widen < 3.0:
        banded, sewn = neckband(pieces[0], pieces[1], front, back)
        panels.append(banded)
        seams += sewn
    return Drawn(tuple(panels), tuple(seams))


def half(
    frame: bodice.Frame, hem: float, neck: bodice.Neckline, *, front: bool
) -> tuple[Pen, tuple[str, ...]]:
    """Half a front or back from hem to neck, and the names of its side seam's edges."""
    wide = (
        frame.hip[0]
        if hem < frame.hip[1]
        else frame.waist + (frame.hip[0] - frame.waist) * hem / frame.hip[1]
    )
    pen = Pen((0.0, hem)).line("hem", (wide, hem), 2.5)
    sides = bodice.side(pen, frame, hem)
    bodice.armhole(pen, frame)
    bodice.neckline(pen, frame, neck, front=front)
    return pen, sides


def body_levels(frame: bodice.Frame, hem: float) -> dict[str, float]:
    """The girth lines that cross a front or back."""
    levels = {"chest": frame.chest[1] - 0.01, "waist": 0.0, "hem": hem}
    if hem < frame.hip[1]:
        levels["hip"] = frame.hip[1]
    return levels


def grain(hem: float, frame: bodice.Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    """The grain line of a front or back, beside its middle."""
    low = hem + 0.2 * (frame.chest[1] - hem)
    return (4.0, low), (4.0, frame.chest[1] - 1.0)


def side_seams(front: Piece, back: Piece, sides: tuple[str, ...]) -> list[Seam]:
    """Side seams and shoulder seams."""
    made = []
    for hand in HANDS:
        made.append(Seam(f"side_{hand}", front.run(hand, *sides), back.run(hand, *sides)))
        made.append(Seam(f"shoulder_{hand}", front.run(hand, "shoulder"), back.run(hand, "shoulder")))
    return made


def sleeves(brief: Brief, garment: str, front: Bezier, back: Bezier) -> Piece:
    """A pair of sleeves for two armholes."""
    body, fit, kind = brief.body, brief.word("fit"), brief.word("sleeve")
    bicep = body["upper_arm"] + ease(garment, "upper_arm", fit)
    wrist = body["wrist"] + ease(garment, "wrist", fit)
    share = SLEEVE_SHARE[kind]
    length = share * body["arm_length"] - ease(garment, "drop", fit)
    hem = bicep + (wrist - bicep) * max(share - 0.12, 0.0) / 0.88
    pen, cap = sleeve(front.length(), back.length(), bicep, length, hem, ease(garment, "cap", fit))
    levels = {"upper_arm": -cap - 0.01, "sleeve_hem": -length}
    marks = Marks(
        grain=((0.0, -length + 2.0), (0.0, -2.0)),
        levels=levels,
        # One notch for the front, two for the back, as every sewer expects.
        notches=(Notch("cap_front", 0.62), Notch("cap_back", 0.36), Notch("cap_back", 0.40)),
    )
    return pair(
        "sleeve",
        "left",
        pen,
        Placement("left_arm", 90.0, "shoulder_left"),
        marks,
        Placement("right_arm", 270.0, "shoulder_right"),
    )


def sleeve_seams(sleeve: Piece, front: Piece, back: Piece, cap: float) -> list[Seam]:
    """Armholes and underarms; the cap's ease is shared by its two halves."""
    made = []
    for hand in HANDS:
        made += [
            Seam(
                f"armhole_front_{hand}",
                sleeve.counter(hand, "cap_front"),
                front.run(hand, "armhole"),
                cap / 2.0,
            ),
            Seam(f"armhole_back_{hand}", sleeve.run(hand, "cap_back"), back.run(hand, "armhole"), cap / 2.0),
            Seam(
                f"underarm_{hand}", sleeve.counter(hand, "underarm_front"), sleeve.run(hand, "underarm_back")
            ),
        ]
    return made


def neckband(front: Piece, back: Piece, front_pen: Pen, back_pen: Pen) -> tuple[Panel, tuple[Seam, Seam]]:
    """A rib band around a round neckline, closed at the back."""
    opening = 2.0 * (front_pen.length("neck") + back_pen.length("neck"))
    length = STRETCH * opening
    panel = band("neckband", length, BAND_HEIGHT, Placement("neck", 0.0, "nape"))
    ring = upper_ring((front, ("neck",)), (back, ("neck",)), "back")
    return panel, band_seams(panel, "lower", ring, length - opening)
