"""Colours as eyes compare them, and the glossary's names for them.

Knows `colours.tsv` and CIE Lab; where a garment is in a picture is told by a mask.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.glossary import with_broader

Floats = NDArray[np.float64]
DOUBT = 7.0
"""Names as near as this to the nearest may be meant too: CIE Lab, 1976."""
_CLUSTERS = 3
_ROUNDS = 12
_SAMPLE = 4096
_LEAST = 64
_LUMA = (1.0, 0.55)
"""Weights of lightness, for grouping pixels: shade and fold change it, hue hardly."""
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(pixels: NDArray[np.uint8]) -> Floats:
    """CIE Lab (..., 3), D65, of sRGB uint8 (..., 3).

    Example:
        >>> bool(abs(lab(np.array([255, 255, 255], np.uint8)) - (100, 0, 0)).max() < 0.01)
        True
    """
    share = pixels / 255.0
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    xyz = light @ TO_XYZ.T / WHITE
    bent = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), -1)


def of_hex(value: str) -> NDArray[np.uint8]:
    """The three channels of `#rrggbb`."""
    return np.frombuffer(bytes.fromhex(value.removeprefix("#")), np.uint8)


def to_hex(channels: Sequence[float] | NDArray[np.float64]) -> str:
    """`#rrggbb` of three channels, 0 to 255."""
    return "#" + "".join(f"{int(np.clip(round(float(each)), 0, 255)):02x}" for each in channels)


@cache
def _examples() -> tuple[tuple[str, ...], Floats]:
    names, values = colour_examples()
    return names, lab(values)


def colour_names(value: str) -> tuple[str, tuple[str, ...]]:
    """The glossary's colour that lies nearest, and those that may be meant as well.

    Example:
        >>> colour_names("#232f4b")[0], colour_names("#c8202a")[0]
        ('navy', 'red')
    """
    names, examples = _examples()
    far = np.linalg.norm(examples - lab(of_hex(value)), axis=1)
    nearest: dict[str, float] = {}
    for name, distance in zip(names, far.tolist(), strict=True):
        nearest[name] = min(distance, nearest.get(name, np.inf))
    best = min(nearest, key=lambda name: nearest[name])
    sure = set(with_broader(best))
    maybe = [name for name, distance in nearest.items() if distance <= nearest[best] + DOUBT]
    also = {wider for name in maybe for wider in with_broader(name)} - sure
    return best, tuple(sorted(also))


def measured_colours(pixels: NDArray[np.uint8], mask: NDArray[np.floating]) -> tuple[tuple[str, float], ...]:
    """The colours of a garment in a picture, the most of it first, each with its share of the garment.

    Pixels are grouped by k-means in CIE Lab, lightness counting for less: folds are no colours.

    Args:
        pixels: uint8 (height, width, 3).
        mask: (height, width), the share of each pixel that is garment.

    Returns:
        `#rrggbb` and share; empty where hardly any pixel is garment.
    """
    inside = pixels[mask > 0.8]
    if len(inside) < _LEAST:
        return ()
    inside = inside[:: max(1, len(inside) // _SAMPLE)]
    points = lab(inside) * (_LUMA[1], 1, 1)
    order = np.argsort(points[:, 0], kind="stable")
    middles = points[order[[len(order) // 6, len(order) // 2, 5 * len(order) // 6]]]
    for _ in range(_ROUNDS):
        of = np.linalg.norm(points[:, None] - middles, axis=2).argmin(1)
        middles = np.stack(
            [points[of == k].mean(0) if (of == k).any() else middles[k] for k in range(_CLUSTERS)]
        )
    groups: list[list[int]] = []
    for k in np.argsort([-(of == k).sum() for k in range(_CLUSTERS)], kind="stable").tolist():
        near = next((each for each in groups if np.linalg.norm(middles[each[0]] - middles[k]) < _SAME), None)
        if near is None:
            groups.append([k])
        else:
            near.append(k)
    told = []
    for group in groups:
        chosen = inside[np.isin(of, group)]
        if len(chosen) >= 0.08 * len(inside):
            # The brighter half: what lies in shadow is darker than the cloth.
            light = chosen[chosen.sum(1) >= np.median(chosen.sum(1))]
            told.append((to_hex(np.median(light, axis=0)), len(chosen) / len(inside)))
    return tuple(sorted(told, key=lambda each: -each[1]))


_SAME = 14.0
"""Groups nearer than this are one cloth, lit otherwise."""


def example_middles() -> Floats:
    """The mean CIE Lab of each colour's examples: (colours, 3)."""
    names, examples = _examples()
    return np.stack([examples[[name == each for each in names]].mean(0) for name in dict.fromkeys(names)])


@cache
def colour_examples() -> tuple[tuple[str, ...], NDArray[np.uint8]]:
    """The glossary's colour of each example, and its three channels (examples, 3)."""
    text = (Path(__file__).parent / "colours.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    names = tuple(name for name, values in rows for _ in values.split())
    return names, np.stack([of_hex(value) for _, values in rows for value in values.split()])
