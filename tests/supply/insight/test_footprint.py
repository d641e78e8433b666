"""Footprints: meters are shared by weight, what nobody used is idle, and nothing is lost or made up."""

import pytest

from modiste.supply import UNKNOWN_POWER, OnMachine, footprints

HOUR = 3_600_000


def test_two_orders_on_a_machine_share_it_by_weight_and_the_rest_is_idle() -> None:
    stays = [OnMachine("A", "jet", 0, 2 * HOUR, 10.0), OnMachine("B", "jet", HOUR, 2 * HOUR, 30.0)]
    used = {"jet": {0: (8.0, 100.0), 1: (8.0, 0.0), 2: (4.0, 50.0)}}
    found, idle = footprints(stays, used)
    assert (found["A"].kwh, found["A"].litres) == (10.0, 100.0)
    assert (found["B"].kwh, found["B"].by_machine) == (6.0, {"jet": (6.0, 0.0)})
    assert idle == {"jet": (4.0, 50.0)}


def test_a_part_of_an_hour_is_a_part_of_its_energy() -> None:
    found, idle = footprints([OnMachine("A", "jet", 0, HOUR // 4, 1.0)], {"jet": {0: (8.0, 0.0)}})
    assert found["A"].kwh == pytest.approx(2.0) and idle["jet"][0] == pytest.approx(6.0)
    middle, low, high = found["A"].carbon()
    assert low < middle < high and middle == pytest.approx(2 * UNKNOWN_POWER.middle)


def test_a_stay_counts_in_the_hours_that_it_touches_and_in_no_other() -> None:
    half = HOUR // 2
    stays = [
        OnMachine("A", "jet", half, 3 * HOUR + half, 1.0),
        OnMachine("B", "jet", 3 * HOUR, 3 * HOUR, 1.0),
    ]
    found, idle = footprints(
        stays, {"jet": dict.fromkeys((5, 0, 3, 2, 1, 4), (2.0, 4.0)), "loom": {1: (1.0, 0.0)}}
    )
    assert (found["A"].kwh, found["A"].litres, found["B"].kwh) == (6.0, 12.0, 0.0)
    assert idle == {"jet": (6.0, 12.0), "loom": (1.0, 0.0)}
