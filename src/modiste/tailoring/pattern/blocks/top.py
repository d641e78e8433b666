"""The top block: front, back, sleeves, bands and ribs of T-shirts and sweatshirts.

Knows how these pieces are drawn and sewn together; the widths come from the ease table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from modiste.tailoring.pattern.blocks import bodice
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.blocks.sleeve import sleeve
from modiste.tailoring.pattern.drawing import (
    HANDS,
    Marks,
    Mirrored,
    Opening,
    Pen,
    lower_ring,
    pair,
    upper_ring,
    whole,
)
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.outline import edge_length, hem_length
from modiste.tailoring.pattern.panel import Notch, Panel, Placement, Seam, Side
from modiste.tailoring.pattern.program import Brief, Drawn

FRONT = Placement("torso", 0.0, "waist")
BACK = Placement("torso", 180.0, "waist")
SLEEVE_SHARE = {"short": 0.34, "elbow": 0.58, "long": 1.0}
"""Sleeve lengths as shares of the arm."""
ROOM = 1.12
"""An armhole is at least 12 % longer than its sleeve is wide, so that the cap is more than a ripple."""
BAND_HEIGHT = 2.0
RIB_HEIGHT = 6.0
RIB_STRETCH = 0.86
"""A hem rib is cut to 86 % of the hem it gathers."""
STRETCH = 0.92
"""A neckband is cut to 92 % of its neckline and stretched in, so that it lies on the neck."""


def width(garment: str, fit: str) -> bodice.Width:
    """The eases of a bodice from the table."""
    return bodice.Width(*(ease(garment, zone, fit) for zone in ("chest", "waist", "hip", "drop", "scye")))


def frames(brief: Brief, garment: str, forward: float = 0.0) -> tuple[bodice.Frame, bodice.Frame]:
    """Front and back frame of a garment; where there are sleeves, the armhole is deep enough for them."""
    fit = brief.word("fit")
    front, back = bodice.frames(brief.body, brief.people, width(garment, fit), forward)
    if brief.word("sleeve") == "none":
        return bodice.narrowed(front, 1.5, 1.0), bodice.narrowed(back, 1.5, 1.0)
    bicep = brief.body["upper_arm"] + ease(garment, "upper_arm", fit)
    return bodice.deepened(front, back, ROOM * bicep)


def hem_height(brief: Brief) -> float:
    """Where the hem of a top lies: cropped below the waist, regular below the hip line, long on the seat."""
    hip = -brief.body["waist_to_hip"]
    named = {"cropped": -4.0, "regular": hip - 2.5, "long": hip - 10.0}[brief.word("length")]
    return named - brief.number("longer")


@dataclass(frozen=True)
class Top:
    """Front, back and sleeves, sewn to each other.

    Attributes:
        front: One front, or two that open in the middle.
        back: The back.
        sleeve: The sleeves, or None.
        neck: Length of half the front's and half the back's neckline.
        hem: Height of the hem.
        width: Half width of a quarter's hem.
        seams: Sides, shoulders, armholes, underarms.
    """

    front: Mirrored
    back: Mirrored
    sleeve: Mirrored | None
    neck: tuple[float, float]
    hem: float
    width: float
    seams: tuple[Seam, ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All panels."""
        return (*self.front.panels, *self.back.panels, *(self.sleeve.panels if self.sleeve else ()))


