"""Readings come back from an event as the device said them."""

from modiste.supply import Message, Sensed, readings_in
from modiste.supply.intake.smoothing import sensed_event

AT = 1_796_000_000_000


def test_what_a_device_said_comes_back_and_nobody_elses() -> None:
    said = (Sensed(AT, "Temperature", 31.5, "CEL"), Sensed(AT, "Latitude", 38.4, "DD"))
    event = sensed_event(Message("hall", 1, 1, AT, AT, said), "urn:epc:id:sgln:4012345.00001.0")
    assert event is not None
    assert list(readings_in(event)) == [
        (AT, "hall", "Temperature", 31.5, "CEL"),
        (AT, "hall", "Latitude", 38.4, "DD"),
    ]
    event["sensorElementList"][0]["sensorMetadata"]["deviceID"] = "urn:other:hall"
    assert list(readings_in(event)) == []
