"""Curves of a way: below the step before them, thinned without losing a peak."""

from modiste.supply import thinned_way
from modiste.supply.insight.curves import thinned


def step(name: str, hour: int, *values: float, is_void: bool = False) -> dict:
    at = f"2026-11-01T{hour:02}:00:00.000Z"
    sensors = [
        {
            "sensorMetadata": {"time": at, "deviceID": "urn:modiste:device:t-1"},
            "sensorReport": [
                {"type": "Temperature", "value": value, "uom": "CEL"},
                {"type": "Angle", "component": "longitude", "value": 27.0 + hour, "uom": "DD"},
                {"type": "Angle", "component": "latitude", "value": 38.0, "uom": "DD"},
            ],
        }
        for value in values
    ]
    return {"step": name, "at": at, "is_void": is_void, "sensors": sensors}


def test_reports_are_folded_below_the_last_step_that_holds() -> None:
    made = thinned_way(
        [
            step("shipping", 1),
            step("sensor_reporting", 2, 20.0),
            step("packing", 3, is_void=True),
            step("sensor_reporting", 4, 90.0),
            step("sensor_reporting", 5, 30.0, is_void=True),
            step("receiving", 6),
        ],
        10,
    )
    assert [each["step"] for each in made] == ["shipping", "packing", "sensor_reporting", "receiving"]
    (curve,) = made[0]["curves"]
    assert (curve["device"], curve["quantity"], curve["readings"]) == ("t-1", "Temperature", 2)
    assert [row[1:] for row in curve["points"]] == [(20.0, 20.0, 20.0), (90.0, 90.0, 90.0)]
    assert made[0]["track"] == [(29.0, 38.0), (31.0, 38.0)]
    assert all(each["curves"] == [] and each["sensors"] == [] for each in made[1:])


def test_what_was_felt_before_any_step_stands_with_its_first_report() -> None:
    (only,) = thinned_way([step("sensor_reporting", 1, 20.0), step("sensor_reporting", 2, 22.0)], 1)
    assert only["curves"][0]["points"][0][1:] == (20.0, 21.0, 22.0)


def test_no_peak_is_lost() -> None:
    rows = thinned([(at, 99.0 if at == 77 else 1.0) for at in range(100)], 8)
    assert len(rows) <= 8 and max(row[3] for row in rows) == 99.0
    assert thinned([], 8) == []
