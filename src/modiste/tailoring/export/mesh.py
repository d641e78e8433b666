"""What is shown in three dimensions: triangles with normals, colours and the place of a tile upon them.

Knows arrays; the files they go into are `glb`'s and `usdz`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.export.repeat import Repeat
from modiste.tailoring.normals import summed, unit


@dataclass(frozen=True, eq=False)
class Carried:
    """Which joints carry each vertex: `joints` (n, 4) uint8 and `weights` (n, 4) that sum to 1."""

    joints: NDArray[np.uint8]
    weights: NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Mesh:
    """One thing to show.

    Attributes:
        name: The node's name in the file.
        vertices: (n, 3) metres.
        faces: (m, 3) counter-clockwise seen from outside.
        colours: (n, 3) linear red, green and blue from 0 to 1 for each vertex, or None.
        tint: The material's linear colour where there is neither colour nor tile.
        two_sided: Whether the back of the faces shows, as that of cloth does.
        normals: (n, 3) of length 1; None has them made from the faces.
        uv: (n, 2) tiles across and up; needed where there is a tile.
        tile: The cloth upon it.
        worn: (n, 4) uint8 of each vertex: how it is worn; see `garment.cloth_mesh`.
        tangents: Whether a file says which way the tile runs; readers can work it out (glTF 2.0, 3.7.2.1).
        about: What the file says of it besides, as plain values.
        carried: Which of the file's joints carry it, where it moves.
    """

    name: str
    vertices: NDArray[np.floating]
    faces: NDArray[np.integer]
    colours: NDArray[np.floating] | None = None
    tint: tuple[float, float, float] = (0.62, 0.52, 0.44)
    two_sided: bool = False
    normals: NDArray[np.floating] | None = None
    uv: NDArray[np.floating] | None = None
    tile: Repeat | None = None
    worn: NDArray[np.uint8] | None = None
    tangents: bool = True
    about: Mapping[str, object] = field(default_factory=dict)
    carried: Carried | None = None


def tangents_of(mesh: Mesh, normals: NDArray[np.floating]) -> NDArray[np.float32]:
    """(n, 4) the direction in which the tile runs across, and 1: up is normal x across (glTF, 3.7.2.1)."""
    assert mesh.uv is not None
    corner, uv = np.asarray(mesh.vertices, float)[mesh.faces], np.asarray(mesh.uv, float)[mesh.faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    (u1, v1), (u2, v2) = (uv[:, 1] - uv[:, 0]).T, (uv[:, 2] - uv[:, 0]).T
    across = one * v2[:, None] - other * v1[:, None]  # by the face's area on the tile, as its share
    across *= np.sign(u1 * v2 - u2 * v1)[:, None]
    total = summed(across, mesh.faces, len(mesh.vertices))
    level = np.asarray(normals, float)
    total -= (total * level).sum(1, keepdims=True) * level
    # Where nothing is known: any direction at a right angle to the normal.
    axis = np.eye(3)[np.abs(level).argmin(1)]
    aside = np.cross(level, axis)
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    return np.column_stack([unit(total, aside), np.ones(len(level))]).astype(np.float32)
