"""Google Analytics 4: the BigQuery export as JSON, one event a line or one array.

Knows the export's schema (support.google.com/analytics/answer/7029846): nested event_params, items,
ecommerce, privacy_info. Geography, devices and traffic sources are not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modiste.collect.events.record import Event, EventItem, at_microseconds, judged, text_of
from modiste.collect.json_rows import JsonRow, first_object, json_rows
from modiste.collect.people import Pseudonym, nobody, redacted
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

_SURE = ("event_name", "event_timestamp", "event_params", "user_pseudo_id")
_READ = frozenset({"ga_session_id", "page_location", "currency", "value", "search_term", "transaction_id"})
_NAMES = {"view_search_results": "search", "user_engagement": "other"}


@dataclass(frozen=True)
class Ga4:
    """The connector `ga4`."""

    pseudonym: Pseudonym = nobody
    kind: str = "ga4"
    title: str = "Google Analytics 4 events (BigQuery export, JSON)"

    def recognise(self, source: Source) -> float:
        """By the fields of the export's schema in the first event."""
        first = first_object(source)
        return sum(name in first for name in _SURE) / len(_SURE)

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection an event."""
        for row in json_rows(source, after=after, limits=limits):
            yield row if isinstance(row, Rejection) else self._judged(row)

    def _judged(self, row: JsonRow) -> Arrival | Rejection:
        try:
            event = _event(row.value)
        except ModisteError as error:
            people = [text_of(row.value.get(name)) for name in ("user_id", "user_pseudo_id")]
            return Rejection.of(row.place, error, redacted(row.text, people, self.pseudonym))
        return judged(row.place, event, self.kind, self.pseudonym, row.as_text)


def _event(fields: Mapping[str, Any]) -> Event:
    get = fields.get
    name, stamp = text_of(get("event_name")), text_of(get("event_timestamp"))
    if not name:
        raise ModisteError("MOD-1250", name="event_name", value="", reason="every event needs one")
    user, browser = text_of(get("user_id")), text_of(get("user_pseudo_id"))
    params = _params(get("event_params"))
    order = f"{text_of(get('event_bundle_sequence_id'))}\0{text_of(get('batch_event_index'))}"
    shopping = get("ecommerce")
    shopping = shopping if isinstance(shopping, dict) else {}
    transaction = text_of(shopping.get("transaction_id")) or params.get("transaction_id", "")
    privacy = get("privacy_info")
    session = params.get("ga_session_id", "")
    return Event(
        key=f"{name}\0{stamp}\0{order}\0{transaction}\0{session}",
        name=_NAMES.get(name, name),
        at=at_microseconds(stamp),
        customer=user or browser,
        session=f"{browser} {session}" if session else "",
        people=(user, browser),
        consents=isinstance(privacy, dict) and privacy.get("analytics_storage") == "Yes",
        items=_items(get("items")),
        value=params.get("value") or shopping.get("purchase_revenue"),
        currency=params.get("currency", ""),
        query=params.get("search_term", ""),
        address=params.get("page_location", "").partition("?")[0],
    )


def _params(params: object) -> dict[str, str]:
    """The parameters that are read, by key; BigQuery writes each value under the name of its type."""
    found: dict[str, str] = {}
    for each in params if isinstance(params, list) else ():
        key = each.get("key") if isinstance(each, dict) else None
        if isinstance(key, str) and key in _READ and isinstance(value := each.get("value"), dict):
            for typed in value.values():
                if typed is not None:
                    found[key] = text_of(typed)
                    break
    return found


def _items(items: object) -> list[EventItem]:
    return [
        EventItem(
            text_of(each.get("item_id")) or text_of(each.get("item_name")),
            text_of(each.get("item_group_id")),
            each.get("quantity"),
            each.get("price"),
        )
        for each in (items if isinstance(items, list) else ())
        if isinstance(each, dict)
    ]


GA4 = Ga4()
