"""What a try-on is worth on a pair: the garment's outline, its corners, and how alike the pictures are.

Knows three figures; making and dressing pairs is others'.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from modiste.tryon.photo.dressing import Dressed
from modiste.tryon.photo.pairs import Pair, corners

_GREY = np.array([0.299, 0.587, 0.114])
_STABLE = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)


@dataclass(frozen=True)
class PairWorth:
    """Of one pair.

    Attributes:
        iou: Overlap of the garment's masks over their union.
        landmark: Mean distance of the garment's corners that are seen, in torso lengths; 1 where none is.
        ssim: Structural similarity of the whole pictures.
        ssim_garment: The same over the box around the garment.
    """

    iou: float
    landmark: float
    ssim: float
    ssim_garment: float


def pair_worth(pair: Pair, made: Dressed) -> PairWorth:
    """How near a dressed photograph is to its truth."""
    ours = made.cover > 0.5
    union = (ours | pair.mask).sum()
    placed = corners(made.drape, made.body.eye, ours)
    off = [
        float(np.hypot(placed[name][0] - x, placed[name][1] - y))
        for name, (x, y, seen) in pair.told.landmarks.items()
        if seen and name in placed
    ]
    alike = ssim_map(made.pixels, pair.after)
    rows, columns = np.flatnonzero(pair.mask.any(1)), np.flatnonzero(pair.mask.any(0))
    box = alike[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return PairWorth(
        iou=float((ours & pair.mask).sum() / max(1, int(union))),
        landmark=float(np.mean(off)) / made.body.torso if off else 1.0,
        ssim=float(alike.mean()),
        ssim_garment=float(box.mean()),
    )


def ssim_map(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(h, w) structural similarity in grey (Wang et al., 2004): Gaussian window of 1.5 pixels, 8 bits."""
    a, b = (each.astype(np.float64) @ _GREY for each in (one, other))

    def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(gaussian_filter(values, 1.5, truncate=3.5))

    ma, mb = mean(a), mean(b)
    va, vb, vab = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    low, high = _STABLE
    return np.asarray((2 * ma * mb + low) * (2 * vab + high) / ((ma**2 + mb**2 + low) * (va + vb + high)))
