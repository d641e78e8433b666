"""A draped garment that moves: cloth and body on the body's own joints, as glTF for a mirror.

Knows which joints carry which cloth; where joints go in a mirror is the browser's, the container `glb`'s.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from modiste.garment import ModisteError
from modiste.tailoring.body.shape import points_of
from modiste.tailoring.body.template import JOINTS, Template, template
from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.export.garment import cloth_mesh
from modiste.tailoring.export.glb import to_glb
from modiste.tailoring.export.mesh import Carried, Mesh
from modiste.tailoring.export.repeat import repeat_of

_NEAREST = 16
"""So many points of the skin say which joints carry a point of cloth,"""
_SOFT = 0.01
"""the nearer the more: within a centimetre of the nearest they count alike."""
_SIDE = 256
"""Pixels of the cloth's tile: a mirror shows a garment some 400 pixels high."""


def mirror_glb(draped: Drape, appearance: Appearance) -> bytes:
    """A garment and the body below it, skinned, as binary glTF; equal input gives equal bytes.

    The nodes that are joints have the names of the body's joints and stand where these are in the A-pose;
    each is its own root, so that a mirror places it straight from what it sees.

    Args:
        draped: The cloth at rest, on a body in the A-pose.
        appearance: What it looks like.

    Raises:
        ModisteError: MOD-1591 for a body in another pose.
    """
    figure = draped.figure
    if figure.pose != "a":
        raise ModisteError("MOD-1591", pose=figure.pose)
    body = template(figure.chart)
    homes = points_of(body, np.array(figure.shape))[body.vertices :]
    tile = replace(repeat_of(appearance, _SIDE), normals=b"")
    cloth = cloth_mesh(draped, tile)
    cloth = replace(cloth, tangents=False, worn=None, about={}, carried=carried(draped, cloth.vertices))
    skin = Mesh(
        name="body",
        vertices=figure.vertices,
        faces=figure.faces,
        carried=Carried(body.bones, body.weights),
    )
    return to_glb([skin, cloth], dict(zip(JOINTS, homes.tolist(), strict=True)))


def carried(draped: Drape, places: NDArray[np.floating]) -> Carried:
    """Which joints carry points of cloth, (n, 3) metres: those that carry the skin nearest to them."""
    body: Template = template(draped.figure.chart)
    far, near = cKDTree(draped.figure.vertices).query(places, _NEAREST)
    share = 1 / (far - far[:, :1] + _SOFT) ** 2
    whole = np.zeros((len(places), len(JOINTS)))
    rows = np.arange(len(places))[:, None]
    for k in range(_NEAREST):
        bones, weights = body.bones[near[:, k]], body.weights[near[:, k]]
        np.add.at(whole, (rows, bones.astype(np.intp)), weights * share[:, k : k + 1])
    most = np.argsort(-whole, 1, kind="stable")[:, :4]
    weights = np.take_along_axis(whole, most, 1)
    return Carried(most.astype(np.uint8), (weights / weights.sum(1, keepdims=True)).astype(np.float32))
