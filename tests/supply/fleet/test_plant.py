"""The plant: rooms give way to the weather, a batch takes its water and heat, meters add up over days."""

import numpy as np
import pytest

from modiste.supply.fleet.plant import GRID, LIQUOR, MACHINES, Trace
from modiste.supply.fleet.sites import site
from modiste.supply.fleet.voyages import DAY, HOUR

BEGINS = 1_793_232_000_000
MONDAY = BEGINS + (7 - (BEGINS // DAY + 3) % 7) * DAY


def trace(machine: str) -> Trace:
    found = next(each for each in MACHINES if each.id == machine)
    at = "container-1" if found.site == "container" else found.site
    return Trace(found, site(at), f"sim-{machine}-1", 3, BEGINS)


def minutes(since: int, hours: float) -> np.ndarray:
    return np.arange(since, since + int(hours * HOUR), GRID)


def test_a_batch_takes_three_fills_and_the_heat_of_its_water() -> None:
    jet, batch = trace("jet"), minutes(MONDAY, 8)
    water, energy = (jet.values(name, batch) for name in ("Volume", "Energy"))
    assert water[-1] - water[0] == pytest.approx(3 * LIQUOR, rel=0.01)
    heated = LIQUOR * 4.186 * (98 - 15) / 3600
    assert heated < energy[-1] - energy[0] < 2 * heated
    assert jet.values("Temperature", batch).max() == pytest.approx(98, abs=0.5)


def test_a_meter_reads_the_same_however_its_days_are_asked_for() -> None:
    one, other = trace("frame"), trace("frame")
    late = minutes(BEGINS + 5 * DAY, 3)
    asked = one.values("Energy", late)
    for day in range(6):
        other.values("Energy", minutes(BEGINS + day * DAY, 24))
    assert np.array_equal(asked, other.values("Energy", late))
    assert asked[0] == pytest.approx(5 * 24 * 2.1, rel=0.15)


def test_a_container_is_warm_by_day_knocked_by_cranes_and_sails_west() -> None:
    tracker = trace("tracker")
    at = minutes(BEGINS + 8 * DAY, 8 * 24)
    east = tracker.values("Longitude", at)
    assert east[0] > 26 and east.min() < -9
    warm = tracker.values("Temperature", minutes(BEGINS + DAY, 24))
    assert warm.max() - warm.min() > 8
    loads, rests = (
        tracker.values("Acceleration", minutes(BEGINS + day * DAY + 12 * HOUR, 12)).max() for day in (7, 2)
    )
    assert loads > 8 > rests


def test_a_room_follows_what_is_set() -> None:
    hall = trace("hall")
    tuesday = MONDAY + DAY
    hall.set("Temperature", 24.0, tuesday)
    before, after = (
        hall.values("Temperature", minutes(tuesday + off, 6)).mean() for off in (-18 * HOUR, 6 * HOUR)
    )
    assert before - after == pytest.approx(3, abs=1)
