"""What a collar meets at the neck: the neck's own column, and no chin above it.

Knows the distance from a body whose neck goes on as a column; where the collar then lies is `turning`'s.
A jaw juts out over the front of the neck, on some bodies by so much that a stand has no room below it: a
collar let fall around it stands off the neck of a mannequin, which has none, and of anybody who lifts their
head. Metres.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.neck import Neck, neck_of
from modiste.tailoring.drape.cloth import Cloth
from modiste.tailoring.drape.field import Field

Points = NDArray[np.float64]

STAND = "collar_stand"
"""The panel that stands around the neck."""


def column_for(cloth: Cloth, figure: Figure) -> Neck | None:
    """The column that a cloth's collar stands around; None where it has none, or where the head is turned."""
    stands = any(panel.name == STAND for panel in cloth.panels)
    return neck_of(figure) if stands and figure.pose != "own" else None


def around(neck: Neck, places: Points, far: Points) -> tuple[Points, Points]:
    """How far (n, 3) places are from a body whose neck goes on as a column, with nothing above it.

    Args:
        neck: The column.
        places: Where, in metres.
        far: (n,) their signed distances from the whole body.

    Returns:
        (n,) signed distances, and (n, 3) the unit ways out where they are other than `far`, else nothing.
    """
    off, apart, width, over = neck.seen(places)
    steep = np.array([-neck.plane[0], 1.0, -neck.plane[1]])
    size = float(np.linalg.norm(steep))
    above, outside = over / size, apart - width
    out, up = np.insert(off / apart[:, None], 1, 0.0, axis=1), steep / size
    made, ways = far.copy(), np.zeros_like(places)
    # What juts out over the column is gone: chin, jaw, skull.
    free = np.minimum(above, outside)
    there = free > made
    made[there] = free[there]
    ways[there] = np.where((above < outside)[there, None], up, out[there])
    # The column itself is there where a mouth or a throat is hollow.
    solid = np.maximum(outside, -above)
    there = solid < made
    made[there] = solid[there]
    ways[there] = np.where((outside > -above)[there, None], out[there], -up)
    return made, ways


def columned(field: Field, neck: Neck) -> Field:
    """The distance from a body whose neck goes on as a column, given that from the whole body."""
    values = field.values.copy()
    rows = np.arange(values.shape[1]) * field.cell + field.origin[1]
    first = int(np.searchsorted(rows, float(neck.middle[1]) - _BELOW))
    axes = [np.arange(values.shape[k]) * field.cell + field.origin[k] for k in (0, 2)]
    grid = np.meshgrid(axes[0], rows[first:], axes[1], indexing="ij")
    places = np.stack([each.ravel() for each in grid], axis=1)
    whole = values[:, first:].astype(np.float64)
    values[:, first:] = around(neck, places, whole.ravel())[0].reshape(whole.shape)
    return Field(field.origin, field.cell, values)


_BELOW = 0.05
"""The ring's plane lies lower than this below its middle only in front of a body."""
