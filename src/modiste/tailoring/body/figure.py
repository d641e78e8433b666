"""One body as cloth and tape meet it: a closed skin with limbs, landmarks and measures.

Knows no parameters and no pose of its own: `shape` makes figures. Metres; y up, z to the front, x to the
wearer's left, soles on y = 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Chart = Literal["women", "men"]
Pose = Literal["a", "down", "walk", "own"]
"""`own` is any other: joints turned one by one, as on a photograph."""
Limb = Literal["torso", "head", "left_arm", "right_arm", "left_leg", "right_leg"]
LIMBS: tuple[Limb, ...] = ("torso", "head", "left_arm", "right_arm", "left_leg", "right_leg")
LEVELS = ("bust", "under_bust", "waist", "hip", "crotch", "thigh", "knee")
"""Heights of the horizontal girths, as `Figure.levels` names them."""
LANDMARKS = (
    "crown",
    "nape",
    "neck_front",
    *(
        f"{point}_{side}"
        for side in ("left", "right")
        for point in ("neck", "shoulder", "armpit", "elbow", "wrist", "hip_joint", "knee", "ankle")
    ),
    "crotch",
)
"""Points on or in the body: `nape` is the seventh cervical vertebra, `neck_*` where neck meets shoulder line,
`shoulder_*` the acromion; elbows, wrists, hip joints, knees and ankles are the joints' centres."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A body in one pose.

    Attributes:
        vertices: (n, 3) float32, metres.
        faces: (m, 3) int32, counter-clockwise seen from outside; closed, no inner parts.
        limb: (n,) uint8, the place of each vertex's limb in `LIMBS`.
        landmarks: Every name of `LANDMARKS`: its (3,) place in this pose.
        levels: Every name of `LEVELS`: its height in metres, in the A-pose.
        measures: ISO 8559-1 measures of this body in centimetres (weight in kilograms), taken in the A-pose.
        chart: Whose size charts it is judged by.
        pose: How it stands.
        shape: Its coordinates among plausible bodies, in standard deviations: what is needed to pose it anew.
    """

    vertices: NDArray[np.float32]
    faces: NDArray[np.int32]
    limb: NDArray[np.uint8]
    landmarks: Mapping[str, NDArray[np.float64]]
    levels: Mapping[str, float]
    measures: Mapping[str, float]
    chart: Chart
    pose: Pose
    shape: tuple[float, ...] = ()
