"""The id of an event from its content: the Core Business Vocabulary's event hash (CBV 2.0, section 8.9.2).

Knows one text for every way of writing the same event, and its SHA-256; equal to the reference implementation
(epcis-event-hash-generator 1.9.3, MIT) on its vectors. Who uses the id is the book's.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from modiste.garment import canonical_id

_CBV, _VOC = "https://ref.gs1.org/cbv/", "https://gs1.org/voc/"
KNOWN_PREFIXES: Mapping[str, str] = MappingProxyType({"cbv": _CBV, "gs1": _VOC})
"""What GS1's own context binds and values are written with."""
_OLD = (
    ("urn:epcglobal:cbv:bizstep:", f"{_CBV}BizStep-"),
    ("urn:epcglobal:cbv:disp:", f"{_CBV}Disp-"),
    ("urn:epcglobal:cbv:btt:", f"{_CBV}BTT-"),
    ("urn:epcglobal:cbv:sdt:", f"{_CBV}SDT-"),
    ("urn:epcglobal:cbv:er:", f"{_CBV}ER-"),
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_BARE = re.compile(r"[A-Za-z_]+")
_WORDS = {"bizStep": f"{_CBV}BizStep-", "disposition": f"{_CBV}Disp-"}
_SENSED = {"type": _VOC, "exception": _VOC, "component": f"{_CBV}Comp-"}
_QUANTITY = ("epcClass", "quantity", "uom")
_METADATA = (
    "time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod",
    "bizRules",
)  # fmt: skip
_REPORT = (
    "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time",
    "microorganism", "chemicalSubstance", "value", "component", "stringValue", "booleanValue",
    "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue",
    "uom", "coordinateReferenceSystem",
)  # fmt: skip
_ORDER = (
    "eventTime", "eventTimeZoneOffset", "certificationInfo", "parentID", "epcList", "inputEPCList",
    "childEPCs", "quantityList", "childQuantityList", "inputQuantityList", "outputEPCList",
    "outputQuantityList", "action", "transformationID", "bizStep", "disposition", "persistentDisposition",
    "readPoint", "bizLocation", "sensorElementList",
)  # fmt: skip
_LISTS = frozenset(("epcList", "inputEPCList", "childEPCs", "outputEPCList"))
_QUANTITIES = frozenset(("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"))
_NESTED = _QUANTITIES | {"persistentDisposition", "readPoint", "bizLocation", "sensorElementList"}
_PAIRS = {
    "bizTransactionList": ("bizTransaction", f"{_CBV}BTT-"),
    "sourceList": ("source", f"{_CBV}SDT-"),
    "destinationList": ("destination", f"{_CBV}SDT-"),
}
_APART = frozenset(("recordTime", "eventID", "type", "errorDeclaration", "@context"))
_COMMENTS = frozenset(("#text", "rdfs:comment", "comment"))

Named = Mapping[str, str]
Left = list[str]


def event_hash(
    event: Mapping[str, Any], prefixes: Named = KNOWN_PREFIXES, ignored: Collection[str] = ()
) -> str:
    """The id that the content of an event gives it: `ni:///sha-256;...?ver=CBV2.0`.

    Its own eventID, the time of its recording and an error declaration do not count.

    Args:
        event: An EPCIS 2.0 event as a JSON object, in GS1's own words.
        prefixes: What its document's context binds, see `bound_prefixes`.
        ignored: Names of extensions that its keeper added and that do not count, as `{namespace}name`.
    """
    digest = hashlib.sha256(pre_hash(event, prefixes, ignored).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def bound_prefixes(context: object) -> Named:
    """The prefixes that a JSON-LD context binds, GS1's own included."""
    found = dict(KNOWN_PREFIXES)
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, Mapping):
            found.update((key, value) for key, value in part.items() if isinstance(value, str))
    return found


def pre_hash(
    event: Mapping[str, Any], prefixes: Named = KNOWN_PREFIXES, ignored: Collection[str] = ()
) -> str:
    """The one text of an event, before it is hashed."""
    if "@context" in event:
        prefixes = {**prefixes, **bound_prefixes(event["@context"])}
    event, prefixes = _declared(event, prefixes)
    made, left = [f"eventType={_value(event.get('type', ''), prefixes)}"], []
    for name in _ORDER:
        if name in event:
            text, rest = _ordered(name, event[name], prefixes)
            made.append(text)
            if rest:
                left.append(name + rest)
    for name, value in event.items():
        if name in _PAIRS:
            left.append(name + _paired(value, *_PAIRS[name], prefixes))
        elif name not in _ORDER and name not in _APART and not (ignored and _name(name, prefixes) in ignored):
            left.extend(_generic(name, value, prefixes))
    return "".join((*made, *sorted(left)))


def _ordered(name: str, value: Any, prefixes: Named) -> tuple[str, str]:
    """The text of a known property, and of what in it the order does not know."""
    if name in _NESTED:
        return _nested(name, value, prefixes)
    if name in _LISTS:
        return _under(name, [f"epc={_value(each, prefixes)}" for each in _many(value)]), ""
    if name == "eventTime":
        return f"eventTime={_moment(str(value))}", ""
    words = _WORDS.get(name, "")
    texts = [_value(_spelt(each, words), prefixes) for each in _many(value)]
    return "".join(sorted(f"{name}={text}" for text in texts if text)), ""


def _nested(name: str, value: Any, prefixes: Named) -> tuple[str, str]:
    if name in _QUANTITIES:
        return _each(name, "quantityElement", value, lambda one: _fields(one, _QUANTITY, prefixes))
    if name == "sensorElementList":
        return _each(name, "sensorElement", value, lambda one: _sensor_element(one, prefixes))
    if name == "persistentDisposition":
        words = dict.fromkeys(("set", "unset"), _WORDS["disposition"])
        text, left = _fields(value, ("set", "unset"), prefixes, words)
    else:
        text, left = _fields(value, ("id",), prefixes)
    return (name + text if text else ""), left


def _each(
    name: str, inner: str, value: Any, told: Callable[[Mapping[str, Any]], tuple[str, str]]
) -> tuple[str, str]:
    texts, left = [], []
    for one in _many(value):
        text, rest = told(one)
        texts.append(inner + text if text else "")
        if rest:
            left.append(inner + rest)
    return _under(name, texts), "".join(sorted(left))


def _fields(
    value: Mapping[str, Any], order: tuple[str, ...], prefixes: Named, words: Mapping[str, str] = _WORDS
) -> tuple[str, str]:
    """Properties in this order, then the extensions; what is neither is left."""
    value, prefixes = _declared(value, prefixes)
    made = []
    for name in order:
        if name in value:
            made.extend(sorted(_text(name, one, prefixes, words) for one in _many(value[name])))
    extensions: list[str] = []
    left: list[str] = []
    for name, each in value.items():
        if name in order or name in _COMMENTS:
            continue
        full = _name(name, prefixes)
        # As the reference does: an extension stands with its owner where its namespace ends in a slash.
        taken = extensions if "{" in full and "/}" in full and len(value) > 1 else left
        taken.extend(_generic(name, each, prefixes))
    return "".join((*made, *sorted(extensions))), "".join(sorted(left))


def _text(name: str, value: Any, prefixes: Named, words: Mapping[str, str]) -> str:
    if "time" in name.lower():
        return f"{name}={_moment(str(value))}"
    text = _value(_spelt(value, words.get(name, "")), prefixes)
    return f"{name}={text}" if text else ""


def _sensor_element(value: Mapping[str, Any], prefixes: Named) -> tuple[str, str]:
    value, prefixes = _declared(value, prefixes)
    made, lefts = [], []
    for name, order in (("sensorMetadata", _METADATA), ("sensorReport", _REPORT)):
        texts = []
        for one in _many(value.get(name, ())):
            text, left = _fields(one, order, prefixes, _SENSED)
            texts.append(name + text if text else "")
            if left:
                lefts.append(name + left)
        made.append("".join(sorted(texts)))
    others = {name: each for name, each in value.items() if name not in ("sensorMetadata", "sensorReport")}
    if others:
        text, left = _fields({**others, "": ""} if len(value) > 1 else others, ("",), prefixes)
        made.append(text)
        lefts.append(left)
    return "".join(made), "".join(sorted(lefts))


def _paired(value: Any, inner: str, words: str, prefixes: Named) -> str:
    made = []
    for one in _many(value):
        kind = f"type={_value(_spelt(one['type'], words), prefixes)}" if "type" in one else ""
        made.append(f"{kind}{inner}={_value(one.get(inner, ''), prefixes)}")
    return "".join(sorted(made))


def _generic(name: str, value: Any, prefixes: Named) -> Iterable[str]:
    """The texts of a property that no order knows: one for each value of a list."""
    if name.startswith("@xmlns") or name in _COMMENTS:
        return []
    full = _name(name, prefixes)
    if full.endswith("List") and isinstance(value, list):
        return [full + "".join(sorted(t for one in value for t in _generic(full[:-4], one, prefixes)))]
    return [full + _inner(one, prefixes) for one in _many(value)]


def _inner(value: Any, prefixes: Named) -> str:
    if isinstance(value, Mapping):
        value, prefixes = _declared(value, prefixes)
        text = _value(value.get("#text", ""), prefixes)
        inner = sorted(t for name, one in value.items() for t in _generic(name, one, prefixes))
        return (f"={text}" if text else "") + "".join(inner)
    if isinstance(value, list):
        return "".join(sorted(_inner(one, prefixes) for one in value))
    text = _value(value, prefixes)
    return f"={text}" if text else ""


def _declared(value: Mapping[str, Any], prefixes: Named) -> tuple[Mapping[str, Any], Named]:
    """With the prefixes that an object binds itself, as documents made of XML do."""
    own = {name[7:]: str(uri) for name, uri in value.items() if name.startswith("@xmlns")}
    if not own:
        return value, prefixes
    return {n: v for n, v in value.items() if not n.startswith("@xmlns")}, {**prefixes, **own}


def _under(name: str, texts: list[str]) -> str:
    made = "".join(sorted(texts))
    return name + made if made else ""


def _many(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _spelt(value: Any, words: str) -> Any:
    """A bare word of GS1's as the address it stands for."""
    return words + value if words and isinstance(value, str) and _BARE.fullmatch(value) else value


def _name(name: str, prefixes: Named) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{prefixes[prefix]}}}{local}" if colon and prefix in prefixes else name


def _value(value: Any, prefixes: Named) -> str:
    if isinstance(value, str):
        prefix, colon, local = value.partition(":")
        if colon and prefix in prefixes:
            value = prefixes[prefix] + local
        return _canonical(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else _canonical(str(value))


@lru_cache(65_536)
def _canonical(value: str) -> str:
    text = value.strip()
    for old, new in _OLD:
        text = text.replace(old, new)
    if _NUMBER.fullmatch(text):
        number = float(text)
        return str(int(number)) if number.is_integer() else str(number)
    return canonical_id(text)


@lru_cache(4096)
def _moment(text: str) -> str:
    """A time in UTC to the millisecond; what is none stays."""
    try:
        at = datetime.fromisoformat(text.strip()).astimezone(UTC)
    except ValueError:
        return text.strip()
    at = at.replace(microsecond=0) + timedelta(milliseconds=round(at.microsecond, -3) // 1000)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
