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


def camera(places: Points, azimuth: float, aspect: float, elevation: float = 4.0) -> Camera:
    """A camera that sees all of these places, (n, 3), with a margin.

    Args:
        places: What must be in the picture.
        azimuth: Degrees around the figure, 0 before it.
        aspect: Width over height of the picture.
        elevation: Degrees above the horizon.
    """
    turn, rise = np.radians(azimuth), np.radians(elevation)
    back = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    right = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    axes = np.stack([right, np.cross(back, right), back])
    low, high = places.min(0), places.max(0)
    centre = (low + high) / 2
    seen = (places - centre) @ axes.T
    half = np.tan(np.radians(_FIELD / 2))
    need = np.maximum(np.abs(seen[:, 1]), np.abs(seen[:, 0]) / aspect) * 1.08 / half + seen[:, 2]
    return Camera(centre + back * float(need.max()), axes, 0.5 / half)
