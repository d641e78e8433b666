"""A garment and its wearer apart: what a photograph of somebody needs to be dressed in it.

Knows one view's layers in linear light: the cloth where it is seen past arms and chin, the light on bare
skin, and how much of that light the cloth takes away; the photograph is the caller's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.cloth.appearance import Appearance, Lay
from modiste.tailoring.render.photo import AS_CUT, BODY, CLOTH, Stage, rolled
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.studio import Studio
from modiste.tailoring.render.tracing import Rays
from modiste.tailoring.render.view import Camera

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Layers:
    """Pictures of one view, (h, w) or (h, w, 3) float32, linear light.

    Attributes:
        cloth: The garment's light, weighted by `cover`.
        cover: The share of each pixel that shows the garment.
        skin: The light on the wearer's skin where it is seen, as white skin would give it back.
        body: The share of each pixel that shows the wearer.
        shade: What is left of that light beside the garment: 1 where it throws no shadow.
        facing: (h, w, 3) the mean normal of what is seen.
        height: How high over the soles the skin lies that is seen, in metres.
        limb: (h, w) uint8, 1 + the limb's place in `LIMBS` where skin is seen, else 0.
    """

    cloth: Floats
    cover: Floats
    skin: Floats
    body: Floats
    shade: Floats
    facing: Floats
    height: Floats
    limb: NDArray[np.uint8]


def worn_layers(
    studio: Studio,
    look: Appearance,
    scene: Scene,
    size: tuple[int, int],
    eye: Camera,
    grid: int = 2,
    lays: Mapping[str, Lay] = AS_CUT,
) -> Layers:
    """The layers of a garment on a person.

    Args:
        studio: The drape, its person's colours white.
        look: The cloth.
        scene: The light.
        size: Width and height in pixels.
        eye: The photograph's camera.
        grid: Rays a pixel, in either direction.
        lays: How the cloth's tile is laid on panels, by their names.

    Raises:
        ModisteError: MOD-1582 for a panel that the garment does not have.
    """
    stage = Stage(studio, look, scene, size, times=1, quick=False, eye=eye, lays=lays)
    made = stage.met(grid, 2)
    wide, high = size
    kind = made.samples.layer
    cloth, body = kind == CLOTH, kind == BODY
    shown = np.where(cloth[:, None], made.shaded, 0)
    # Without the cloth in the way, the same light as far as the body itself lets it.
    ours = len(stage.cloth.faces)
    rays = Rays(stage.set.places[stage.set.faces[ours:]])
    free = stage.light(rays, made.at, made.smooth, made.samples, 2, np.random.default_rng(scene.seed))
    left, all_ = (_bright(light, made.smooth, stage.key) for light in (made.light, free))
    shade = np.where(body, np.clip((left + 0.02) / (all_ + 0.02), 0, 1), 0)
    limb = np.zeros(wide * high, np.uint8)
    corner = stage.set.faces[np.maximum(made.samples.face, 0)][:, 0] - len(stage.cloth.places)
    limb[made.samples.pixel[body]] = 1 + studio.drape.figure.limb[corner[body]]
    values = np.column_stack(
        [
            shown,
            np.where(body[:, None], made.shaded, 0),
            cloth,
            body,
            shade,
            np.where((cloth | body)[:, None], made.smooth, 0),
            np.where(body, made.at[:, 1], 0),
        ]
    ).astype(np.float32)
    sums = stage.summed(made, values).reshape(high, wide, -1).astype(np.float32)
    cover, seen = np.clip(sums[..., 6], 0, 1), np.clip(sums[..., 7], 0, 1)
    some, skin = np.maximum(cover, 1e-6)[..., None], np.maximum(seen, 1e-6)
    return Layers(
        cloth=(rolled(sums[..., :3] / some) * cover[..., None]).astype(np.float32),
        cover=cover,
        skin=(sums[..., 3:6] / skin[..., None]).astype(np.float32),
        body=seen,
        shade=np.where(seen > 0, sums[..., 8] / skin, 1).astype(np.float32),
        facing=sums[..., 9:12],
        height=(sums[..., 12] / skin).astype(np.float32),
        limb=limb.reshape(high, wide),
    )


def _bright(light: Floats, facing: Floats, key: Floats) -> Floats:
    seen, up, down = light.T
    return np.asarray(0.8 * seen * np.maximum(facing @ key, 0) + 0.26 * up + 0.2 * down, np.float32)
