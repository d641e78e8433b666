"""A body as a camera saw it: how it stands and where the camera is, from points and an outline in a picture.

Knows which places of the body a network's points mean, and the search; who found the points is the caller's.
The pose is the likeliest one: a Gaussian about hanging arms and straight legs, least squares, robust.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, map_coordinates
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.poses import hanging, skinned
from modiste.tailoring.body.shape import points_of, turned_figure
from modiste.tailoring.body.template import JOINTS, Template, template
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.view import Camera

Floats = NDArray[np.float64]

MEANT: Mapping[str, tuple[int, str, float]] = MappingProxyType(
    {
        "nose": (614, "neck", -0.25),
        "eye_left": (6588, "head", 0.0),
        "eye_right": (171, "head", 0.0),
        "ear_left": (11141, "head", 0.25),
        "ear_right": (5047, "head", 0.25),
        "shoulder_left": (7384, "shoulder_joint_left", 0.5),
        "shoulder_right": (1054, "shoulder_joint_right", 0.5),
        "elbow_left": (7609, "wrist_left", 0.5),
        "elbow_right": (3009, "elbow_right", 0.25),
        "wrist_left": (9669, "wrist_left", 0.75),
        "wrist_right": (3353, "wrist_right", 0.75),
        "hip_left": (10309, "hip_joint_left", 0.75),
        "hip_right": (4044, "hip_joint_right", 0.75),
        "knee_left": (10594, "knee_left", 0.75),
        "knee_right": (4315, "knee_right", 0.75),
        "ankle_left": (10754, "ankle_left", 0.75),
        "ankle_right": (4491, "ankle_right", 0.75),
    }
)
"""Each point of BlazePose's that counts: a vertex of the skin, a joint, and the joint's share.

Chosen among all by the smallest error on 70 pictures of random bodies in random poses: 2 % of the torso.
"""
_FREE: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "neck": (0.25, 0.3, 0.2),
        "shoulder_joint": (0.22, 0.3, 0.6),
        "elbow": (0.35, 0.2, 0.4),
        "hip_joint": (0.1, 0.1, 0.2),
        "knee": (0.12, 0.0, 0.0),
    }
)
"""Standard deviations in radians of the turns about x, y and z; 0 does not turn."""
_CAMERA = (0.5, 0.12, 0.08)
"""Of the camera's yaw, pitch and roll about one that looks straight at the front."""
_POINT = 0.022
"""Of a point, in torso lengths; and of its depth."""
_DEPTH = 0.6
_EDGE = 0.012
_REACH = 0.07
"""Farther from the outline than this, in torso lengths, a place belongs to another edge."""
_LOOSE = 0.45
"""What counts of an outline that lies outside the body: cloth may."""
_ROUNDS = 3
_PLACES = 500
"""So many places of the outline are enough."""


@dataclass(frozen=True, eq=False)
class SeenBody:
    """A body standing as in a picture.

    Attributes:
        figure: The body, posed; soles on y = 0.
        eye: The camera.
        off: Root mean square distance of the points from where they were seen, in torso lengths.
        torso: Pixels from the shoulders' middle to the hips'.
        yaw: Degrees by which the body is turned away from the camera.
    """

    figure: Figure
    eye: Camera
    off: float
    torso: float
    yaw: float


