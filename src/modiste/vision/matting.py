"""From a coarse mask to a soft edge at a photograph's own size, and a garment freed from its ground.

Knows pictures and shares of pixels; which network gave the coarse mask is `segmentation`'s. No torch.

Source: He, Sun and Tang, "Guided Image Filtering", TPAMI 2013, with a colour guide; its coefficients are
found on a smaller copy as in He and Sun, "Fast Guided Filter", 2015.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]

WORKING = 256
"""Longest side of the copy on which the filter's coefficients are found."""
FINEST = 1280
"""Longest side at which edges are looked for; a larger photo's are grown from there."""
_RADIUS = 0.012
"""Of the filter, as a share of the longest side."""
_SMOOTH = 3e-4
"""How much a guide must vary to count as an edge: a variance of colours in [0, 1]."""
_REACH = 8
"""Pixels of the copy within which a clean colour is looked for."""
_CUT = (0.3, 0.7)
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
    whole = picture.shape[1], picture.shape[0]
    picture = shrunk(picture, FINEST)
    small = shrunk(picture, working).astype(np.float32) / 255
    size = small.shape[1], small.shape[0]
    mask = grown(coarse, size)
    slopes, offset = _guided(small, mask, max(1, round(_RADIUS * max(size))))
    # Only near the coarse edge: the filter knows nothing of what is far from it, and a photo is mostly that.
    near = box((mask > 0.5).astype(np.float32), max(2, round(2.5 * _RADIUS * max(size))))
    fine = picture.shape[1], picture.shape[0]
    made: Floats = _enlarged(near > 0.5, fine).astype(np.float32)
    rows, columns = np.nonzero(_enlarged((near > 0.005) & (near < 0.995), fine))
    colours = picture[rows, columns].astype(np.float32) / 255
    maps = np.dstack([slopes, offset])
    found = _sampled(maps, rows * (size[1] / fine[1]), columns * (size[0] / fine[0]))
    low, top = _CUT
    share = (found[:, :3] * colours).sum(1) + found[:, 3]
    made[rows, columns] = np.clip((share - low) / (top - low), 0, 1)
    return made if fine == whole else grown(made, whole)


def freed(picture: Pixels, share: Floats) -> Pixels:
    """The garment alone: (height, width, 4), its edge pixels without the colour of the ground behind them.

    Where a pixel is part garment and part ground its colour is taken from garment pixels near by.
    """
    high, wide = share.shape
    made = np.empty((high, wide, 4), np.uint8)
    made[..., :3] = picture
    made[..., 3] = 255 * share + 0.5
    rows, columns = np.nonzero((made[..., 3] > 0) & (made[..., 3] < 255))
    if len(rows):
        # The nearest colours that are wholly garment, on a copy: they change slowly.
        small = shrunk(picture, WORKING).astype(np.float32)
        size = small.shape[1], small.shape[0]
        inside = shrunk(made[..., 3], WORKING) == 255
        weighted = np.dstack([small * inside[..., None], inside.astype(np.float32)])
        near = np.dstack([box(weighted[..., channel], _REACH) for channel in range(4)])
        found = near[rows * size[1] // high, columns * size[0] // wide]
        own, part = picture[rows, columns].astype(np.float32), share[rows, columns][:, None]
        clean = found[:, :3] / np.maximum(found[:, 3:], 1e-3)
        mixed = np.where(found[:, 3:] > 1e-3, part * own + (1 - part) * clean, own)
        made[rows, columns, :3] = np.clip(mixed, 0, 255).round().astype(np.uint8)
    return made


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
    cells = {}
    for i in range(3):
        for j in range(i, 3):
            value = box(guide[..., i] * guide[..., j], radius) - means[..., i] * means[..., j]
            cells[i, j] = value + _SMOOTH * (i == j)
    slopes = _solved(cells, shared)
    offset = middle - (slopes * means).sum(2)
    return np.dstack([box(slopes[..., c], radius) for c in range(3)]), box(offset, radius)


def _solved(cells: Mapping[tuple[int, int], Floats], right: Floats) -> Floats:
    """The answer (h, w, 3) to a symmetric 3 x 3 system at every pixel, by its adjugate."""
    a, b, c, d, e, f = (cells[key] for key in ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)))
    first, second, third = d * f - e * e, c * e - b * f, b * e - c * d
    adjugate = (
        (first, second, third),
        (second, a * f - c * c, b * c - a * e),
        (third, b * c - a * e, a * d - b * b),
    )
    whole = a * first + b * second + c * third
    rows = [sum(row[k] * right[..., k] for k in range(3)) / whole for row in adjugate]
    return np.dstack(rows).astype(np.float32)


def shrunk(picture: Pixels, longest: int) -> Pixels:
    """A copy whose longest side is no longer than that."""
    high, wide = picture.shape[:2]
    share = min(1.0, longest / max(high, wide))
    if share == 1.0:
        return picture
    size = max(1, round(wide * share)), max(1, round(high * share))
    # By a whole factor first, which is much faster.
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX, reducing_gap=2.0))


def _enlarged(mask: NDArray[Any], size: tuple[int, int]) -> NDArray[np.uint8]:
    """A mask of 0 and 1 at a (width, height), without values between."""
    return np.asarray(Image.fromarray(mask.astype(np.uint8)).resize(size, Image.Resampling.NEAREST))


def _sampled(maps: Floats, rows: NDArray[Any], columns: NDArray[Any]) -> Floats:
    """Values (n, channels) of maps (h, w, channels) between their pixels."""
    high, wide = maps.shape[:2]
    y, x = np.clip(rows, 0, high - 1), np.clip(columns, 0, wide - 1)
    top, left = y.astype(np.int64), x.astype(np.int64)
    below, right = np.minimum(top + 1, high - 1), np.minimum(left + 1, wide - 1)
    v, u = (y - top)[:, None].astype(np.float32), (x - left)[:, None].astype(np.float32)
    upper = maps[top, left] * (1 - u) + maps[top, right] * u
    made: Floats = upper * (1 - v) + (maps[below, left] * (1 - u) + maps[below, right] * u) * v
    return made


def grown(values: Floats, size: tuple[int, int]) -> Floats:
    """Numbers (h, w) resized to a (width, height)."""
    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    return np.array(image.resize(size, Image.Resampling.BILINEAR), np.float32)
