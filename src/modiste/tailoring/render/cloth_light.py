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
    return np.asarray(made, np.float32)
