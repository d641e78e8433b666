"""The event hash equals the reference's on all its vectors; how an event is written does not count."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.supply.epcis.xml_events import xml_events

from modiste.supply.epcis.hashing import bound_prefixes, event_hash, pre_hash

IGNORED = {
    "epcisDocHavingEventWithIgnoreFields",
    "epcisQueryDocHavingEventWithIgnoreFields",
    "epcisXmlDocHavingEventWithIgnoreFields",
    "epcisXmlQueryDocHavingEventWithIgnoreFields",
}
"""Vectors that the reference makes with its keeper's own extensions left out."""
KEEPERS = (
    "{https://ns.example.com/epcis/}captureID",
    "{https://ns.example.com/epcis/}testField1",
    "{https://ns.example.com/epcis/}testField2",
    "{https://repository-x.example.com/}hash",
)


def events_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    body = document["epcisBody"]
    body = body.get("queryResults", {}).get("resultsBody", body)
    return body["eventList"] if "eventList" in body else [body["event"]]


def test_all_28_vectors_of_the_reference_come_out(modiste_data: Path) -> None:
    folder = modiste_data / "trace" / "epcis-event-hash" / "examples"
    checked, events = 0, 0
    for path in sorted(folder.glob("*.hashes")):
        wanted = path.read_text(encoding="utf-8").split()
        ignored = KEEPERS if path.stem in IGNORED else ()
        for source in (path.with_suffix(".jsonld"), path.with_suffix(".xml")):
            if source.suffix == ".jsonld" and source.exists():
                document = orjson.loads(source.read_bytes())
                prefixes = bound_prefixes(document["@context"])
                found = [event_hash(each, prefixes, ignored) for each in events_of(document)]
            elif source.exists():
                found = [event_hash(each, {}, ignored) for each in xml_events(source)]
            else:
                continue
            assert found == wanted, source.name
            events += len(found)
        checked += 1
    assert checked == 28
    assert events > 60


def test_the_way_an_event_is_written_does_not_count() -> None:
    event = {
        "type": "ObjectEvent",
        "eventTime": "2026-04-02T15:00:00.000+01:00",
        "eventTimeZoneOffset": "+01:00",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "epcList": ["urn:epc:id:sgtin:4012345.011111.9876", "urn:epc:id:sgtin:4012345.011111.5432"],
        "quantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.L7", "quantity": 20.0}],
    }
    other = {
        "quantityList": [{"quantity": 20, "epcClass": "https://id.gs1.org/01/04012345123456/10/L7"}],
        "eventID": "urn:uuid:3f6f2f3e-0000-4000-8000-000000000000",
        "recordTime": "2026-05-01T00:00:00Z",
        "bizStep": "https://ref.gs1.org/cbv/BizStep-shipping",
        "epcList": [
            "https://brand.example/01/04012345111118/21/5432",
            "https://id.gs1.org/01/04012345111118/21/9876",
        ],
        "action": "OBSERVE",
        "eventTimeZoneOffset": "+01:00",
        "eventTime": "2026-04-02T14:00:00Z",
        "type": "ObjectEvent",
    }
    assert event_hash(event) == event_hash(other)
    assert event_hash({**event, "action": "ADD"}) != event_hash(event)
    assert event_hash(event).startswith("ni:///sha-256;")


@pytest.mark.parametrize(("value", "text"), [(True, "=true"), (1.50, "=1.5"), ("007", "=7"), (None, "")])
def test_values_have_one_spelling(value: object, text: str) -> None:
    assert (
        pre_hash({"type": "ObjectEvent", "ex:n": value}, {"ex": "urn:ex/"})
        == f"eventType=ObjectEvent{{urn:ex/}}n{text}"
    )


def test_a_time_is_rounded_to_the_millisecond_even_into_the_next_second() -> None:
    text = pre_hash({"type": "ObjectEvent", "eventTime": "2026-01-01T23:59:59.999900+00:00"})
    assert text == "eventType=ObjectEventeventTime=2026-01-02T00:00:00.000Z"
