"""Fields of distances: nothing on an outline, more inside, and the middle is no outline."""

import numpy as np
import shapely
from shapely import MultiPolygon

from modiste.design.sketch.fields import CHANNELS, GRID, REACH, as_fields
from modiste.design.sketch.laying import AREAS, Laid

FRAME = 96.0
"""Centimetres: a cell is one."""


def told(lines=()):
    areas = dict.fromkeys(AREAS, MultiPolygon())
    areas["whole"] = MultiPolygon([shapely.box(0, -40, 20, 0)])
    return as_fields(Laid(areas, tuple(lines)), FRAME)


def test_distances_are_told_in_cells():
    fields = told()
    assert (fields.shape, fields.dtype) == ((len(CHANNELS), *GRID), np.uint8)
    whole = fields[0].astype(float)
    top = 0.03 * FRAME
    row = round(top + 20)
    for column in (17, 18, 19, 20, 21, 22):
        far = 20 - (column + 0.5)
        assert whole[row, column] == np.rint((np.clip(far / REACH, -1, 1) + 1) * 127.5)
    assert whole[row, 0] == 255
    assert (fields[1:5] == 0).all()
    assert (fields[5] == 0).all()


def test_a_line_is_a_ridge_even_on_the_middle():
    ridge = told([np.array([[0.0, -10.0], [0.0, -30.0]])])[5]
    assert ridge[22, 0] > 150
    assert ridge[22, 4] == 0
