"""The standard's query parameters, read once and asked of events (EPCIS 2.0, section 8.2.7.1).

Knows every parameter and whether an event answers it; which events are looked at is the book's. Not known
here: `EQ_INNER_*` and `HASATTR_*` of nested extensions and master data, which are refused by name.
"""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from modiste.garment import ModisteError, canonical_id
from modiste.supply.epcis.things import EPCS, QUANTITIES, classes_of, items_of, millis
from modiste.supply.epcis.vocabulary import bare_word

Event = Mapping[str, Any]
Answer = Callable[[Event, "Asked"], bool]
MOST_EVENTS = 1000
_SENSED = (
    *("type", "deviceID", "dataProcessingMethod", "microorganism", "chemicalSubstance", "bizRules"),
    *("stringValue", "hexBinaryValue", "uriValue"),
)
_COMPARED = {"EQ": operator.eq, "GT": operator.gt, "GE": operator.ge, "LT": operator.lt, "LE": operator.le}
_WORDS = ("bizStep", "disposition", "persistentDisposition_set", "persistentDisposition_unset")
_EXTENSION = re.compile(
    r"(EQ|GT|GE|LT|LE|EXISTS)_((?:ILMD|SENSORREPORT|SENSORMETADATA|ERROR_DECLARATION)_)?(.+:.+)"
)
_PAIRED = re.compile(r"EQ_(bizTransaction|source|destination)_(.+)")


@dataclass(frozen=True)
class Asked:
    """One parameter: its name and values, as numbers or canonical names where it has such."""

    name: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Query:
    """What is asked of events.

    Attributes:
        asked: All of them must be answered.
        order_by: `eventTime` or `recordTime`.
        is_descending: The newest first.
        first: At most so many of what was found, or None.
        most: More than so many are an error, or None.
    """

    asked: tuple[Asked, ...] = ()
    order_by: Literal["eventTime", "recordTime"] = "eventTime"
    is_descending: bool = True
    first: int | None = None
    most: int | None = None

    def values(self, name: str) -> tuple[Any, ...]:
        """The values of a parameter, or none."""
        return next((each.values for each in self.asked if each.name == name), ())

    def is_answered(self, event: Event, recorded_at: int) -> bool:
        """Whether an event is one that is asked for; `recorded_at` in milliseconds since 1970."""
        return all(_answers(each, event, recorded_at) for each in self.asked)


def read_query(given: Mapping[str, Any]) -> Query:
    """A query from its parameters.

    Args:
        given: Names and values: a text, a number or a list, as a URL or a JSON object has them.

    Raises:
        ModisteError: MOD-2506 for a parameter or a value that the standard does not know.
    """
    asked = [
        _asked(name, value if isinstance(value, list | tuple) else [value])
        for name, value in given.items()
        if name not in ("@context", "orderBy", "orderDirection", "eventCountLimit", "maxEventCount")
    ]
    order, way = _only(given, "orderBy", "eventTime"), _only(given, "orderDirection", "DESC")
    if order not in ("eventTime", "recordTime"):
        raise _refused("orderBy", "events are ordered by eventTime or recordTime")
    if way not in ("ASC", "DESC"):
        raise _refused("orderDirection", "it is ASC or DESC")
    first, most = (_count(given, name) for name in ("eventCountLimit", "maxEventCount"))
    if first is not None and most is not None:
        raise _refused("maxEventCount", "it excludes eventCountLimit")
    return Query(tuple(asked), order, way == "DESC", first, most)  # type: ignore[arg-type] # looked at above


def _asked(name: str, values: Sequence[Any]) -> Asked:
    try:
        if name in _TIMES or name in ("GE_recordTime", "LT_recordTime"):
            return Asked(name, tuple(millis(str(each)) for each in values))
        if name.endswith("_quantity") or name[:3] in ("GT_", "GE_", "LT_", "LE_"):
            return Asked(name, tuple(float(each) for each in values))
    except ValueError:
        raise _refused(name, f"{str(values[0])[:40]!r} is no time or number") from None
    if name.startswith("MATCH_"):
        return _known(name, tuple(_pattern(str(each)) for each in values))
    if name.removeprefix("EQ_") in _WORDS:
        return _known(name, tuple(bare_word(str(each)) for each in values))
    if name[3:] in ("readPoint", "bizLocation") or name == "EQ_transformationID":
        return _known(name, tuple(canonical_id(str(each)) for each in values))
    return _known(name, tuple(each if isinstance(each, bool | float | int) else str(each) for each in values))


