"""Segment: track, page, screen and identify calls as JSON, one a line or one array.

Knows the spec (segment.com/docs/connections/spec) with its ecommerce events, and Segment's consent objects;
traits and context are not kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from modiste.collect.events.record import Event, EventItem, judged, text_of
from modiste.collect.json_rows import JsonRow, first_object, json_rows
from modiste.collect.normal import folded, moment
from modiste.collect.people import Pseudonym, nobody, redacted
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

_CALLS = frozenset({"track", "page", "screen", "identify", "group", "alias"})
_NAMES = {
    "products searched": "search",
    "product list viewed": "view_item_list",
    "product list filtered": "view_item_list",
    "product clicked": "select_item",
    "product viewed": "view_item",
    "product added": "add_to_cart",
    "product removed": "remove_from_cart",
    "cart viewed": "view_cart",
    "checkout started": "begin_checkout",
    "payment info entered": "add_payment_info",
    "order completed": "purchase",
    "order refunded": "refund",
    "product added to wishlist": "add_to_wishlist",
    "wishlist product added to cart": "add_to_cart",
    "product shared": "share",
    "product reviewed": "rate_item",
}
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_AGREED = ("analytics", "behaviour", "behavior", "behavioral analytics", "personalization", "personalisation")


@dataclass(frozen=True)
class Segment:
    """The connector `segment`."""

    pseudonym: Pseudonym = nobody
    kind: str = "segment"
    title: str = "Segment calls (JSON)"

    def recognise(self, source: Source) -> float:
        """By the fields that every call has, in the first one."""
        first = first_object(source)
        if first.get("type") not in _CALLS:
            return 0.0
        return (1 + ("messageId" in first) + ("anonymousId" in first or "userId" in first)) / 3

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a call."""
        for row in json_rows(source, after=after, limits=limits):
            yield row if isinstance(row, Rejection) else self._judged(row)

    def _judged(self, row: JsonRow) -> Arrival | Rejection:
        people = _people(row.value)
        try:
            event = _event(row.value, people)
        except ModisteError as error:
            return Rejection.of(row.place, error, redacted(row.text, people, self.pseudonym))
        return judged(row.place, event, self.kind, self.pseudonym, row.as_text)


def _event(fields: Mapping[str, Any], people: tuple[str, ...]) -> Event:
    call, stamp = (
        text_of(fields.get("type")),
        text_of(fields.get("timestamp") or fields.get("originalTimestamp")),
    )
    if call not in _CALLS:
        raise ModisteError("MOD-1250", name="type", value=call[:80], reason="it is no call of Segment's")
    read = moment(stamp)
    if read is None:
        raise ModisteError("MOD-1250", name="timestamp", value=stamp[:80], reason="it is no time")
    said = _mapping(fields.get("properties"))
    name = text_of(fields.get("event")) if call == "track" else call
    known = _NAMES.get(folded(name), "page_view" if call in ("page", "screen") else name or call)
    context = _mapping(fields.get("context"))
    page = _mapping(context.get("page"))
    listed = said.get("products")
    products: list[Mapping[str, Any]] = [
        each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)
    ]
    if not products and (said.get("product_id") or said.get("sku")):
        products = [said]
    return Event(
        key=text_of(fields.get("messageId")) or "\0".join((call, name, stamp, *people[:2])),
        name=known,
        at=read.at,
        customer=text_of(fields.get("userId")) or text_of(fields.get("anonymousId")),
        people=people,
        consents=_consents(context),
        items=[_item(each) for each in products],
        value=said.get("value") or said.get("revenue") or said.get("total"),
        currency=text_of(said.get("currency")),
        query=text_of(said.get("query")),
        address=(text_of(said.get("url")) or text_of(page.get("url"))).partition("?")[0],
    )


def _item(product: Mapping[str, Any]) -> EventItem:
    return EventItem(
        sku=text_of(product.get("sku")) or text_of(product.get("variant")),
        garment=text_of(product.get("product_id")),
        quantity=product.get("quantity"),
        price=product.get("price"),
    )


def _consents(context: Mapping[str, Any]) -> bool:
    """Whether a category about behaviour is allowed; Segment leaves the categories' names to its users."""
    chosen = _mapping(_mapping(context.get("consent")).get("categoryPreferences"))
    return any(value is True and folded(str(name)) in _AGREED for name, value in chosen.items())


def _people(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Every id, address and trait of a person in a call: none of it may stay in a held row."""
    context = _mapping(fields.get("context"))
    traits = {**_mapping(fields.get("traits")), **_mapping(context.get("traits"))}
    named = (fields.get("userId"), fields.get("anonymousId"), fields.get("previousId"), context.get("ip"))
    return tuple(filter(None, map(text_of, (*named, *traits.values()))))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else _NOTHING


SEGMENT = Segment()
