"""From a coarse mask to a soft edge at a photograph's own size, and a garment freed from its ground.

Knows pictures and shares of pixels; which network gave the coarse mask is `segmentation`'s. No torch.

Source: He, Sun and Tang, "Guided Image Filtering", TPAMI 2013, with a colour guide; its coefficients are
found on a smaller copy as in He and Sun, "Fast Guided Filter", 2015.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]

WORKING = 384
"""Longest side of the copy on which the filter's coefficients are found."""
_RADIUS = 0.012
"""Of the filter, as a share of the longest side."""
_SMOOTH = 3e-4
"""How much a guide must vary to count as an edge: a variance of colours in [0, 1]."""
_CUT = (0.12, 0.88)
"""Shares below and above are none and all of a pixel."""


def refined(picture: Pixels, coarse: Floats, *, working: int = WORKING) -> Floats:
    """A mask's edges moved onto the picture's.

    Args:
        picture: (height, width, 3).
        coarse: (h, w) probabilities that a pixel shows the garment, of the whole picture at any size.
        working: the longest side of the copy that is worked on.

    Returns:
        (height, width) shares of the garment in [0, 1].
    """
    high, wide = picture.shape[:2]
    shrink = min(1.0, working / max(high, wide))
    size = max(1, round(wide * shrink)), max(1, round(high * shrink))
    small = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX)).astype(np.float32) / 255
    mask = grown(coarse, size)
    slopes, offset = _guided(small, mask, max(1, round(_RADIUS * max(size))))
    share = grown(offset, (wide, high))
    for channel in range(3):
        share += grown(slopes[..., channel], (wide, high)) * (picture[..., channel].astype(np.float32) / 255)
    low, top = _CUT
    share = np.clip((share - low) / (top - low), 0, 1)
    # Only near the coarse edge: a guide knows nothing of what is far from it.
    sure = grown(_spread(mask, max(2, round(2.5 * _RADIUS * max(size)))), (wide, high))
    made: Floats = np.where(sure > 0.995, 1.0, np.where(sure < 0.005, 0.0, share)).astype(np.float32)
    return made


def freed(picture: Pixels, share: Floats) -> Pixels:
    """The garment alone: (height, width, 4), its edge pixels without the colour of the ground behind them.

    Where a pixel is part garment and part ground its colour is taken from garment pixels near by.
    """
    high, wide = share.shape
    colours = picture.astype(np.float32)
    edge = (share > 0) & (share < 1)
    made = colours
    if edge.any():
        near = max(2, round(0.01 * max(high, wide)))
        inside = (share >= 1).astype(np.float32)
        weight = box(inside, near)
        clean = np.dstack([box(colours[..., channel] * inside, near) for channel in range(3)])
        clean = clean / np.maximum(weight, 1e-6)[..., None]
        use = (edge & (weight > 1e-3))[..., None]
        made = np.where(use, share[..., None] * colours + (1 - share[..., None]) * clean, colours)
    return np.dstack([np.clip(made, 0, 255), 255 * share]).round().astype(np.uint8)


def box(values: Floats, radius: int) -> Floats:
    """Means over squares of 2 `radius` + 1 pixels, cut off at the border: (h, w), as `values`."""
    for axis in (0, 1):
        length = values.shape[axis]
        sums = np.concatenate(
            [np.zeros_like(values.take([0], axis), np.float64), values.cumsum(axis, dtype=np.float64)], axis
        )
        after = np.minimum(np.arange(length) + radius + 1, length)
        before = np.maximum(np.arange(length) - radius, 0)
        count = (after - before).astype(np.float64)
        shape = (-1, 1) if axis == 0 else (1, -1)
        values = ((sums.take(after, axis) - sums.take(before, axis)) / count.reshape(shape)).astype(
            np.float32
        )
    return values


def _guided(guide: Floats, mask: Floats, radius: int) -> tuple[Floats, Floats]:
    """Smoothed slopes (h, w, 3) and offset (h, w) of the local model mask = slopes . guide + offset."""
    means = np.dstack([box(guide[..., channel], radius) for channel in range(3)])
    middle = box(mask, radius)
    shared = np.dstack([box(guide[..., c] * mask, radius) for c in range(3)]) - means * middle[..., None]
    spread = np.empty((*mask.shape, 3, 3), np.float32)
    for i in range(3):
        for j in range(i, 3):
            value = box(guide[..., i] * guide[..., j], radius) - means[..., i] * means[..., j]
            spread[..., i, j] = spread[..., j, i] = value
    spread += _SMOOTH * np.eye(3, dtype=np.float32)
    slopes = np.linalg.solve(spread, shared[..., None])[..., 0].astype(np.float32)
    offset = middle - (slopes * means).sum(2)
    return np.dstack([box(slopes[..., c], radius) for c in range(3)]), box(offset, radius)


def _spread(mask: Floats, radius: int) -> Floats:
    return box((mask > 0.5).astype(np.float32), radius)


def grown(values: Floats, size: tuple[int, int]) -> Floats:
    """Numbers (h, w) resized to a (width, height)."""
    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    return np.array(image.resize(size, Image.Resampling.BILINEAR), np.float32)