def seen_body(
    figure: Figure,
    points: Mapping[str, Floats],
    sure: Mapping[str, float],
    depth: Mapping[str, float],
    mask: NDArray[np.floating],
    focal: float,
) -> SeenBody:
    """How a body stands in a picture.

    Args:
        figure: Its shape.
        points: (2,) columns and rows by names of `MEANT`.
        sure: How much each of them counts, 0 to 1.
        depth: Each one's distance behind the hips' middle, in pixels.
        mask: (h, w) the share of each pixel that shows the body, clothed.
        focal: Focal length in picture heights.
    """
    search = _Search(figure, points, sure, depth, mask, focal)
    at = search.start()
    at = least_squares(search.points_off, at, loss="soft_l1", max_nfev=25).x
    for _ in range(_ROUNDS):
        search.outline(at)
        at = least_squares(search.all_off, at, loss="soft_l1", max_nfev=8).x
    turns, axes, shift = search.read(at)
    posed = turned_figure(figure, turns)
    # The search leaves the pelvis where it was; the figure stands on its soles.
    moved = skinned(search.body, search.home, turns)
    low = moved[: search.body.vertices, 1].min()
    eye = -shift @ axes
    off = search.points_off(at)[: 2 * len(search.names)].reshape(-1, 2)
    weight = search.weight[:, None] / _POINT
    used = search.weight > 0.3
    error = float(np.sqrt(((off / np.maximum(weight, 1e-6))[used] ** 2).sum(1).mean())) if used.any() else 1.0
    camera = Camera(eye - [0.0, low, 0.0], axes, focal)
    return SeenBody(posed, camera, error, search.torso, float(np.degrees(at[0])))


