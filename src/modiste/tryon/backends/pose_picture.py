"""A person's joints as the grey figure that FASHN VTON was taught with: limbs as ellipses, joints as discs.

Knows that drawing (DWPose's, Apache-2.0, in the order of OpenPose's 18 points); where joints are is the
person's. Its hands and faces are not drawn: our landmarks have no fingers.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Point = tuple[float, float]

_ORDER = (
    *("nose", "neck", "shoulder_right", "elbow_right", "wrist_right", "shoulder_left", "elbow_left"),
    *("wrist_left", "hip_right", "knee_right", "ankle_right", "hip_left", "knee_left", "ankle_left"),
    *("eye_right", "eye_left", "ear_right", "ear_left"),
)
_LIMBS = (
    *((1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13)),
    *((1, 0), (0, 14), (14, 16), (0, 15), (15, 17)),
)
_GREYS = np.linspace(20, 240, 18).astype(np.uint8)
_THICK = 4


def pose_picture(points: Mapping[str, Point], width: int, height: int) -> NDArray[np.uint8]:
    """(height, width) uint8: black where no joint is.

    Args:
        points: The joints that are seen, columns and rows.
        width: In pixels.
        height: In pixels.
    """
    known = dict(points)
    if "shoulder_left" in known and "shoulder_right" in known:
        left, right = known["shoulder_left"], known["shoulder_right"]
        known["neck"] = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    at = [known.get(name) for name in _ORDER]
    image = Image.new("L", (width, height))
    pen = ImageDraw.Draw(image)
    for grey, (one, other) in zip(_GREYS, _LIMBS, strict=False):
        begin, end = at[one], at[other]
        if begin and end:
            pen.polygon(_ellipse(begin, end), fill=int(0.6 * grey))
    for number, point in enumerate(at):
        limb = next((place for place, pair in enumerate(_LIMBS) if number in pair), None)
        if point and limb is not None:
            x, y = int(point[0]), int(point[1])
            fill = min(255, int(1.3 * _GREYS[limb]))
            pen.ellipse((x - _THICK, y - _THICK, x + _THICK, y + _THICK), fill=fill)
    return np.asarray(image)


def _ellipse(begin: Point, end: Point) -> list[Point]:
    """The outline of an ellipse that is as long as a limb."""
    (x0, y0), (x1, y1) = begin, end
    half, turn = np.hypot(x1 - x0, y1 - y0) / 2, np.arctan2(y1 - y0, x1 - x0)
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    along, across = half * np.cos(angles), _THICK * np.sin(angles)
    columns = (x0 + x1) / 2 + along * np.cos(turn) - across * np.sin(turn)
    rows = (y0 + y1) / 2 + along * np.sin(turn) + across * np.cos(turn)
    return [(float(x), float(y)) for x, y in zip(columns, rows, strict=True)]
