"""Where a garment's front lies in a picture of it: for each height of a pattern's panels, a row and its ends.

Knows silhouettes and panels; what is drawn there is `printed`'s, whose mask it is the workspace's. Sleeves
are beside the front in a silhouette: they are left out by the width that the panel has there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, label

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.tailoring import Panel, Pattern

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

STEP = 0.1
"""Centimetres between the places of a panel that are asked for."""
TALL = 12.0
"""Centimetres below which a piece is a band, which has no front of its own."""
AROUND = 45.0
"""Degrees from the middle up to which a panel lies at the front."""
ANOTHER = 0.3
"""A second part of a mask that is this large beside the first is another garment."""
EDGE = 0.3
"""The share of a picture's side that a garment may cover before it is said to be cut off there."""
_LOWER = (0.55, 0.9)
"""Shares of the height between which nothing but the body of a garment is expected."""
_WIDER = 1.12


@dataclass(frozen=True, eq=False)
class Front:
    """A front, laid out flat and looked up in a picture.

    Attributes:
        names: The panels that it is of.
        corner: Centimetres: the least x and the greatest y of these panels, which is the first place.
        rows: (h, w) the picture's row of each place, `STEP` apart.
        columns: (h, w) its column.
    """

    names: tuple[str, ...]
    corner: tuple[float, float]
    rows: Floats
    columns: Floats


def whole_garment(mask: NDArray[np.floating]) -> Mask:
    """The one garment of a mask, without crumbs.

    Raises:
        ModisteError: MOD-3027 where it goes beyond the picture, MOD-3028 where there are several.
    """
    numbers, count = label(mask > 0.5)
    if count == 0:
        return mask > 0.5
    sizes = np.bincount(numbers.ravel())
    sizes[0] = 0
    order = np.argsort(-sizes)
    if count > 1 and sizes[order[1]] > ANOTHER * sizes[order[0]]:
        raise ModisteError("MOD-3028", share=round(100 * float(sizes[order[1]] / sizes[order[0]])))
    one = numbers == order[0]
    for side, rim in (("top", one[0]), ("bottom", one[-1]), ("left", one[:, 0]), ("right", one[:, -1])):
        if rim.mean() > EDGE:
            raise ModisteError("MOD-3027", side=side)
    return np.asarray(one, bool)


def fronts_of(pattern: Pattern, mask: Mask) -> tuple[Front, ...]:
    """The fronts of a pattern in a picture: the body's, or one a leg.

    Args:
        pattern: The garment's.
        mask: (h, w) where it is in the picture.
    """
    shell = [panel for panel in pattern.panels if panel.layer == "shell"]
    made = []
    wide = mask.shape[1]
    middle = int(np.median(np.flatnonzero(mask.any(0)))) if mask.any() else wide // 2
    columns = np.arange(wide)[None, :]
    # A wearer's left is on the right of a picture of their front.
    for wrap, part in (
        ("torso", mask),
        ("left_leg", mask & (columns >= middle)),
        ("right_leg", mask & (columns < middle)),
    ):
        own = [each for each in shell if each.placement.wrap == wrap and _is_front(each)]
        if own and part.any():
            made.append(_front(own, part, mask))
    return tuple(made)


def _is_front(panel: Panel) -> bool:
    azimuth = (panel.placement.azimuth + 180) % 360 - 180
    heights = [y for _, y in tailoring.polyline(panel)]
    return abs(azimuth) <= AROUND and max(heights) - min(heights) >= TALL


def _front(panels: Sequence[Panel], part: Mask, whole: Mask) -> Front:
    outlines = [np.array(tailoring.polyline(panel)) for panel in panels]
    points = np.concatenate(outlines)
    (left, low), (right, high) = points.min(0), points.max(0)
    heights = np.arange(high, low - STEP, -STEP)
    ends = np.array([_ends(outlines, y) for y in heights])
    tall = np.flatnonzero(whole.any(1))
    row = np.interp(heights, (low, high), (tall[-1], tall[0]))
    found = _rows(part)[np.clip(np.round(row).astype(int), 0, len(part) - 1)]
    widths, middles = found[:, 1] - found[:, 0], found.mean(1)
    girth = np.maximum(ends[:, 1] - ends[:, 0], 1.0)
    share = (heights - heights[0]) / min(heights[-1] - heights[0], -STEP)
    lower = (share > _LOWER[0]) & (share < _LOWER[1]) & (widths > 0)
    lower = lower if lower.any() else widths > 0
    scale = float(np.median(widths[lower] / girth[lower]))
    line = np.polyfit(heights[lower], middles[lower], 1) if lower.sum() > 2 else (0.0, middles[lower].mean())
    # Where sleeves join in, the body's middle and width go on as they were below.
    joined = (widths > _WIDER * scale * girth) | (widths < 1)
    own = np.where(joined, scale * girth, widths)
    centre = np.where(joined, np.polyval(line, heights), middles)
    calm = 1.0 / STEP
    own, centre = gaussian_filter1d(own, calm), gaussian_filter1d(centre, calm)
    x = np.arange(left, right + STEP, STEP)
    middle_x = ends.mean(1)[:, None]
    columns = centre[:, None] + (x[None, :] - middle_x) / girth[:, None] * own[:, None]
    return Front(
        tuple(panel.name for panel in panels),
        (float(left), float(high)),
        np.broadcast_to(row[:, None], columns.shape).copy(),
        columns,
    )


def _ends(outlines: Sequence[Floats], height: float) -> tuple[float, float]:
    """The least and greatest x of panels at a height; of the nearest height where there is none."""
    met: list[float] = []
    for points in outlines:
        after = np.roll(points, -1, 0)
        y0, y1 = points[:, 1], after[:, 1]
        crosses = ((y0 <= height) & (y1 > height)) | ((y1 <= height) & (y0 > height))
        share = (height - y0[crosses]) / (y1[crosses] - y0[crosses])
        met += (points[crosses, 0] + share * (after[crosses, 0] - points[crosses, 0])).tolist()
    if not met:
        points = np.concatenate(outlines)
        near = points[np.abs(points[:, 1] - height) < 2.0]
        met = (near if len(near) else points)[:, 0].tolist()
    return min(met), max(met)


def _rows(part: Mask) -> Floats:
    """(h, 2) the first and last column of each row, of the run around the part's middle; 0 where none."""
    found = np.zeros((len(part), 2))
    middle = float(np.median(np.nonzero(part)[1]))
    for number, row in enumerate(part):
        places = np.flatnonzero(row)
        if len(places):
            breaks = np.flatnonzero(np.diff(places) > 1)
            starts = np.concatenate([[0], breaks + 1])
            stops = np.concatenate([breaks, [len(places) - 1]])
            runs = np.column_stack([places[starts], places[stops] + 1])
            off = np.maximum(np.maximum(runs[:, 0] - middle, middle - runs[:, 1]), 0)
            found[number] = runs[np.lexsort((-(runs[:, 1] - runs[:, 0]), off))[0]]
    return found
