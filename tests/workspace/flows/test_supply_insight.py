"""What a shop's readings say: alarms once, curves, silence, and the same after a kill in between."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.supply import document_of, event_document
from modiste.supply.intake.smoothing import moment
from modiste.workspace import Shop, open_shop

QUARTER, DAY = 900_000, 86_400_000
BEGINS = 1_790_000_000_000 // DAY * DAY


def said(
    device: str, values: Sequence[float], start: int = 0, quantity: str = "Temperature"
) -> list[dict[str, Any]]:
    """Events of a device, a day of readings each."""
    events = []
    for first in range(0, len(values), 96):
        rows = [
            {
                "sensorMetadata": {
                    "time": moment(BEGINS + (start + turn) * QUARTER),
                    "deviceID": f"urn:modiste:device:{device}",
                },
                "sensorReport": [{"type": quantity, "value": float(value), "uom": "CEL"}],
            }
            for turn, value in enumerate(values[first : first + 96], first)
        ]
        last = rows[-1]["sensorMetadata"]["time"]  # type: ignore[index]
        about = {
            "type": "ObjectEvent",
            "eventTime": last,
            "eventTimeZoneOffset": "+00:00",
            "action": "OBSERVE",
        }
        events.append({**about, "bizStep": "sensor_reporting", "epcList": [], "sensorElementList": rows})
    return events


def tell(shop: Shop, events: Sequence[dict[str, Any]]) -> None:
    assert shop.supplying.capture(document_of(event_document(events))).is_success


@pytest.fixture
def values() -> np.ndarray:
    turns = np.arange(14 * 96)
    rooms = 20 + 3 * np.sin(2 * np.pi * turns / 96) + 0.2 * np.random.default_rng(3).normal(size=len(turns))
    rooms[12 * 96 :] += 2.0
    return rooms


def test_a_fault_becomes_one_alarm_that_is_seen_and_ends(shop: Shop, values: np.ndarray) -> None:
    tell(shop, said("hall", values))
    made = shop.insight.catch_up()
    assert (made.events, made.readings, made.raised) == (14, len(values), 1)
    (alarm,) = shop.insight.alarms(lasting=True)
    assert (alarm["device"], alarm["kind"]) == ("hall", "shift") and "°C" in alarm["why"]["zh"]
    assert shop.insight.acknowledge(alarm["id"], "ann", "The valve.")["acknowledged_by"] == "ann"
    tell(shop, said("hall", values[: 3 * 96], len(values)))
    assert shop.insight.catch_up().ended == 1
    (over,) = shop.insight.alarms()
    assert over["ended_at"] > over["raised_at"] and over["acknowledged_by"] == "ann"
    assert shop.insight.catch_up().events == 0
    assert shop.insight.acknowledge(alarm["id"], "")["acknowledged_at"] == 0


def test_killed_in_between_nothing_is_counted_twice(
    shop: Shop, values: np.ndarray, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tell(shop, said("hall", values))
    monkeypatch.setattr("modiste.workspace.flows.supply_insight._PAGE", 4)
    real, calls = shop.store.supply_insight.put_mark, iter(range(99))

    def dies(connection: Any, number: int) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        real(connection, number)

    monkeypatch.setattr(shop.store.supply_insight, "put_mark", dies)
    with pytest.raises(KeyboardInterrupt):
        shop.insight.catch_up()
    shop.insight.catch_up()
    with open_shop(tmp_path / "other") as other:
        tell(other, said("hall", values))
        other.insight.catch_up()
        ours, theirs = (
            each.insight.series("hall", "Temperature", 0, 2**53, 10_000) for each in (shop, other)
        )
        assert ours == theirs and len(ours) == 14 * 24
        names = ("device", "kind", "since", "raised_at", "size")
        assert [[each[name] for name in names] for each in shop.insight.alarms()] == [
            [each[name] for name in names] for each in other.insight.alarms()
        ]


def test_curves_are_thinned_and_the_newest_is_told(shop: Shop, values: np.ndarray) -> None:
    tell(shop, said("hall", values))
    shop.insight.catch_up()
    curve = shop.insight.series("hall", "Temperature", BEGINS, BEGINS + 14 * DAY, 7)
    assert len(curve) == 7 and all(row[1] <= row[2] <= row[3] for row in curve)
    assert min(each[1] for each in curve) == values.min() and max(each[3] for each in curve) == values.max()
    (newest,) = shop.insight.latest()["hall"]
    assert newest["value"] == values[-1] and newest["unit"] == "CEL"


def test_who_falls_silent_is_told_once_others_have_gone_on(shop: Shop, values: np.ndarray) -> None:
    tell(shop, [*said("hall", values[: 3 * 96]), *said("jet", values[: 5 * 96])])
    shop.insight.catch_up()
    (alarm,) = shop.insight.alarms(lasting=True)
    assert (alarm["device"], alarm["kind"], alarm["quantity"]) == ("hall", "silence", "")
    tell(shop, said("hall", values[:4], 5 * 96))
    shop.insight.catch_up()
    assert shop.insight.alarms(lasting=True) == []


def test_a_band_of_normal_lies_around_a_curve(shop: Shop, values: np.ndarray) -> None:
    tell(shop, said("hall", values[: 12 * 96]))
    shop.insight.catch_up()
    rows = shop.insight.series("hall", "Temperature", BEGINS + 10 * DAY, BEGINS + 11 * DAY, 24)
    assert len(rows) == 24 and all(row[4] < row[1] and row[3] < row[5] for row in rows)
    assert max(row[5] - row[4] for row in rows) < 3.0


def test_a_limit_of_ones_own_is_watched_from_the_next_reading_on(shop: Shop, values: np.ndarray) -> None:
    shop.devices.register("hall", "sensor")
    tell(shop, said("hall", values[: 10 * 96]))
    shop.insight.catch_up()
    made = shop.insight.set_limit("hall", "Temperature", None, 22.0, "ann")
    assert shop.insight.limits() == [made] and shop.insight.alarms() == []
    tell(shop, said("hall", values[10 * 96 : 11 * 96], 10 * 96))
    shop.insight.catch_up()
    (alarm,) = shop.insight.alarms()
    assert (alarm["kind"], alarm["normal"]) == ("limit", 22.0) and "limit of 22 °C" in alarm["why"]["en"]
    shop.insight.set_limit("hall", "Temperature", None, None, "ann")
    assert shop.insight.limits() == []
    with pytest.raises(ModisteError, match="MOD-2583"):
        shop.insight.set_limit("hall", "Temperature", 3.0, 3.0, "ann")
    with pytest.raises(ModisteError, match="MOD-1103"):
        shop.insight.set_limit("nobody", "Temperature", 3.0, None, "ann")
