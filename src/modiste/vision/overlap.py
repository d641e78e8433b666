"""How well a mask covers what it should: intersection over union, and the F measure of its edge.

Knows masks and arithmetic; which pictures are compared is `segmentation`'s.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.learning import Metric
from modiste.vision.matting import box

Mask = NDArray[np.bool_]
_RESAMPLES = 2000
_NEAR = 0.008
"""Edges agree that lie within this share of the picture's diagonal (Perazzi et al., DAVIS, CVPR 2016)."""


def iou(said: Mask, true: Mask) -> float:
    """Pixels that both hold over pixels that either holds; 1 where neither holds any.

    Example:
        >>> iou(np.array([[True, True, False]]), np.array([[False, True, True]]))
        0.3333333333333333
    """
    either = int((said | true).sum())
    return float((said & true).sum() / either) if either else 1.0


def boundary_f(said: Mask, true: Mask) -> float:
    """The F measure of edge pixels, right where the other mask has one near by; 1 where neither has any."""
    radius = max(1, round(_NEAR * float(np.hypot(*true.shape))))
    ours, theirs = _edge(said), _edge(true)
    if not ours.any() or not theirs.any():
        return float(ours.any() == theirs.any())
    precision = float((ours & _near(theirs, radius)).sum() / ours.sum())
    recall = float((theirs & _near(ours, radius)).sum() / theirs.sum())
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def summed(ious: Sequence[float], edges: Sequence[float], seed: int = 0) -> dict[str, Metric]:
    """Mean and median overlap and mean edge F of several pictures, with bootstrap intervals over pictures."""
    values, f = np.asarray(ious, np.float64), np.asarray(edges, np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(values), (_RESAMPLES, len(values)))
    return {
        "iou": Metric(float(values.mean()), _interval(values[drawn].mean(1))),
        "iou_median": Metric(float(np.median(values)), _interval(np.median(values[drawn], 1))),
        "boundary_f": Metric(float(f.mean()), _interval(f[drawn].mean(1))),
        "share_over_80": Metric(float((values >= 0.8).mean())),
    }


def slices(labels: Sequence[str], ious: Sequence[float]) -> list[dict[str, Any]]:
    """The mean overlap of each label's pictures."""
    found: dict[str, list[float]] = {}
    for label, value in zip(labels, ious, strict=True):
        found.setdefault(label, []).append(value)
    return [
        {
            "label": label,
            "n": len(values),
            "iou": round(float(np.mean(values)), 4),
            "iou_least": round(min(values), 4),
        }
        for label, values in sorted(found.items())
    ]


def _interval(values: NDArray[np.float64]) -> tuple[float, float] | None:
    """The middle 95 % of resampled values; None where all agree."""
    low, high = np.quantile(values, (0.025, 0.975))
    return (float(low), float(high)) if high > low else None


def _edge(mask: Mask) -> Mask:
    """Pixels of the mask with a neighbour outside it; the picture's border is no edge."""
    padded = np.pad(mask, 1, mode="edge")
    inner = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return mask & ~inner


def _near(mask: Mask, radius: int) -> Mask:
    """Within a square of that radius."""
    near: Mask = box(mask.astype(np.float32), radius) > 1e-6
    return near
