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
_MILLIS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_BARE = re.compile(r"[A-Za-z_]+")
_WORDS = {"bizStep": f"{_CBV}BizStep-", "disposition": f"{_CBV}Disp-"}
_SENSED = {"type": _VOC, "exception": _VOC, "component": f"{_CBV}Comp-"}
Order = Mapping[str, int]
"""The place of each property that an order knows."""


def _order(*names: str) -> Order:
    return MappingProxyType({name: place for place, name in enumerate(names)})


_ID, _SETS, _QUANTITY = _order("id"), _order("set", "unset"), _order("epcClass", "quantity", "uom")
_NONE = _order("")
_METADATA = _order(
    "time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod",
    "bizRules",
)  # fmt: skip
_REPORT = _order(
    "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time",
    "microorganism", "chemicalSubstance", "value", "component", "stringValue", "booleanValue",
    "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue",
    "uom", "coordinateReferenceSystem",
)  # fmt: skip
_ORDER = _order(
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
_SEVERAL = (list, tuple)
_TIMES = frozenset(name for name in (*_METADATA, *_REPORT) if "time" in name.lower())
_PLACED = {"recordTime", "eventID", "type", "errorDeclaration", "@context", *_ORDER}
"""What is no extension: it does not count, or has its place."""
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
    found: dict[str, str] = {}
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, Mapping):
            found.update((key, value) for key, value in part.items() if isinstance(value, str))
    return {**KNOWN_PREFIXES, **found} if found else KNOWN_PREFIXES


def pre_hash(
    event: Mapping[str, Any], prefixes: Named = KNOWN_PREFIXES, ignored: Collection[str] = ()
) -> str:
    """The one text of an event, before it is hashed."""
    if "@context" in event:
        prefixes = {**prefixes, **bound_prefixes(event["@context"])}
    event, prefixes = _declared(event, prefixes)
    made, left = [f"eventType={_value(event.get('type', ''), prefixes)}"], []
    for name in _known(event, _ORDER):
        text, rest = _ordered(name, event[name], prefixes)
        made.append(text)
        if rest:
            left.append(name + rest)
    for name in event.keys() - _PLACED:
        if name in _PAIRS:
            left.append(name + _paired(event[name], *_PAIRS[name], prefixes))
        elif not (ignored and _name(name, prefixes) in ignored):
            left.extend(_generic(name, event[name], prefixes))
    return "".join((*made, *sorted(left)))


def _ordered(name: str, value: Any, prefixes: Named) -> tuple[str, str]:
    """The text of a known property, and of what in it the order does not know."""
    if name in _NESTED:
        return _nested(name, value, prefixes)
    if name in _LISTS:
        return _under(name, [f"epc={_value(each, prefixes)}" for each in _many(value)]), ""
    if name == "eventTime":
        return f"eventTime={_moment(str(value))}", ""
    return _texts(name, value, prefixes, _WORDS), ""


def _nested(name: str, value: Any, prefixes: Named) -> tuple[str, str]:
    if name in _QUANTITIES:
        return _each(name, "quantityElement", value, lambda one: _fields(one, _QUANTITY, prefixes))
    if name == "sensorElementList":
        return _each(name, "sensorElement", value, lambda one: _sensor_element(one, prefixes))
    if name == "persistentDisposition":
        words = dict.fromkeys(("set", "unset"), _WORDS["disposition"])
        text, left = _fields(value, _SETS, prefixes, words)
    else:
        text, left = _fields(value, _ID, prefixes)
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
    return _under(name, texts), _joined(left)


def _fields(
    value: Mapping[str, Any], order: Order, prefixes: Named, words: Mapping[str, str] = _WORDS
) -> tuple[str, str]:
    """Properties in this order, then the extensions; what is neither is left."""
    value, prefixes = _declared(value, prefixes)
    known = _known(value, order)
    made = [_texts(name, value[name], prefixes, words) for name in known]
    if len(known) == len(value):
        return "".join(made), ""
    extensions: list[str] = []
    left: list[str] = []
    for name, each in value.items():
        if name in order or name in _COMMENTS:
            continue
        full = _name(name, prefixes)
        # As the reference does: an extension stands with its owner where its namespace ends in a slash.
        taken = extensions if "{" in full and "/}" in full and len(value) > 1 else left
        taken.extend(_generic(name, each, prefixes))
    return "".join((*made, *sorted(extensions))), _joined(left)


