"""The marker: the pieces of one garment laid on cloth of a width, and how much cloth that takes.

Knows outlines on a raster of half a centimetre; pieces keep their grain and may be turned half around. They
are laid in three orders, each piece where the marker grows the least (bottom-left fill). A CAD system does
better, so the consumption is on the safe side.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from modiste import tailoring
from modiste.design.techpack.pack import Marker
from modiste.garment import ModisteError
from modiste.tailoring import Panel, Pattern

CELL = 0.5
"""Centimetres; also about what is left between two pieces."""
LONGEST = 2000.0
Mask = NDArray[np.bool_]
Points = NDArray[np.float64]
Piece = tuple[str, float, float, int]


def marker(pattern: Pattern, width: float = 140.0) -> Marker:
    """Lay the pieces of one garment, allowances and all.

    Args:
        pattern: In one size.
        width: Usable cloth width in centimetres.

    Raises:
        ModisteError: MOD-2751 where a piece is wider than the cloth.
    """
    outlines = piece_outlines(pattern)
    columns = int(width / CELL)
    for name, outline in outlines.items():
        if (needed := float(np.ptp(outline[:, 0]))) > columns * CELL - CELL:
            raise ModisteError("MOD-2751", piece=name, needed=f"{needed:.0f}", width=f"{width:g}")
    lays = [_laid(outlines, sorted(outlines, key=order), columns) for order in _orders(outlines)]
    length, placed = min(lays)
    used = sum(_area(outline) for outline in outlines.values())
    return Marker(
        size=pattern.size,
        width=width,
        length=round(length, 1),
        efficiency=round(used / (length * width), 4),
        pieces=tuple(sorted(placed)),
    )


def _orders(outlines: Mapping[str, Points]) -> list[Callable[[str], tuple[float, str]]]:
    """Three orders in which pieces may be laid: the tallest first, the largest, the widest."""
    return [
        lambda name: (-float(np.ptp(outlines[name][:, 1])), name),
        lambda name: (-_area(outlines[name]), name),
        lambda name: (-float(np.ptp(outlines[name][:, 0])), name),
    ]


def _laid(outlines: Mapping[str, Points], names: list[str], columns: int) -> tuple[float, list[Piece]]:
    """Pieces laid one after another: the length that they take, and where they lie."""
    cloth = np.zeros((int(LONGEST / CELL), columns), bool)
    placed: list[Piece] = []
    end = 0
    for name in names:
        masks = [_mask(outlines[name] * sign) for sign in (1.0, -1.0)]
        turn, row, column = _lowest(cloth, masks, end)
        high, wide = masks[turn].shape
        cloth[row : row + high, column : column + wide] |= masks[turn]
        end = max(end, row + high)
        placed.append((name, column * CELL, row * CELL, 180 * turn))
    return end * CELL, placed


def piece_outlines(pattern: Pattern) -> dict[str, Points]:
    """Each piece's cut line, (n, 2) in centimetres, its grain upwards."""
    legs = tailoring.darts(pattern)
    return {panel.name: _turned(panel, legs) for panel in pattern.panels}


def _turned(panel: Panel, legs: frozenset[tuple[str, str]]) -> NDArray[np.float64]:
    """(n, 2) the cut line with its grain upwards."""
    points = np.array([vertex.point for vertex in tailoring.cut_line(panel, legs)])
    (x0, y0), (x1, y1) = panel.grain
    along = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    return np.asarray(points @ np.array([[along[1], along[0]], [-along[0], along[1]]]))


def _mask(outline: NDArray[np.float64]) -> Mask:
    """The cells that a piece touches, y up."""
    cells = (outline - outline.min(0)) / CELL
    wide, high = (int(each) + 2 for each in np.ceil(cells.max(0)))
    picture = Image.new("1", (wide, high))
    ImageDraw.Draw(picture).polygon([(x + 0.5, y + 0.5) for x, y in cells], fill=1, outline=1)
    return np.array(picture, bool)


def _lowest(cloth: Mask, masks: Sequence[Mask], end: int) -> tuple[int, int, int]:
    """Which turn of a piece ends lowest on the cloth, and the row and column of its corner."""
    best: tuple[int, int, int, int] | None = None
    for turn, mask in enumerate(masks):
        high = len(mask)
        top = min(end + high, len(cloth))
        free = ~_collides(cloth[:top], mask)
        rows, columns = np.nonzero(free)
        if len(rows):
            row, column = int(rows[0]), int(columns[0])
            key = (row + high, column, turn, row)
            best = min(best, key) if best else key
    assert best is not None  # above all that is laid there is always room
    return best[2], best[3], best[1]


def _collides(cloth: Mask, mask: Mask) -> Mask:
    """(rows, columns) whether a piece with its corner there would lie on another: a correlation by FFT."""
    high, wide = mask.shape
    shape = cloth.shape
    spectrum = np.fft.rfft2(cloth.astype(np.float32)) * np.conj(np.fft.rfft2(mask.astype(np.float32), shape))
    met = np.fft.irfft2(spectrum, shape)
    return met[: shape[0] - high + 1, : shape[1] - wide + 1] > 0.5


def _area(points: NDArray[np.float64]) -> float:
    x, y = points.T
    return 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))
