"""A body's skin as pictures show it: without what cloth hides, and as a shop's mannequin, which has no face.

Knows geometry; colour and light are the pictures'. Metres.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.neck import neck_of
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.tracing import Rays

Points = NDArray[np.float64]

NEAR = 0.012
"""Skin this near below cloth is not seen, from wherever one looks."""
_DEEP = 0.007
"""How far cloth may cut into it,"""
_CUTS = 0.35
"""or so many edge lengths of coarse cloth: no straight edge cuts off more of a bust."""
_NECK = 0.045
"""How much of the neck stands above the place where its girth is taken."""
_CAP = 0.02
"""Skin this far above the cut closes it."""
_SET = 0.008
"""Skin within this of the place where the girth is taken stays at its height,"""
_OUT = 0.004
"""and skin that stands out no more than this."""
_HOLLOW = 0.015
"""Skin this far above that place is as wide as the neck, where it would be narrower."""
_HOOD = 0.10
"""Cloth this far above the cut hangs on a head."""
_EGG = np.array([0.8, 1.0, 0.9])
"""A plain head's size beside the one it stands for, which has ears and a nose,"""
_CHIN = 0.035
"""and how far it reaches below the cut."""
_UNDER = 0.012
"""How far below a tight hood a head stays: it is seen in the opening alone."""


class Skin(NamedTuple):
    """`places` (n, 3) and `normals` (n, 3) of all the body's vertices; `faces` (m, 3) that may be seen."""

    places: Points
    normals: Points
    faces: NDArray[np.int32]


def uncovered(drape: Drape, *, face: bool = False, near: float = NEAR) -> Skin:
    """The skin that a garment leaves to be seen: straight edges of cloth would cut through what bulges below.

    What is hidden goes; at the rim of the cloth it stays, drawn in a little.

    Args:
        drape: The garment on its body.
        face: Whether the body keeps its own head; else it is a mannequin's.
        near: Skin this near below cloth, in metres, is not seen.
    """
    figure = drape.figure
    cloth = Rays(drape.places[drape.cloth.faces])
    if face:
        places = figure.vertices.astype(np.float64)
        out = vertex_normals(places, figure.faces)
    else:
        places, out = mannequin(figure, float(drape.places[:, 1].max()), cloth)
    deep = max(_DEEP, _CUTS * drape.cloth.edge)
    hits = cloth.first((places - deep * out).astype(np.float32), np.ascontiguousarray(out, np.float32))
    # Where a neck was cut, faces reach from below a collar to above it: they stay.
    hidden = (hits.face >= 0) & (hits.far < deep + near) & (places == figure.vertices).all(1)
    rim = np.zeros(len(places), bool)
    rim[figure.faces[~hidden[figure.faces].all(1)]] = True
    kept = figure.faces[~(hidden & ~rim)[figure.faces].all(1)]
    return Skin(places - 0.5 * deep * (hidden[:, None] * out), out, kept)


def mannequin(figure: Figure, highest: float, cloth: Rays | None = None) -> tuple[Points, Points]:
    """A figure's vertices and normals without a face: the neck cut off level, under a hood a plain head.

    Args:
        figure: The body.
        highest: Where its garment reaches, metres above the ground.
        cloth: What a head must stay inside of.
    """
    skin = figure.vertices.astype(np.float64)
    column = neck_of(figure)
    middle, top = column.middle, column.top + _NECK
    # Chin and nape are taken back to the neck's own width before it is cut.
    off, far, width, over = column.seen(skin)
    neck = (over > 0) & (skin[:, 1] > middle[1] - _CAP)
    # What stands out is taken back at once, a hollow is filled little by little above the ring.
    filled = np.where(far > width, 1.0, np.clip(over / _HOLLOW, 0, 1))
    made = skin.copy()
    made[neck, ::2] = middle[::2] + off[neck] * (1 + filled * (width / far - 1))[neck, None]
    # What stands out is jaw or skull: all of it goes to the rim, so that nothing folds over the neck.
    rim = neck & (over > _SET) & (far > width + _OUT)
    above = skin[:, 1] - top
    made[rim | (above > 0), 1] = top
    made[above > _CAP] = [middle[0], top, middle[2]]
    out = vertex_normals(made, figure.faces)
    # What was pushed together there has faces that turn anywhere; a neck is round, and so is a head.
    round_ = neck & (above <= _CAP)
    out[round_] = np.insert(off[round_] / far[round_, None], 1, 0, axis=1)
    if highest > top + _HOOD:
        head = rim | (above > 0)
        made[head], out[head] = _egg(skin[head], skin[above > _CAP], top - _CHIN)
        if cloth is not None:
            centre = (made[head].min(0) + made[head].max(0)) / 2
            made[head] = _inside(made[head], np.broadcast_to(centre, made[head].shape), cloth)
            below = neck & ~head
            made[below] = _inside(made[below], made[below] * (0, 1, 0) + middle * (1, 0, 1), cloth)
    return made, out


def _inside(places: Points, centres: Points, cloth: Rays) -> Points:
    """Places drawn in towards their centres until they are inside of cloth, where a hood is tight."""
    ways = places - centres
    far = np.maximum(np.linalg.norm(ways, axis=1), 1e-9)
    hits = cloth.first(
        np.ascontiguousarray(centres, np.float32), np.ascontiguousarray(ways / far[:, None], np.float32)
    )
    near = np.where(hits.face >= 0, np.clip(hits.far - _UNDER, 0, far), far)
    return np.asarray(centres + ways * (near / far)[:, None])


def _egg(places: Points, head: Points, chin: float) -> tuple[Points, Points]:
    """Places put on an egg as large as a head whose chin is at a height, and its normals there."""
    low, high = head.min(0), head.max(0)
    low[1] = chin
    middle, half = (low + high) / 2, _EGG * (high - low) / 2
    toward = (places - middle) / half
    toward /= np.maximum(np.linalg.norm(toward, axis=1, keepdims=True), 1e-9)
    out = toward / half
    return middle + toward * half, out / np.linalg.norm(out, axis=1, keepdims=True)
