"""Documents: every published example judged as it should be, and bytes that are no document refused."""

from pathlib import Path

import orjson
import pytest
from tests.supply.epcis.small_events import document, seen

from modiste.garment import ModisteError
from modiste.supply.epcis.documents import (
    MOST_DEPTH,
    document_of,
    query_document,
    read_document,
    read_json,
    shape_flaws,
    with_id,
)

WRONG_UPSTREAM = {
    "SensorData_with_combined_events.json": "a sensor report has no type",
    "Example-TransactionEvents-2020_07_03y.jsonld": "sourceList is an object, not a list",
    "SensorDataExample12.jsonld": "schemaVersion and creationDate are missing",
    "SensorDataExample17.jsonld": "schemaVersion is a number",
    "object_event_all_possible_fields.jsonld": "ilmd in an event of action OBSERVE",
}
"""Documents that their publishers call valid and that the standard does not, with what is wrong."""


def judged(folder: Path) -> tuple[int, list[str]]:
    """How many documents a folder has, and the names of those that are refused."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".jsonld"))
    return len(paths), [path.name for path in paths if shape_flaws(path.read_bytes())]


def test_all_47_examples_of_gs1_pass(modiste_data: Path) -> None:
    assert judged(modiste_data / "trace" / "gs1-epcis" / "JSON") == (47, [])


def test_openepcis_15_invalid_documents_are_refused_and_its_43_valid_ones_judged(modiste_data: Path) -> None:
    folder = modiste_data / "trace" / "openepcis-test-resources" / "JSON" / "Capture"
    count, refused = judged(folder / "Invalid")
    assert (count, len(refused)) == (15, 15)
    assert judged(folder / "Events") == (5, [])
    assert judged(folder / "Documents") == (38, ["SensorData_with_combined_events.json"])
    assert WRONG_UPSTREAM["SensorData_with_combined_events.json"]


def test_of_46_examples_with_the_simple_context_four_are_wrong_upstream(modiste_data: Path) -> None:
    count, refused = judged(modiste_data / "trace" / "gs1-epcis" / "JSON-simple-context")
    assert count == 46
    assert set(refused) == set(WRONG_UPSTREAM) - {"SensorData_with_combined_events.json"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a": NaN}', "no JSON"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": "\\ud800"}', "no JSON"),
        (b'{"eventID": "urn:uuid:1", "eventID": "urn:uuid:2"}', "twice"),
        (b"[" * (MOST_DEPTH + 2) + b"]" * (MOST_DEPTH + 2), "deeper"),
        (b"[" * 100_000, "no JSON"),
        (b'"' + b"x" * 2000 + b'"', "more than 1000"),
        (b"\xff\xfe{}", "no JSON"),
        (b"", "no JSON"),
    ],
)
def test_bytes_that_say_no_one_thing_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2503.*{reason}"):
        read_json(data, 200_000 if len(data) > 2500 else 1000)


def test_an_event_without_an_id_gets_that_of_its_content() -> None:
    made = read_document(orjson.dumps(document(seen(1), seen(2, eventID="urn:uuid:1"))))
    assert made.events[0]["eventID"].startswith("ni:///sha-256;")
    assert made.events[1]["eventID"] == "urn:uuid:1"
    assert made.prefixes["ex"] == "https://ex.example/"
    assert with_id(made.events[0], {}) is made.events[0]


def test_one_event_alone_carries_its_context() -> None:
    alone = {"@context": document()["@context"], **seen(1)}
    assert len(document_of(alone).events) == 1
    with pytest.raises(ModisteError, match=r"MOD-2504.*@context"):
        document_of(seen(1))
    with pytest.raises(ModisteError, match="MOD-2504"):
        document_of([])


def test_an_answer_is_a_document_itself() -> None:
    answer = query_document([seen(1)], [{"ex": "https://ex.example/"}], "mine", "s1")
    assert len(document_of(answer).events) == 1
