"""The column of a neck, without the head on it: how wide it is all round where its girth is taken.

Knows geometry; what is shown or worn around it is drape's and render's. Metres.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.shape import tape_lines

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Neck:
    """An upright column, as wide all the way up as the ring where a neck's girth is taken.

    Attributes:
        middle: (3,) of the ring.
        top: The ring's highest place.
        plane: (3,) the ring's height at x and z: `x * plane[0] + z * plane[1] + plane[2]`.
        turns: (k,) directions around the middle in radians, growing.
        widths: (k,) how far the ring is from the middle there, seen from above.
    """

    middle: Points
    top: float
    plane: Points
    turns: Points
    widths: Points

    def seen(self, places: Points) -> tuple[Points, Points, Points, Points]:
        """Where (n, 3) places are to the column.

        Returns:
            (n, 2) the way from its axis, x and z; (n,) how far from the axis; (n,) how far from the axis the
            column's side is there; (n,) how high above the ring's plane.
        """
        off = places[:, ::2] - self.middle[::2]
        far = np.maximum(np.linalg.norm(off, axis=1), 1e-9)
        width = np.interp(np.arctan2(off[:, 1], off[:, 0]), self.turns, self.widths, period=2 * np.pi)
        return off, far, width, places[:, 1] - np.insert(places[:, ::2], 2, 1, axis=1) @ self.plane


def neck_of(figure: Figure) -> Neck:
    """The column of a figure's neck, as it stands in the A-pose."""
    ring = tape_lines(figure)["neck"]
    middle = ring.mean(0)
    edge = ring[:, ::2] - middle[::2]
    turn = np.arctan2(edge[:, 1], edge[:, 0])
    order = np.argsort(turn)
    plane = np.linalg.lstsq(np.insert(ring[:, ::2], 2, 1, axis=1), ring[:, 1], rcond=None)[0]
    return Neck(
        middle=middle,
        top=float(ring[:, 1].max()),
        plane=np.asarray(plane, np.float64),
        turns=turn[order],
        widths=np.linalg.norm(edge, axis=1)[order],
    )
