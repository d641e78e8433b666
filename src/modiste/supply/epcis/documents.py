"""EPCIS documents read from bytes, `.json` and `.jsonld` alike, within limits; events with their ids.

Knows JSON and where a document keeps its events; the shape is `schema`'s, what events mean is `rules`'.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from modiste.garment import ModisteError
from modiste.supply.epcis.hashing import bound_prefixes, event_hash
from modiste.supply.epcis.schema import flaws, list_of_events

MOST_BYTES = 64_000_000
MOST_DEPTH = 64
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
Event = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """A document whose shape is right.

    Attributes:
        context: Its JSON-LD context.
        events: Its events, each with an eventID: its own, else the hash of its content.
        prefixes: What its context binds.
    """

    context: Any
    events: tuple[Event, ...]
    prefixes: Mapping[str, str]


def read_json(data: bytes, most_bytes: int = MOST_BYTES) -> Any:
    """The value of JSON that says one thing to everybody.

    Args:
        data: UTF-8.
        most_bytes: More are refused unread.

    Raises:
        ModisteError: MOD-2503 for what is too large or too deep, is no JSON, holds NaN, or gives one member
            of an object two values. Twice the same says one thing; of two event ids of which one is a hash,
            the last counts.
    """
    if len(data) > most_bytes:
        raise _unread(f"{len(data)} bytes are more than {most_bytes}")
    try:
        found = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _unread(f"it is no JSON: {error}".rstrip(".")) from None
    level, depth = [found], 0
    while level := [
        inner
        for outer in level
        if isinstance(outer, dict | list)
        for inner in (outer.values() if isinstance(outer, dict) else outer)
    ]:
        depth += 1
        if depth > MOST_DEPTH:
            raise _unread(f"it is nested deeper than {MOST_DEPTH}")
    # orjson keeps the last of two members of one name and says nothing.
    json.loads(data, object_pairs_hook=_distinct)
    return found


def read_document(data: bytes, most_bytes: int = MOST_BYTES) -> Document:
    """A document, or one event that carries its context.

    Raises:
        ModisteError: MOD-2503 when it cannot be read, MOD-2504 with the first flaws of its shape.
    """
    return document_of(read_json(data, most_bytes))


def document_of(value: Any) -> Document:
    """A document from its JSON value; raises as `read_document`."""
    if not isinstance(value, dict):
        raise ModisteError("MOD-2504", where="/", reason="it is no object", more="")
    found = flaws(value)
    if found:
        where, reason = found[0]
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        raise ModisteError("MOD-2504", where=where, reason=reason.rstrip("."), more=more)
    prefixes = bound_prefixes(value.get("@context"))
    inner = list_of_events(value)
    events = inner if "epcisBody" in value else [value]
    return Document(value.get("@context"), tuple(with_id(each, prefixes) for each in events), prefixes)


def shape_flaws(data: bytes, most_bytes: int = MOST_BYTES) -> list[tuple[str, str]]:
    """All that is wrong with a document's bytes, as `schema.flaws` tells it.

    Raises:
        ModisteError: MOD-2503 when it cannot be read.
    """
    value = read_json(data, most_bytes)
    return flaws(value) if isinstance(value, dict) else [("/", "it is no object")]


def with_id(event: Event, prefixes: Mapping[str, str]) -> Event:
    """An event with an eventID: its own, else the hash of its content."""
    if event.get("eventID"):
        return event
    return {"eventID": event.get("id") or event_hash(event, prefixes), **event}


def query_document(
    events: Sequence[Mapping[str, Any]],
    context: Sequence[Any] = (),
    name: str = "SimpleEventQuery",
    subscription: str = "",
) -> Event:
    """The answer to a query, as the standard writes it.

    Args:
        events: What was found.
        context: What their names need beyond GS1's own context, such as `{"ex": "https://ex.example/"}`.
        name: The query's.
        subscription: The subscription's id, where it is one's.
    """
    results: Event = {"queryName": name, "resultsBody": {"eventList": list(events)}}
    if subscription:
        results = {"subscriptionID": subscription, **results}
    return _document("EPCISQueryDocument", context, {"queryResults": results})


def event_document(events: Sequence[Mapping[str, Any]], context: Sequence[Any] = ()) -> Event:
    """A document that says these events; context as in `query_document`."""
    return _document("EPCISDocument", context, {"eventList": list(events)})


def _document(kind: str, context: Sequence[Any], body: Event) -> Event:
    return {
        "@context": [CONTEXT, *context],
        "type": kind,
        "schemaVersion": "2.0",
        "creationDate": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "epcisBody": body,
    }


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        for name, value in pairs:
            # One of GS1's own examples has the hash that its event had before beside the id that it has.
            if made[name] != value and not (name == "eventID" and str(value).startswith("ni:///sha-256;")):
                raise _unread(f"{name[:60]!r} stands twice in one object, with two values")
    return made


def _unread(reason: str) -> ModisteError:
    return ModisteError("MOD-2503", reason=reason)
