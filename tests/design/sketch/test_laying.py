"""A pattern laid flat: every program has a front, its parts lie where a garment has them."""

import pytest
import shapely

from modiste import tailoring
from modiste.design.sketch.laying import AREAS, laid

BODY = {"height": 170.0}


def front(program, **options):
    return laid(tailoring.draft(program, BODY, options)).areas


@pytest.mark.parametrize("program", tailoring.programs())
def test_every_program_has_one_front_in_one_half(program):
    areas = front(program)
    assert tuple(areas) == AREAS
    whole = areas["whole"]
    assert len(shapely.get_parts(whole)) == 1
    assert whole.is_valid
    low_x, low, high_x, high = whole.bounds
    assert low_x == pytest.approx(0, abs=1e-6)
    assert 15 < high_x < 90
    assert 20 < high - low < 130
    for name in AREAS[1:]:
        assert areas[name].difference(whole.buffer(0.4)).area < 1.0, name


def test_options_are_seen():
    assert front("t-shirt", sleeve="none")["sleeve"].is_empty
    short, long = (front("t-shirt", sleeve=word)["sleeve"].area for word in ("short", "long"))
    assert long > 1.7 * short > 0
    crew, boat = (front("t-shirt", neckline=word) for word in ("crew", "boat"))
    assert not crew["trim"].is_empty
    assert boat["trim"].is_empty
    mini, maxi = (front("dress-a-line", length=word)["whole"].bounds for word in ("mini", "maxi"))
    assert mini[1] - maxi[1] > 50
    straight, flared = (front(name)["whole"].bounds[2] for name in ("skirt-straight", "skirt-a-line"))
    assert flared > straight + 3


def test_a_waist_is_as_wide_as_it_is_once_its_darts_are_sewn():
    pattern = tailoring.draft("skirt-straight", BODY)
    band = laid(pattern).areas["trim"]
    assert band.bounds[2] == pytest.approx(pattern.girths["waist"] / 4, abs=1.0)


def test_legs_lie_apart_and_a_hood_has_an_opening():
    leg = front("trousers")["whole"]
    low = leg.bounds[1]
    foot = leg.intersection(shapely.box(-1, low, 100, low + 1))
    assert foot.bounds[0] > 1
    hood = front("hoodie")
    assert hood["inside"].area > 100
    assert hood["other"].intersection(hood["inside"]).area < 1
