"""The dress block: a darted bodice that runs on into a skirt, or ends at a waist seam.

Knows how bust and waist darts shape a front and a back; the back opens in the middle with a zip.
"""

from collections.abc import Callable
from dataclasses import replace

from scipy.optimize import brentq

from modiste.tailoring.pattern.blocks import bodice, skirt, top
from modiste.tailoring.pattern.curve import straight
from modiste.tailoring.pattern.drawing import HANDS, Fold, Marks, Mirrored, Pen, pair, whole
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Notch, Seam
from modiste.tailoring.pattern.program import Brief, Drawn

_FORWARD = 0.5
"""A bust is in front: the front takes half a centimetre of a quarter more than the back."""
_ZIP = 16.0
"""How far below the waist the zip of a shift ends."""


def shift(brief: Brief) -> Drawn:
    """A dress without a waist seam: bust darts, shaped sides."""
    frames = top.frames(brief, "dress", _FORWARD)
    hem = -skirt.skirt_length(brief)
    neck = bodice.NECKLINES[brief.word("neckline")]
    dart = _bust(brief, frames[0])

    def front(lift: float) -> tuple[Pen, tuple[str, ...]]:
        frame = bodice.raised(frames[0], lift)
        pen = Pen((0.0, hem)).line("hem", (frame.hip[0], hem), 4.0)
        return pen, bodice.side(pen, frame, hem, bust=dart)

    back = Pen((0.0, hem)).line("hem", (frames[1].hip[0], hem), 4.0)
    sides_back = bodice.side(back, frames[1], hem)
    lift = _lift(lambda r: front(r)[0].length(*front(r)[1]), back.length(*sides_back), dart[0])
    pen, sides_front = front(lift)
    raised = bodice.raised(frames[0], lift)
    for half, frame, fore in ((pen, raised, True), (back, frames[1], False)):
        bodice.armhole(half, frame)
        bodice.neckline(half, frame, neck, front=fore)
    back.line("zip", (0.0, -_ZIP), 1.5).line("middle", (0.0, hem), 1.5)
    levels = {"waist": 0.0, "hip": frames[0].hip[1], "hem": hem}
    piece, aft = _pieces("front", "back", (pen, back), (raised, frames[1]), levels, hem)
    seams = [Seam("middle_back", aft.run("left", "middle"), aft.run("right", "middle"))]
    return _sewn(brief, (piece, aft), (sides_front, sides_back), seams, "zip")


def seamed(brief: Brief, flare: float) -> Drawn:
    """A dress with a waist seam: bust and waist darts above, an A-line skirt below."""
    below = skirt.skirt(brief, "dress-a-line", flare, prefix="skirt_")
    frames = top.frames(brief, "dress", _FORWARD)
    neck = bodice.NECKLINES[brief.word("neckline")]
    dart = _bust(brief, frames[0])
    halves = []
    for frame, length, name in zip(frames, below.lengths, ("front", "back"), strict=True):
        intake = min(max(0.5 * (frame.chest[0] - length), 0.8), 4.0)
        fold = Fold(f"dart_waist_{name}", (length + intake) / 2.0, intake, 0.55 * frame.chest[1])
        halves.append((replace(frame, waist=length + intake), fold))

    def lower(frame: bodice.Frame, fold: Fold) -> Pen:
        return Pen((0.0, 0.0)).folded("waist", straight((0.0, 0.0), (frame.waist, 0.0)), [fold])

    def front(lift: float) -> tuple[Pen, tuple[str, ...]]:
        pen = lower(*halves[0])
        return pen, bodice.side(pen, bodice.raised(halves[0][0], lift), 0.0, bust=dart)

    back = lower(*halves[1])
    sides_back = bodice.side(back, halves[1][0], 0.0)
    lift = _lift(lambda r: front(r)[0].length(*front(r)[1]), back.length(*sides_back), dart[0])
    pen, sides_front = front(lift)
    raised = bodice.raised(halves[0][0], lift)
    for half, frame, fore in ((pen, raised, True), (back, halves[1][0], False)):
        bodice.armhole(half, frame)
        bodice.neckline(half, frame, neck, front=fore)
    back.line("zip", (0.0, 0.0), 1.5)
    levels = {"waist": 0.001}
    piece, aft = _pieces("bodice_front", "bodice_back", (pen, back), (raised, halves[1][0]), levels, 0.0)
    seams = [
        Seam(
            f"waist_{name}_{hand}",
            above.run(hand, "waist_1", "waist_2"),
            under.counter(hand, *names),
        )
        for hand in HANDS
        for name, above, under, names in (
            ("front", piece, below.front, below.waists[0]),
            ("back", aft, below.back, below.waists[1]),
        )
    ]
    made = _sewn(brief, (piece, aft), (sides_front, sides_back), seams, "zip")
    return top.joined(made, Drawn((*below.front.panels, *below.back.panels), below.seams))


def _bust(brief: Brief, frame: bodice.Frame) -> tuple[float, float]:
    """Intake and depth of the bust dart, which ends 2.5 cm before the bust point."""
    return bodice.bust_intake(brief.body), frame.chest[0] - 0.105 * brief.body["bust"] - 2.5


def _lift(length: Callable[[float], float], wanted: float, intake: float) -> float:
    """How far the front is raised so that its side, the dart closed, is as long as the back's."""
    return float(brentq(lambda lift: length(lift) - wanted, intake - 3.0, intake + 3.0, xtol=1e-10))


def _pieces(
    front: str,
    back: str,
    pens: tuple[Pen, Pen],
    frames: tuple[bodice.Frame, bodice.Frame],
    levels: dict[str, float],
    hem: float,
) -> tuple[Mirrored, Mirrored]:
    marks = [
        Marks(top.grain(hem, frame), {**levels, "chest": frame.chest[1] - 0.001}, notches)
        for frame, notches in zip(
            frames,
            ((Notch("armhole", 0.42),), (Notch("armhole", 0.40), Notch("armhole", 0.45))),
            strict=True,
        )
    ]
    return (
        whole(front, "left", pens[0], top.FRONT, marks[0]),
        pair(back, "right", pens[1], top.BACK, marks[1]),
    )


def _sewn(
    brief: Brief,
    pieces: tuple[Mirrored, Mirrored],
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    more: list[Seam],
    closure: str,
) -> Drawn:
    front, back = pieces
    seams = [*more, Seam("zip", back.run("left", closure), back.run("right", closure), kind="closure")]
    for hand in HANDS:
        seams.append(Seam(f"side_{hand}", front.run(hand, *sides[0]), back.run(hand, *sides[1])))
        seams.append(Seam(f"shoulder_{hand}", front.run(hand, "shoulder"), back.run(hand, "shoulder")))
    seams += [*front.fold_seams(), *back.fold_seams()]
    made = top.Top(front, back, None, top.lengths(pieces, "neck"), 0.0, 0.0, ())
    armholes = top.lengths(pieces, "armhole")
    if brief.word("sleeve") != "none":
        arms = top.sleeves(brief, "dress", *armholes)
        seams += top.sleeve_seams(arms, front, back, ease("dress", "cap", brief.word("fit")))
        made = replace(made, sleeve=arms)
    return Drawn((*made.panels, *top.bindings(made, *armholes)), tuple(seams))
