"""A garment's outline as numbers: widths and gaps from top to bottom, heights from side to side.

Knows what a mask says whatever the picture's size; whose mask it is and what follows is others'.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float32]
ROWS, COLUMNS = 20, 12
WIDTH = 3 * ROWS + COLUMNS + 2
_LEAST = 0.2
"""Parts smaller than this share of the largest are no garment."""
_NOUGHT = 0.03
_BINS = ((0.0, 64.0, 12), (-255.0, 12.0, 43), (-255.0, 12.0, 43))
_RARE = 0.01
"""A colour is foreign that fewer of the middle's pixels have, or have nearly."""
_PATCH = 0.018
_MOST_LOST = 0.4
"""Where less would be left, the colours tell nothing and the mask stays."""


def outline_of(mask: NDArray[np.floating], pixels: NDArray[np.uint8] | None = None) -> Floats | None:
    """What an outline says, (WIDTH,), in logarithms of the garment's height; None where there is nothing.

    Args:
        mask: (height, width), the share of each pixel that is garment.
        pixels: (height, width, 3), the picture: parts that have colours of their own, as arms and stands
            that a mask took along, are left out.
    """
    solid = mask > 0.5
    if pixels is not None and solid.any():
        solid = _alike(solid, pixels)
    solid = _whole(solid)
    high, wide = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if len(high) < ROWS // 2 or len(wide) < COLUMNS // 2:
        return None
    cut = solid[high[0] : high[-1] + 1, wide[0] : wide[-1] + 1]
    tall = len(cut)
    middle = int(np.median(np.flatnonzero(cut.any(0))))
    told = np.stack([_row(row, middle) for row in cut]) / tall
    rows = np.stack([part.mean(0) for part in np.array_split(told, ROWS)]) if tall >= ROWS else _spread(told)
    columns = np.array([part.sum() / max(part.shape[1], 1) for part in np.array_split(cut, COLUMNS, axis=1)])
    shape = [cut.shape[1] / tall, cut.mean()]
    values = np.concatenate([rows.T.ravel(), columns / tall, shape])
    return np.asarray(np.log(np.maximum(values, 0.0) + _NOUGHT), np.float32)


def _alike(solid: NDArray[np.bool_], pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The mask without larger parts of colours that its middle has not."""
    rows, columns = np.nonzero(solid)
    inside = np.zeros_like(solid)
    (top, bottom), (left, right) = np.quantile(rows, (0.25, 0.75)), np.quantile(columns, (0.25, 0.75))
    inside[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = True
    # Shade changes with every fold: it is told apart coarsely, hue finely.
    red, green, blue = (pixels[..., k].astype(np.float64) for k in range(3))
    bins = [red + green + blue, red - green, blue - (red + green) / 2]
    found = [
        np.clip((each - low) / step, 0, size - 1).astype(int)
        for each, (low, step, size) in zip(bins, _BINS, strict=True)
    ]
    core = inside & solid
    counts = np.zeros([size for _, _, size in _BINS])
    np.add.at(counts, tuple(each[core] for each in found), 1.0)
    common = ndimage.uniform_filter(counts, 3, mode="constant") * 27 / max(core.sum(), 1)
    foreign = solid & (common[tuple(found)] < _RARE)
    reach = max(1, round(_PATCH * np.sqrt(solid.sum())))
    patches = ndimage.binary_opening(foreign, iterations=reach)
    kept = solid & ~ndimage.binary_dilation(patches, iterations=reach + 1, mask=foreign | ~solid)
    return kept if kept.sum() >= _MOST_LOST * solid.sum() else solid


def _whole(solid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask without crumbs and holes."""
    parts, count = ndimage.label(solid)
    if count == 0:
        return solid
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    return np.asarray(np.isin(parts, np.flatnonzero(sizes >= _LEAST * sizes.max())), bool)


def _row(row: NDArray[np.bool_], middle: int) -> NDArray[np.float64]:
    """From end to end, filled, and filled without a gap around the middle: sleeves and legs stand apart."""
    places = np.flatnonzero(row)
    if not len(places):
        return np.zeros(3)
    ends = np.flatnonzero(np.diff(places) > 1)
    starts = np.concatenate([[0], ends + 1])
    stops = np.concatenate([ends, [len(places) - 1]])
    inner = [
        stop - start + 1
        for start, stop in zip(starts, stops, strict=True)
        if places[start] <= middle <= places[stop]
    ]
    return np.array([places[-1] - places[0] + 1, len(places), inner[0] if inner else 0], float)


def _spread(told: NDArray[np.float64]) -> NDArray[np.float64]:
    places = np.linspace(0, len(told) - 1, ROWS)
    return np.stack([np.interp(places, np.arange(len(told)), column) for column in told.T], 1)
