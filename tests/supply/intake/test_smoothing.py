"""Readings become sensor elements; a tag comes once and goes once, however often it is read."""

import pytest

from modiste.store import TagPresence
from modiste.supply import Message, Sensed, Smoothing, TagRead
from modiste.supply.intake.smoothing import Event, moment, sensed_event, smoothed

AT = 1_796_000_000_000
TAG, OTHER = "urn:epc:id:sgtin:4012345.012345.77", "urn:epc:id:sgtin:4012345.012345.78"
PLACE = "urn:epc:id:sgln:4012345.00001.0"


class Reader:
    """A reader's messages, one after the other."""

    def __init__(self, rules: Smoothing | None = None) -> None:
        self.present: dict[str, TagPresence] = {}
        self.rules, self.seq = rules or Smoothing(), 0

    def saw(self, made: int, *reads: tuple[int, str, float]) -> list[Event]:
        self.seq += 1
        tags = tuple(TagRead(AT + at, epc, 1, strength) for at, epc, strength in reads)
        message = Message("gate", 1, self.seq, AT + made, AT + made, (), tags)
        events, changed = smoothed(message, PLACE, self.present, self.rules)
        for epc, tag in changed.items():
            if tag is None:
                self.present.pop(epc, None)
            else:
                self.present[epc] = tag
        return events


def told(events: list[Event]) -> list[tuple[str, str, str]]:
    return [(each["bizStep"], each["epcList"][0][-2:], each["eventTime"][-8:-1]) for each in events]


def test_readings_of_a_message_are_one_event_with_an_element_a_moment() -> None:
    readings = (
        Sensed(AT + 1000, "Temperature", 31.5, "CEL"),
        Sensed(AT, "Temperature", 31.0, "CEL"),
        Sensed(AT, "AbsoluteHumidity", 12.0, "A93"),
    )
    event = sensed_event(Message("press-07", 1, 1, AT, AT, readings), PLACE)
    assert event is not None
    assert (event["type"], event["action"], event["bizStep"]) == (
        "ObjectEvent",
        "OBSERVE",
        "sensor_reporting",
    )
    assert (event["eventTime"], event["readPoint"]) == (moment(AT + 1000), {"id": PLACE})
    first, second = event["sensorElementList"]
    assert first["sensorMetadata"] == {"time": moment(AT), "deviceID": "urn:modiste:device:press-07"}
    assert [each["type"] for each in first["sensorReport"]] == ["Temperature", "AbsoluteHumidity"]
    assert second["sensorReport"] == [{"type": "Temperature", "value": 31.5, "uom": "CEL"}]
    assert "eventID" not in event
    assert sensed_event(Message("press-07", 1, 1, AT, AT), PLACE) is None
    assert "readPoint" not in (sensed_event(Message("p", 1, 1, AT, AT, readings), "") or {"readPoint": 1})


def test_a_tag_comes_with_its_second_read_and_goes_after_five_seconds_without() -> None:
    reader = Reader()
    assert reader.saw(100, (0, TAG, -50.0)) == []
    assert told(reader.saw(300, (200, TAG, -50.0), (250, TAG, -50.0))) == [
        ("arriving", "77", moment(AT)[-8:-1])
    ]
    assert reader.saw(4_000, (4_000, TAG, -50.0)) == []
    assert reader.saw(8_999) == []
    assert told(reader.saw(9_000)) == [("departing", "77", moment(AT + 4_000)[-8:-1])]
    assert reader.present == {}
    assert reader.saw(20_000) == []


def test_weak_reads_and_a_single_read_are_no_presence() -> None:
    reader = Reader()
    assert reader.saw(300, (0, TAG, -80.0), (100, TAG, -80.0), (200, OTHER, -50.0)) == []
    assert reader.saw(9_000) == []
    assert reader.present == {}


def test_a_tag_that_comes_back_comes_again_and_late_messages_tell_the_same() -> None:
    reads = [(at, TAG, -50.0) for at in (0, 100, 200, 9_000, 9_100, 20_000, 20_001)]
    at_once = Reader().saw(30_000, *reads)
    reader, one_by_one = Reader(), []
    for read in reads:
        one_by_one += reader.saw(read[0], read)
    one_by_one += reader.saw(30_000)
    assert at_once == one_by_one
    assert [each["bizStep"] for each in at_once] == ["arriving", "departing"] * 3


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (AT, "2026-11-30T00:53:20.000Z"),
        (2**53 - 1, "9999-12-31T23:59:59.000Z"),
    ],
)
def test_a_moment_is_written_as_epcis_has_it(at: int, text: str) -> None:
    assert moment(at) == text
