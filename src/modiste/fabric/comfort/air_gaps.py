"""What a draped garment covers of each of JOS-3's segments, and how far it stands off the skin there.

Knows a drape's positions and its body's landmarks; draping is tailoring's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from modiste.fabric.comfort.segments import SEGMENTS

if TYPE_CHECKING:
    from modiste.tailoring import Drape, Figure

_LIMBS = ("torso", "head", "left_arm", "right_arm", "left_leg", "right_leg")
_REACH = 1.2
"""Skin is below cloth where a vertex of it lies aside by no more than so many edges of its mesh."""
_CHIN = 0.35
"""Share of the way from nape to crown that is neck."""
_LEAST = 0.02
"""A segment of which less is covered is bare."""


@dataclass(frozen=True)
class Air:
    """What lies below one garment.

    Attributes:
        covers: Share of each segment's skin that is under cloth.
        gap_mm: Mean distance of the cloth from the skin there, or everywhere.
    """

    covers: Mapping[str, float]
    gap_mm: Mapping[str, float] | float


def air_under(drape: "Drape") -> Air:
    """The air below a garment at rest, by segment; segments that it does not cover are left out."""
    figure = drape.figure
    skin = figure.vertices.astype(np.float64)
    far, nearest = cKDTree(drape.places).query(skin)
    clear = np.maximum(drape.clearance[nearest], 0.0)
    aside = np.sqrt(np.maximum(far**2 - clear**2, 0.0))
    covered = aside < _REACH * drape.cloth.edge
    area, part = _areas(skin, figure.faces), segment_of(figure)
    covers, gaps = {}, {}
    for number, name in enumerate(SEGMENTS):
        here = part == number
        share = float(area[here & covered].sum() / area[here].sum())
        if share >= _LEAST:
            covers[name] = share
            gaps[name] = 1000 * float(np.average(clear[here & covered], weights=area[here & covered]))
    return Air(covers, gaps)


def segment_of(figure: "Figure") -> NDArray[np.intp]:
    """(n,) the segment of each vertex of a body, as its place in `SEGMENTS`."""
    skin, at = figure.vertices.astype(np.float64), figure.landmarks
    limb = np.array(_LIMBS)[figure.limb]
    y, z = skin[:, 1], skin[:, 2]
    nape, crown = at["nape"][1], at["crown"][1]
    middle = (at["armpit_left"][2] + at["armpit_right"][2]) / 2
    found = np.where(y < figure.levels["waist"], "pelvis", np.where(z > middle, "chest", "back")).astype(
        "<U14"
    )
    found[limb == "head"] = np.where(y < nape + _CHIN * (crown - nape), "neck", "head")[limb == "head"]
    for side in ("left", "right"):
        arm, leg = limb == f"{side}_arm", limb == f"{side}_leg"
        below_elbow = _beyond(skin, at[f"shoulder_{side}"], at[f"elbow_{side}"])
        below_wrist = _beyond(skin, at[f"elbow_{side}"], at[f"wrist_{side}"])
        found[arm] = np.where(
            below_wrist, f"{side}_hand", np.where(below_elbow, f"{side}_arm", f"{side}_shoulder")
        )[arm]
        below_knee, below_ankle = (y < at[f"{joint}_{side}"][1] for joint in ("knee", "ankle"))
        found[leg] = np.where(
            below_ankle, f"{side}_foot", np.where(below_knee, f"{side}_leg", f"{side}_thigh")
        )[leg]
    places = {name: number for number, name in enumerate(SEGMENTS)}
    return np.array([places[str(name)] for name in found], np.intp)


def _beyond(
    places: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which places lie farther along a bone than its end."""
    return np.asarray((places - end) @ (end - start) > 0)


def _areas(places: NDArray[np.float64], faces: NDArray[np.int32]) -> NDArray[np.float64]:
    """(n,) a third of the area of the faces around each vertex."""
    corners = places[faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    return np.asarray(np.bincount(faces.ravel(), np.repeat(area / 3, 3), len(places)), float)
