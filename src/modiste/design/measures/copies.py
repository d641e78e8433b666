"""Whether a made picture is a copy of one that was learned from: cropped, mirrored, recoloured or as it was.

Knows likeness in several looks and what is usual of pictures that are no copies; which pictures were learned
from is the caller's to say. A copy is much nearer to what was learned from than to as good pictures that were
not (after Meehan et al., A non-parametric test to detect data-copying in generative models, AISTATS 2020).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Look = Callable[[Pixels], Floats]
"""Features (n, d) of unit length of pictures (n, channels, height, width)."""

ZOOMS = (1.0, 0.9, 0.8)
"""How much of a picture a crop may have left of each side."""
_CELLS, _BINS, _SMALL = 7, 8, 12
_BLOCK = 2048
_EPSILON = 1e-6


@dataclass(frozen=True)
class Usual:
    """How near to what was learned from, over how near to what was not, pictures may be in each look."""

    least: tuple[float, ...]

    def flags(self, ratios: Floats) -> NDArray[np.bool_]:
        """Which of the ratios (n, looks) are a copy's."""
        flagged: NDArray[np.bool_] = np.any(ratios < np.array(self.least, np.float32), axis=1)
        return flagged


def usual(ratios: Floats, alarms: float = 0.005) -> Usual:
    """What is usual of pictures that are no copies, (n, looks); so large a share of them would be flagged.

    The share is dealt out among the looks, each of which may raise the alarm.
    """
    share = alarms / ratios.shape[1]
    return Usual(tuple(float(np.quantile(column, share)) for column in ratios.T))


def ratios(made: Pixels, learned: Pixels, unseen: Pixels, looks: Sequence[Look]) -> Floats:
    """How near made pictures are to learned ones, over how near to unseen ones, (n, looks): small is a copy.

    Each is compared, as it is and mirrored, with the others and with what crops would leave of them.
    """
    facings = np.concatenate((made, made[..., ::-1]))
    seen = [look(facings) for look in looks]
    nearest = []
    for others in (learned, unseen):
        best = np.full((len(looks), len(facings)), np.inf, np.float32)
        # In blocks: all crops of all pictures at once would be gigabytes.
        for start in range(0, len(others), _BLOCK):
            for cropped in crops(others[start : start + _BLOCK]):
                for row, look in enumerate(looks):
                    np.minimum(best[row], _nearest(seen[row], look(cropped)), out=best[row])
        nearest.append(best.reshape(len(looks), 2, -1).min(1))
    found: Floats = (nearest[0] / (nearest[1] + _EPSILON)).T
    return found


def crops(pictures: Pixels) -> Iterator[Pixels]:
    """Pictures as they are, and what crops of every place leave of them, at their own size again."""
    height, width = pictures.shape[-2:]
    for zoom in ZOOMS:
        rows, columns = round(height * zoom), round(width * zoom)
        for top in _places(height - rows):
            for left in _places(width - columns):
                part = pictures[..., top : top + rows, left : left + columns]
                yield part if zoom == 1 else _resized(part, (height, width))


def freely_cropped(pictures: Pixels, seed: int) -> Pixels:
    """Pictures (n, channels, height, width), each a crop of its own size and place, at its old size again.

    It has 0.8 to 1 of each side, and does not keep to the grid of `crops`.
    """
    chance = np.random.default_rng(seed)
    height, width = pictures.shape[-2:]
    made = []
    for picture in pictures:
        share = float(chance.uniform(ZOOMS[-1], 1))
        rows, columns = round(height * share), round(width * share)
        top, left = (int(chance.integers(0, rest + 1)) for rest in (height - rows, width - columns))
        made.append(_resized(picture[None, :, top : top + rows, left : left + columns], (height, width)))
    return np.concatenate(made)


def _places(rest: int) -> list[int]:
    """Where a crop may begin, at most two pixels apart."""
    return sorted({round(place) for place in np.linspace(0, rest, -(-rest // 2) + 1)})


def outlines(pictures: Pixels) -> Floats:
    """A look at edges: which way they run in each of 7 x 7 places, whatever their contrast (Dalal, 2005)."""
    grey = pictures.mean(1, dtype=np.float32)
    down, right = np.gradient(grey, axis=(1, 2))
    strength = np.hypot(down, right)
    way = np.floor(np.arctan2(down, right) % np.pi / np.pi * _BINS).astype(np.int64).clip(0, _BINS - 1)
    rows, columns = (np.arange(side) * _CELLS // side for side in grey.shape[1:])
    place = (rows[:, None] * _CELLS + columns) * _BINS
    at = np.arange(len(grey))[:, None, None] * _CELLS**2 * _BINS + place + way
    sums = np.bincount(at.ravel(), strength.ravel(), len(grey) * _CELLS**2 * _BINS)
    return _unit(np.sqrt(sums.reshape(len(grey), -1)).astype(np.float32))


def tones(pictures: Pixels) -> Floats:
    """A look at light and dark: 12 x 12 means less their own mean, whatever gain and offset made of them."""
    small = _resized(pictures.mean(1, keepdims=True).astype(np.uint8), (_SMALL, _SMALL)).astype(np.float32)
    flat = small.reshape(len(small), -1)
    return _unit(flat - flat.mean(1, keepdims=True))


def _resized(pictures: Pixels, size: tuple[int, int]) -> Pixels:
    """Pictures at another size, each new pixel the mean of what it covers."""
    made = pictures.astype(np.float32)
    for axis, side in ((2, size[0]), (3, size[1])):
        edges = np.linspace(0, pictures.shape[axis], side + 1)
        low, high = edges[:-1, None], edges[1:, None]
        places = np.arange(pictures.shape[axis])
        cover = (np.minimum(high, places + 1) - np.maximum(low, places)).clip(0).astype(np.float32)
        made = np.moveaxis(np.moveaxis(made, axis, -1) @ (cover / cover.sum(1, keepdims=True)).T, -1, axis)
    return np.rint(made).astype(np.uint8)


def _nearest(seen: Floats, known: Floats) -> Floats:
    """The distance of each row to the nearest of others, (n,)."""
    best = (seen @ known.T).max(1)
    distance: Floats = np.sqrt((2 - 2 * best).clip(0))
    return distance


def _unit(rows: Floats) -> Floats:
    made: Floats = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + _EPSILON)
    return made
