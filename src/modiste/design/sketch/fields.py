"""Areas as signed distances on a coarse grid, which a small network can learn and any size can show.

Knows grids; what an area is is `laying`'s. A field of a few dozen cells holds an outline to a tenth of a
cell, so that pictures drawn from it have clean edges at many times its size.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from modiste.design.sketch.laying import AREAS, Laid

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

GRID = (96, 48)
"""Rows and columns of half a sketch."""
CHANNELS = (*AREAS, "line")
REACH = 5.0
"""Cells from an outline up to which its distance is told."""
_THIN = 0.75
"""Cells within which a line fades, as a standard deviation."""
_MARGIN = 0.03
"""Share of the frame above a garment."""
_MIDDLE = 1e-6


def as_fields(sketch: Laid, frame: float) -> Pixels:
    """The fields of a sketch, uint8 (channels, rows, columns): 127.5 on an outline, more inside.

    A line is a ridge of 255. Cells are counted from the middle of the garment outwards and from above down.

    Args:
        sketch: what is drawn.
        frame: centimetres that the rows are high together; what is lower is cut off.
    """
    rows, columns = GRID
    cell = frame / rows
    top = sketch.areas["whole"].bounds[3] + _MARGIN * frame
    x, y = np.meshgrid((np.arange(columns) + 0.5) * cell, top - (np.arange(rows) + 0.5) * cell)
    places = np.column_stack([x.ravel(), y.ravel()])
    made = [_signed(sketch.areas[name], places) / cell for name in AREAS]
    told = [(np.clip(each / REACH, -1, 1) + 1) * 127.5 for each in made]
    far = _distances(_segments_of(sketch.lines), places) / cell
    told.append(255 * np.exp(-0.5 * (far / _THIN) ** 2))
    return np.rint(np.stack(told)).astype(np.uint8).reshape(len(CHANNELS), rows, columns)


def _signed(area: Geometry, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distances from outlines, positive inside; the middle is no outline, as the other half goes on there."""
    if area.is_empty:
        return np.full(len(places), -1e3)
    rings = [
        np.array(ring.coords) for part in shapely.get_parts(area) for ring in (part.exterior, *part.interiors)
    ]
    far = _distances(_segments_of(rings), places)
    shapely.prepare(area)
    return np.where(shapely.contains_xy(area, places[:, 0], places[:, 1]), far, -far)


def _segments_of(lines: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Segments (n, 2, 2) of lines; those on the middle only where they are lines of their own."""
    parts = [np.stack([line[:-1], line[1:]], 1) for line in lines if len(line) > 1]
    if not parts:
        return np.empty((0, 2, 2))
    whole = np.concatenate(parts)
    closed = [np.allclose(line[0], line[-1]) for line in lines if len(line) > 1]
    on_middle = (np.abs(whole[:, :, 0]) < _MIDDLE).all(1)
    ring = np.repeat(closed, [len(part) for part in parts])
    return whole[~(on_middle & ring)]


def _distances(segments: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far places (n, 2) are from the nearest of some segments (m, 2, 2)."""
    best = np.full(len(places), 1e6, np.float32)
    x, y = places.astype(np.float32).T
    for (ax, ay), (bx, by) in segments.astype(np.float32):
        dx, dy = bx - ax, by - ay
        px, py = x - ax, y - ay
        along = np.clip((px * dx + py * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
        px -= along * dx
        py -= along * dy
        np.minimum(best, px * px + py * py, out=best)
    return np.sqrt(best).astype(np.float64) if len(segments) else best.astype(np.float64)
