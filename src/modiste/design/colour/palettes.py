"""The colours of a picture: k-means in OKLab over what a mask leaves, each with its share and its name.

Knows pixels; which of them are garment is told by a mask, names are the glossary's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.foundation import colour_names, to_hex
from modiste.garment import ModisteError
from modiste.tailoring import encoded, light_of, oklab

Floats = NDArray[np.float64]
MOST = 16
_SAMPLE = 8192
_TRIES, _ROUNDS = 6, 30
_SAME = 1e-6
"""Squared distance in OKLab below which two points are one colour."""
_SURE = 0.8
_LEAST = 16
"""Pixels of which a palette can be told."""


@dataclass(frozen=True)
class Swatch:
    """One colour of a picture.

    Attributes:
        colour: `#rrggbb`.
        share: Of what the mask left, 0 to 1.
        name: The glossary's nearest.
    """

    colour: str
    share: float
    name: str


def palette_of(
    pixels: NDArray[np.uint8], n: int, mask: NDArray[np.floating] | None = None
) -> tuple[Swatch, ...]:
    """The colours of a picture, the most of it first; fewer than `n` where it has fewer.

    Args:
        pixels: (height, width, 3) uint8.
        n: How many.
        mask: (height, width) the share of each pixel that counts; those above 0.8 do, as an
            edge is half ground. None for all.

    Raises:
        ModisteError: MOD-2726 for a number out of range, MOD-2727 where the mask leaves next to nothing.
    """
    if not 1 <= n <= MOST:
        raise ModisteError("MOD-2726", n=n, nearest=min(max(n, 1), MOST))
    inside = pixels.reshape(-1, 3) if mask is None else pixels[mask > _SURE]
    if len(inside) < _LEAST:
        raise ModisteError("MOD-2727", count=len(inside))
    points = oklab(inside[:: max(1, len(inside) // _SAMPLE)] / 255)
    chance = np.random.default_rng(0)
    tries = [_settled(points, _spread(points, n, chance)) for _ in range(_TRIES)]
    middles = min(tries, key=lambda each: float(_far(points, each).min(1).sum()))
    counts = np.bincount(_far(points, middles).argmin(1), minlength=len(middles))
    shown = [to_hex(255 * each) for each in encoded(light_of(middles))]
    order = sorted(range(len(middles)), key=lambda k: (-counts[k], shown[k]))
    return tuple(
        Swatch(shown[k], round(float(counts[k] / len(points)), 4), colour_names(shown[k])[0])
        for k in order
        if counts[k]
    )


def _spread(points: Floats, n: int, chance: np.random.Generator) -> Floats:
    """First middles, drawn by k-means++: each by the square of how far it is from those there are."""
    middles = points[chance.integers(len(points), size=1)]
    while len(middles) < n and (far := _far(points, middles).min(1)).max() > _SAME:
        middles = np.vstack([middles, points[chance.choice(len(points), p=far / far.sum())]])
    return middles


def _settled(points: Floats, middles: Floats) -> Floats:
    """Lloyd's rounds: every point to its nearest middle, every middle to its points' mean."""
    for _ in range(_ROUNDS):
        of = _far(points, middles).argmin(1)
        moved = np.stack([points[of == k].mean(0) if (of == k).any() else at for k, at in enumerate(middles)])
        if np.allclose(moved, middles, atol=1e-5):
            break
        middles = moved
    return middles


def _far(points: Floats, middles: Floats) -> Floats:
    """Squared distances, (points, middles)."""
    return np.asarray(((points[:, None] - middles) ** 2).sum(2))
