"""A body in motion: where points of its skin go, and how they turn, when its joints turn over time.

Knows forward kinematics and feet that stay on the ground; which joints turn how far is the caller's to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import LIMBS, Chart, Limb
from modiste.tailoring.body.poses import hanging, jointed
from modiste.tailoring.body.shape import points_of
from modiste.tailoring.body.template import JOINTS, template

Floats = NDArray[np.float64]
_ARMS = tuple(f"{joint}_{side}" for joint in ("shoulder_joint", "elbow") for side in ("left", "right"))
_FIRM = 0.01
"""Metres over the lowest foot at which a foot bears a third of what the lowest bears."""


@dataclass(frozen=True, eq=False)
class Mover:
    """A body with its arms hanging, ready to be moved.

    Attributes:
        chart: Whose figure.
        points: (vertices + joints, 3) metres, A-pose.
        hang: Turns of clavicles, shoulders and elbows that let the arms hang.
    """

    chart: Chart
    points: Floats
    hang: Mapping[str, Floats]


@dataclass(frozen=True, eq=False)
class Track:
    """One point of the skin over time: (t, 3) metres, and (t, 3, 3) how the bone below it has turned."""

    place: Floats
    turn: Floats


def mover(shape: NDArray[np.floating], chart: Chart) -> Mover:
    """The body of coordinates, as `shape` makes it."""
    body = template(chart)
    points = points_of(body, shape)
    return Mover(chart, points, hanging(body, points, {}))


def skin_point(mover: Mover, limb: Limb, between: tuple[str, str, float], towards: Sequence[float]) -> int:
    """The vertex of a limb that lies farthest in a direction, at a height between two marks of the skeleton.

    Args:
        mover: The body.
        limb: Where on it.
        between: Two marks and the share of the way from the first to the second.
        towards: (3,) direction, A-pose.
    """
    body = template(mover.chart)
    start, end = (body.place(mover.points, mark) for mark in between[:2])
    along = (end - start) / np.linalg.norm(end - start)
    skin = mover.points[: body.vertices]
    off = skin - (start + between[2] * (end - start))
    near = (np.abs(off @ along) < 0.02) & (body.limb == LIMBS.index(limb))
    rows = np.flatnonzero(near)
    return int(rows[np.argmax(off[rows] @ np.asarray(towards, float))])


def motion_tracks(
    mover: Mover, turns: Mapping[str, Floats], heading: Floats, vertices: Sequence[int], rate: float
) -> list[Track]:
    """Carry points of the skin through a motion, feet on the ground.

    The body stands on its lower foot, which neither sinks nor slides; with both down they share it.

    Args:
        mover: The body.
        turns: (t, 3, 3) rotation of a joint by name, on top of the hanging pose; the others stay.
        heading: (t,) degrees about the plumb line that the whole body has turned.
        vertices: Points of the skin wanted.
        rate: Steps a second.
    """
    body = template(mover.chart)
    homes = mover.points[body.vertices :]
    steps = len(heading)
    still = np.broadcast_to(np.eye(3), (steps, 3, 3))
    turn, place = jointed(homes, {joint: _own(mover, joint, turns.get(joint, still)) for joint in JOINTS})
    angle = np.radians(heading)
    whole = np.zeros((steps, 3, 3))
    whole[:, 0, 0] = whole[:, 2, 2] = np.cos(angle)
    whole[:, 0, 2], whole[:, 2, 0], whole[:, 1, 1] = np.sin(angle), -np.sin(angle), 1
    turn = whole @ turn
    place = np.einsum("tab,jtb->jta", whole, place)
    place += _carried(place[[JOINTS.index("ankle_left"), JOINTS.index("ankle_right")]], rate)
    found = []
    for vertex in vertices:
        bone = int(body.bones[vertex][np.argmax(body.weights[vertex])])
        arm = mover.points[vertex] - homes[bone]
        found.append(Track(place[bone] + turn[bone] @ arm, turn[bone]))
    return found


def _own(mover: Mover, joint: str, turn: Floats) -> Floats:
    """A joint's rotation in its parent's frame; an arm turns about the world's axes, from where it hangs."""
    rest = mover.hang.get(joint, np.eye(3))
    if joint not in _ARMS:
        return turn @ rest
    side = joint.rpartition("_")[2]
    drop = mover.hang[f"clavicle_{side}"]
    before = drop if joint.startswith("shoulder") else drop @ mover.hang[f"shoulder_joint_{side}"]
    return before.T @ turn @ before @ rest


def _carried(feet: Floats, rate: float) -> Floats:
    """(t, 3) shift of the whole body, (2, t, 3) ankles as they are without it."""
    height = feet[..., 1]
    share = np.exp(-(height - height.min(0)) / _FIRM)
    share /= share.sum(0)
    pace = -(np.gradient(feet, 1 / rate, axis=1) * share[..., None]).sum(0)
    shift = np.cumsum(pace, 0) / rate
    shift[:, 1] = -(height * share).sum(0)
    return shift
