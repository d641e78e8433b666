"""How near one sketch's shape is to another's, whatever its colours: as it is, mirrored, or cut out of it.

Knows areas as signed distances, and a garment's middle, about which both halves are alike: a crop is told by
how large it is and how far down it begins. Which sketches were learned from is the caller's to say.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.design.measures.copies import ZOOMS
from modiste.design.sketch.colouring import enlarged, framed, spline
from modiste.design.sketch.fields import CHANNELS, GRID, REACH

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

SIDE = 64
"""Rows and columns of a shape."""
_NEAR = 2.5
"""Cells of a shape from an outline up to which its distance counts."""
_FINE = 4
_AREAS = len(CHANNELS) - 1
_HALF = SIDE // 2
_ROWS, _COLUMNS = 16, 8
_STEPS = ((1.0, 1), (0.95, 3), (0.9, 5), (0.85, 7), (0.8, 9))
"""How much of each side crops that are tried have, and at how many heights they begin."""
_BLOCK, _PART = 250, 256
_KEPT, _CLOSER, _ROUNDS = 32, 6, 4
"""So many known shapes are laid on each that is asked about, coarsely, and the best of them again."""
_NUDGES = np.array(((0.01, 0.0, 0.0), (0.0, 0.004, 0.0), (0.0, 0.0, 0.004)), np.float32)
_FARTHEST = np.array((0.03, 0.02, 0.01), np.float32)
"""How far a round may go: in the logarithm of the size, down, and from the middle, in shares of a side."""
_LEAST = 1e-4


@dataclass(frozen=True, eq=False)
class Shapes:
    """Known sketches, colour-free.

    Attributes:
        fields: (n, channels, rows, columns) uint8, as `as_fields` tells them.
        halves: (n, channels, SIDE, SIDE / 2) int8, what `halves` makes of them, 127 for 1.
        frames: (n, 2), cells of a shape a cell, and the row in the middle.
    """

    fields: Pixels
    halves: NDArray[np.int8]
    frames: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.halves)


def shapes(fields: Pixels) -> Shapes:
    """The shapes of known sketches' fields, uint8 (n, channels, rows, columns)."""
    made, frames = [], []
    for each in fields:
        told = as_floats(each)
        made.append(np.rint(127 * halves(told[None])[0]).astype(np.int8))
        frames.append(framed(told, SIDE))
    return Shapes(fields, np.stack(made), np.array(frames, np.float32))


def as_floats(fields: Pixels) -> Floats:
    """Fields in [-1, 1]."""
    made: Floats = fields.astype(np.float32) / np.float32(127.5) - 1
    return made


def halves(fields: Floats) -> Floats:
    """What sketches show, (n, channels, SIDE, SIDE / 2), from the middle outwards: the halves are alike.

    Distances from outlines, positive inside, up to `_NEAR` cells of a picture of SIDE cells, which is 1.

    Args:
        fields: (n, channels, rows, columns) in [-1, 1].
    """
    made: Floats = np.stack([_shown(each, SIDE)[..., _HALF:] for each in fields]).clip(-1, 1)
    return made


def halves_of_crops(fields: Floats, seed: int, *, mirrored: bool = False) -> Floats:
    """The halves of as many crops, each with 0.8 to 1 of each side of its picture, anywhere in it.

    Args:
        fields: (n, channels, rows, columns) in [-1, 1].
        seed: of sizes and places.
        mirrored: whether pictures are mirrored before.
    """
    chance = np.random.default_rng(seed)
    made: Floats = np.stack([_half(_cropped(each, chance, mirrored)) for each in fields]).clip(-1, 1)
    return made


def shape_distances(asked: Floats, known: Shapes) -> Floats:
    """How far each of some halves is from the nearest known shape, as it is, and as a crop of it, (n, 2).

    The unit is the root of a mean square of distances from outlines, in cells of a shape.
    """
    small = _small(asked, np.ones(1), np.zeros(1))[:, 0]
    whole, near, places = _nearest(small, known)
    plain, best = np.empty((2, len(asked)), np.float32)
    for start in range(0, len(asked), _PART):
        part = slice(start, start + _PART)
        mine, numbers = asked[part], np.arange(len(asked[part]))
        still = np.zeros((len(mine), 3), np.float32)
        plain[part] = _off(mine, _Exact(known, whole[part])(still))
        coarse = _halved(mine)
        tried = [
            _aligned(coarse, _Coarse(_halved(_read(known.halves[rows]))), at, 1)
            for rows, at in zip(near[part].T, places[part].transpose(1, 0, 2), strict=True)
        ]
        order = np.argsort([off for off, _ in tried], axis=0)[:_CLOSER]
        found = np.stack([at for _, at in tried])
        best[part] = np.min(
            [
                _aligned(mine, _Exact(known, near[part][numbers, rank]), found[rank, numbers], _ROUNDS)[0]
                for rank in order
            ],
            axis=0,
        )
    return np.stack([plain, np.minimum(best, plain)], 1) * np.float32(_NEAR)


