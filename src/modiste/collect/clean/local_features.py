"""What a picture looks like in a hundred small places: corners, and a binary code of the patch around each.

Knows one picture at a time, in numpy alone; which pictures share places is the index's and the geometry's. A
picture and its mirror image have the same codes with their halves swapped, so neither is described twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Codes = NDArray[np.uint8]

SIDE = 256
"""Pixels of the longer side at which a picture is described."""
LEAST_SIDE = 48
"""A picture whose shorter side is below this has no places worth describing."""
LEVELS, STEP = 7, 1.2
PLACES = 160
CODE_BYTES = 32
SKETCH = 48
"""Pixels of the longer side of the grey sketch that is kept to compare two pictures as a whole."""

_ORIENTATIONS, _GRID, _SPACING = 8, 4, 4
_CELL = 7
_BORDER = 10
_WINDOW = 2
_SOFT = ImageFilter.GaussianBlur(0.8)
_CELLS = 6
_HARRIS = 0.05


@dataclass(frozen=True, eq=False)
class Features:
    """A picture's places and its sketch.

    `points` is float32 (n, 2), x and y in units of the picture's longer side; `scales` float32 (n,), how
    coarse each place is; `codes` uint8 (n, 32), the patches; `sketch` uint8 (h, w), grey.
    """

    points: Floats
    scales: Floats
    codes: Codes
    sketch: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.codes)

    def to_bytes(self) -> bytes:
        """The same value as bytes, for `Features.from_bytes`."""
        head = np.array((len(self.codes), *self.sketch.shape), "<u2")
        parts = (head, self.points.astype("<f4"), self.scales.astype("<f4"), self.codes, self.sketch)
        return b"".join(np.ascontiguousarray(part).tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Features":
        """What `to_bytes` gave."""
        count, height, width = (int(each) for each in np.frombuffer(data, "<u2", 3))
        numbers = np.frombuffer(data, "<f4", 3 * count, 6)
        codes = np.frombuffer(data, np.uint8, CODE_BYTES * count, 6 + 12 * count)
        sketch = np.frombuffer(data, np.uint8, height * width, 6 + (12 + CODE_BYTES) * count)
        return cls(
            numbers[: 2 * count].reshape(count, 2),
            numbers[2 * count :],
            codes.reshape(count, CODE_BYTES),
            sketch.reshape(height, width),
        )

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height in units of the longer side."""
        height, width = self.sketch.shape
        return width / max(height, width), height / max(height, width)


def local_features(pixels: NDArray[np.uint8]) -> Features:
    """Describe a picture.

    Args:
        pixels: uint8 (height, width, 3) or (height, width).
    """
    grey = Image.fromarray(pixels).convert("L")
    sketch = np.asarray(_fitted(grey, SKETCH))
    found = list(_places(_fitted(grey, SIDE))) if min(grey.size) >= LEAST_SIDE else []
    if not found:
        return Features(
            np.empty((0, 2), np.float32),
            np.empty(0, np.float32),
            np.empty((0, CODE_BYTES), np.uint8),
            sketch,
        )
    points, scales, codes = (np.concatenate(part) for part in zip(*found, strict=True))
    return Features(points, scales, codes, sketch)


def mirrored(codes: Codes) -> Codes:
    """The codes of the same places in the mirror image."""
    half = CODE_BYTES // 2
    return np.concatenate((codes[:, half:], codes[:, :half]), axis=1)


def _fitted(grey: Image.Image, side: int) -> Image.Image:
    width, height = grey.size
    factor = side / max(width, height)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return grey.resize(size, Image.Resampling.BILINEAR)


def _places(grey: Image.Image) -> Iterator[tuple[Floats, Floats, Codes]]:
    """Points, scales and codes of each level of the pyramid."""
    shares = STEP ** (-2.0 * np.arange(LEVELS))
    wanted = np.round(PLACES * shares / shares.sum()).astype(int)
    longer = max(grey.size)
    for level in range(LEVELS):
        factor = STEP**-level
        size = (round(grey.width * factor), round(grey.height * factor))
        if min(size) <= 2 * _BORDER + 4:
            return
        soft = grey.resize(size, Image.Resampling.BILINEAR).filter(_SOFT)
        plane = np.asarray(soft).astype(np.int32)
        across, down = _gradients(plane)
        rows, columns = _corners(across, down, int(wanted[level]))
        if len(rows):
            codes = _codes(across, down, rows, columns)
            # The centre of a pixel, so that levels agree on where a place is.
            points = np.stack(((columns + 0.5) / factor, (rows + 0.5) / factor), axis=1) / longer
            yield points.astype(np.float32), np.full(len(rows), 1 / factor, np.float32), codes


