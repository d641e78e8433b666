"""Snowplow: the enriched event as 131 tab-separated columns with self-describing JSON inside.

Knows the canonical event model's column order (docs.snowplow.io, enriched TSV format) and the ecommerce and
GDPR entities; every other context is passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import orjson

from modiste.collect.events.record import Event, EventItem, judged, text_of
from modiste.collect.normal import moment
from modiste.collect.opening import stream_of
from modiste.collect.people import Pseudonym, nobody, redacted
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

WIDTH = 131
# Positions in the enriched TSV, from 0.
_COLLECTED, _EVENT, _EVENT_ID = 3, 5, 6
_USER, _IP, _FINGERPRINT, _DOMAIN_USER, _SESSION_INDEX, _NETWORK_USER = 12, 13, 14, 15, 16, 17
_PAGE_URL, _CONTEXTS = 29, 52
_SE_CATEGORY, _SE_ACTION, _SE_LABEL, _SE_PROPERTY, _SE_VALUE, _UNSTRUCT = 53, 54, 55, 56, 57, 58
_TR_ORDER, _TR_TOTAL = 59, 61
_TI_SKU, _TI_PRICE, _TI_QUANTITY = 68, 71, 72
_TR_CURRENCY, _TI_CURRENCY = 108, 112
_DERIVED, _DOMAIN_SESSION, _DERIVED_AT, _EVENT_NAME = 122, 123, 124, 126
_PEOPLE = (_USER, _IP, _FINGERPRINT, _DOMAIN_USER, _NETWORK_USER, _DOMAIN_SESSION)
_ACTIONS = {
    "product_view": "view_item",
    "list_view": "view_item_list",
    "list_click": "select_item",
    "add_to_cart": "add_to_cart",
    "remove_from_cart": "remove_from_cart",
    "checkout_step": "begin_checkout",
    "transaction": "purchase",
    "refund": "refund",
    "promo_view": "other",
}
_NAMES = {
    "transaction_item": "purchase",
    "site_search": "search",
    "transaction": "other",
    "page_ping": "other",
}


@dataclass(frozen=True)
class Snowplow:
    """The connector `snowplow`."""

    pseudonym: Pseudonym = nobody
    kind: str = "snowplow"
    title: str = "Snowplow enriched events (TSV)"

    def recognise(self, source: Source) -> float:
        """By 131 columns with a UUID and a time where they belong; there is no header line."""
        cells = source.head.partition(b"\n")[0].decode(errors="replace").split("\t")
        if len(cells) != WIDTH:
            return 0.0
        return 1.0 if cells[_EVENT_ID].count("-") == 4 and moment(cells[_COLLECTED]) else 0.3

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a line."""
        with stream_of(source, limits) as stream:
            for number, line in _lines(stream, limits.row_bytes):
                if number > after:
                    yield self._judged(f"line {number}", line)

    def _judged(self, place: str, line: bytes) -> Arrival | Rejection:
        text = line.decode(errors="replace").rstrip("\r\n")
        cells = text.split("\t")
        people = tuple(cells[each] for each in _PEOPLE if each < len(cells))
        try:
            event = _event(cells, people)
        except ModisteError as error:
            return Rejection.of(place, error, redacted(text, people, self.pseudonym))
        return judged(place, event, self.kind, self.pseudonym, text)


def _lines(stream: IO[bytes], longest: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(longest):
        while not line.endswith(b"\n") and (rest := stream.readline(longest)):
            # A line that is too long keeps its beginning, which then has too few columns.
            if rest.endswith(b"\n"):
                break
        if line.strip():
            number += 1
            yield number, line


def _event(cells: list[str], people: tuple[str, ...]) -> Event:
    if len(cells) != WIDTH:
        raise ModisteError("MOD-1250", name="columns", value=len(cells), reason=f"there are {WIDTH}")
    stamp = cells[_DERIVED_AT] or cells[_COLLECTED]
    read = moment(stamp)
    if read is None:
        raise ModisteError("MOD-1250", name="time", value=stamp[:80], reason="it is no time")
    entities = [*_entities(cells[_CONTEXTS]), *_entities(cells[_DERIVED])]
    happened = _self_described(cells[_UNSTRUCT])
    name = cells[_EVENT_NAME] or cells[_EVENT]
    said = happened.get(name, {})
    items = [_item(data) for schema, data in entities if schema == "product"]
    value: object = cells[_SE_VALUE] if name in ("event", "struct") else None
    currency, query = "", ""
    if name == "snowplow_ecommerce_action":
        name = _ACTIONS.get(text_of(said.get("type")), "other")
        currency = next(
            (text_of(data.get("currency")) for schema, data in entities if schema == "product"), ""
        )
    elif name == "transaction_item":
        items = [EventItem(cells[_TI_SKU], "", cells[_TI_QUANTITY], cells[_TI_PRICE])]
        currency = cells[_TI_CURRENCY]
    elif name in ("add_to_cart", "remove_from_cart"):
        items = [EventItem(text_of(said.get("sku")), "", said.get("quantity"), said.get("unitPrice"))]
        currency = text_of(said.get("currency"))
    elif name == "transaction":
        value, currency = cells[_TR_TOTAL], cells[_TR_CURRENCY]
    elif name == "site_search":
        terms = said.get("terms")
        query = " ".join(map(text_of, terms)) if isinstance(terms, list) else ""
    elif name == "event" and cells[_SE_ACTION]:
        name = cells[_SE_ACTION].replace("-", "_")
        items = (
            [EventItem(sku=cells[_SE_LABEL])]
            if cells[_SE_CATEGORY] == "ecommerce" and cells[_SE_LABEL]
            else []
        )
    customer = cells[_USER] or cells[_DOMAIN_USER] or cells[_NETWORK_USER]
    return Event(
        key=cells[_EVENT_ID] or "\0".join((name, stamp, cells[_DOMAIN_SESSION])),
        name=_NAMES.get(name, name),
        at=read.at,
        customer=customer,
        session=cells[_DOMAIN_SESSION],
        people=people,
        consents=any(
            schema == "gdpr" and data.get("basisForProcessing") == "consent" for schema, data in entities
        ),
        items=items,
        value=value,
        currency=currency,
        query=query,
        address=cells[_PAGE_URL].partition("?")[0],
    )


def _item(data: Mapping[str, Any]) -> EventItem:
    return EventItem(
        sku=text_of(data.get("variant")) or text_of(data.get("id")),
        garment=text_of(data.get("id")),
        quantity=data.get("quantity"),
        price=data.get("price"),
    )


def _entities(text: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The names and data of the entities of a contexts column."""
    listed = _json(text).get("data")
    return [each for item in (listed if isinstance(listed, list) else ()) if (each := _named(item))]


def _self_described(text: str) -> dict[str, Mapping[str, Any]]:
    """The name and data of a self-describing event."""
    found = _named(_json(text).get("data"))
    return dict([found]) if found else {}


def _named(item: object) -> tuple[str, Mapping[str, Any]] | None:
    """An entity's name, from iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0."""
    if not isinstance(item, Mapping) or not isinstance(data := item.get("data"), Mapping):
        return None
    parts = text_of(item.get("schema")).split("/")
    return (parts[1], data) if len(parts) == 4 else None


def _json(text: str) -> Mapping[str, Any]:
    if not text:
        return {}
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ModisteError("MOD-1250", name="JSON", value=text[:80], reason=str(error).lower()) from None
    return value if isinstance(value, Mapping) else {}


SNOWPLOW = Snowplow()