def _known(name: str, values: tuple[Any, ...]) -> Asked:
    known = name in _ANSWERS or _PAIRED.fullmatch(name)
    if not known and not _EXTENSION.fullmatch(name):
        raise _refused(name, "the standard has no such parameter, or it is not answered here")
    return Asked(name, values)


def _answers(asked: Asked, event: Event, recorded_at: int) -> bool:
    if asked.name == "GE_recordTime":
        return bool(recorded_at >= asked.values[0])
    if asked.name == "LT_recordTime":
        return bool(recorded_at < asked.values[0])
    if asked.name in _ANSWERS:
        return _ANSWERS[asked.name](event, asked)
    paired = _PAIRED.fullmatch(asked.name)
    if paired:
        name, kind = paired.groups()
        listed = event.get(f"{name}List", ())
        return any(each.get("type") == kind and each[name] in asked.values for each in listed)
    return _extension(asked, event)


def _extension(asked: Asked, event: Event) -> bool:
    match = _EXTENSION.fullmatch(asked.name)
    assert match, asked.name
    how, inside, name = match.groups()
    holders: Iterable[Event] = [event]
    if inside == "ILMD_":
        holders = [event.get("ilmd", {})]
    elif inside == "ERROR_DECLARATION_":
        holders = [event.get("errorDeclaration", {})]
    elif inside == "SENSORREPORT_":
        holders = _reports(event)
    elif inside == "SENSORMETADATA_":
        holders = [each.get("sensorMetadata", {}) for each in event.get("sensorElementList", ())]
    found = [each[name] for each in holders if name in each]
    if how == "EXISTS":
        return bool(found)
    if how == "EQ":
        return any(str(each) in map(str, asked.values) for each in found)
    return any(isinstance(each, int | float) and _compares(how, each, asked.values[0]) for each in found)


def _reports(event: Event) -> Iterator[Event]:
    for element in event.get("sensorElementList", ()):
        yield from element["sensorReport"]


def _sensed(event: Event, name: str) -> Iterator[Any]:
    for element in event.get("sensorElementList", ()):
        for holder in (element.get("sensorMetadata", {}), *element["sensorReport"]):
            if name in holder:
                yield holder[name]


def _of_sensors(name: str) -> Callable[[Event], Iterable[Any]]:
    return lambda event: _sensed(event, name)


def _compares(how: str, one: float, other: float) -> bool:
    return bool(_COMPARED[how](one, other))


def _pattern(name: str) -> tuple[str, bool]:
    """A name to match, and whether all below it match as well."""
    whole = canonical_id(name)
    return whole, name.startswith("urn:epc:idpat:") or whole.endswith("*")


def _matches(names: Iterable[str], asked: Asked) -> bool:
    for name in names:
        for value, is_pattern in asked.values:
            if name == value or (is_pattern and name.startswith(value.rstrip("*").rstrip("/") + "/")):
                return True
    return False


def _matched(roles: tuple[str, ...], told: Callable[[Event], Iterable[tuple[str, str]]]) -> Answer:
    return lambda event, asked: _matches((name for role, name in told(event) if role in roles), asked)


def _moment(read: Callable[[Event], Iterable[str]], *, is_from: bool) -> Answer:
    def answer(event: Event, asked: Asked) -> bool:
        return any((millis(at) >= asked.values[0]) == is_from for at in read(event))

    return answer


def _equal(read: Callable[[Event], Iterable[Any]]) -> Answer:
    return lambda event, asked: any(value in asked.values for value in read(event))


def _below(read: Callable[[Event], Iterable[str]]) -> Answer:
    """A place, or one within it: a location number's own extensions; other descents are master data's."""

    def answer(event: Event, asked: Asked) -> bool:
        return any(at == value or at.startswith(f"{value}/") for at in read(event) for value in asked.values)

    return answer


