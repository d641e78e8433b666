"""Sites: every name is one that events may have, and the way to the north is sailed from end to end."""

from itertools import pairwise

import pytest

from modiste.garment import canonical_id
from modiste.supply.epcis.rules import kilometres
from modiste.supply.fleet.sites import ROUTE, SITES, sailed, site


def test_places_have_names_of_their_own() -> None:
    assert len({canonical_id(each.place) for each in SITES}) == len(SITES)
    assert site("container-2").place.endswith(".2")
    assert site("shop").at == (52.50, 13.33)


def test_the_ship_goes_evenly_along_its_way() -> None:
    at = [sailed(share / 100) for share in range(101)]
    assert (at[0], at[-1], sailed(-1.0), sailed(2.0)) == (ROUTE[0], ROUTE[-1], ROUTE[0], ROUTE[-1])
    steps = [kilometres(one, other) for one, other in pairwise(at)]
    assert max(steps) == pytest.approx(sum(steps) / 100, rel=0.1)
    assert 5400 < sum(steps) < 5700