def _texts(name: str, value: Any, prefixes: Named, words: Mapping[str, str]) -> str:
    """The text of a property, once for each of its values."""
    if isinstance(value, _SEVERAL):
        return _joined([_texts(name, each, prefixes, words) for each in value])
    if name in _TIMES:
        return f"{name}={_moment(str(value))}"
    spelt = words.get(name, "")
    if prefixes is KNOWN_PREFIXES and isinstance(value, str):
        return _usual_text(name, value, spelt)
    text = _value(_spelt(value, spelt), prefixes)
    return f"{name}={text}" if text else ""


@lru_cache(16_384)
def _usual_text(name: str, value: str, words: str) -> str:
    """The text of a property without prefixes of its document's own: most say what others said before."""
    text = _value(_spelt(value, words), KNOWN_PREFIXES)
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
        made.append(_joined(texts))
    others = {name: each for name, each in value.items() if name not in ("sensorMetadata", "sensorReport")}
    if others:
        text, left = _fields({**others, "": ""} if len(value) > 1 else others, _NONE, prefixes)
        made.append(text)
        lefts.append(left)
    return "".join(made), _joined(lefts)


def _paired(value: Any, inner: str, words: str, prefixes: Named) -> str:
    made = []
    for one in _many(value):
        kind = f"type={_value(_spelt(one['type'], words), prefixes)}" if "type" in one else ""
        made.append(f"{kind}{inner}={_value(one.get(inner, ''), prefixes)}")
    return _joined(made)


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
    if "@xmlns" not in "".join(value):
        return value, prefixes
    own = {name[7:]: str(uri) for name, uri in value.items() if name.startswith("@xmlns")}
    return {n: v for n, v in value.items() if not n.startswith("@xmlns")}, {**prefixes, **own}


def _known(value: Mapping[str, Any], order: Order) -> list[str]:
    """The names of what an order knows, in it."""
    return sorted(order.keys() & value.keys(), key=order.__getitem__)


def _under(name: str, texts: list[str]) -> str:
    made = _joined(texts)
    return name + made if made else ""


def _joined(texts: list[str]) -> str:
    """Texts in their order, one after another."""
    return texts[0] if len(texts) == 1 else "".join(sorted(texts))


def _many(value: Any) -> Iterable[Any]:
    return value if isinstance(value, _SEVERAL) else (value,)


def _spelt(value: Any, words: str) -> Any:
    """A bare word of GS1's as the address it stands for."""
    return words + value if words and isinstance(value, str) and _BARE.fullmatch(value) else value


def _name(name: str, prefixes: Named) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{prefixes[prefix]}}}{local}" if colon and prefix in prefixes else name


def _value(value: Any, prefixes: Named) -> str:
    if isinstance(value, str):
        return _canonical(_full(value, prefixes) if ":" in value else value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else _canonical(str(value))


def _full(value: str, prefixes: Named) -> str:
    prefix, _, local = value.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else value


@lru_cache(65_536)
def _canonical(value: str) -> str:
    text = value.strip()
    if "urn:epcglobal:cbv:" in text:
        for old, new in _OLD:
            text = text.replace(old, new)
    elif text.startswith("http"):
        return canonical_id(text)
    if _NUMBER.fullmatch(text):
        number = float(text)
        return str(int(number)) if number.is_integer() else str(number)
    return canonical_id(text)


@lru_cache(4096)
def _moment(text: str) -> str:
    """A time in UTC to the millisecond; what is none stays, and what is written so already."""
    if _MILLIS.fullmatch(text):
        return text
    try:
        at = datetime.fromisoformat(text.strip()).astimezone(UTC)
    except ValueError:
        return text.strip()
    at = at.replace(microsecond=0) + timedelta(milliseconds=round(at.microsecond, -3) // 1000)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
