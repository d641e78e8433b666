"""How a figure stands: joints turned, and the skin carried along.

Knows rotations and linear blend skinning; a body's shape is given to it in the A-pose.
"""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import LIMBS, Pose
from modiste.tailoring.body.template import JOINTS, Template, parent_of

Floats = NDArray[np.float64]

POSES: tuple[Pose, ...] = ("a", "down", "walk")
CLEARANCE = 0.012
"""Metres left between a hanging arm and the body beside it."""
SHOULDER_DROP, ELBOW_BEND = 5.0, 14.0
"""Degrees by which the shoulder girdle sinks and the elbow bends when an arm hangs."""


def posed(template: Template, points: NDArray[np.floating], pose: Pose) -> Floats:
    """Points of a body in a pose, soles on y = 0.

    Args:
        template: Whose skeleton.
        points: (vertices + joints, 3) metres, A-pose.
        pose: How it shall stand.
    """
    placed = np.asarray(points, np.float64)
    if pose != "a":
        turns = _stride(template, placed) if pose == "walk" else {}
        placed = skinned(template, placed, {**turns, **hanging(template, placed, turns)})
    lifted: Floats = placed - [0.0, placed[: template.vertices, 1].min(), 0.0]
    return lifted


def skinned(
    template: Template, points: Floats, turns: Mapping[str, Floats], rows: NDArray[np.intp] | None = None
) -> Floats:
    """Points carried by turned joints: linear blend skinning.

    Args:
        template: Whose skeleton.
        points: (vertices + joints, 3) metres.
        turns: (3, 3) rotation of a joint by its name, in the frame of its parent; the others stay.
        rows: Vertices wanted; by default all.

    Returns:
        (vertices + joints, 3) metres, or (len(rows) + joints, 3).
    """
    rows = np.arange(template.vertices) if rows is None else rows
    homes = points[template.vertices :]
    turn, place = jointed(homes, {joint: turns.get(joint, np.eye(3)) for joint in JOINTS})
    shift = place - np.einsum("jab,jb->ja", turn, homes)
    carry = np.zeros((len(rows), len(JOINTS)))
    np.put_along_axis(carry, template.bones[rows].astype(np.intp), template.weights[rows], 1)
    moved = np.einsum("nab,nb->na", (carry @ turn.reshape(-1, 9)).reshape(-1, 3, 3), points[rows])
    return np.concatenate([moved + carry @ shift, place])


def jointed(homes: Floats, turns: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Where a skeleton's joints go when each turns and carries those below it (forward kinematics).

    Args:
        homes: (joints, 3) metres, before.
        turns: (..., 3, 3) rotation of each joint in its parent's frame, all of one shape.

    Returns:
        (joints, ..., 3, 3) rotations and (joints, ..., 3) places, in the body's frame.
    """
    shape = turns[JOINTS[0]].shape
    turn, place = np.empty((len(JOINTS), *shape)), np.empty((len(JOINTS), *shape[:-1]))
    for i, joint in enumerate(JOINTS):
        above = parent_of(joint)
        if above:
            j = JOINTS.index(above)
            turn[i] = turn[j] @ turns[joint]
            place[i] = place[j] + turn[j] @ (homes[i] - homes[j])
        else:
            turn[i], place[i] = turns[joint], homes[i]
    return turn, place


def turned(axis: str, degrees: float) -> Floats:
    """(3, 3) right-handed rotation about x, y or z."""
    i = "xyz".index(axis)
    j, k = (i + 1) % 3, (i + 2) % 3
    made = np.eye(3)
    angle = np.radians(degrees)
    made[j, j] = made[k, k] = np.cos(angle)
    made[k, j] = np.sin(angle)
    made[j, k] = -np.sin(angle)
    return made


def between(start: Floats, end: Floats) -> Floats:
    """(3, 3) shortest rotation of one direction to another, which may not be opposite."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    x, y, z = np.cross(a, b)
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    made: Floats = np.eye(3) + skew + skew @ skew / (1 + a @ b)
    return made


def hanging(template: Template, points: Floats, turns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Turns that let the arms hang, no farther out than the body beside them demands."""
    limb = np.array(LIMBS)[template.limb]
    forearm = [JOINTS.index("elbow_left"), JOINTS.index("wrist_left")]
    arm = np.flatnonzero(np.isin(template.bones[:, 0], forearm))
    beside = np.flatnonzero(np.isin(limb, ("torso", "left_leg")) & (points[: template.vertices, 0] > 0))
    side = points[beside]
    for out in np.arange(10.0, 50.0, 2.5):
        found = _arms(template, points, out, {})
        hand = skinned(template, points, found, arm)[: len(arm)]
        heights = np.linspace(hand[:, 1].min(), hand[:, 1].max(), 24)
        gaps = [
            _band(hand, *band).min(initial=np.inf) - _band(side, *band).max(initial=-np.inf)
            for band in pairwise(heights)
        ]
        if min(gaps) > CLEARANCE:
            break
    return _arms(template, points, out, turns)


def _band(points: Floats, low: float, high: float) -> Floats:
    """The x of points between two heights, a centimetre over at both ends."""
    inside = (points[:, 1] > low - 0.01) & (points[:, 1] < high + 0.01)
    return np.compress(inside, points[:, 0])


def _arms(template: Template, points: Floats, out: float, turns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Turns of both arms: `out` degrees from the plumb line, elbows a little bent, swung as `turns` say."""
    found = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        shoulder, elbow, wrist = (
            template.place(points, f"{joint}_{side}") for joint in ("shoulder_joint", "elbow", "wrist")
        )
        drop = turned("z", -sign * SHOULDER_DROP)
        hang = turned("z", sign * out) @ [0.0, -1.0, 0.0]
        upper = between(drop @ (elbow - shoulder), hang)
        bent = turned("x", -ELBOW_BEND) @ turned("z", sign * out * 0.6) @ [0.0, -1.0, 0.0]
        lower = between(upper @ drop @ (wrist - elbow), bent)
        swing = turns.get(f"shoulder_joint_{side}", np.eye(3))
        found[f"clavicle_{side}"] = drop
        found[f"shoulder_joint_{side}"] = drop.T @ swing @ upper @ drop
        found[f"elbow_{side}"] = (upper @ drop).T @ lower @ (upper @ drop)
    return found


def _stride(template: Template, points: Floats) -> dict[str, Floats]:
    """Turns of a step: the left leg in front with its heel down, the right arm with it.

    The knee behind bends until both feet touch the ground.
    """
    turns = {
        "hip_joint_left": turned("x", -20.0),
        "knee_left": turned("x", 6.0),
        "ankle_left": turned("x", 6.0),
        "hip_joint_right": turned("x", 12.0),
        "ankle_right": turned("x", 8.0),
        "shoulder_joint_left": turned("x", 16.0),
        "shoulder_joint_right": turned("x", -18.0),
    }
    low = points[: template.vertices, 1] < template.place(points, "ankle_left")[1]
    feet = np.flatnonzero(low)
    left = points[feet, 0] > 0
    least, most = 0.0, 60.0
    for _ in range(8):
        bend = (least + most) / 2
        turns["knee_right"] = turned("x", bend)
        height = skinned(template, points, turns, feet)[: len(feet), 1]
        if height[~left].min() < height[left].min():
            least = bend
        else:
            most = bend
    return turns
