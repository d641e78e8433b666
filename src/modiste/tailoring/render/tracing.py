"""What light reaches a place: rays against triangles, by Embree.

Knows occlusion and a large soft light; materials and cameras are `photo`'s. One thread.
"""

from dataclasses import dataclass

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_PORTION = 400_000
"""Rays sent at a time: their numbers stay in the processor's cache and in little memory."""
_OFF = 0.0006
"""Metres by which a ray starts off the surface it leaves."""


@dataclass(frozen=True, eq=False)
class Hits:
    """Where rays first meet a triangle: its number (-1: none), its second and third share, the distance."""

    face: NDArray[np.int32]
    u: Floats
    v: Floats
    far: Floats


class Rays:
    """Triangles that rays can be sent at."""

    def __init__(self, corners: NDArray[np.floating]) -> None:
        """Of (m, 3, 3) places, metres."""
        self._scene = EmbreeScene()
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(corners, np.float32))

    def first(self, origins: Floats, directions: Floats) -> Hits:
        """The first hit of each ray, (n, 3) each."""
        found = self._scene.run(origins, directions, query="INTERSECT", output=True)
        return Hits(found["primID"], found["u"], found["v"], found["tfar"])

    def blocked(self, origins: Floats, directions: Floats) -> NDArray[np.bool_]:
        """(n,) whether anything is in the way."""
        return np.asarray(self._scene.run(origins, directions, query="OCCLUDED") >= 0)


def lit(
    rays: Rays,
    places: Floats,
    facing: Floats,
    towards: Floats,
    spread: float,
    count: int,
    chance: np.random.Generator,
) -> tuple[Floats, Floats]:
    """How much of the large light each place sees, and how open it lies to all sides.

    Args:
        rays: What is in the way.
        places: (n, 3) metres.
        facing: (n, 3) unit normals, on the side that is looked at.
        towards: (3,) the light's direction.
        spread: The light's radius as seen from here, in radians.
        count: Rays a place, for each of the two.
        chance: Draws the directions.

    Returns:
        (n,) the share of the light that is seen, and (n, 2) the share of the upper and of the lower sky,
        weighted by the cosine.
    """
    n = len(places)
    seen, sky = np.zeros(n, np.float32), np.zeros((n, 2), np.float32)
    first, second = _frame(towards[None, :])
    for start in range(0, n, _PORTION):
        part = slice(start, start + _PORTION)
        base = places[part] + _OFF * facing[part]
        across, along = _frame(facing[part])
        shift = chance.random((2, len(base)), np.float32)
        for k in range(count):
            turn, out = _spread(k, count, shift)
            near = np.sqrt(out) * np.float32(np.tan(spread))
            aim = towards + near[:, None] * (np.cos(turn)[:, None] * first + np.sin(turn)[:, None] * second)
            aim /= np.linalg.norm(aim, axis=1, keepdims=True)
            open_ = (aim * facing[part]).sum(1) > 0
            seen[part] += open_ & ~rays.blocked(base, np.ascontiguousarray(aim, np.float32))
            flat = np.sqrt(out)
            aim = flat[:, None] * (np.cos(turn)[:, None] * across + np.sin(turn)[:, None] * along)
            aim += np.sqrt(1 - out)[:, None] * facing[part]
            free = ~rays.blocked(base, np.ascontiguousarray(aim, np.float32))
            sky[part, 0] += free & (aim[:, 1] > 0)
            sky[part, 1] += free & (aim[:, 1] <= 0)
    return np.asarray(seen / count, np.float32), np.asarray(sky / count, np.float32)


def _spread(k: int, count: int, shift: Floats) -> tuple[Floats, Floats]:
    """The k-th of `count` well-spread points of a disk, turned anew at each place (Roberts's R2 sequence)."""
    turn = (shift[0] + np.float32(0.7548776662 * k)) % 1 * np.float32(2 * np.pi)
    return turn, np.clip((k + shift[1]) / count, 0, 0.9999).astype(np.float32)


def _frame(normals: Floats) -> tuple[Floats, Floats]:
    """Two directions square to each normal (Duff et al., Building an orthonormal basis, revisited, 2017)."""
    x, y, z = normals.T
    sign = np.where(z >= 0, 1, -1).astype(np.float32)
    a = -1 / (sign + z)
    b = x * y * a
    one = np.column_stack([1 + sign * x * x * a, sign * b, -sign * x])
    other = np.column_stack([b, sign + y * y * a, -y])
    return one.astype(np.float32), other.astype(np.float32)
