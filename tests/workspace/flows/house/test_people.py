"""Customers: the same by seed and one by one, bodies that people have, consent before measures."""

import numpy as np
import pytest

from modiste.garment import BodyMeasures, Consent, Customer
from modiste.workspace.flows.house.assortment import KINDS
from modiste.workspace.flows.house.fit import asked_size, felt, finished, from_plain, plain
from modiste.workspace.flows.house.people import ZONES, crowd, crowd_for, records, style_of
from modiste.workspace.flows.house.plan import garment_of, planned


def test_a_customer_is_the_same_whatever_the_number() -> None:
    few, many = crowd(100, 7), crowd(700, 7)
    assert len(few) == 100
    for name, values in few.bodies.items():
        assert (many.bodies[name][:100] == values).all()
    assert (many.taste[:100] == few.taste).all()
    assert (crowd(100, 8).bodies["bust"] != few.bodies["bust"]).any()
    assert crowd_for(1) >= 60
    assert crowd_for(500) == 5000


def test_bodies_are_those_of_adults_and_girths_go_together() -> None:
    people = crowd(3000, 1)
    women = people.women
    assert 0.5 < women.mean() < 0.66
    assert people.bodies["height"][women].mean() == pytest.approx(166.5, abs=1)
    assert people.bodies["height"][~women].mean() == pytest.approx(179, abs=1)
    for name, (low, high) in {"bust": (70, 130), "waist": (50, 125), "hip": (75, 130)}.items():
        assert people.bodies[name].min() > low and people.bodies[name].max() < high
    assert np.corrcoef(people.bodies["bust"][women], people.bodies["waist"][women])[0, 1] > 0.75
    assert abs(np.corrcoef(people.bodies["height"][women], people.bodies["waist"][women])[0, 1]) < 0.2


def test_measures_are_kept_only_of_those_who_agreed() -> None:
    people = crowd(200, 3)
    found = list(records(people))
    customers = [each for each in found if isinstance(each, Customer)]
    measured = {each.customer_id for each in found if isinstance(each, BodyMeasures)}
    agreed = {
        each.customer_id for each in found if isinstance(each, Consent) and each.purpose == "body_measures"
    }
    assert len(customers) == 200
    assert measured == agreed
    assert 0 < len(measured) < 200
    assert len(measured) == people.shares_body.sum()


def test_styles_have_a_row_a_colourway() -> None:
    plan = planned(12, 5)
    rows, owners, numbers = style_of(plan.garments)
    assert len(rows) == sum(len(each.colourings) for each in plan.garments)
    assert [len(each.colourings) for each in plan.garments] == np.bincount(owners).tolist()
    assert (rows[:, :3].sum(1) == 1).all()
    assert numbers.max() <= 2


def test_bodies_of_the_chart_find_their_size_right_and_others_are_felt() -> None:
    garment = next(
        made
        for number in range(40)
        if (made := garment_of(7, "skirt-straight", number)).options["fit"] == "regular"
        and made.cloth != "denim"
    )
    of = finished(garment)
    people = crowd(len(of.sizes), 7)
    for column, zone in enumerate(of.zones):
        people.bodies[ZONES[zone]][:] = of.bodies[:, column]
    people.known[:] = 0
    who = np.arange(len(of.sizes))
    assert asked_size(of, people, who).tolist() == who.tolist()
    assert np.abs(felt(of, garment.cloth, people, who, who)).max() < 1e-9
    people.bodies["hip"][:] += 8
    told = felt(of, garment.cloth, people, who, who)
    assert (told[:, of.zones.index("hip")] < -1).all()
    assert np.abs(told[:, of.zones.index("waist")]).max() < 1e-9
    assert KINDS[garment.program].people == {"women": 1.0}


def test_girths_are_read_as_they_were_written() -> None:
    of = finished(garment_of(7, "shorts", 0))
    again = from_plain(plain(of))
    assert again.zones == of.zones and again.sizes == of.sizes
    assert (again.girths == of.girths).all() and (again.bodies == of.bodies).all()
