"""What cloth gives back of a studio's light: a large key, a sky, a pale floor; fuzz at the edge, soft gloss.

Knows one surface's shading; which light reaches it is `tracing`'s.
"""

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.cloth.appearance import Appearance

Floats = NDArray[np.float32]

KEY, SKY, _BOUNCE = 0.80, 0.26, 0.20
"""Irradiance of the large light, of the upper half of the studio and of its pale floor."""
_BETWEEN = 0.05
"""What reaches a surface by way of others, however hidden it is: the inside of a collar is not black."""
_ACROSS, _ALONG = 0.62, 0.4
"""How rough threads that float side by side are, around them and along them."""
_SHINE = 0.34
"""What they give back at once; the rest goes in and comes back coloured."""
_LAMP = 4.5
"""How bright the key's soft box is in what shines, beside what it gives to all of a surface,"""
_ROOM = 1.6
"""and the studio's walls, beside its upper half."""


def cloth_light(
    colour: Floats,
    smooth: Floats,
    bumped: Floats,
    view: Floats,
    light: Floats,
    key: Floats,
    look: Appearance,
    *,
    tint: Floats,
    fill: np.float32,
    cloth: NDArray[np.bool_],
    grain: Floats | None = None,
) -> Floats:
    """(n, 3) linear light.

    Args:
        colour: (n, 3) linear, what the surface gives back.
        smooth: (n, 3) normals of the surface.
        bumped: (n, 3) normals with its relief.
        view: (n, 3) or (3,) unit directions from the camera.
        light: (n, 3) shares of the key, of the upper and of the lower sky that are seen.
        key: (3,) where the key light is.
        look: How rough and how fuzzy the cloth is.
        tint: (3,) colour of the key.
        fill: How bright everything but the key is.
        cloth: (n,) or () whether it is cloth: nothing else is fuzzy or glossy.
        grain: (n, 3) unit directions of threads that float; needed where the look has `lustre`.
    """
    seen, up, down = light.T
    straight = np.maximum(bumped @ key, 0)
    # Where the relief leans towards the open, more of the studio is seen.
    lean = 0.5 + 0.5 * (bumped * smooth).sum(1)
    around = (SKY * up * (0.75 + 0.25 * bumped[:, 1]) + _BOUNCE * down + _BETWEEN) * lean
    warm = (KEY * seen * straight)[:, None] * tint + (fill * around)[:, None]
    made = colour * (warm * np.float32(1.55))
    facing = np.clip(-(bumped * view).sum(1), 0, 1)
    fuzz = look.sheen * (1 - facing) ** 3 * (0.5 * up + 0.5 * seen * straight) * cloth
    made += (0.35 * fuzz[:, None]) * (0.5 + 0.5 * colour)
    rough = max(look.roughness, 0.12) ** 2
    half = key - view
    half = half / np.linalg.norm(half, axis=-1, keepdims=True)
    toward = np.clip((bumped * half).sum(1), 0, 1)
    lobe = rough**2 / (np.pi * ((toward**2) * (rough**2 - 1) + 1) ** 2)
    made += (0.045 * np.minimum(lobe, 6) * seen * straight * cloth)[:, None]
    if look.lustre and grain is not None:
        shine = _lustre(bumped, view, half, light, key, grain, tint, fill)
        weight = (look.lustre * cloth * np.ones(len(made), np.float32))[:, None]
        made = made * (1 - 0.3 * weight) + weight * shine * (0.35 + 0.65 * colour)
    return np.asarray(made, np.float32)


def _lustre(
    normal: Floats,
    view: Floats,
    half: Floats,
    light: Floats,
    key: Floats,
    grain: Floats,
    tint: Floats,
    fill: np.float32,
) -> Floats:
    """(n, 3) what threads side by side give back: broad around them, narrow along them.

    The key by Ward's lobe for brushed surfaces (1992); the room as what a normal sees that is turned about
    the threads towards who looks, as those of many rods are (McAuley, 2015).
    """
    seen, up, down = light.T
    along = grain - (grain * normal).sum(1, keepdims=True) * normal
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    across = np.cross(along, normal)
    lean = np.maximum((half * normal).sum(1), 1e-3)
    steep = ((half * across).sum(1) / _ACROSS) ** 2 + ((half * along).sum(1) / _ALONG) ** 2
    lobe = np.exp(-steep / lean**2) / (4 * np.pi * _ACROSS * _ALONG)
    straight = np.maximum(normal @ key, 0)
    facing = np.clip(-(normal * view).sum(1), 0.05, 1)
    lamp = KEY * seen * lobe * np.sqrt(straight / facing)
    # The normal of a rod that looks back at the camera, half way from the surface's own.
    back = np.broadcast_to(-view, normal.shape)
    rod = back - (back * along).sum(1, keepdims=True) * along
    bent = normal + 0.5 * rod
    bent /= np.maximum(np.linalg.norm(bent, axis=1, keepdims=True), 1e-6)
    mirrored = 2 * (bent * back).sum(1, keepdims=True) * bent - back
    # Behind the camera the studio is dark; above and beside it are the lamp's soft box and pale walls.
    high = np.clip(0.5 + 0.5 * mirrored[:, 1], 0, 1)
    beside = 1 - np.clip((mirrored * back).sum(1), 0, 1)
    room = fill * (SKY * up * high**2 + _ROOM * SKY * beside**2 * (up + down) + _BOUNCE * down * (1 - high))
    return np.asarray(_SHINE * ((_LAMP * lamp)[:, None] * tint + room[:, None]), np.float32)