def _one(*path: str) -> Callable[[Event], Iterable[Any]]:
    def read(event: Event) -> Iterable[Any]:
        value: Any = event
        for name in path:
            if not isinstance(value, Mapping) or name not in value:
                return ()
            value = value[name]
        return value if isinstance(value, list) else (value,)

    return read


def _named(*path: str) -> Callable[[Event], Iterable[str]]:
    read = _one(*path)
    return lambda event: (canonical_id(each) for each in read(event))


def _worded(*path: str) -> Callable[[Event], Iterable[str]]:
    read = _one(*path)
    return lambda event: (bare_word(each) for each in read(event))


def _amounts(event: Event) -> Iterator[float]:
    for name, _ in QUANTITIES:
        yield from (each["quantity"] for each in event.get(name, ()) if "quantity" in each)


def _quantity(how: str) -> Answer:
    return lambda event, asked: any(_compares(how, each, asked.values[0]) for each in _amounts(event))


def _exists_declaration(event: Event, _: Asked) -> bool:
    return "errorDeclaration" in event


_TIMES: Mapping[str, Answer] = {
    f"{how}_{name}": _moment(read, is_from=how == "GE")
    for name, read in (
        ("eventTime", _one("eventTime")),
        ("errorDeclarationTime", _one("errorDeclaration", "declarationTime")),
        ("startTime", lambda event: _sensed(event, "startTime")),
        ("endTime", lambda event: _sensed(event, "endTime")),
    )
    for how in ("GE", "LT")
}
_ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        **_TIMES,
        "GE_recordTime": lambda event, asked: True,
        "LT_recordTime": lambda event, asked: True,
        "eventType": _equal(_one("type")),
        "EQ_eventID": _equal(_one("eventID")),
        "EQ_action": _equal(_one("action")),
        "EQ_bizStep": _equal(_worded("bizStep")),
        "EQ_disposition": _equal(_worded("disposition")),
        "EQ_persistentDisposition_set": _equal(_worded("persistentDisposition", "set")),
        "EQ_persistentDisposition_unset": _equal(_worded("persistentDisposition", "unset")),
        "EQ_readPoint": _equal(_named("readPoint", "id")),
        "WD_readPoint": _below(_named("readPoint", "id")),
        "EQ_bizLocation": _equal(_named("bizLocation", "id")),
        "WD_bizLocation": _below(_named("bizLocation", "id")),
        "EQ_transformationID": _equal(_named("transformationID")),
        "MATCH_epc": _matched(("epc", "child"), items_of),
        "MATCH_parentID": _matched(("parent",), items_of),
        "MATCH_inputEPC": _matched(("input",), items_of),
        "MATCH_outputEPC": _matched(("output",), items_of),
        "MATCH_anyEPC": _matched(("epc", "child", "parent", "input", "output"), items_of),
        "MATCH_epcClass": _matched(("epc", "child"), classes_of),
        "MATCH_inputEPCClass": _matched(("input",), classes_of),
        "MATCH_outputEPCClass": _matched(("output",), classes_of),
        "MATCH_anyEPCClass": _matched(("epc", "child", "input", "output"), classes_of),
        **{f"{how}_quantity": _quantity(how) for how in ("EQ", "GT", "GE", "LT", "LE")},
        "EXISTS_errorDeclaration": _exists_declaration,
        "EQ_errorReason": _equal(_one("errorDeclaration", "reason")),
        "EQ_correctiveEventID": _equal(_one("errorDeclaration", "correctiveEventIDs")),
        "EQ_booleanValue": lambda event, asked: any(
            str(each).lower() == str(asked.values[0]).lower() for each in _sensed(event, "booleanValue")
        ),
        **{f"EQ_{name}": _equal(_of_sensors(name)) for name in _SENSED},
    }
)
assert {role for _, role in EPCS} == {"epc", "child", "input", "output"}


def _only(given: Mapping[str, Any], name: str, default: str) -> str:
    value = given.get(name, default)
    return str(value[0] if isinstance(value, list | tuple) and value else value)


def _count(given: Mapping[str, Any], name: str) -> int | None:
    if name not in given:
        return None
    text = _only(given, name, "")
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 1_000_000:
        raise _refused(name, "it is a whole number from 1")
    return int(text)


def _refused(name: str, reason: str) -> ModisteError:
    return ModisteError("MOD-2506", name=name[:80], reason=reason)
