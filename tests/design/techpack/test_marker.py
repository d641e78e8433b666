"""The marker: nothing overlaps, nothing leaves the cloth, and cloth too narrow is refused."""

import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import Polygon

from modiste.design import Subject
from modiste.design.techpack.marker import CELL, marker, piece_outlines
from modiste.garment import ModisteError


def test_pieces_lie_beside_each_other_on_the_cloth(shirt: Subject) -> None:
    lay = marker(shirt.base, 150.0)
    outlines = piece_outlines(shirt.base)
    assert {name for name, *_ in lay.pieces} == set(outlines)
    laid = []
    for name, x, y, turn in lay.pieces:
        outline = outlines[name] * (-1.0 if turn else 1.0)
        laid.append(translate(Polygon(outline - outline.min(0)), x + CELL / 2, y + CELL / 2))
    for number, one in enumerate(laid):
        assert one.bounds[0] >= 0 and one.bounds[2] <= lay.width + CELL
        assert one.bounds[3] <= lay.length + CELL
        for other in laid[number + 1 :]:
            assert one.buffer(0).intersection(other.buffer(0)).area < 0.5
    used = sum(each.area for each in laid)
    assert lay.efficiency == pytest.approx(used / (lay.width * lay.length), abs=0.002)
    assert 0.6 < lay.efficiency < 1.0
    assert shapely.union_all(laid).area == pytest.approx(used, rel=0.01)


def test_a_piece_wider_than_the_cloth_is_refused(shirt: Subject) -> None:
    with pytest.raises(ModisteError, match="MOD-2751") as refused:
        marker(shirt.base, 40.0)
    assert "back" in refused.value.detail or "front" in refused.value.detail
