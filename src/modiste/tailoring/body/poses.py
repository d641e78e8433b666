"""How a figure stands: joints turned, and the skin carried along.

Knows rotations and linear blend skinning; a body's shape is given to it in the A-pose.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import LIMBS, Pose
from modiste.tailoring.body.template import JOINTS, Template, parent_of

Floats = NDArray[np.float64]

POSES: tuple[Pose, ...] = ("a", "down", "walk")
CLEARANCE = 0.012
"""Metres left between a hanging arm and the body beside it."""


def posed(template: Template, points: NDArray[np.floating], pose: Pose) -> Floats:
    """Points of a body in a pose, soles on y = 0.

    Args:
        template: Whose skeleton.
        points: (vertices + joints, 3) metres, A-pose.
        pose: How it shall stand.
    """
    points = np.asarray(points, float)
    if pose == "down":
        points = _arms_hang(template, points, {})
    elif pose == "walk":
        points = _arms_hang(template, points, _stride(template, points))
    return points - [0.0, points[: template.vertices, 1].min(), 0.0]


def skinned(template: Template, points: Floats, turns: Mapping[str, Floats]) -> Floats:
    """Points carried by turned joints.

    Args:
        template: Whose skeleton.
        points: (vertices + joints, 3) metres.
        turns: (3, 3) rotation of a joint by its name, in the frame of its parent; the others stay.
    """
    count = template.vertices
    homes = points[count:]
    turn = np.empty((len(JOINTS), 3, 3))
    place = np.empty((len(JOINTS), 3))
    for i, joint in enumerate(JOINTS):
        own = turns.get(joint, np.eye(3))
        above = parent_of(joint)
        if above:
            j = JOINTS.index(above)
            turn[i] = turn[j] @ own
            place[i] = place[j] + turn[j] @ (homes[i] - homes[j])
        else:
            turn[i], place[i] = own, homes[i]
    shift = place - np.einsum("jab,jb->ja", turn, homes)
    mixed = np.einsum("nk,nkab->nab", template.weights, turn[template.bones])
    moved = np.einsum("nab,nb->na", mixed, points[:count])
    moved += np.einsum("nk,nka->na", template.weights, shift[template.bones])
    return np.concatenate([moved, place])


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
    return np.eye(3) + skew + skew @ skew / (1 + a @ b)


def _arms_hang(template: Template, points: Floats, turns: Mapping[str, Floats]) -> Floats:
    """Arms at the sides, no farther out than the hips demand; `turns` may swing them and move the legs."""
    limb = np.array(LIMBS)[template.limb]
    arm = np.flatnonzero(limb == "left_arm")
    legs = np.isin(limb, ("torso", "left_leg"))
    for out in np.arange(10.0, 45.0, 2.5):
        moved = skinned(template, points, {**turns, **_hanging(template, points, out, turns)})
        hand = moved[arm][moved[arm, 1] < template.place(moved, "armpit_left")[1] - 0.06]
        side = moved[: template.vertices][legs]
        steps = np.linspace(hand[:, 1].min(), hand[:, 1].max(), 24)
        outer = [_far(side, low, high, 1) for low, high in zip(steps, steps[1:], strict=False)]
        inner = [_far(hand, low, high, -1) for low, high in zip(steps, steps[1:], strict=False)]
        if (np.array(inner) - outer).min() > CLEARANCE:
            break
    return moved


def _far(points: Floats, low: float, high: float, sign: int) -> float:
    """The greatest (sign 1) or least (-1) x of points between two heights."""
    x = points[(points[:, 1] >= low - 0.01) & (points[:, 1] <= high + 0.01), 0]
    return float(x.max() if sign > 0 else x.min()) if len(x) else -sign * np.inf


def _hanging(
    template: Template, points: Floats, out: float, turns: Mapping[str, Floats]
) -> dict[str, Floats]:
    """Turns that let both arms hang `out` degrees from the plumb line, elbows a little bent."""
    found = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        shoulder, elbow, wrist = (
            template.place(points, f"{joint}_{side}") for joint in ("shoulder_joint", "elbow", "wrist")
        )
        swing = turns.get(f"shoulder_joint_{side}", np.eye(3))
        upper = between(elbow - shoulder, _down(sign * out))
        lower = between(upper @ (wrist - elbow), turned("x", -14.0) @ _down(sign * out * 0.6))
        found[f"shoulder_joint_{side}"] = swing @ upper
        found[f"elbow_{side}"] = upper.T @ lower @ upper
    return found


def _down(out: float) -> Floats:
    return np.array([np.sin(np.radians(out)), -np.cos(np.radians(out)), 0.0])


def _stride(template: Template, points: Floats) -> dict[str, Floats]:
    """Turns of a step: the left leg in front, the right arm with it."""
    return {
        "hip_joint_left": turned("x", -22.0),
        "knee_left": turned("x", 8.0),
        "ankle_left": turned("x", 12.0),
        "hip_joint_right": turned("x", 14.0),
        "knee_right": turned("x", 12.0),
        "ankle_right": turned("x", 2.0),
        "shoulder_joint_left": turned("x", 16.0),
        "shoulder_joint_right": turned("x", -18.0),
    }
