"""The hood block: two halves over the head, sewn along the crown and to the neckline.

Knows the left half; y = 0 is the neckline, x = 0 the side of the neck, x < 0 the face.
"""

from modiste.tailoring.pattern.drawing import HANDS, Marks, Mirrored, Pen, pair
from modiste.tailoring.pattern.panel import Placement, Seam, Side
from modiste.tailoring.pattern.program import Drawn

_TALL = 0.205
"""A hood is as high as a fifth of the wearer: from the neck over the crown with room to turn the head."""


def hood(height: float, front: Mirrored, back: Mirrored, neck: tuple[float, float]) -> Drawn:
    """A hood for a neckline.

    Args:
        height: The wearer's height.
        front: The front, with an edge `neck`.
        back: The back, with an edge `neck`.
        neck: Lengths of half the front's and half the back's neckline.
    """
    around, tall = sum(neck), _TALL * height
    face, rear = -neck[0], neck[1]
    pen = Pen((face, 0.0))
    pen.line("neck", (rear, 0.0))
    deep = rear + 0.24 * around  # the head is deeper than the neck
    top = (face + 0.16 * around, tall)
    pen.curve("crown", top, (0.85, 1.0), (-1.0, 0.06), (0.62 * tall, 0.50 * (deep - face)))
    pen.curve("face", (face, 0.0), (-0.12, -1.0), (-0.04, -1.0), (0.35 * tall, 0.35 * tall), 2.5)
    marks = Marks(grain=((0.0, 4.0), (0.0, 0.7 * tall)))
    piece = pair(
        "hood",
        "left",
        pen,
        Placement("neck", 90.0, "nape"),
        marks,
        Placement("neck", 270.0, "nape"),
    )
    seams = [Seam("hood_crown", piece.run("left", "crown"), piece.run("right", "crown"))]
    for hand in HANDS:
        # From the pit of the neck to the nape: with the azimuth on the left, against it on the right.
        to = Side((*front.edges(hand, "neck"), *back.edges(hand, "neck")), backward=hand == "left")
        seams.append(Seam(f"hood_{hand}", piece.run(hand, "neck"), to))
    return Drawn(piece.panels, tuple(seams))
