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
_SAMPLE = 16_384
_ROUNDS = 40
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
    middles = _spread(points, n)
    for _ in range(_ROUNDS):
        of = _nearest(points, middles)
        moved = np.stack(
            [points[of == k].mean(0) if (of == k).any() else middles[k] for k in range(len(middles))]
        )
        if np.allclose(moved, middles, atol=1e-5):
            break
        middles = moved
    counts = np.bincount(_nearest(points, middles), minlength=len(middles))
    shown = [to_hex(255 * each) for each in encoded(light_of(middles))]
    order = sorted(range(len(middles)), key=lambda k: (-counts[k], shown[k]))
    return tuple(
        Swatch(shown[k], round(float(counts[k] / len(points)), 4), colour_names(shown[k])[0])
        for k in order
        if counts[k]
    )


def _spread(points: Floats, n: int) -> Floats:
    """First middles: the mean's nearest, then each time what lies farthest from those there are, by weight.

    Of the hundredth that lies farthest the middle one is taken: single odd pixels begin no colour.
    """
    middles = [points[int(np.linalg.norm(points - points.mean(0), axis=1).argmin())]]
    far = np.linalg.norm(points - middles[0], axis=1)
    while len(middles) < n:
        order = np.argsort(far, kind="stable")
        pick = order[-1 - len(points) // 200]
        if far[pick] < 1e-3:
            break
        middles.append(points[pick])
        far = np.minimum(far, np.linalg.norm(points - points[pick], axis=1))
    return np.stack(middles)


def _nearest(points: Floats, middles: Floats) -> NDArray[np.intp]:
    return np.asarray(((points[:, None] - middles) ** 2).sum(2).argmin(1))