def knit(
    brief: Brief, garment: str, neck: bodice.Neckline, *, ribbed: bool = False, zipped: bool = False
) -> Top:
    """A knit body with sleeves: hemmed, or ready for ribs; in one front, or two with a zip between them."""
    fit, hem = brief.word("fit"), hem_height(brief)
    rib = RIB_HEIGHT if ribbed else 0.0
    hem, allowance = hem + rib, 1.0 if ribbed else 2.5
    fronts, backs = frames(brief, garment)
    front, sides = half(fronts, hem, neck, front=True, allowance=allowance)
    back, _ = half(backs, hem, neck, front=False, allowance=allowance)
    levels = body_levels(fronts, hem)
    marks = Marks(grain(hem, fronts), levels, (Notch("armhole", 0.42),))
    if zipped:
        front.line("middle", (0.0, hem), 1.5)
        fore = pair("front", "left", front, FRONT, marks)
    else:
        fore = whole("front", "left", front, FRONT, marks)
    marks = Marks(grain(hem, backs), levels, (Notch("armhole", 0.40), Notch("armhole", 0.45)))
    aft = whole("back", "right", back, BACK, marks)
    seams = side_seams(fore, aft, sides)
    if zipped:
        seams.append(Seam("zip", fore.run("left", "middle"), fore.run("right", "middle"), kind="closure"))
    made = None
    if brief.word("sleeve") != "none":
        made = sleeves(brief, garment, front.length("armhole"), back.length("armhole"), cuffed=ribbed)
        seams += sleeve_seams(made, fore, aft, ease(garment, "cap", fit))
    neck_lengths = front.length("neck"), back.length("neck")
    return Top(fore, aft, made, neck_lengths, hem, front.length("hem"), tuple(seams))


def ribs(brief: Brief, garment: str, top: Top, *, zipped: bool) -> Drawn:
    """The rib hem and the rib cuffs of a sweatshirt."""
    opening: Opening = "front" if zipped else "back"
    place = BACK if zipped else FRONT  # a band's ends meet opposite to its x = 0
    long = 4.0 * top.width
    hem = band("hem_rib", RIB_STRETCH * long, RIB_HEIGHT, place, base=top.hem - RIB_HEIGHT, folded="lower")
    ring = lower_ring((top.front, ("hem",)), (top.back, ("hem",)), opening)
    seams = [*band_seams(hem, "upper", ring, (RIB_STRETCH - 1.0) * long, closure=zipped)]
    panels = [hem]
    assert top.sleeve is not None
    cuff = brief.body["wrist"] + ease(garment, "cuff", brief.word("fit"))
    for panel, hand in zip(sorted(top.sleeve.panels, key=lambda each: each.name), HANDS, strict=True):
        around = hem_length(panel)
        made = band(
            f"cuff_{hand}",
            min(cuff, around),
            RIB_HEIGHT,
            Placement("left_arm", 90.0, "wrist_left")
            if hand == "left"
            else Placement("right_arm", 270.0, "wrist_right"),
            levels={"wrist": RIB_HEIGHT / 2.0},
            folded="lower",
        )
        panels.append(made)
        to = Side(((panel.name, "hem"),))
        seams += band_seams(made, "upper", to, min(cuff, around) - around)
    return Drawn(tuple(panels), tuple(seams))


def half(
    frame: bodice.Frame, hem: float, neck: bodice.Neckline, *, front: bool, allowance: float = 2.5
) -> tuple[Pen, tuple[str, ...]]:
    """Half a front or back from hem to neck, and the names of its side seam's edges."""
    # Between waist and hip a hem lies on the way from one to the other.
    wide = frame.waist + (frame.hip[0] - frame.waist) * min(max(hem / frame.hip[1], 0.0), 1.0)
    pen = Pen((0.0, hem)).line("hem", (wide, hem), allowance)
    sides = bodice.side(pen, frame, hem)
    bodice.armhole(pen, frame)
    bodice.neckline(pen, frame, neck, front=front)
    return pen, sides


def body_levels(frame: bodice.Frame, hem: float) -> dict[str, float]:
    """The girth lines that cross a front or back."""
    levels = {"chest": frame.chest[1] - 0.001, "hem": hem}
    if hem < 0.0:
        levels["waist"] = 0.0
    if hem < frame.hip[1]:
        levels["hip"] = frame.hip[1]
    return levels


