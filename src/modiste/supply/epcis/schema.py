"""What an EPCIS 2.0 document looks like, as a JSON Schema of our own, checked at Rust's speed.

Knows the shape of documents and events (EPCIS 2.0, sections 7 and 10; CBV 2.0, section 7); what events say of
one another is `rules`'. GS1 publishes a schema without a licence to pass it on, so it is not shipped; a test
holds this one's verdicts against it. Terms that GS1's own JSON-LD context binds are taken where its schema
forgets them: a persistent disposition of any event, an `id` of an event, a `type` of a sensor element.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import jsonschema_rs

from modiste.supply.epcis.formats import identifier_pattern, odd_prefixes
from modiste.supply.epcis.vocabulary import (
    ACTIONS,
    ALERTS,
    COMPONENTS,
    DISPOSITIONS,
    ERROR_REASONS,
    EVENT_TYPES,
    MEASUREMENTS,
    PARTIES,
    STEPS,
    TRANSACTIONS,
)

Shape = dict[str, Any]
MOST_FLAWS = 20
_CBV = r"^(?:urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/)"
_VOC = r"^https?://(?:www\.)?gs1\.org/voc/"
_ZONE = r"^[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)$"
_TEXT: Shape = {"type": "string"}
_NUMBER: Shape = {"type": "number"}
_TIME: Shape = {"type": "string", "format": "date-time"}
_WHY = ("bizStep", "disposition", "readPoint", "bizLocation", "bizTransactionList", "sourceList")


@lru_cache(32)
def validator(prefixes: frozenset[str] = frozenset()) -> jsonschema_rs.Validator:
    """The check of whole documents; compiled once for each set of odd prefixes."""
    return jsonschema_rs.validator_for(document_schema(prefixes), validate_formats=True)


def flaws(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What does not fit: where (`/epcisBody/eventList/0/action`) and why, the first `MOST_FLAWS`."""
    contexts = [document.get("@context")]
    events = list_of_events(document)
    contexts += [each["@context"] for each in events if isinstance(each, dict) and "@context" in each]
    check = validator(odd_prefixes(*contexts))
    if check.is_valid(document):
        return []
    found: list[tuple[str, str]] = []
    for error in check.iter_errors(document):
        found.append(("/" + "/".join(map(str, error.instance_path)), str(error.message)[:300]))
        if len(found) == MOST_FLAWS:
            break
    return found


def document_schema(prefixes: frozenset[str] = frozenset()) -> Shape:
    """The schema; a test compares its verdicts with GS1's."""
    pattern = identifier_pattern(prefixes)
    uri: Shape = {"type": "string", "pattern": pattern}
    context: Shape = {
        "anyOf": [
            uri,
            {"type": "object"},
            {"type": "array", "uniqueItems": True, "items": {"anyOf": [uri, {"type": "object"}]}},
        ]
    }

    def closed(properties: Mapping[str, Shape], *required: str, **more: Any) -> Shape:
        """An object of these properties and of extensions, whose names are identifiers."""
        return {
            "type": "object",
            "properties": dict(properties),
            "required": list(required),
            "patternProperties": {pattern: {}},
            "additionalProperties": False,
            **more,
        }

    event = {"$ref": "#/definitions/event"}
    events: Shape = {"type": "array", "items": event}
    vocabularies: Shape = {"type": "array", "items": _vocabulary(uri)}
    body = closed({"eventList": events, "vocabularyList": vocabularies}, "eventList")
    named = {"queryName": _TEXT, "subscriptionID": _TEXT, "resultsBody": body}
    results = closed(named, "queryName", "resultsBody")
    master: Shape = {
        "type": "object",
        "properties": {"vocabularyList": {"type": "array", "items": _vocabulary(uri)}},
    }
    head: dict[str, Shape] = {
        "@context": context,
        "id": uri,
        "type": _TEXT,
        "schemaVersion": {"type": "string", "pattern": r"^\d+(?:\.\d+)*$"},
        "creationDate": _TIME,
    }
    document = closed(
        {
            **head,
            "instanceIdentifier": _TEXT,
            "sender": _TEXT,
            "receiver": _TEXT,
            "epcisHeader": closed({"epcisMasterData": master}),
            "epcisBody": {"type": "object", "properties": {"eventList": events}, "required": ["eventList"]},
        },
        *("@context", "type", "schemaVersion", "creationDate", "epcisBody"),
    )
    query = closed(
        {**head, "epcisBody": closed({"queryResults": results}, "queryResults")},
        *("@context", "type", "epcisBody"),
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "required": ["type", "@context"],
        "properties": {"type": _TEXT},
        **_by_type(
            {"EPCISDocument": document, "EPCISQueryDocument": query},
            event,
        ),
        "definitions": {"event": _event(uri, pattern, context)},
    }