class _Search:
    """The residuals of a pose and a camera."""

    def __init__(
        self,
        figure: Figure,
        points: Mapping[str, Floats],
        sure: Mapping[str, float],
        depth: Mapping[str, float],
        mask: NDArray[np.floating],
        focal: float,
    ) -> None:
        self.body: Template = template(figure.chart)
        self.home = points_of(self.body, np.array(figure.shape))
        self.hang = hanging(self.body, self.home, {})
        self.size = (mask.shape[1], mask.shape[0])
        self.focal = focal * mask.shape[0]
        self.names = [name for name in MEANT if name in points]
        self.seen = np.array([points[name] for name in self.names])
        self.weight = np.sqrt(np.array([sure[name] for name in self.names]))
        self.depth = np.array([depth[name] for name in self.names])
        self.rows = np.array([MEANT[name][0] for name in self.names], np.intp)
        self.bones = np.array([JOINTS.index(MEANT[name][1]) for name in self.names])
        self.share = np.array([MEANT[name][2] for name in self.names])[:, None]
        middle = [
            np.mean([points[f"{k}_{s}"] for s in ("left", "right")], axis=0) for k in ("shoulder", "hip")
        ]
        self.torso = float(np.linalg.norm(middle[0] - middle[1]))
        self.middle = middle[1]
        self.slots: list[tuple[str, int, float]] = []
        for joint in JOINTS:
            spread = _FREE.get(joint.removesuffix("_left").removesuffix("_right"), (0.0, 0.0, 0.0))
            self.slots += [(joint, axis, each) for axis, each in enumerate(spread) if each]
        self.prior = 1 / np.array([*_CAMERA, *(each for _, _, each in self.slots)])
        inside = mask > 0.5
        self.away = (distance_transform_edt(~inside) - distance_transform_edt(inside)) / self.torso
        self.edge_rows = np.zeros(0, np.intp)

    def start(self) -> Floats:
        """Straight on, as far away as the torso's size says."""
        upper = np.mean([self.body.place(self.home, f"shoulder_joint_{s}") for s in ("left", "right")], 0)
        lower = np.mean([self.body.place(self.home, f"hip_joint_{s}") for s in ("left", "right")], 0)
        far = self.focal * float(np.linalg.norm(upper - lower)) / self.torso
        wide, high = self.size
        x = (self.middle[0] - wide / 2) / self.focal * far
        y = (high / 2 - self.middle[1]) / self.focal * far
        self.pivot = lower
        return np.array([0.0, 0.0, 0.0, x, y, np.log(far), *np.zeros(len(self.slots))])

    def read(self, at: Floats) -> tuple[dict[str, Floats], Floats, Floats]:
        """The joints' turns, the camera's axes, and the origin in the camera's frame."""
        angles: dict[str, Floats] = {}
        for (joint, axis, _), value in zip(self.slots, at[6:], strict=True):
            angles.setdefault(joint, np.zeros(3))[axis] = value
        turns = dict(self.hang)
        for joint, angle in angles.items():
            turn = Rotation.from_rotvec(angle).as_matrix()
            turns[joint] = turn @ self.hang[joint] if joint in self.hang else turn
        axes = Rotation.from_euler("zxy", [at[2], at[1], at[0]]).as_matrix()
        return turns, axes, np.array([at[3], at[4], -np.exp(at[5])]) - axes @ self.pivot

    def _shown(self, at: Floats, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Vertices, then joints, in the camera's frame, and on the picture."""
        turns, axes, shift = self.read(at)
        there = skinned(self.body, self.home, turns, rows) @ axes.T + shift
        return there, self._projected(there)

    def _projected(self, there: Floats) -> Floats:
        wide, high = self.size
        scale = self.focal / np.maximum(-there[:, 2], 0.05)
        return np.column_stack([wide / 2 + there[:, 0] * scale, high / 2 - there[:, 1] * scale])

    def points_off(self, at: Floats) -> Floats:
        """Distances of points, depths and the prior, each in its standard deviation."""
        there, _ = self._shown(at, self.rows)
        return self._points(at, there)

    def _points(self, at: Floats, there: Floats) -> Floats:
        count = len(self.rows)
        place = (1 - self.share) * there[:count] + self.share * there[len(there) - len(JOINTS) :][self.bones]
        off = (self._projected(place) - self.seen) / self.torso / _POINT
        hips = there[len(there) - len(JOINTS) :][
            [JOINTS.index(f"hip_joint_{s}") for s in ("left", "right")], 2
        ]
        scale = self.focal / np.exp(at[5])
        deep = ((hips.mean() - place[:, 2]) * scale - self.depth) / self.torso / _DEPTH
        return np.concatenate(
            [
                (off * self.weight[:, None]).ravel(),
                deep * self.weight,
                self.prior * np.concatenate([at[:3], at[6:]]),
            ]
        )

    def outline(self, at: Floats) -> None:
        """Choose the vertices that make the body's outline as it stands now."""
        every = np.arange(self.body.vertices)
        there, shown = self._shown(at, every)
        skin = there[: self.body.vertices]
        out = vertex_normals(skin, self.body.faces)
        view = skin / np.linalg.norm(skin, axis=1, keepdims=True)
        rim = np.abs((out * view).sum(1)) < 0.12
        away = self._outside(shown[: self.body.vertices])
        # Hands and feet are as the average's; heads have hair.
        firm = ~np.isin(self.body.limb, (1,))
        near = np.flatnonzero(rim & firm & (np.abs(away) < _REACH))
        self.edge_rows = near[:: max(1, len(near) // _PLACES)]

    def _outside(self, shown: Floats) -> Floats:
        return np.asarray(map_coordinates(self.away, shown[:, ::-1].T, order=1, mode="nearest"))

    def all_off(self, at: Floats) -> Floats:
        """The points', and how far the outline's vertices are from the mask's edge."""
        rows = np.concatenate([self.rows, self.edge_rows])
        there, shown = self._shown(at, rows)
        edge = self._outside(shown[len(self.rows) : len(rows)])
        edge = np.where(edge < 0, _LOOSE * edge, edge)
        count = max(1, len(edge))
        wide, high = self.size
        inside = (shown[len(self.rows) : len(rows)] > 1).all(1) & (
            shown[len(self.rows) : len(rows)] < (wide - 2, high - 2)
        ).all(1)
        # All of the outline counts as much as sixty places of it: neighbours say the same.
        off = np.clip(edge, -_REACH, _REACH) / _EDGE * np.sqrt(min(1.0, 60 / count)) * inside
        return np.concatenate([self._points(at, there), off])


def standing(figure: Figure, angles: Mapping[str, tuple[float, float, float]]) -> Figure:
    """A figure with hanging arms whose joints are turned further.

    Args:
        figure: Whose shape.
        angles: Degrees about x, y and z by the joint's name, as one rotation vector in its parent's frame.
    """
    body = template(figure.chart)
    turns = hanging(body, points_of(body, np.array(figure.shape)), {})
    for joint, angle in angles.items():
        turn = Rotation.from_rotvec(np.radians(angle)).as_matrix()
        turns[joint] = turn @ turns[joint] if joint in turns else turn
    return turned_figure(figure, turns)
