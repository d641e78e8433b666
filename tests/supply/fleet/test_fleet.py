"""The simulated fleet: a window is a part of the whole, settings hold from their moment, names say so."""

import itertools

import pytest

from modiste.supply import SITES, Fleet, PlantedFault, Sensed, planted_faults
from modiste.supply.fleet.voyages import DAY, HOUR

BEGINS = 1_793_232_000_000


@pytest.fixture(scope="module")
def fleet() -> Fleet:
    return Fleet(24, 5, BEGINS)


def test_its_devices_stand_at_six_kinds_of_sites_and_say_what_they_are(fleet: Fleet) -> None:
    kinds = {each.kind for each in SITES}
    assert kinds == {"spinning_mill", "dye_house", "sewing_factory", "container", "warehouse", "shop"}
    assert len({each.id for each in fleet.devices}) == 24
    assert {each.site for each in fleet.devices} == {each.id for each in SITES}
    for each in (*fleet.devices, *SITES):
        assert "(simulated)" in each.name and "模拟" in each.name_zh
    read = {quantity for each in fleet.devices for quantity, _ in each.quantities}
    wanted = {"Temperature", "RelativeHumidity", "Acceleration", "Energy", "Volume", "Latitude", "Longitude"}
    assert wanted <= read
    assert [each.id for each in Fleet(3, 5, BEGINS).devices] == [each.id for each in fleet.devices[:3]]


def test_a_window_is_a_part_of_the_whole_and_the_seed_is_all_the_chance(fleet: Fleet) -> None:
    for device in fleet.devices:
        whole = fleet.sensed(device.id, BEGINS + 2 * DAY, BEGINS + 4 * DAY)
        part = Fleet(24, 5, BEGINS).sensed(device.id, BEGINS + 3 * DAY, BEGINS + 3 * DAY + HOUR)
        assert part == tuple(each for each in whole if 0 <= each.at - BEGINS - 3 * DAY < HOUR)
    one, other = (Fleet(1, seed, BEGINS).sensed("sim-hall-1", BEGINS, BEGINS + HOUR) for seed in (5, 6))
    assert one != other


def test_meters_only_grow_and_rooms_follow_the_day(fleet: Fleet) -> None:
    for device in fleet.devices:
        for quantity in fleet.quantities(device.id):
            values = of(fleet.sensed(device.id, BEGINS, BEGINS + 3 * DAY), quantity.name)
            if quantity.is_count:
                assert all(one <= other for one, other in itertools.pairwise(values))
                assert values[-1] > 0
    warm = of(fleet.sensed("sim-floor-1", BEGINS, BEGINS + 7 * DAY), "Temperature")
    by_hour = [sum(warm[hour * 4 :: 96]) / len(warm[hour * 4 :: 96]) for hour in range(24)]
    assert max(by_hour) - min(by_hour) > 0.7


def test_what_is_set_holds_from_its_moment_on() -> None:
    fleet = Fleet(3, 5, BEGINS)
    before = fleet.sensed("sim-jet-1", BEGINS, BEGINS + DAY)
    fleet.set("sim-jet-1", "Temperature", 80.0, BEGINS + DAY)
    fleet.set("sim-jet-1", "every_ms", 60_000, BEGINS + DAY)
    assert fleet.sensed("sim-jet-1", BEGINS, BEGINS + DAY) == before
    after = fleet.sensed("sim-jet-1", BEGINS + DAY, BEGINS + 2 * DAY)
    assert len(after) == 5 * len(before)
    assert max(of(before, "Temperature")) > 97 and 78 < max(of(after, "Temperature")) < 82
    used = [spent(each, "Energy") for each in (before, after)]
    assert used[1] < used[0]


def test_planted_faults_are_in_the_readings_and_nowhere_else() -> None:
    plain = Fleet(12, 5, BEGINS)
    faults = planted_faults(plain, 3, BEGINS, BEGINS + 14 * DAY, share=1.0)
    assert len({each.kind for each in faults}) >= 6
    spoiled = Fleet(12, 5, BEGINS, faults)
    for device in plain.devices:
        mine = [each for each in faults if each.device == device.id]
        whole, with_faults = (
            {
                (each.at, each.quantity): each.value
                for each in of_.sensed(device.id, BEGINS, BEGINS + 14 * DAY)
            }
            for of_ in (plain, spoiled)
        )
        changed = {key for key, value in whole.items() if with_faults.get(key) != value}
        for at, quantity in changed:
            assert any(
                each.quantity in ("", quantity) and each.begins_ms <= at < each.ends_ms for each in mine
            )
        assert all(any(hits(each, at, name) for at, name in changed) for each in mine)


def test_a_door_reads_every_piece_that_comes_in(fleet: Fleet) -> None:
    reads = fleet.tag_reads("sim-door-1", BEGINS, BEGINS + 30 * DAY)
    come = [each for each in fleet.orders(BEGINS + 30 * DAY) if each.at["unloads"] < BEGINS + 29 * DAY]
    assert come and {each.epc for each in reads} >= {item for order in come for item in order.items}
    assert fleet.tag_reads("sim-hall-1", BEGINS, BEGINS + 30 * DAY) == ()


def of(readings: tuple[Sensed, ...], quantity: str) -> list[float]:
    return [each.value for each in readings if each.quantity == quantity]


def spent(readings: tuple[Sensed, ...], meter: str) -> float:
    values = of(readings, meter)
    return values[-1] - values[0]


def hits(fault: PlantedFault, at: int, quantity: str) -> bool:
    return fault.quantity in ("", quantity) and fault.begins_ms <= at < fault.ends_ms
