"""The light of a photograph, read off the body in it: from where, how soft, how bright, how warm.

Knows shading as a plane over normals (first-order spherical harmonics); drawing in that light is
tailoring's. The estimate is pulled towards a calm room, because old clothes have colours of their own.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring import Layers, Scene

Floats = NDArray[np.float32]

_ROOM = Scene(kind="mannequin", softness=40.0)
_TRUST = 0.45
"""How far the measured light is believed against the room's."""
_LEAST = 400


def light_in(light: Floats, mask: NDArray[np.floating], bare: Layers) -> Scene:
    """Estimate the light.

    Args:
        light: (h, w, 3) the photograph in linear light.
        mask: (h, w) the share of each pixel that shows the person.
        bare: Layers of the fitted body alone.
    """
    lum = light @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    sure = (mask > 0.9) & (bare.body > 0.9)
    tilt = np.zeros(3)
    flat = 0.0
    for group in ((1,), (3, 4), (5, 6)):  # torso, arms, legs: each of about one colour
        own = sure & np.isin(bare.limb, group)
        if own.sum() < _LEAST:
            continue
        value = lum[own] / max(float(np.median(lum[own])), 1e-4)
        fair = (value >= np.quantile(value, 0.05)) & (value <= np.quantile(value, 0.95))
        normals = bare.facing[own][fair]
        grid = np.column_stack([np.ones(len(normals)), normals])
        keep = np.diag([1e-6, 0.02, 0.02, 0.02]) * len(normals)
        found = np.linalg.solve(grid.T @ grid + keep, grid.T @ value[fair])
        tilt += found[1:] * len(normals)
        flat += max(float(found[0]), 0.1) * len(normals)
    scene = _ROOM
    if flat:
        usual = np.array([-0.45, 0.55, 0.7]) * 0.8
        way = _TRUST * tilt / flat + (1 - _TRUST) * usual
        # Skin seen from the front faces the camera: light from behind it cannot be told.
        way[2] = max(float(way[2]), 0.25)
        strength = float(np.linalg.norm(way))
        scene = replace(
            scene,
            light=float(np.clip(np.degrees(np.arctan2(way[0], way[2])), -75, 75)),
            lift=float(np.clip(np.degrees(np.arcsin(np.clip(way[1] / strength, -1, 1))), 10, 75)),
            fill=float(np.clip((0.4 / max(strength, 0.1) - 0.2) / 0.4, 0.9, 2.0)),
        )
    return scene


def gain_of(light: Floats, mask: NDArray[np.floating], tone: Floats) -> tuple[float, float, float]:
    """By what white cloth is multiplied: exposure from the skin's lightness, colour from the picture."""
    usual = 0.30
    lum = float(tone @ np.array([0.2126, 0.7152, 0.0722]))
    exposure = np.clip((lum / usual) ** 0.15, 0.8, 1.25)
    # Shades of grey (Finlayson and Trezzi, 2004) over what is not the person.
    rest = light[mask < 0.1]
    if len(rest) < _LEAST:
        return (float(exposure),) * 3
    mean = (np.clip(rest, 0, 1).astype(np.float64) ** 4).mean(0) ** 0.25 + 1e-4
    cast = np.clip((mean / mean.mean()) ** 0.5, 0.8, 1.25)
    return tuple(float(each) for each in exposure * cast)  # type: ignore[return-value]
