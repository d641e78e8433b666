"""The house's look for what the learning room draws: colours light and dark, type, one colour scale.

Knows tokens only; the marks are `plots`', the page is `report`'s.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

LIGHT = {
    "ground": "#F7F7F7",
    "surface": "#FFFFFF",
    "ink": "#161616",
    "quiet": "#666666",
    "hairline": "#E2E2E2",
    "accent": "#2743D2",
    "good": "#2F7D5B",
    "warn": "#8A5A00",
    "bad": "#B3261E",
    "on_shade": "#000000",
}
DARK = {
    "ground": "#141414",
    "surface": "#1C1C1C",
    "ink": "#F2F2F2",
    "quiet": "#A6A6A6",
    "hairline": "#2E2E2E",
    "accent": "#8C9EFF",
    "good": "#5FB58C",
    "warn": "#E0A94A",
    "bad": "#F28B82",
    "on_shade": "#FFFFFF",
}
FONTS = (
    '"Hanken Grotesk", "Noto Sans SC", "Helvetica Neue", Helvetica, Arial, '
    '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
)
# The strongest accent over the surface on which `on_shade` text still meets AA in both schemes.
STRONGEST_SHADE = 0.6


def css_tokens() -> str:
    """The tokens as CSS custom properties, dark where the reader's system is dark."""
    light = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in LIGHT.items())
    dark = "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in DARK.items())
    return f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


@cache
def heat_scale() -> NDArray[np.uint8]:
    """256 sRGB colours `(256, 3)` from night ultramarine through red to pale yellow, perceptually even.

    In OKLab (Ottosson, 2020): lightness 0.20 > 0.93, hue 268 > 458 degrees, chroma 0.085 + 0.085 sin(pi t);
    the parameter is then re-spaced so that equal steps are equal distances.
    """
    t = np.linspace(0.0, 1.0, 4001)
    path = _path(t)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    even = np.interp(np.linspace(0.0, along[-1], 256), along, t)
    rgb = oklab_to_linear_srgb(_path(even)).clip(0.0, 1.0)
    encoded = np.where(rgb <= 0.0031308, 12.92 * rgb, 1.055 * rgb ** (1 / 2.4) - 0.055)
    table = np.round(255 * encoded).astype(np.uint8)
    table.flags.writeable = False
    return table


def oklab_to_linear_srgb(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear sRGB `(..., 3)` of OKLab `(..., 3)`, unclipped. Source: Ottosson, A perceptual colour space."""
    to_cone = np.array(
        [
            [1.0, 0.3963377774, 0.2158037573],
            [1.0, -0.1055613458, -0.0638541728],
            [1.0, -0.0894841775, -1.2914855480],
        ]
    )
    to_rgb = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.7076147010],
        ]
    )
    linear: NDArray[np.float64] = (lab @ to_cone.T) ** 3 @ to_rgb.T
    return linear


def _path(t: NDArray[np.float64]) -> NDArray[np.float64]:
    hue = np.deg2rad(268.0 + 190.0 * t)
    chroma = 0.085 + 0.085 * np.sin(np.pi * t)
    return np.stack([0.20 + 0.73 * t, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
