"""The adult figure as baked: one closed skin, its skeleton, and the ways in which bodies differ.

Knows the asset `adult.npz` (recipes/body bakes it from MakeHuman's CC0 shapes) and how it is read; what a
body's numbers mean is `shape`'s, what a tape finds on it is `tape`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Chart

ASSET = Path(__file__).with_name("adult.npz")
JOINTS = (
    "pelvis",
    "neck",
    "head",
    *(
        f"{joint}_{side}"
        for side in ("left", "right")
        for joint in ("clavicle", "shoulder_joint", "elbow", "wrist", "hip_joint", "knee", "ankle")
    ),
)
"""The skeleton: each joint turns what hangs on it. Parents come before children."""


def parent_of(joint: str) -> str:
    """The joint that carries another: elbow_left is carried by shoulder_joint_left; the pelvis by nothing."""
    bone, _, side = joint.rpartition("_")
    chain = ("clavicle", "shoulder_joint", "elbow", "wrist"), ("hip_joint", "knee", "ankle")
    for limb in chain:
        if bone in limb[1:]:
            return f"{limb[limb.index(bone) - 1]}_{side}"
    return {"pelvis": "", "head": "neck"}.get(joint, "pelvis")


@dataclass(frozen=True, eq=False)
class Template:
    """The figure of one chart; points are the skin's vertices followed by the joints, in metres, A-pose.

    Attributes:
        chart: Whose figure.
        faces: (m, 3) int32, counter-clockwise seen from outside; closed and manifold.
        limb: (n,) uint8, places in `LIMBS`.
        bones: (n, 4) uint8, places in `JOINTS` of the joints that carry each vertex.
        weights: (n, 4) float32, how much each of them carries; rows sum to 1.
        mean: (n + joints, 3) float32, the most plausible body.
        basis: (k, n + joints, 3) float32; plausible bodies are `mean + z @ basis` with z ~ N(0, 1).
        marks: Named places on the skin or in it: (indices of points, their weights).
        near_neck: (n,) bool, where a tape around the neck can lie.
    """

    chart: Chart
    faces: NDArray[np.int32]
    limb: NDArray[np.uint8]
    bones: NDArray[np.uint8]
    weights: NDArray[np.float32]
    mean: NDArray[np.float32]
    basis: NDArray[np.float32]
    marks: Mapping[str, tuple[NDArray[np.int64], NDArray[np.float64]]]
    near_neck: NDArray[np.bool_]

    @property
    def vertices(self) -> int:
        """How many points are skin; the rest are joints."""
        return len(self.limb)

    def place(self, points: NDArray[np.floating], mark: str) -> NDArray[np.float64]:
        """(3,) place of a mark on a body given by its points."""
        rows, shares = self.marks[mark]
        placed: NDArray[np.float64] = shares @ np.asarray(points[rows], np.float64)
        return placed


@lru_cache(maxsize=2)
def template(chart: Chart) -> Template:
    """The figure of a chart, read once: 0.2 s."""
    with np.load(ASSET, allow_pickle=False) as baked:
        weights = baked["weights"].astype(np.float32)
        factor = baked[f"{chart}_factor"].astype(np.float32)
        ways = np.concatenate(
            [
                baked[name].astype(np.float32) * baked[f"{name}_scale"][:, None, None]
                for name in ("local", f"{chart}_macro")
            ]
        )
        rows, shares = baked["mark_rows"].astype(np.int64), baked["mark_shares"]
        return Template(
            chart=chart,
            faces=baked["faces"].astype(np.int32),
            limb=baked["limb"],
            bones=baked["bones"],
            weights=weights / weights.sum(1, keepdims=True),
            mean=baked[f"{chart}_mean"],
            basis=np.tensordot(factor, ways, 1),
            marks={
                str(name): (row[share != 0], share[share != 0])
                for name, row, share in zip(baked["mark_names"], rows, shares, strict=True)
            },
            near_neck=baked["near_neck"],
        )
