"""Proposals: bounded, judged on readings they were not chosen on, and true on the simulated plant."""

import numpy as np
import pytest

from modiste.supply import Fleet, cooler, seldomer

DAY, QUARTER = 86_400_000, 900_000
BEGINS = 1_793_232_000_000


def column(fleet: Fleet, device: str, quantity: str, days: tuple[int, int]) -> list[tuple[int, float]]:
    said = fleet.sensed(device, BEGINS + days[0] * DAY, BEGINS + days[1] * DAY)
    return [(each.at, each.value) for each in said if each.quantity == quantity]


def test_a_room_is_heard_more_seldom_and_its_curve_stays_within_the_tolerance() -> None:
    fleet = Fleet(1, 5, BEGINS)
    rows = column(fleet, "sim-hall-1", "Temperature", (0, 14))
    made = seldomer([at for at, _ in rows], [value for _, value in rows], 0.5)
    assert made is not None and made.now < made.value <= made.high
    assert made.gain == pytest.approx(1 - made.now / made.value) and made.error <= 0.6
    fleet.set("sim-hall-1", "every_ms", made.value, BEGINS + 14 * DAY)
    later = column(fleet, "sim-hall-1", "Temperature", (14, 21))
    assert len(later) == pytest.approx(7 * DAY / made.value, abs=2)
    whole = column(Fleet(1, 5, BEGINS), "sim-hall-1", "Temperature", (14, 21))
    drawn = np.interp([at for at, _ in whole], [at for at, _ in later], [value for _, value in later])
    assert np.quantile(np.abs(drawn - [value for _, value in whole]), 0.95) < 0.7


def test_what_moves_too_fast_or_was_heard_too_little_is_left_as_it_is() -> None:
    chance = np.random.default_rng(1)
    at = [turn * QUARTER for turn in range(1000)]
    assert seldomer(at, list(chance.normal(size=1000)), 0.5) is None
    assert seldomer(at[:50], [20.0] * 50, 0.5) is None


def test_a_cooler_bath_saves_what_was_promised() -> None:
    fleet = Fleet(3, 5, BEGINS)
    bath, energy = (column(fleet, "sim-jet-1", name, (0, 12)) for name in ("Temperature", "Energy"))
    made = cooler(bath, energy, 90, 98)
    assert made is not None and (made.value, made.low, made.high) == (90, 90, 98)
    assert made.gain_low <= made.gain <= made.gain_high
    fleet.set("sim-jet-1", "Temperature", made.value, BEGINS + 12 * DAY)
    used = [
        rows[-1][1] - rows[0][1]
        for rows in (column(each, "sim-jet-1", "Energy", (12, 19)) for each in (Fleet(3, 5, BEGINS), fleet))
    ]
    saved = (used[0] - used[1]) / 18  # six days of three batches
    assert 0.8 * made.gain_low < saved < 1.6 * made.gain_high  # a cooler bath is also held for less
    assert cooler(bath, energy, 98, 99) is None and cooler(bath[:20], energy[:20], 90, 98) is None