def _gradients(plane: Ints) -> tuple[Ints, Ints]:
    across, down = np.zeros_like(plane), np.zeros_like(plane)
    across[:, 1:-1] = plane[:, 2:] - plane[:, :-2]
    down[1:-1] = plane[2:] - plane[:-2]
    return across, down


def _summed(planes: Ints) -> Ints:
    """The sum of all above and to the left of each pixel, (..., height + 1, width + 1).

    It may wrap around; differences of four of its values, the sums over boxes, come out right all the same.
    """
    height, width = planes.shape[-2:]
    made = np.zeros((*planes.shape[:-2], height + 1, width + 1), dtype=np.int32)
    inner = made[..., 1:, 1:]
    np.cumsum(planes, axis=-1, dtype=np.int32, out=inner)
    np.cumsum(inner, axis=-2, dtype=np.int32, out=inner)
    return made


def _corners(across: Ints, down: Ints, wanted: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the strongest corners (Harris & Stephens, 1988), spread over the picture."""
    table = _summed(np.stack((across * across, down * down, across * down)))
    size = 2 * _WINDOW + 1
    boxes = table[:, size:, size:] - table[:, size:, :-size]
    boxes -= table[:, :-size, size:]
    boxes += table[:, :-size, :-size]
    xx, yy, xy = boxes.astype(np.float32)
    strength = xx * yy - xy * xy - _HARRIS * (xx + yy) ** 2
    middle = strength[1:-1, 1:-1]
    peak = middle > 0
    for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)):
        height, width = middle.shape
        peak &= middle >= strength[row : row + height, column : column + width]
    edge = _BORDER - 1 - _WINDOW
    peak[:edge] = peak[-edge:] = False
    peak[:, :edge] = peak[:, -edge:] = False
    rows, columns = np.nonzero(peak)
    order = np.argsort(-middle[rows, columns], kind="stable")
    rows, columns = rows[order], columns[order]
    chosen = _spread(rows, columns, middle.shape, wanted)
    return rows[chosen] + 1 + _WINDOW, columns[chosen] + 1 + _WINDOW


def _spread(
    rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, ...], wanted: int
) -> NDArray[np.int64]:
    """The strongest of every cell first, then the second, ...: a logo must not take them all."""
    cell = (rows * _CELLS // shape[0]) * _CELLS + columns * _CELLS // shape[1]
    order = np.argsort(cell, kind="stable")
    starts = np.searchsorted(cell[order], cell[order])
    rank = np.empty(len(cell), dtype=np.int64)
    rank[order] = np.arange(len(cell)) - starts
    return np.argsort(rank, kind="stable")[:wanted]


def _codes(across: Ints, down: Ints, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Codes:
    """256 bits of each patch: on which side of 256 planes its histogram of gradients lies (SimHash)."""
    table = _summed(_oriented(across, down))
    offsets = np.arange(_GRID) * _SPACING - (_GRID - 1) * _SPACING // 2
    top = (rows[:, None, None] + offsets[None, :, None]) - _CELL // 2
    left = (columns[:, None, None] + offsets[None, None, :]) - _CELL // 2
    sums = table[:, top + _CELL, left + _CELL] - table[:, top, left + _CELL]
    sums += table[:, top, left] - table[:, top + _CELL, left]
    # (orientations, n, grid, grid) to (n, everything)
    histograms = sums.transpose(1, 2, 3, 0).reshape(len(rows), -1).astype(np.float32)
    histograms[:, 1::2] *= np.float32(np.sqrt(0.5))
    histograms /= np.linalg.norm(histograms, axis=1, keepdims=True) + 1e-6
    histograms = np.minimum(histograms, 0.2)
    return np.packbits(histograms @ _planes() > 0, axis=1)


def _oriented(across: Ints, down: Ints) -> Ints:
    """How far each gradient goes in each of eight directions: 0, 45, 90, ... degrees; slanted times 1.4."""
    half = np.stack((across, across + down, down, down - across))
    directed: Ints = np.maximum(np.concatenate((half, -half)), 0)
    return directed


@cache
def _planes() -> Floats:
    """(128, 256): random planes through the mean, the second half being the mirror images of the first."""
    chance = np.random.default_rng(20)
    half = chance.standard_normal((_GRID * _GRID * _ORIENTATIONS, 8 * CODE_BYTES // 2)).astype(np.float32)
    # A histogram has no negative entries; planes of weight nought cut it in the middle.
    half -= half.mean(axis=0)
    cells = half.reshape(_GRID, _GRID, _ORIENTATIONS, -1)
    # Seen in a mirror, columns run backwards and an angle a becomes pi - a.
    turned = (_ORIENTATIONS // 2 - np.arange(_ORIENTATIONS)) % _ORIENTATIONS
    other = cells[:, ::-1][:, :, turned].reshape(half.shape)
    return np.concatenate((half, other), axis=1)
