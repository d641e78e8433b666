"""A shop's mannequin made of a body: no face, and no head unless a hood needs one.

Knows skin alone; what cloth hides of it is `photo`'s. Metres.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.shape import tape_lines
from modiste.tailoring.normals import vertex_normals

Points = NDArray[np.float64]

_NECK = 0.045
"""How much of the neck stands above the place where its girth is taken."""
_CAP = 0.02
"""Skin this far above the cut closes it."""
_SET = 0.008
"""Skin within this of the place where the girth is taken stays at its height,"""
_OUT = 0.004
"""and skin that stands out no more than this."""
_HOOD = 0.10
"""Cloth this far above the cut hangs on a head."""
_EGG = np.array([0.8, 1.0, 0.9])
"""A plain head's size beside the one it stands for, which has ears and a nose,"""
_CHIN = 0.035
"""and how far it reaches below the cut."""


def mannequin(figure: Figure, highest: float) -> tuple[Points, Points]:
    """A figure's vertices and normals without a face: the neck cut off level, under a hood a plain head.

    Args:
        figure: The body.
        highest: Where its garment reaches, metres above the ground.
    """
    skin = figure.vertices.astype(np.float64)
    ring = tape_lines(figure)["neck"]
    middle = ring.mean(0)
    top = ring[:, 1].max() + _NECK
    # Chin and nape are taken back to the neck's own width before it is cut.
    off = skin[:, ::2] - middle[::2]
    far = np.maximum(np.linalg.norm(off, axis=1), 1e-9)
    edge = ring[:, ::2] - middle[::2]
    turn = np.arctan2(edge[:, 1], edge[:, 0])
    order = np.argsort(turn)
    wide = np.linalg.norm(edge, axis=1)[order]
    width = np.interp(np.arctan2(off[:, 1], off[:, 0]), turn[order], wide, period=2 * np.pi)
    plane = np.linalg.lstsq(np.insert(ring[:, ::2], 2, 1, axis=1), ring[:, 1], rcond=None)[0]
    over = skin[:, 1] - np.insert(skin[:, ::2], 2, 1, axis=1) @ plane
    neck = (over > 0) & (skin[:, 1] > middle[1] - _CAP) & (far > width)
    made = skin.copy()
    made[neck, ::2] = middle[::2] + off[neck] * (width / far)[neck, None]
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
    return made, out


def _egg(places: Points, head: Points, chin: float) -> tuple[Points, Points]:
    """Places put on an egg as large as a head whose chin is at a height, and its normals there."""
    low, high = head.min(0), head.max(0)
    low[1] = chin
    middle, half = (low + high) / 2, _EGG * (high - low) / 2
    toward = (places - middle) / half
    toward /= np.maximum(np.linalg.norm(toward, axis=1, keepdims=True), 1e-9)
    out = toward / half
    return middle + toward * half, out / np.linalg.norm(out, axis=1, keepdims=True)
