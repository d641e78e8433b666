"""Rates and their differences, with intervals that know that reviews of one garment are alike."""

import numpy as np
import pytest

from modiste.fabric.wishes.contrast import Contrast, contrasts, standing_out


def test_rates_are_shares_and_the_interval_holds_their_difference() -> None:
    chance = np.random.default_rng(1)
    inside = chance.random(4_000) < 0.5
    said = chance.random((4_000, 2)) < np.where(inside, 0.3, 0.1)[:, None]
    said[:, 1] = chance.random(4_000) < 0.2
    differs, alike = contrasts(said, inside, chance.integers(200, size=4_000))
    assert differs.rate == pytest.approx(said[inside, 0].mean())
    assert differs.rate_others == pytest.approx(said[~inside, 0].mean())
    assert 0 < differs.low < 0.2 < differs.high
    assert alike.low < 0 < alike.high
    assert standing_out([differs, alike]) == [True, False]


def test_what_one_garment_alone_makes_does_not_stand_out() -> None:
    """Half of a segment is reviews of one bad garment; by reviews it would be sure, by garments it is not."""
    garment = np.repeat(np.arange(40), 25)
    inside = (garment == 0) | (garment % 2 == 1)
    said = ((garment == 0) & (np.arange(1_000) % 5 > 0))[:, None]
    (found,) = contrasts(said, inside, garment)
    assert found.rate > found.rate_others
    assert found.low <= 0


def test_of_many_looked_at_together_a_lucky_one_does_not_stand_out() -> None:
    def told(p):
        return Contrast(1, 0.1, 0.1, 0.0, 0.0, p)

    assert standing_out([told(0.04)]) == [True]
    assert not any(standing_out([told(0.04), *[told(0.5)] * 9]))
    assert standing_out([told(0.0001), told(0.04), *[told(0.5)] * 8])[0]
