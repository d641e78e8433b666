"""Where a picture is taken from.

Knows cameras around a standing figure; what they see is `raster`'s. Metres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

VIEWS: Mapping[str, float] = MappingProxyType(
    {"front": 0.0, "three-quarter": 35.0, "left": 90.0, "back": 180.0, "right": 270.0}
)
"""Degrees around the figure, from the front towards the wearer's left."""
_FIELD = 24.0
"""Degrees seen from edge to edge across the height: a long lens, which does not bend a body."""


@dataclass(frozen=True, eq=False)
class Camera:
    """A camera that looks at a point.

    Attributes:
        eye: (3,) where it stands.
        axes: (3, 3) its right, up and backward directions.
        scale: How large one metre at a distance of one metre is, in picture heights.
    """

    eye: Points
    axes: Points
    scale: float


def camera(
    places: Points,
    azimuth: float,
    aspect: float,
    elevation: float = 4.0,
    *,
    field: float = _FIELD,
    roll: float = 0.0,
    zoom: float = 1.0,
    off: tuple[float, float] = (0.0, 0.0),
) -> Camera:
    """A camera that sees all of these places, (n, 3), with a margin.

    Args:
        places: What must be in the picture.
        azimuth: Degrees around the figure, 0 before it.
        aspect: Width over height of the picture.
        elevation: Degrees above the horizon.
        field: Degrees seen from edge to edge across the height; the camera steps near enough.
        roll: Degrees the camera is turned about its axis, clockwise.
        zoom: How much larger they are shown; above 1 the margin goes, then they are cropped.
        off: Shares of the picture's width and height by which they are to the right of and below its middle.
    """
    turn, rise = np.radians(azimuth), np.radians(elevation)
    back = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    right = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    axes = np.stack([right, np.cross(back, right), back])
    low, high = places.min(0), places.max(0)
    centre = (low + high) / 2
    seen = (places - centre) @ axes.T
    half = np.tan(np.radians(field / 2))
    need = np.maximum(np.abs(seen[:, 1]), np.abs(seen[:, 0]) / aspect) * 1.08 / half + seen[:, 2]
    far, scale = float(need.max()), 0.5 / half
    eye = centre + back * far
    if roll:
        cosine, sine = np.cos(np.radians(roll)), np.sin(np.radians(roll))
        axes = np.stack([cosine * axes[0] - sine * axes[1], sine * axes[0] + cosine * axes[1], back])
    if zoom != 1.0:
        scale *= zoom
    if off != (0.0, 0.0):
        eye = eye + far / scale * (off[1] * axes[1] - off[0] * aspect * axes[0])
    return Camera(eye, axes, scale)
