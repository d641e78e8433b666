"""Lead times: intervals hold their share, narrow with what is known, and shrink as time goes."""

import numpy as np
import pytest

from modiste.supply import lead_time, remaining


def test_an_interval_holds_the_share_that_it_says() -> None:
    chance, held, tries = np.random.default_rng(4), 0, 600
    for _ in range(tries):
        legs = [np.exp(mean + 0.2 * chance.normal(size=6)) for mean in (2.0, 3.0, 5.0)]
        believed = lead_time(legs[0][:-1], legs[1:], 0.9)
        held += believed.low <= legs[0][-1] <= believed.high
    assert held / tries == pytest.approx(0.9, abs=0.04)


def test_one_shipment_says_little_and_many_say_more() -> None:
    wide, narrow = lead_time([24.0]), lead_time([22.0, 24.0, 26.0, 23.0, 25.0, 24.0, 24.5, 23.5])
    assert wide.low < narrow.low < 24 < narrow.high < wide.high
    assert (wide.count, narrow.count) == (1, 8)


def test_who_is_under_way_has_less_before_him() -> None:
    hours = [200.0, 220.0, 240.0, 210.0, 230.0]
    whole, late = remaining(hours, 0.0), remaining(hours, 230.0)
    assert whole.middle == pytest.approx(lead_time(hours).middle)
    assert 0 < late.middle < whole.middle / 2 and late.low >= 0
    assert remaining(hours, 2000.0).high > 0