def grain(hem: float, frame: bodice.Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    """The grain line of a front or back, beside its middle."""
    low = hem + 0.2 * (frame.chest[1] - hem)
    return (4.0, low), (4.0, frame.chest[1] - 1.0)


def side_seams(front: Mirrored, back: Mirrored, sides: tuple[str, ...]) -> list[Seam]:
    """Side seams and shoulder seams."""
    made = []
    for hand in HANDS:
        made.append(Seam(f"side_{hand}", front.run(hand, *sides), back.run(hand, *sides)))
        made.append(Seam(f"shoulder_{hand}", front.run(hand, "shoulder"), back.run(hand, "shoulder")))
    return made


def sleeves(
    brief: Brief,
    garment: str,
    front: float,
    back: float,
    *,
    cuffed: bool = False,
) -> Mirrored:
    """A pair of sleeves for armholes of these lengths; the height of a cuff is left out below."""
    body, fit, kind = brief.body, brief.word("fit"), brief.word("sleeve")
    bicep = body["upper_arm"] + ease(garment, "upper_arm", fit)
    wrist = body["wrist"] + ease(garment, "wrist", fit)
    share = SLEEVE_SHARE[kind]
    length = share * body["arm_length"] - ease(garment, "drop", fit) - (RIB_HEIGHT if cuffed else 0.0)
    hem = bicep + (wrist - bicep) * max(share - 0.12, 0.0) / 0.88
    pen, cap = sleeve(front, back, bicep, length, hem, ease(garment, "cap", fit))
    return sleeve_piece(pen, cap)


def sleeve_piece(pen: Pen, cap: float) -> Mirrored:
    """A pair of sleeves from the left one's outline."""
    length = -pen.edges[0].start[1]
    marks = Marks(
        grain=((0.0, -length + 2.0), (0.0, -2.0)),
        levels={"upper_arm": -cap - 0.001, "sleeve_hem": -length},
        # One notch for the front, two for the back, as every sewer expects; they meet the armhole's.
        notches=(Notch("cap_front", 0.58), Notch("cap_back", 0.40), Notch("cap_back", 0.45)),
    )
    return pair(
        "sleeve",
        "left",
        pen,
        Placement("left_arm", 90.0, "shoulder_left"),
        marks,
        Placement("right_arm", 270.0, "shoulder_right"),
    )


def sleeve_seams(sleeve: Mirrored, front: Mirrored, back: Mirrored, cap: float) -> list[Seam]:
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


def neckband(top: Top) -> Drawn:
    """A rib band around a round neckline, closed at the back."""
    opening = 2.0 * sum(top.neck)
    length = STRETCH * opening
    panel = band("neckband", length, BAND_HEIGHT, Placement("neck", 0.0, "nape"))
    ring = upper_ring((top.front, ("neck",)), (top.back, ("neck",)), "back")
    return Drawn((panel,), band_seams(panel, "lower", ring, length - opening))


def bindings(top: Top, front: float, back: float) -> Iterator[Panel]:
    """The strips that bind what has no band: the neckline, and the armholes of a sleeveless top.

    Args:
        top: The top.
        front: The length of a front armhole, or 0 where there are sleeves.
        back: The same of the back.
    """
    neck = Placement("neck", 0.0, "nape")
    yield band("neck_binding", 1.9 * sum(top.neck), 1.0, neck, layer="facing")
    if top.sleeve is None:
        for hand in HANDS:
            place = Placement("left_arm" if hand == "left" else "right_arm", 90.0, f"shoulder_{hand}")
            yield band(f"armhole_binding_{hand}", 0.95 * (front + back), 1.0, place, layer="facing")


def lengths(pieces: tuple[Mirrored, Mirrored], name: str) -> tuple[float, float]:
    """The lengths of an edge of the left front and the left back, as it is called in the drawing."""
    found = []
    for piece in pieces:
        ((panel, edge),) = piece.edges("left", name)
        found.append(edge_length(next(each for each in piece.panels if each.name == panel), edge))
    return found[0], found[1]


def joined(*parts: Drawn) -> Drawn:
    """What several drawings make together."""
    return Drawn(
        tuple(panel for part in parts for panel in part.panels),
        tuple(seam for part in parts for seam in part.seams),
    )
