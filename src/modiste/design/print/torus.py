"""Motifs painted on a torus: what leaves the repeat on one side comes in on the other, pixel for pixel.

Knows layers and shares of ink; where copies lie is `layouts`', shapes are `motifs`'.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.design.print.layouts import Copies
from modiste.design.print.motifs import Motif
from modiste.design.print.outlines import coverage, outlines, straightened

Floats = NDArray[np.float64]
Shares = NDArray[np.float32]
_TOLERANCE = 0.02
"""Pixels that a straightened curve may be off."""


def layers(
    motifs: Sequence[tuple[Motif, Copies]], size: tuple[int, int], millimetres: tuple[float, float]
) -> Iterator[tuple[int, Shares]]:
    """Each shape of each motif with all its copies: its ink, and its share of every pixel (rows, columns).

    All copies of one shape are one layer, so that no copy lies over another and the symmetry is kept where
    they touch.

    Args:
        motifs: With their copies; those that come first lie below.
        size: Columns and rows of the repeat.
        millimetres: Width and height of the repeat.
    """
    columns, rows = size
    scale = np.array([columns / millimetres[0], rows / millimetres[1]])
    for motif, copies in motifs:
        if not len(copies.places):  # what was tossed last may find no room
            continue
        middle, side = _frame(motif)
        largest = np.abs(copies.turns).max() * scale.max() / side
        for shape in motif.shapes:
            lines = [straightened(each, _TOLERANCE / largest) - middle for each in outlines(shape.path)]
            bare = np.ones((rows, columns), np.float32)
            there = set()
            for turn, place in zip(copies.turns, copies.places, strict=True):
                left, top, share = coverage(
                    [(line @ turn.T / side + place) * scale for line in lines], shape.rule
                )
                # On a mirror a motif of that symmetry falls onto itself: painted twice, its rim would swell.
                name = (left % columns, top % rows, share.shape, share.round(6).tobytes())
                if name not in there:
                    _cover(bare, left, top, share)
                there.add(name)
            yield shape.ink, 1 - bare


def placed(motif: Motif, copies: Copies) -> Floats:
    """What takes the motif's own millimetres to each copy's, as SVG's a, b, c, d, e, f: (n, 6)."""
    middle, side = _frame(motif)
    turns = copies.turns / side
    return np.column_stack([turns.transpose(0, 2, 1).reshape(-1, 4), copies.places - turns @ middle])


def _frame(motif: Motif) -> tuple[Floats, float]:
    """Its middle and its larger side."""
    low, high = motif.box()
    return (low + high) / 2, float(max(*(high - low), 1e-6))


def _cover(bare: Shares, left: int, top: int, share: Floats) -> None:
    """Take a share of the ground that is still bare, at every place the torus brings it to."""
    rows, columns = bare.shape
    for row in range(0, share.shape[0], rows):
        for column in range(0, share.shape[1], columns):
            part = share[row : row + rows, column : column + columns]
            down, right = (top + row) % rows, (left + column) % columns
            high, wide = part.shape
            for y, from_y in ((slice(down, down + high), 0), (slice(0, down + high - rows), rows - down)):
                for x, from_x in (
                    (slice(right, right + wide), 0),
                    (slice(0, right + wide - columns), columns - right),
                ):
                    if y.stop > y.start and x.stop > x.start:
                        piece = bare[y, x]
                        piece *= 1 - part[from_y : from_y + len(piece), from_x : from_x + piece.shape[1]]