def _by_type(shapes: Mapping[str, Shape], other: Shape) -> Shape:
    """The shape that the member `type` names, else `other`: a chain, so that one is tried and no more."""
    made = other
    for name, shape in reversed(list(shapes.items())):
        is_it = {"properties": {"type": {"const": name}}}
        made = {"if": is_it, "then": shape, "else": made}
    return made


def _event(uri: Shape, pattern: str, context: Shape) -> Shape:
    fields = _fields(uri, pattern)
    common_fields: dict[str, Shape] = {
        "@context": context,
        "id": uri,
        "type": _TEXT,
        "eventTime": _TIME,
        "recordTime": _TIME,
        "eventTimeZoneOffset": {"type": "string", "pattern": _ZONE},
        "eventID": uri,
    }

    def shape(names: Sequence[str], required: Sequence[str], **more: Any) -> Shape:
        taken = {name: fields[name] for name in ("certificationInfo", "errorDeclaration", *names)}
        common = {
            **common_fields,
            **taken,
        }
        return {
            "type": "object",
            "properties": common,
            "required": ["type", "eventTime", "eventTimeZoneOffset", *required],
            "patternProperties": {pattern: {}},
            "additionalProperties": False,
            **more,
        }

    why = (*_WHY, "persistentDisposition", "destinationList", "sensorElementList")
    deleted: Shape = {"properties": {"action": {"const": "DELETE"}}}
    children = {"anyOf": [_filled("childEPCs"), _filled("childQuantityList"), deleted]}
    inside = ("parentID", "childEPCs", "childQuantityList", "action", *why)
    some_input = {"anyOf": [_filled("inputEPCList"), _filled("inputQuantityList")]}
    some_output = {"anyOf": [_filled("outputEPCList"), _filled("outputQuantityList")]}
    shapes = {
        "ObjectEvent": shape(
            ("epcList", "quantityList", "action", "ilmd", *why),
            ("action",),
            allOf=[
                {
                    "anyOf": [
                        {"required": ["epcList"]},
                        _filled("quantityList"),
                        {**_filled("sensorElementList"), "required": ["sensorElementList", "readPoint"]},
                    ]
                },
                {"anyOf": [{"not": {"required": ["ilmd"]}}, {"properties": {"action": {"const": "ADD"}}}]},
            ],
        ),
        "AggregationEvent": shape(inside, ("action",), **children),
        "AssociationEvent": shape(inside, ("action", "parentID"), **children),
        "TransactionEvent": shape(
            ("parentID", "epcList", "quantityList", "action", *why),
            ("action", "bizTransactionList"),
            allOf=[
                _filled("bizTransactionList"),
                {"anyOf": [{"required": ["epcList"]}, _filled("quantityList"), deleted]},
            ],
        ),
        "TransformationEvent": shape(
            (
                *("inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList"),
                *("transformationID", "ilmd", *why),
            ),
            (),
            anyOf=[
                {"allOf": [some_input, some_output]},
                {"required": ["transformationID"], "anyOf": [some_input, some_output]},
            ],
        ),
    }
    extended: Shape = {
        "type": "object",
        "properties": {
            **common_fields,
            "type": uri,
            "certificationInfo": fields["certificationInfo"],
            "errorDeclaration": fields["errorDeclaration"],
        },
        "required": ["type", "eventTime", "eventTimeZoneOffset"],
    }
    assert tuple(shapes) == ("ObjectEvent", "AggregationEvent", "AssociationEvent", *EVENT_TYPES[3:])
    return {"type": "object", "required": ["type"], **_by_type(shapes, extended)}