def _shown(fields: Floats, side: int) -> Floats:
    """(channels, side, side) distances from outlines, 1 for `_NEAR`, as a picture shows them."""
    told, scale = enlarged(fields, side)
    made: Floats = told[:_AREAS] * np.float32(REACH * scale * SIDE / side / _NEAR)
    return made


def _cropped(fields: Floats, chance: np.random.Generator, mirrored: bool) -> Floats:
    side = _FINE * SIDE
    shown = _shown(fields, side)
    share = float(chance.uniform(ZOOMS[-1], 1))
    size = round(side * share)
    top, left = (int(chance.integers(0, side - size + 1)) for _ in range(2))
    left = side - size - left if mirrored else left
    part: Floats = shown[:, top : top + size, left : left + size][..., :: -1 if mirrored else 1]
    return part * np.float32(side / size)


def _half(part: Floats) -> Floats:
    """The half (channels, SIDE, SIDE / 2) of a picture (channels, size, size) on the side that shows more."""
    size = part.shape[-1]
    weights = _line(SIDE, size / SIDE, 0.0, size)
    whole = (weights @ part @ weights.T).clip(-1, 1)
    sums = range(2 * _HALF - 1 - _HALF // 2, 2 * _HALF + _HALF // 2)
    off = np.array([_unlike(whole, each) for each in sums])
    at = int(off[1:-1].argmin()) + 1
    one, two, three = off[at - 1 : at + 2]
    bend = one - 2 * two + three
    middle = (sums[at] + (0.5 * (one - three) / bend if bend > 0 else 0.0)) / 2 + 0.5
    facing, start = (part, middle) if middle <= _HALF else (part[..., ::-1], SIDE - middle)
    columns = _line(_HALF, size / SIDE, start * size / SIDE, size)
    return np.asarray(weights @ facing @ columns.T, np.float32)


def _unlike(whole: Floats, total: int) -> float:
    """How unlike columns are to those whose numbers add up to `total` with theirs."""
    low, high = max(0, total - SIDE + 1), min(SIDE - 1, total)
    part = whole[..., low : high + 1]
    return float(np.square(part - part[..., ::-1]).mean())


def _read(halves: NDArray[np.int8]) -> Floats:
    made: Floats = halves.astype(np.float32) / np.float32(127)
    return made


def _halved(halves: Floats) -> Floats:
    """Shapes at half their size."""
    high, wide = halves.shape[-2:]
    made: Floats = halves.reshape(*halves.shape[:-2], high // 2, 2, wide // 2, 2).mean((-3, -1))
    return made


def _line(count: int, step: float, start: float, size: int) -> Floats:
    """(count, size) weights that read a line of `size` cells from `start` on, `step` at a time."""
    at = ((np.arange(count) + 0.5) * step + start - 0.5).clip(0, size - 1)
    near = np.floor(at).astype(int).clip(0, size - 2)
    made = np.zeros((count, size), np.float32)
    rows = np.arange(count)
    made[rows, near] = 1 - (at - near)
    made[rows, near + 1] = at - near
    return made


def _small(halves: Floats, sizes: NDArray[np.float64], starts: NDArray[np.float64]) -> Floats:
    """(n, crops, d): what is left of halves by crops of some sizes that begin so far down, coarsely."""
    made = np.empty((len(halves), len(sizes), halves.shape[1] * _ROWS * _COLUMNS), np.float32)
    for row, (size, start) in enumerate(zip(sizes, starts, strict=True)):
        columns = _mean(_HALF, _COLUMNS) @ _line(_HALF, size, 0.0, _HALF)
        rows = _mean(SIDE, _ROWS) @ _line(SIDE, size, start, SIDE)
        made[:, row] = (rows @ (halves @ columns.T)).reshape(len(halves), -1) / np.float32(size)
    return made


def _mean(size: int, parts: int) -> Floats:
    kept = np.kron(np.eye(parts), np.ones((1, size // parts)))
    return np.asarray(kept * parts / size, np.float32)


def _tried() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sizes and starts of the crops that are tried; the first is none."""
    pairs = [
        (size, start) for size, count in _STEPS for start in np.linspace(0, SIDE * (1 - size), count).tolist()
    ]
    sizes, starts = np.array(pairs).T
    return sizes, starts


def _nearest(small: Floats, known: Shapes) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Which known shape is nearest as it is; which have the nearest crops, (n, kept), and (n, kept, 3) where.

    A place is the logarithm of the size, how far down it begins and how far from the middle, in shares.
    """
    sizes, starts = _tried()
    places = np.column_stack([np.log(sizes), starts / SIDE, np.zeros(len(sizes))]).astype(np.float32)
    least, whole = np.full(len(small), np.inf, np.float32), np.zeros(len(small), np.int64)
    far = np.full((len(small), 0), np.inf, np.float32)
    found = np.zeros((2, len(small), 0), np.int64)
    for start in range(0, len(known), _BLOCK):
        cropped = _small(_read(known.halves[start : start + _BLOCK]), sizes, starts)
        flat = cropped.reshape(-1, cropped.shape[-1])
        off = (np.square(flat).sum(1) - 2 * small @ flat.T).reshape(len(small), -1, len(sizes))
        plain = off[..., 0]
        better = plain.min(1) < least
        whole[better] = plain.argmin(1)[better] + start
        least = np.minimum(least, plain.min(1))
        # Of one known shape the best crop only: its neighbours lead to the same place.
        rows = np.broadcast_to(np.arange(start, start + off.shape[1]), off.shape[:2])
        far = np.concatenate([far, off.min(2)], 1)
        found = np.concatenate([found, [rows, off.argmin(2)]], 2)
        if far.shape[1] > _KEPT:
            best = np.argpartition(far, _KEPT - 1, axis=1)[:, :_KEPT]
            far = np.take_along_axis(far, best, 1)
            found = np.take_along_axis(found, best[None], 2)
    return whole, found[0], places[found[1]]


def _off(mine: Floats, made: Floats) -> Floats:
    return np.asarray(np.sqrt(np.square(mine - made).mean((1, 2, 3))), np.float32)


def _aligned(
    mine: Floats, laid: Callable[[Floats], Floats], at: Floats, rounds: int
) -> tuple[Floats, Floats]:
    """How far halves (n, ...) are from crops of as many known ones laid on them, and where (n, 3) these are.

    By Gauss's and Newton's method from places (n, 3), with the slope by differences.
    """
    made = laid(at)
    off = _off(mine, made)
    for _ in range(rounds):
        slopes = np.stack(
            [(laid(at + nudge) - made).reshape(len(at), -1) / nudge.max() for nudge in _NUDGES], 1
        )
        square = slopes @ slopes.transpose(0, 2, 1)
        ridge = _LEAST * square.trace(axis1=1, axis2=2) + _LEAST
        square += np.eye(3, dtype=np.float32) * ridge[:, None, None]
        step = np.linalg.solve(square, slopes @ (mine - made).reshape(len(at), -1, 1))[..., 0]
        tried = at + step.clip(-_FARTHEST, _FARTHEST)
        tried[:, 0] = tried[:, 0].clip(np.log(ZOOMS[-1]) - 0.01, 0.0)
        after = laid(tried)
        now = _off(mine, after)
        better = now < off
        at = np.where(better[:, None], tried, at)
        made = np.where(better[:, None, None, None], after, made)
        off = np.minimum(now, off)
    return off, at


@dataclass(frozen=True, eq=False)
class _Coarse:
    """What crops leave of halves (n, channels, rows, columns), read straight from these."""

    known: Floats

    def __call__(self, at: Floats) -> Floats:
        high, wide = self.known.shape[-2:]
        sizes = np.exp(at[:, 0])
        down = [_line(high, size, start * high, high) for size, start in zip(sizes, at[:, 1], strict=True)]
        across = [_line(wide, size, off * high, wide) for size, off in zip(sizes, at[:, 2], strict=True)]
        made: Floats = np.stack(down)[:, None] @ (self.known @ np.stack(across)[:, None].swapaxes(2, 3))
        return (made / sizes[:, None, None, None]).clip(-1, 1)


class _Exact:
    """What crops leave of known sketches, read from their fields as pictures are."""

    def __init__(self, known: Shapes, rows: NDArray[np.int64]) -> None:
        self._fields = as_floats(known.fields[rows][:, :_AREAS])
        self._frames = known.frames[rows]

    def __call__(self, at: Floats) -> Floats:
        sizes = np.exp(at[:, 0])
        scale, middle = self._frames.T
        places = np.arange(SIDE, dtype=np.float32) + np.float32(0.5)
        across = (places[:_HALF] * sizes[:, None] + SIDE * at[:, 2:]) / scale[:, None] - 0.5
        down = (places * sizes[:, None] + SIDE * at[:, 1:2] - SIDE / 2) / scale[:, None] + middle[:, None]
        rows = self._weights(down, GRID[0], is_mirrored=False)[:, None]
        columns = self._weights(across, GRID[1], is_mirrored=True)[:, None]
        made: Floats = rows @ (self._fields @ columns.swapaxes(2, 3))
        far = REACH / _NEAR * scale / sizes
        return np.asarray((made * far[:, None, None, None]).clip(-1, 1), np.float32)

    @staticmethod
    def _weights(at: NDArray[np.floating], count: int, *, is_mirrored: bool) -> Floats:
        """(n, places, count) weights; before the first cell lie those of the other half, or none."""
        made = np.zeros((*at.shape, count), np.float32)
        one, two = np.indices(at.shape)
        for cell, weight in spline(at):
            cells = np.where(cell < 0, -1 - cell, cell) if is_mirrored else cell
            cells = np.clip(cells, 0, count - 1)
            np.add.at(made, (one, two, cells), weight)
        return made
