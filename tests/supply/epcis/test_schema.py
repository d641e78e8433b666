"""Our schema says what GS1's says, but for identifiers, on the examples and on what is made of them."""

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
from tests.supply.epcis.small_events import document, event, seen

from modiste.supply.epcis.schema import MOST_FLAWS, document_schema, flaws, list_of_events, validator


def changed(value: Any, chance: random.Random) -> Any:
    """A document with one thing in it lost, doubled or made another kind."""
    made = copy.deepcopy(value)
    places = list(inner(made))
    holder, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice((1.5, "word", [], {}, True, None))
        case 2 if isinstance(holder, dict):
            holder["unknown"] = 1
        case _:
            holder[key] = [holder[key]]
    return made


def inner(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if key in ("@context", "rdfs:comment"):
            continue
        yield value, key
        if isinstance(each, dict | list):
            yield from inner(each)


def test_changed_examples_are_judged_as_gs1_judges_them(modiste_data: Path) -> None:
    """Ours takes a few terms more (see the module) and blank nodes; nothing else that GS1 refuses."""
    folder = modiste_data / "trace" / "gs1-epcis"
    theirs = jsonschema_rs.validator_for(
        orjson.loads((folder / "EPCIS-JSON-Schema.json").read_bytes()), validate_formats=True
    )
    chance, differ, count = random.Random(5), [], 0
    for path in sorted((folder / "JSON").rglob("*.jsonld")):
        whole = orjson.loads(path.read_bytes())
        for _ in range(20):
            made = changed(whole, chance)
            count += 1
            if isinstance(made, dict) and (not flaws(made)) != theirs.is_valid(made):
                differ.append((path.name, flaws(made)[:1]))
    assert count > 900
    assert differ == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"bizStep": "transforming"}, "bizStep"),
        ({"bizStep": "https://ns.gs1.org/cbv/BizStep-shipping"}, "bizStep"),
        ({"disposition": "in_transport"}, "disposition"),
        ({"readPoint": {"id": "shelf 3"}}, "readPoint/id"),
        ({"eventTimeZoneOffset": "+15:00"}, "eventTimeZoneOffset"),
        ({"eventTime": "22-07-2026"}, "eventTime"),
        ({"epcList": ["not an id"]}, "epcList/0"),
        ({"ilmd": {"ex:lot": 1}}, "eventList/0"),
        ({"noPrefix": 1}, "eventList/0"),
        ({"quantityList": [{"epcClass": "urn:a:b", "uom": "kilo"}]}, "uom"),
    ],
)
def test_a_flaw_is_told_with_its_place(change: dict[str, Any], where: str) -> None:
    assert not flaws(document(seen(1)))
    found = flaws(document({**seen(1), **change}))
    assert any(where in place for place, _ in found), found


def test_no_more_flaws_are_told_than_a_person_reads() -> None:
    assert len(flaws(document(*(event() for _ in range(50))))) == MOST_FLAWS
    assert list_of_events({"epcisBody": 1}) == []


def test_a_prefix_that_no_uri_could_begin_with_needs_binding() -> None:
    whole = document(seen(1, **{"my_terms:lot": 1}))
    assert flaws(whole)
    whole["@context"] = [*whole["@context"], {"my_terms": "https://my.example/"}]
    assert not flaws(whole)
    assert validator(frozenset()) is validator(frozenset())
    assert document_schema()["required"] == ["type", "@context"]
