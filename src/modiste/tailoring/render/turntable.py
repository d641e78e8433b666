"""A garment that turns once round on its mannequin, as an animated WebP.

Knows frames and their order; each is a photograph of `photo`'s, in light that stays with the camera.
"""

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image

from modiste.garment import ModisteError
from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.render.photo import PLAIN, photograph
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.studio import Studio
from modiste.tailoring.render.view import Camera, camera

FRAMES = 24
MOST_FRAMES = 360
_STANDING = ("mannequin", "ghost")
_MARGIN = 1.14


def turntable(
    drape: Drape | Studio,
    appearance: Appearance,
    scene: Scene = PLAIN,
    size: tuple[int, int] = (320, 480),
    *,
    frames: int = FRAMES,
    seconds: float = 4.0,
    quality: int = 80,
    still: bool = False,
    progress: Callable[[float], bool] = lambda share: True,
) -> bytes:
    """Photograph a garment from all round, and put the frames one after another.

    Args:
        drape: The garment on its body, or a `Studio` of it.
        appearance: What its cloth looks like.
        scene: On a mannequin or a ghost; its azimuth is the first frame's.
        size: Width and height in pixels.
        frames: How many, evenly round.
        seconds: A turn's; it goes on for ever.
        quality: Of WebP, 1 to 100.
        still: Take the time for frames without noise.
        progress: Told the share done; answers whether to go on.

    Returns:
        An animated WebP.

    Raises:
        ModisteError: MOD-1583 for a turn that cannot be, MOD-1580 where the size is none, MOD-1564 when it was
            stopped by `progress`.
    """
    for what, value, low, high in (
        ("frames", frames, 2, MOST_FRAMES),
        ("seconds", seconds, 0.1, 600),
        ("quality", quality, 1, 100),
    ):
        if not low <= value <= high:
            raise ModisteError("MOD-1583", what=what, value=f"{value:g}", allowed=f"{low} to {high}")
    if scene.kind not in _STANDING:
        raise ModisteError("MOD-1583", what="kind", value=scene.kind, allowed=" or ".join(_STANDING))
    studio = drape if isinstance(drape, Studio) else Studio(drape)
    turns = [scene.azimuth + 360 * k / frames for k in range(frames)]
    pictures = []
    for number, (turn, eye) in enumerate(zip(turns, _round(studio.drape, scene, size, turns), strict=True)):
        here = replace(scene, azimuth=(turn + 360) % 720 - 360)
        pictures.append(
            Image.fromarray(photograph(studio, appearance, here, size, still=still, eye=eye).pixels)
        )
        if not progress((number + 1) / frames):
            raise ModisteError("MOD-1564")
    made = io.BytesIO()
    pictures[0].save(
        made,
        "WEBP",
        save_all=True,
        append_images=pictures[1:],
        duration=round(1000 * seconds / frames),
        loop=0,
        quality=quality,
        method=4,
    )
    return made.getvalue()


def _round(drape: Drape, scene: Scene, size: tuple[int, int], turns: list[float]) -> list[Camera]:
    """Cameras at one distance from one middle, so that nothing grows or jumps while it turns."""
    places = drape.places
    low, high = places.min(0), places.max(0)
    middle = (low + high) / 2
    corners = np.stack([np.where([k & 1, k & 2, k & 4], high, low) for k in range(8)])
    corners = middle + _MARGIN * (corners - middle)
    seen = [
        camera(
            corners,
            turn,
            size[0] / size[1],
            scene.elevation,
            field=scene.field,
            roll=scene.roll,
            zoom=scene.zoom,
        )
        for turn in turns
    ]
    far = max(float(np.linalg.norm(each.eye - middle)) for each in seen)
    return [replace(each, eye=middle + far * each.axes[2]) for each in seen]
