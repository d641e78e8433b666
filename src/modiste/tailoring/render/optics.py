"""What a camera does to light: focus, shake, exposure and white balance, all in linear light.

Knows pictures as arrays of light; noise and compression are whoever's who writes the file.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve

from modiste.tailoring.render.scene import Scene

Floats = NDArray[np.float64]

_DAYLIGHT = 1e6 / 6504
"""D65, the white of sRGB, in mireds."""
_TO_SRGB = np.array(
    [
        [3.2404542, -1.5371385, -0.4985314],
        [-0.9692660, 1.8760108, 0.0415560],
        [0.0556434, -0.2040259, 1.0572252],
    ]
)
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_FINE = 5
"""Points a pixel's side at which a kernel is added up."""


def developed(light: Floats, scene: Scene) -> Floats:
    """The light (h, w, 3) that a scene's camera records; a neutral one gives it back as it is."""
    if scene.falloff:
        light = light * _fallen(light.shape[:2], scene)[..., None]
    if scene.defocus or scene.motion:
        light = _blurred(light, scene)
    if scene.balance or scene.tint or scene.exposure:
        gains = warmed(scene.balance) * 2.0 ** np.array([0.5 * scene.tint, -scene.tint, 0.5 * scene.tint])
        light = light * (gains / (gains @ _LUMA) * 2.0**scene.exposure)
    return light


def warmed(mireds: float) -> Floats:
    """(3,) linear sRGB of a light that much warmer than daylight, of luminance 1; none is white.

    The Planckian locus after Kim et al. (2002); near D65 it is taken relative to its own place there.
    """
    made = _planckian(_DAYLIGHT + mireds) / _planckian(_DAYLIGHT)
    return np.asarray(made / (made @ _LUMA))


def _planckian(mireds: float) -> Floats:
    t = mireds / 1000.0  # 1000 / kelvin
    if t > 0.25:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    if t > 0.45:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t > 0.25:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.asarray(np.maximum(_TO_SRGB @ np.array([x / y, 1.0, (1 - x - y) / y]), 0.02))


def _fallen(size: tuple[int, int], scene: Scene) -> Floats:
    """(h, w) around 1: brighter on the side of the light, by the whole of `falloff` from edge to edge."""
    high, wide = size
    across = np.linspace(-0.5, 0.5, wide)[None, :]
    along = np.linspace(-0.5, 0.5, high)[:, None]
    turn = np.radians(scene.light)
    return np.asarray(1 + scene.falloff * (np.sin(turn) * across - 0.5 * along))


def _blurred(light: Floats, scene: Scene) -> Floats:
    high = light.shape[0]
    for kernel in (_disk(scene.defocus * high), _streak(scene.motion * high, scene.shake)):
        if kernel.size > 1:
            light = np.stack([convolve(light[..., k], kernel, mode="nearest") for k in range(3)], axis=-1)
    return light


def _disk(radius: float) -> Floats:
    """What a point out of focus becomes; a radius below a third of a pixel is none."""
    if radius < 0.34:
        return np.ones((1, 1))
    reach = int(np.ceil(radius))
    at = (np.arange(_FINE * (2 * reach + 1)) + 0.5) / _FINE - reach - 0.5
    inside = (at[:, None] ** 2 + at[None, :] ** 2 <= radius**2).astype(np.float64)
    kernel = inside.reshape(2 * reach + 1, _FINE, 2 * reach + 1, _FINE).sum((1, 3))
    return np.asarray(kernel / kernel.sum())


def _streak(length: float, degrees: float) -> Floats:
    """What a point becomes while the camera moves along a line."""
    if length < 0.5:
        return np.ones((1, 1))
    reach = int(np.ceil(length / 2))
    along = np.linspace(-length / 2, length / 2, 8 * reach + 1)
    kernel = np.zeros((2 * reach + 3, 2 * reach + 3))
    x = reach + 1 + along * np.cos(np.radians(degrees))
    y = reach + 1 - along * np.sin(np.radians(degrees))
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    fx, fy = x - left, y - top
    for dy, wy in ((0, 1 - fy), (1, fy)):
        for dx, wx in ((0, 1 - fx), (1, fx)):
            np.add.at(kernel, (top + dy, left + dx), wy * wx)
    return np.asarray(kernel / kernel.sum())