def _fields(uri: Shape, pattern: str) -> dict[str, Shape]:
    epcs: Shape = {"type": "array", "items": uri, "uniqueItems": True}
    quantity: Shape = {
        "type": "object",
        "properties": {
            "epcClass": uri,
            "quantity": _NUMBER,
            "uom": {"type": "string", "pattern": "^[A-Z0-9]{2,3}$"},
        },
        "required": ["epcClass"],
        "additionalProperties": False,
    }
    quantities: Shape = {"type": "array", "items": quantity}
    disposition = _word(uri, DISPOSITIONS, _CBV)
    some: Shape = {"type": "array", "items": disposition, "minItems": 1, "uniqueItems": True}
    place: Shape = {"type": "object", "properties": {"id": uri}, "required": ["id"]}
    transaction = _word(uri, TRANSACTIONS, _CBV)
    party = _word(uri, PARTIES, _CBV)
    names: Shape = {"type": "object", "patternProperties": {pattern: {}}, "additionalProperties": False}
    return {
        "certificationInfo": {"anyOf": [uri, {"type": "array", "items": uri}]},
        "errorDeclaration": {
            "type": "object",
            "properties": {
                "declarationTime": _TIME,
                "reason": _word(uri, ERROR_REASONS, _CBV),
                "correctiveEventIDs": {"type": "array", "items": uri},
            },
            "required": ["declarationTime"],
            "patternProperties": {pattern: {}},
            "additionalProperties": False,
        },
        "epcList": epcs,
        "inputEPCList": epcs,
        "outputEPCList": epcs,
        "childEPCs": {"type": "array", "items": uri},
        "quantityList": quantities,
        "childQuantityList": quantities,
        "inputQuantityList": quantities,
        "outputQuantityList": quantities,
        "parentID": uri,
        "transformationID": uri,
        "action": {"type": "string", "enum": list(ACTIONS)},
        "bizStep": _word(uri, STEPS, _CBV),
        "disposition": disposition,
        "persistentDisposition": {
            "type": "object",
            "properties": {"set": some, "unset": some},
            "additionalProperties": False,
            "minProperties": 1,
        },
        "readPoint": place,
        "bizLocation": place,
        "bizTransactionList": _pairs(uri, "bizTransaction", transaction, ("bizTransaction",)),
        "sourceList": _pairs(uri, "source", party, ("type", "source")),
        "destinationList": _pairs(uri, "destination", party, ("type", "destination")),
        "sensorElementList": {"type": "array", "items": _sensor_element(uri, pattern)},
        "ilmd": names,
    }


def _sensor_element(uri: Shape, pattern: str) -> Shape:
    open_ends: Shape = {"patternProperties": {pattern: {}}, "additionalProperties": False}
    uris = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
    numbers = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
    metadata: Shape = {
        "type": "object",
        "properties": {
            **dict.fromkeys(uris, uri),
            **dict.fromkeys(("time", "startTime", "endTime"), _TIME),
        },
        **open_ends,
    }
    report: Shape = {
        "type": "object",
        "properties": {
            **dict.fromkeys((*uris, "microorganism", "chemicalSubstance", "coordinateReferenceSystem"), uri),
            **dict.fromkeys(numbers, _NUMBER),
            "type": _word(uri, MEASUREMENTS, _VOC),
            "exception": _word(uri, ALERTS, _VOC),
            "component": _word(uri, COMPONENTS, _CBV),
            "time": _TIME,
            "stringValue": _TEXT,
            "booleanValue": {"type": "boolean"},
            "hexBinaryValue": {"type": "string", "pattern": "^[A-Fa-f0-9]+$"},
            "uriValue": uri,
            "uom": _TEXT,
        },
        "required": ["type"],
        **open_ends,
    }
    return {
        "type": "object",
        "properties": {
            "type": _TEXT,
            "sensorMetadata": metadata,
            "sensorReport": {"type": "array", "items": report, "minItems": 1},
        },
        "required": ["sensorReport"],
        **open_ends,
    }


def _vocabulary(uri: Shape) -> Shape:
    attribute: Shape = {
        "type": "object",
        "properties": {"id": uri, "attribute": {"type": ["number", "string", "object"]}},
        "required": ["id"],
    }
    element: Shape = {
        "type": "object",
        "properties": {
            "id": uri,
            "attributes": {"type": "array", "items": attribute},
            "children": {"type": "array", "items": uri},
        },
        "required": ["id"],
    }
    return {
        "type": "object",
        "properties": {"type": uri, "vocabularyElementList": {"type": "array", "items": element}},
        "required": ["type"],
    }


def _word(uri: Shape, words: Sequence[str], forbidden: str) -> Shape:
    """One of these words, or an identifier that is not one of GS1's own in another spelling."""
    return {"anyOf": [{"type": "string", "enum": list(words)}, {**uri, "not": {"pattern": forbidden}}]}


def _pairs(uri: Shape, name: str, kind: Shape, required: Sequence[str]) -> Shape:
    pair: Shape = {
        "type": "object",
        "properties": {"type": kind, name: uri},
        "required": list(required),
        "additionalProperties": False,
    }
    return {"type": "array", "items": pair}


def _filled(name: str) -> Shape:
    return {"properties": {name: {"minItems": 1}}, "required": [name]}


def list_of_events(document: Mapping[str, Any]) -> list[Any]:
    """The events of a document or of a query's answer."""
    body = document.get("epcisBody")
    for name in ("queryResults", "resultsBody"):
        if isinstance(body, dict) and name in body:
            body = body[name]
    events = body.get("eventList") if isinstance(body, dict) else None
    return events if isinstance(events, list) else []
