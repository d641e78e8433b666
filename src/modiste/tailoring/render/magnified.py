"""Cloth from so near that threads cast shadows: each pixel of its tile is a place in the studio's light.

Knows relief seen straight from above; what the threads are is whoever's made the tile.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.cloth.appearance import Appearance
from modiste.tailoring.colour import encoded, linear
from modiste.tailoring.render.calming import filtered
from modiste.tailoring.render.cloth_light import KEY, SKY, cloth_light
from modiste.tailoring.render.photo import rolled
from modiste.tailoring.render.raster import GROUND
from modiste.tailoring.render.tracing import Rays, lit

Floats = NDArray[np.float32]

MOST = 1024
"""Pixels along a side."""
_WIDE = 0.6
"""Metres to which the tile is enlarged: rays start a hair off what they leave."""
_TURN, _LIFT, _SOFT = np.radians((-42.0, 30.0, 9.0))
"""The key light, low enough to rake over the relief: from the left, above the horizon, half its width."""
_EDGE = 0.08
"""The tile goes on beyond its edges by so much, so that shadows fall in."""
_RAYS = 4
_STEPS = (1, 2)
_AWAY = np.array([0.0, 0.0, -1.0], np.float32)


def magnified(look: Appearance, through: NDArray[np.bool_] | None = None) -> NDArray[np.uint8]:
    """A picture of a tile as large as the tile, lit from the upper left.

    Args:
        look: The tile; it repeats beyond its edges.
        through: (h, w) where the cloth is open and a pale table is seen; nowhere where None.

    Returns:
        (h, w, 3) uint8 sRGB.

    Raises:
        ModisteError: MOD-1580 for a tile of more than `MOST` pixels a side, or of fewer than 16.
    """
    high, wide = look.relief.shape
    if not (16 <= wide <= MOST and 16 <= high <= MOST):
        raise ModisteError("MOD-1580", width=wide, height=high, most=MOST)
    step = _WIDE / wide
    relief = look.relief * (_WIDE / look.width)
    normal = _normals(relief, step)
    key = np.array([np.sin(_TURN) * np.cos(_LIFT), np.sin(_LIFT), np.cos(_TURN) * np.cos(_LIFT)], np.float32)
    light = _calmed(_lit(relief, step, key), normal, relief, step)
    normal = normal.reshape(-1, 3)
    colour = np.asarray(linear(look.colour.reshape(-1, 3) / 255), np.float32)
    made = cloth_light(
        colour,
        normal,
        normal,
        _AWAY,
        light,
        key,
        look,
        tint=np.ones(3, np.float32),
        fill=np.float32(1),
        cloth=np.ones((), np.bool_),
    )
    if through is not None:
        hole = through.ravel()
        open_ = (KEY * light[:, 0] * key[2] + SKY * light[:, 1:].sum(1)) / (KEY * key[2] + SKY)
        made[hole] = linear(np.array(GROUND) / 255) * open_[hole, None]
    return np.round(255 * encoded(rolled(made.reshape(high, wide, 3)))).astype(np.uint8)


def _lit(relief: Floats, step: float, key: Floats) -> Floats:
    """(h, w, 3) of the key, the upper and the lower sky that each place sees, found for every second one."""
    high, wide = relief.shape
    even = np.pad(relief, ((0, high % 2), (0, wide % 2)), mode="wrap")
    coarse = even.reshape(len(even) // 2, 2, -1, 2).mean((1, 3))
    edge = max(2, round(_EDGE * max(coarse.shape)))
    whole = np.pad(coarse, edge, mode="wrap")
    places, faces = _meshed(whole, 2 * step)
    rays = Rays(places[faces])
    own = (slice(edge, edge + coarse.shape[0]), slice(edge, edge + coarse.shape[1]))
    at = np.ascontiguousarray(places.reshape(*whole.shape, 3)[own].reshape(-1, 3))
    normal = np.ascontiguousarray(_normals(whole, 2 * step)[own].reshape(-1, 3))
    seen, sky = lit(rays, at, normal, key, float(_SOFT), _RAYS, np.random.default_rng(0))
    found = np.column_stack([seen, sky]).reshape(*coarse.shape, 3)
    return np.asarray(found.repeat(2, 0).repeat(2, 1)[:high, :wide], np.float32)


def _normals(relief: Floats, step: float) -> Floats:
    """(h, w, 3) towards who looks; the relief repeats."""
    dx = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) / (2 * step)
    dy = (np.roll(relief, -1, 0) - np.roll(relief, 1, 0)) / (2 * step)
    leaning = np.stack([-dx, dy, np.ones_like(dx)], axis=-1)
    return np.asarray(leaning / np.linalg.norm(leaning, axis=-1, keepdims=True), np.float32)


def _meshed(relief: Floats, step: float) -> tuple[Floats, NDArray[np.int64]]:
    """The relief as triangles, x to the right, y up, z towards who looks: two a pixel."""
    high, wide = relief.shape
    x, y = np.meshgrid(np.arange(wide) * step, -np.arange(high) * step)
    places = np.stack([x, y, relief], axis=-1).reshape(-1, 3).astype(np.float32)
    first = (np.arange(high - 1)[:, None] * wide + np.arange(wide - 1)).ravel()
    right, below, both = first + 1, first + wide, first + wide + 1
    return places, np.concatenate(
        [np.column_stack([first, below, right]), np.column_stack([right, below, both])]
    )


def _calmed(light: Floats, normal: Floats, relief: Floats, step: float) -> Floats:
    """(n, 3) each place's light from its neighbourhood on the same thread."""
    calm = np.concatenate([light, normal, relief[..., None]], axis=-1).astype(np.float32)
    for stride in _STEPS:
        calm = filtered(calm, np.ones(relief.shape, bool), stride, 3, 4.0 * step * stride)
    return np.asarray(calm[..., :3].reshape(-1, 3), np.float32)
