"""Whether two pictures show the same places in the same arrangement: one picture laid over the other.

Knows matches of codes, a robust affine fit, and how well the sketches agree where they overlap; which pairs
are worth the look is the index's choice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.collect.clean.local_features import Features, mirrored

FARTHEST_BITS = 64
TOLERANCE = 0.015
"""How far a place may lie from where the fit puts it, in units of the longer side: four pixels of 256."""
SEEDS = 40
SCALES = (0.5, 2.0)
LARGEST_TURN = 0.2
LEAST_OVERLAP = 16

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlay:
    """One picture laid over another.

    `inliers` places agree; `agreement` is the correlation of the two sketches where they overlap, -1 to 1;
    `overlap` is the share of the smaller picture that is covered; `scale` and `turn` (radians) of the fit.
    """

    mirrored: bool
    inliers: int
    agreement: float
    overlap: float
    scale: float
    turn: float


def overlay(one: Features, other: Features, *, mirror: bool = False) -> Overlay | None:
    """Lay `one`, or its mirror image, over `other`; None where fewer than three places agree."""
    codes, points, sketch = one.codes, one.points.astype(np.float64), one.sketch
    if mirror:
        codes, sketch = mirrored(codes), sketch[:, ::-1]
        points = np.stack((one.extent[0] - points[:, 0], points[:, 1]), axis=1)
    mine, theirs = _matches(codes, other.codes)
    source, target = points[mine], other.points[theirs].astype(np.float64)
    fit = _robust_fit(source, target)
    if fit is None:
        return None
    inliers = int((_distances(fit, source, target) < TOLERANCE).sum())
    agreement, overlap = _agreement(fit, sketch, other.sketch)
    scale = float(np.sqrt(abs(np.linalg.det(fit[:2]))))
    return Overlay(mirror, inliers, agreement, overlap, scale, float(np.arctan2(fit[0, 1], fit[0, 0])))


def _matches(
    codes: NDArray[np.uint8], others: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places that are each other's nearest, nearest pairs first."""
    if not len(codes) or not len(others):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    mine, theirs = (np.ascontiguousarray(each).view(np.uint64) for each in (codes, others))
    bits = np.zeros((len(mine), len(theirs)), dtype=np.uint16)
    for word in range(mine.shape[1]):
        bits += np.bitwise_count(mine[:, word, None] ^ theirs[None, :, word])
    nearest, back = bits.argmin(axis=1), bits.argmin(axis=0)
    rows = np.arange(len(mine))
    far = bits[rows, nearest]
    good = np.flatnonzero((back[nearest] == rows) & (far < FARTHEST_BITS))
    good = good[np.argsort(far[good], kind="stable")]
    return good, nearest[good]


def _robust_fit(source: Numbers, target: Numbers) -> Numbers | None:
    """The affine map (3, 2) that most matches obey: each pair of the nearest proposes a similarity."""
    if len(source) < 3:
        return None
    z, w = source[:, 0] + 1j * source[:, 1], target[:, 0] + 1j * target[:, 1]
    first, second = np.triu_indices(min(len(z), SEEDS), 1)
    across = z[second] - z[first]
    wide = abs(across) > 4 * TOLERANCE
    first, second, across = first[wide], second[wide], across[wide]
    factor = (w[second] - w[first]) / across
    sane = (abs(factor) > SCALES[0]) & (abs(factor) < SCALES[1]) & (abs(np.angle(factor)) < LARGEST_TURN)
    if not sane.any():
        return None
    factor, first = factor[sane, None], first[sane]
    near = abs(factor * (z - z[first, None]) + w[first, None] - w) < 1.5 * TOLERANCE
    best = near[near.sum(axis=1).argmax()]
    if best.sum() < 3:
        return None
    fit = _similarity(z[best], w[best])
    for _ in range(2):
        held = _distances(fit, source, target) < 1.5 * TOLERANCE
        if held.sum() < 3:
            return None
        # With few matches an affine map would bend to fit anything.
        fit = _affine(source[held], target[held]) if held.sum() >= 8 else _similarity(z[held], w[held])
    return fit


def _similarity(z: NDArray[np.complex128], w: NDArray[np.complex128]) -> Numbers:
    middle, centre = z.mean(), w.mean()
    factor = ((w - centre) * (z - middle).conj()).sum() / max((abs(z - middle) ** 2).sum(), 1e-12)
    shift = centre - factor * middle
    return np.array([[factor.real, factor.imag], [-factor.imag, factor.real], [shift.real, shift.imag]])


def _affine(source: Numbers, target: Numbers) -> Numbers:
    whole = np.column_stack((source, np.ones(len(source))))
    fitted: Numbers = np.linalg.lstsq(whole, target, rcond=None)[0].astype(np.float64)
    return fitted


def _distances(fit: Numbers, source: Numbers, target: Numbers) -> Numbers:
    distances: Numbers = np.linalg.norm(source @ fit[:2] + fit[2] - target, axis=1)
    return distances


def _agreement(fit: Numbers, sketch: NDArray[np.uint8], other: NDArray[np.uint8]) -> tuple[float, float]:
    """Correlation of the sketches where they overlap, and the overlap's share of the smaller picture."""
    (height, width), (rows, columns) = sketch.shape, other.shape
    longer, other_longer = max(height, width), max(rows, columns)
    y, x = np.mgrid[0:height, 0:width]
    at = np.column_stack(((x.ravel() + 0.5) / longer, (y.ravel() + 0.5) / longer)) @ fit[:2] + fit[2]
    at = at * other_longer - 0.5
    inside = ((at > 0) & (at < (columns - 1, rows - 1))).all(axis=1)
    if inside.sum() < LEAST_OVERLAP:
        return 0.0, 0.0
    mine = sketch.ravel()[inside].astype(np.float64)
    seen = _interpolated(other.astype(np.float64), at[inside])
    mine -= mine.mean()
    seen -= seen.mean()
    size = np.sqrt((mine**2).sum() * (seen**2).sum())
    covered = inside.sum() * (other_longer / longer) ** 2 * abs(np.linalg.det(fit[:2]))
    overlap = max(inside.mean(), covered / other.size)
    return float((mine * seen).sum() / size) if size > 0 else 0.0, float(min(overlap, 1.0))


def _interpolated(plane: Numbers, at: Numbers) -> Numbers:
    column, row = at.astype(np.int64).T
    right, below = (at - np.column_stack((column, row))).T
    upper = plane[row, column] * (1 - right) + plane[row, column + 1] * right
    lower = plane[row + 1, column] * (1 - right) + plane[row + 1, column + 1] * right
    mixed: Numbers = upper * (1 - below) + lower * below
    return mixed
