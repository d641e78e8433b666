"""A person of ours, painted onto a body: skin, hair, eyes and close-fitting clothes, for synthetic photos.

Knows where on the body each colour lies; who stands how is the caller's. Nobody is meant.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import LIMBS, Figure
from modiste.tailoring.body.shape import points_of
from modiste.tailoring.body.template import template
from modiste.tailoring.colour import rgb
from modiste.tailoring.normals import vertex_normals

Floats = NDArray[np.float64]

EYES = (6588, 171)
"""Vertices in the middle of the left and the right eye,"""
MOUTH = (6963, 582)
"""and at the corners of the mouth, as a network sees them;"""
_LIDS, _LIPS = np.array([0.0, 0.0105, 0.0]), np.array([0.0, 0.011, 0.0])
"""the eyes and lips themselves lie so much lower, in metres."""


@dataclass(frozen=True)
class Person:
    """What a person of ours looks like; colours as `#rrggbb`.

    Attributes:
        skin: Of the face.
        hair: Of hair and brows.
        top: Of the close-fitting top.
        bottom: Of the leggings.
        sleeve: How far its sleeves reach down the upper arm: 0 none, 1 to the elbow.
        hair_cm: How thick the hair is.
    """

    skin: str = "#c99a7d"
    hair: str = "#2b211c"
    top: str = "#8a939c"
    bottom: str = "#3a4048"
    sleeve: float = 0.35
    hair_cm: float = 1.6


def with_hair(figure: Figure, person: Person) -> Figure:
    """The figure with its hair standing off the scalp."""
    share = _scalp(figure)
    out = vertex_normals(figure.vertices, figure.faces)
    grown = figure.vertices + (0.01 * person.hair_cm * share)[:, None] * out
    return replace(figure, vertices=_smoothed(figure, grown).astype(np.float32))


def _smoothed(figure: Figure, places: Floats) -> Floats:
    """A close-fitting top bridges what is small on the chest."""
    faces = figure.faces.astype(np.int64)
    off = np.abs(places[:, 1] - figure.levels["bust"]) / 0.1
    ahead = vertex_normals(figure.vertices, figure.faces)[:, 2]
    chest = (np.array(LIMBS)[figure.limb] == "torso") & (ahead > 0)
    share = (0.5 * np.clip(2.5 * (1 - off), 0, 1) * np.clip(2 * ahead, 0, 1) * chest)[:, None]
    made = places.astype(np.float64)
    count = np.bincount(faces.ravel(), minlength=len(made)) * 2
    for _ in range(60):
        total = np.zeros_like(made)
        for k in range(3):
            for other in (1, 2):
                for axis in range(3):
                    total[:, axis] += np.bincount(
                        faces[:, k], made[faces[:, (k + other) % 3], axis], len(made)
                    )
        mean = total / np.maximum(count, 1)[:, None]
        made = (1 - share) * made + share * mean
    return made


def person_colours(figure: Figure, person: Person) -> Floats:
    """(vertices, 3) sRGB, 0 to 1."""
    body = template(figure.chart)
    home = points_of(body, np.array(figure.shape))
    skin = home[: body.vertices]
    limb = np.array(LIMBS)[body.limb]
    made = np.tile(rgb(person.skin), (body.vertices, 1))
    eye, other = skin[EYES[0]] - _LIDS, skin[EYES[1]] - _LIDS
    lip = (skin[MOUTH[0]] + skin[MOUTH[1]]) / 2 - _LIPS
    head = limb == "head"
    front = skin[:, 2] > (eye[2] + lip[2]) / 2 - 0.03
    across = np.abs(skin[:, 0] - lip[0]) / max(abs(skin[MOUTH[0], 0] - lip[0]), 1e-3)
    lips = np.clip(1.25 - np.hypot(across, (skin[:, 1] - lip[1]) / 0.0075), 0, 1) * (head & front)
    made = _mixed(made, 0.55 * made + 0.45 * np.array([0.62, 0.25, 0.25]), lips)
    dark = rgb(person.hair)
    for middle in (eye, other):
        off = skin - middle
        white = np.hypot(off[:, 0] / 0.013, off[:, 1] / 0.005)
        ball = np.hypot(off[:, 0] / 0.005, off[:, 1] / 0.005)
        brow = np.hypot(off[:, 0] / 0.022, (off[:, 1] - 0.019) / 0.004)
        made = _mixed(made, np.array([0.86, 0.85, 0.83]), _soft(white) * (head & front))
        made = _mixed(made, np.array([0.16, 0.11, 0.08]), _soft(ball) * (head & front))
        made = _mixed(made, np.array(dark), 0.8 * _soft(brow) * (head & front))
    made = _mixed(made, np.array(dark), _scalp(figure))
    waist = body.place(home, "waist_front")[1]
    neck = body.place(home, "neck_front")
    nape = body.place(home, "nape")[1]
    line = np.where(skin[:, 2] > 0.5 * neck[2], neck[1] - 0.045, nape - 0.01)
    collar = np.hypot(skin[:, 0] / 0.085, (skin[:, 1] - nape - 0.01) / 0.085)
    trunk = (limb == "torso") | np.char.endswith(limb, "leg")
    arm = np.char.endswith(limb, "arm")
    ankle = body.place(home, "ankle_left")[1] + 0.04
    leggings = np.where(trunk, (1 - _rise(skin[:, 1], waist - 0.02)) * _rise(skin[:, 1], ankle), 0.0)
    made = _mixed(made, np.array(rgb(person.bottom)), leggings)
    top = np.where(trunk, _rise(skin[:, 1], waist - 0.06) * np.clip((collar - 1) * 4 + 0.5, 0, 1), 0)
    top *= np.where(skin[:, 1] > line + 0.1, 0, 1)
    for side in ("left", "right"):
        joint, elbow = (body.place(home, f"{name}_{side}") for name in ("shoulder_joint", "elbow"))
        along = (skin - joint) @ (elbow - joint) / ((elbow - joint) @ (elbow - joint))
        mine = arm & (np.char.startswith(limb, side))
        top = np.where(mine, np.clip((person.sleeve - along) * 25, 0, 1), top)
    return _mixed(made, np.array(rgb(person.top)), top)


def _scalp(figure: Figure) -> Floats:
    """(vertices,) how much hair grows there."""
    body = template(figure.chart)
    skin = points_of(body, np.array(figure.shape))[: body.vertices]
    eye = (skin[EYES[0]] + skin[EYES[1]]) / 2
    crown = skin[:, 1].max()
    head = np.array(LIMBS)[body.limb] == "head"
    high = (skin[:, 1] - eye[1]) / (crown - eye[1])
    back = (eye[2] - skin[:, 2]) / 0.1
    # From the forehead over the temples down to the nape: the farther back, the lower.
    line = 0.5 - 0.9 * np.clip(back - 0.25, 0, 1.1)
    beside = np.hypot(np.abs(skin[:, 0]) - np.abs(skin[:, 0][head]).max(), skin[:, 1] - eye[1] + 0.02) < 0.035
    return np.where(head & ~beside, np.clip((high - line) * 9, 0, 1), 0.0)


def _rise(values: Floats, at: float) -> Floats:
    return np.clip((values - at) / 0.016 + 0.5, 0, 1)


def _soft(radius: Floats) -> Floats:
    return np.clip((1.15 - radius) * 5, 0, 1)


def _mixed(one: Floats, other: Floats, share: Floats) -> Floats:
    return np.asarray((1 - share[:, None]) * one + share[:, None] * other)
