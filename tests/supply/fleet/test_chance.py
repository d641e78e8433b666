"""Chance: the same for the same count in any order, evenly spread, another for another seed or name."""

import numpy as np

from modiste.supply.fleet.chance import Chance


def test_a_count_has_its_number_whatever_is_asked_beside_it() -> None:
    chance, counts = Chance(3, "hall"), np.arange(1000, 101_000)
    drawn = chance.uniform(counts)
    assert drawn[500] == chance.one(1500) and drawn.min() > 0 and drawn.max() < 1
    assert np.all(np.abs(np.histogram(drawn, 10, (0, 1))[0] - 10_000) < 400)
    for other in (Chance(4, "hall"), Chance(3, "jet")):
        assert abs(np.corrcoef(drawn, other.uniform(counts))[0, 1]) < 0.02
    assert abs(np.corrcoef(drawn[1:], drawn[:-1])[0, 1]) < 0.02


def test_noise_has_unit_spread_and_the_memory_that_is_asked_for() -> None:
    chance, counts = Chance(3, "hall"), np.arange(50_000)
    noise = chance.wandering(counts, 0.6)
    assert abs(noise.std() - 1) < 0.03 and abs(np.corrcoef(noise[1:], noise[:-1])[0, 1] - 0.6) < 0.03
    assert np.allclose(chance.wandering(counts[700:710:3], 0.6), noise[700:710:3])


def test_bits_fill_a_serial() -> None:
    seen = {Chance(1, "order").bits(each) for each in range(2000)}
    assert len(seen) == 2000 and max(seen) >= 2**63
