"""A tape measure on a body: girths as a tape lies, lengths along the skin, after ISO 8559-1.

Knows where each measure is taken and how it changes when the skin moves; it knows no parameters and no poses.
A girth is the perimeter of the convex hull of a plane section: a tape bridges hollows. Levels hang on fixed
places of the skin, so that measures move smoothly with the shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from modiste.tailoring.body.figure import LIMBS
from modiste.tailoring.body.template import Template

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DENSITY = 985.0
"""kg per cubic metre of the whole body with air in its lungs."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What the tape says of one measure.

    Attributes:
        value: Centimetres, or kilograms of the weight.
        line: (k, 3) metres, where the tape lies; closed for girths.
        points: Points of the body on which the value depends.
        pull: (len(points), 3): the value's change by each point's movement in metres.
    """

    value: float
    line: Floats
    points: Ints
    pull: Floats


@dataclass(frozen=True)
class Girth:
    """A plane section and its hull.

    Attributes:
        region: The part of the skin around which the tape goes.
        level: Marks and their shares; the plane goes through their mean.
        axis: Two marks of the average figure to whose line the plane is square; by default the plumb line.
    """

    region: str
    level: Mapping[str, float]
    axis: tuple[str, str] | None = None


@dataclass(frozen=True)
class Path:
    """A tape held taut over marks, in order.

    Attributes:
        marks: Each a mark, or several of which the mean is meant.
        upright: Whether only the difference in height counts.
    """

    marks: tuple[str, ...]
    upright: bool = False


def _pair(mark: str) -> dict[str, float]:
    return {f"{mark}_left": 0.5, f"{mark}_right": 0.5}


def _ring(mark: str) -> dict[str, float]:
    return {f"{mark}_{side}": 0.25 for side in ("front", "back", "left", "right")}


GIRTHS: Mapping[str, Girth] = {
    "bust": Girth("trunk", _pair("bust")),
    "under_bust": Girth("trunk", _pair("under_bust")),
    "waist": Girth("trunk", _ring("waist")),
    "hip": Girth("trunk", _ring("hip")),
    "thigh": Girth("left_leg", {"crotch": 0.92, "knee_left": 0.08}),
    "knee": Girth("left_leg", {"knee_left": 1.0}),
    "calf": Girth("left_leg", {"calf_left": 1.0}),
    "neck": Girth("neck", {"neck": 0.75, "head": 0.25}, ("neck", "head")),
    "upper_arm": Girth(
        "left_arm", {"shoulder_joint_left": 0.55, "elbow_left": 0.45}, ("shoulder_joint_left", "elbow_left")
    ),
    "wrist": Girth("left_arm", {"elbow_left": 0.06, "wrist_left": 0.94}, ("elbow_left", "wrist_left")),
}
PATHS: Mapping[str, Path] = {
    "arm_length": Path(("shoulder_left", "elbow_tip_left", "wrist_left")),
    "inseam": Path(("crotch", "ground"), upright=True),
    "shoulder": Path(("shoulder_left", "nape", "shoulder_right")),
    "back_length": Path(("nape", "spine_1", "spine_2", "spine_3", "spine_4", "spine_5", "waist_back")),
    "front_length": Path(("neck_left", "bust_left", "waist_under_bust_left")),
    "waist_to_hip": Path(("waist", "hip"), upright=True),
    "body_rise": Path(("waist", "crotch"), upright=True),
}
LEVELS: Mapping[str, Mapping[str, float]] = {
    **{name: GIRTHS[name].level for name in ("bust", "under_bust", "waist", "hip", "thigh", "knee")},
    "crotch": {"crotch": 1.0},
}
"""Heights of `Figure.levels`: marks and their shares."""


class Tape:
    """A tape for the bodies of one template: the skin's edges around every girth, found once."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._edges = _edges(template.faces)
        limb = np.array(LIMBS)[template.limb]
        left = template.mean[: template.vertices, 0] > -1e-4
        trunk = ~np.isin(limb, ("left_arm", "right_arm", "head"))
        regions = {
            "trunk": trunk,
            "left_leg": trunk & left,
            "left_arm": limb == "left_arm",
            "neck": template.near_neck,
        }
        self._around = {name: self._edges[mask[self._edges].all(1)] for name, mask in regions.items()}
        self._frames = {name: self._frame(girth) for name, girth in GIRTHS.items()}

    def read(self, points: NDArray[np.floating], only: tuple[str, ...] | None = None) -> dict[str, Reading]:
        """Measure a body in the A-pose.

        Args:
            points: (vertices + joints, 3) metres.
            only: Measures wanted; by default all.
        """
        body = np.asarray(points, np.float64)
        every = (*GIRTHS, *PATHS, "height", "weight")
        return {name: self._one(name, body) for name in (every if only is None else only)}

    def levels(self, points: NDArray[np.floating]) -> dict[str, float]:
        """Heights of the horizontal girths above the soles, in metres."""
        body = np.asarray(points, np.float64)
        floor = float(body[: self.template.vertices, 1].min())
        return {name: float(self._mean(body, level)[0][1]) - floor for name, level in LEVELS.items()}

    def _one(self, name: str, points: Floats) -> Reading:
        if name in GIRTHS:
            return self._girth(name, points)
        if name in PATHS:
            return self._path(PATHS[name], points)
        return self._height(points) if name == "height" else self._weight(points)

    def _mean(self, points: Floats, marks: Mapping[str, float]) -> tuple[Floats, Ints, Floats]:
        """The mean of marks, with the points and shares that make it."""
        rows = np.concatenate([self.template.marks[mark][0] for mark in marks])
        shares = np.concatenate([self.template.marks[mark][1] * share for mark, share in marks.items()])
        return shares @ points[rows], rows, shares

    def _frame(self, girth: Girth) -> Floats:
        """(3, 3): two directions in the plane of a girth, and its normal, of the average figure."""
        if girth.axis is None:
            return np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
        low, high = (self.template.place(self.template.mean, mark) for mark in girth.axis)
        normal = (high - low) / np.linalg.norm(high - low)
        side = np.cross(normal, [0.0, 0.0, 1.0])
        side /= np.linalg.norm(side)
        return np.stack([side, np.cross(normal, side), normal])

    def _girth(self, name: str, points: Floats) -> Reading:
        girth, frame = GIRTHS[name], self._frames[name]
        normal = frame[2]
        middle, rows, shares = self._mean(points, girth.level)
        edges = self._around[girth.region]
        above = (points @ normal - middle @ normal)[edges]
        crossed = (above[:, 0] < 0) != (above[:, 1] < 0)
        edges, above = edges[crossed], above[crossed]
        along = above[:, 0] / (above[:, 0] - above[:, 1])
        a, b = points[edges[:, 0]], points[edges[:, 1]]
        met = a + along[:, None] * (b - a)
        hull = ConvexHull(met @ frame[:2].T).vertices
        line = met[hull]
        forward = np.roll(line, -1, 0) - line
        length = np.linalg.norm(forward, axis=1, keepdims=True)
        unit = forward / length
        pull = np.roll(unit, 1, 0) - unit
        # A point where an edge meets the plane moves with the edge's ends, and slides along the edge when
        # they or the plane move up or down.
        edges, along, above = edges[hull], along[hull, None], above[hull]
        slide = (pull * (b - a)[hull]).sum(1, keepdims=True) / (above[:, :1] - above[:, 1:])
        held = pull + slide * normal
        moved = np.concatenate([(1 - along) * held, along * held, -shares[:, None] * slide.sum() * normal])
        return Reading(
            100 * float(length.sum()), line, np.concatenate([edges[:, 0], edges[:, 1], rows]), 100 * moved
        )

    def _path(self, path: Path, points: Floats) -> Reading:
        stops = [self._stop(mark, points) for mark in path.marks]
        line = np.stack([place for place, _, _ in stops])
        forward = np.diff(line, axis=0)
        if path.upright:
            forward[:, [0, 2]] = 0
        length = np.linalg.norm(forward, axis=1, keepdims=True)
        unit = forward / length
        pull = np.zeros_like(line)
        pull[1:] += unit
        pull[:-1] -= unit
        moved = [shares[:, None] * each for (_, _, shares), each in zip(stops, pull, strict=True)]
        rows = [rows for _, rows, _ in stops]
        return Reading(100 * float(length.sum()), line, np.concatenate(rows), 100 * np.concatenate(moved))

    def _stop(self, mark: str, points: Floats) -> tuple[Floats, Ints, Floats]:
        if mark in LEVELS:
            return self._mean(points, LEVELS[mark])
        if mark == "ground":
            low = int(points[: self.template.vertices, 1].argmin())
            return points[low], np.array([low]), np.ones(1)
        return self._mean(points, {mark: 1.0})

    def _height(self, points: Floats) -> Reading:
        skin = points[: self.template.vertices, 1]
        ends = np.array([skin.argmin(), skin.argmax()])
        up = np.array([[0.0, -1.0, 0.0], [0.0, 1.0, 0.0]])
        return Reading(100 * float(np.ptp(skin)), points[ends], ends, 100 * up)

    def _weight(self, points: Floats) -> Reading:
        corner = points[self.template.faces]
        pull = np.zeros((self.template.vertices, 3))
        for i in range(3):
            across = np.cross(corner[:, (i + 1) % 3], corner[:, (i + 2) % 3])
            for axis in range(3):
                pull[:, axis] += np.bincount(
                    self.template.faces[:, i], across[:, axis], self.template.vertices
                )
        pull *= DENSITY / 6
        skin = points[: self.template.vertices]
        return Reading(float((pull * skin).sum()) / 3, skin[:0], np.arange(len(skin)), pull)


def _edges(faces: NDArray[np.int32]) -> Ints:
    """(e, 2) every edge once; each directed edge of a closed skin has its twin."""
    every = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    return every[every[:, 0] < every[:, 1]]
