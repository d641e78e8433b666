"""A draped garment in its cloth as a file for augmented reality: on its own or on its body.

Knows where the tile lies on the panels and how heavy a file may be; containers are `glb`'s and `usdz`'s.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.colour import linear
from modiste.tailoring.drape.cloth import grain_turns
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.export.glb import to_glb
from modiste.tailoring.export.mesh import Mesh
from modiste.tailoring.export.repeat import Repeat, repeat_of
from modiste.tailoring.export.usdz import to_usdz
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.skin import uncovered
from modiste.tailoring.render.worn import SKIN_COLOUR, WIDEST_MM, by_vertex

MOST_BYTES = 1_000_000
"""What a phone loads at once."""
_SIDES = ((512, True, True), (256, True, True), (256, True, False), (128, True, False), (128, False, False))
"""Pixels of the tile, whether its relief goes with it and which way it runs: the first that fits is taken."""
_NEAR = 0.03
"""Skin this near below cloth, in metres, is left out: who stands before a garment does not look into it."""
_MOSTLY = 95
"""A panel's stretch in words is that which so many per cent of it keep below: one fold says nothing."""


def garment_glb(draped: Drape, appearance: Appearance, *, body: bool = False) -> bytes:
    """A garment as binary glTF of at most 1 MB; equal input gives equal bytes.

    Args:
        draped: The cloth at rest.
        appearance: What it looks like.
        body: Whether the body that wears it is shown too.

    Raises:
        ModisteError: MOD-1590 where even a coarse tile leaves it too large.
    """
    skin = [_skin(draped)] if body else []
    made = b""
    for side, is_raised, is_led in _SIDES:
        tile = repeat_of(appearance, side)
        tile = tile if is_raised else replace(tile, normals=b"")
        cloth = replace(cloth_mesh(draped, tile), tangents=is_led)
        made = to_glb([*skin, cloth])
        if len(made) <= MOST_BYTES:
            return made
    # How it is worn goes last: a phone does not ask for it.
    made = to_glb([*skin, replace(cloth, worn=None, about={})])
    if len(made) <= MOST_BYTES:
        return made
    raise ModisteError("MOD-1590", megabytes=f"{len(made) / 1e6:.1f}", most=f"{MOST_BYTES / 1e6:.0f}")


def garment_usdz(draped: Drape, appearance: Appearance, *, body: bool = False) -> bytes:
    """A garment as USDZ; equal input gives equal bytes.

    Args:
        draped: The cloth at rest.
        appearance: What it looks like.
        body: Whether the body that wears it is shown too.
    """
    skin = [_skin(draped)] if body else []
    return to_usdz([*skin, cloth_mesh(draped, repeat_of(appearance))])


def cloth_mesh(draped: Drape, tile: Repeat) -> Mesh:
    """The cloth, its vertices parted where panels meet, with the tile at true scale along each panel's grain.

    Normals are those of the welded cloth: light knows no seams. `worn` holds the stretch from none to the
    limit beyond which the cloth pulls and the distance from the skin from none to 60 mm, both as 0 to 255,
    the panel's place among `about`'s panels, and 255.
    """
    cloth = draped.cloth
    flat = np.einsum("mkd,mde->mke", cloth.flat, grain_turns(cloth.panels)[cloth.panel])
    # Hundredths of a millimetre: what a dart folds together has one vertex and two places.
    corner = np.column_stack(
        [
            cloth.faces.ravel(),
            np.repeat(cloth.panel, 3),
            np.round(flat.reshape(-1, 2) * 1e5).astype(np.int64),
        ]
    )
    _, first, faces = np.unique(corner, axis=0, return_index=True, return_inverse=True)
    vertex = cloth.faces.ravel()[first]
    panel = np.repeat(cloth.panel, 3)[first]
    stretch, far = by_vertex(draped), 1000 * np.maximum(draped.clearance, 0)
    limit = draped.fabric.limit - 1
    return Mesh(
        name="garment",
        vertices=draped.places[vertex],
        faces=faces.reshape(-1, 3).astype(np.int32),
        two_sided=True,
        normals=vertex_normals(draped.places, cloth.faces)[vertex],
        uv=flat.reshape(-1, 2)[first] / (tile.width, tile.height),
        tile=tile,
        worn=np.column_stack(
            [_byte(stretch[vertex] / limit), _byte(far[vertex] / WIDEST_MM), panel, np.full(len(panel), 255)]
        ).astype(np.uint8),
        about={
            "limit": round(float(limit), 4),
            "widest_mm": WIDEST_MM,
            "panels": [
                {
                    "name": each.name,
                    "stretch": round(float(np.percentile(stretch[vertex[panel == number]], _MOSTLY)), 4),
                    "clearance_mm": round(float(far[vertex[panel == number]].mean()), 1),
                }
                for number, each in enumerate(cloth.panels)
            ],
        },
    )


def _byte(share: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.round(np.clip(share, 0, 1) * 255))


def _skin(draped: Drape) -> Mesh:
    """The body without what cloth hides, as a mannequin's."""
    skin = uncovered(draped, near=_NEAR)
    corner = skin.places[skin.faces]
    area = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1)
    # Where a head was there is nothing left of its faces but their number.
    kept, faces = np.unique(skin.faces[area > 0], return_inverse=True)
    red, green, blue = linear(np.array(SKIN_COLOUR)).tolist()
    return Mesh(
        name="body",
        vertices=skin.places[kept],
        faces=faces.reshape(-1, 3).astype(np.int32),
        tint=(red, green, blue),
        normals=skin.normals[kept],
    )
