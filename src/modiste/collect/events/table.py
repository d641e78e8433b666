"""Behaviour events from a table of one's own, text or Parquet: a row each, in GA4's words or a shop's.

Knows the usual column names; nested events are read by the formats of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from modiste.collect.delimited import Row
from modiste.collect.events.record import Event, EventItem, judged
from modiste.collect.headers import day_order, named_columns
from modiste.collect.normal import folded, moment
from modiste.collect.people import Pseudonym, nobody, redacted
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import judged_rows, table_header
from modiste.garment import ModisteError

WORDS = {
    "key": "eventid id messageid",
    "name": "eventname event eventtype action kind behavior 行为 事件",
    "at": "eventtime timestamp at time eventtimestamp datetime date 时间",
    "customer": "customerid userid visitorid user useremail anonymousid userpseudoid 用户id",
    "session": "sessionid session usersession",
    "sku": "skuid sku itemid variantid 商品编码",
    "garment": "garmentid productid styleid itemgroupid 商品id",
    "quantity": "quantity qty 数量",
    "price": "price itemprice unitprice 价格",
    "value": "value revenue",
    "currency": "currency currencycode",
    "query": "query searchterm searchquery keyword",
    "address": "url pageurl pagelocation",
    "consent": "consent analyticsconsent behaviourconsent analyticsstorage",
}
_NAMES = {
    "view": "view_item",
    "click": "select_item",
    "detail": "view_item",
    "pv": "view_item",
    "fav": "add_to_wishlist",
    "wishlist": "add_to_wishlist",
    "cart": "add_to_cart",
    "addtocart": "add_to_cart",
    "remove_from_basket": "remove_from_cart",
    "buy": "purchase",
    "order": "purchase",
    "transaction": "purchase",
    "浏览": "view_item",
    "收藏": "add_to_wishlist",
    "加购": "add_to_cart",
    "购买": "purchase",
}
_YES = frozenset(("yes", "true", "1", "y", "granted", "是"))


@dataclass(frozen=True)
class EventTable:
    """The connector `events`."""

    pseudonym: Pseudonym = nobody
    zone: str = "UTC"
    day_first: bool | None = None
    kind: str = "events"
    title: str = "Behaviour events (CSV, TSV, Parquet)"

    def recognise(self, source: Source) -> float:
        """By columns for what happened, when, to whom and to what."""
        found = named_columns(table_header(source), WORDS)
        if not {"name", "at"} <= set(found) or not {"sku", "garment", "query"} & set(found):
            return 0.0
        return 0.7 + 0.2 * ("customer" in found or "session" in found) + 0.1 * ("key" in found)

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row."""
        reader = replace(self, day_first=day_order(source, self.day_first))
        yield from judged_rows(source, WORDS, partial(reader._judged, {}), after=after, limits=limits)

    def _judged(self, seen: dict[str, int], row: Row, cells: dict[str, str]) -> Arrival | Rejection:
        get = cells.get
        people = (get("customer", ""), get("session", ""))
        read = moment(get("at", ""), zone=self.zone, day_first=self.day_first)
        if read is None or not get("name"):
            name = "name" if read else "time"
            error = ModisteError(
                "MOD-1250", name=name, value=get("at", "")[:80], reason="every event needs one"
            )
            return Rejection.of(row.place, error, redacted(row.text, people, self.pseudonym))
        said = "\0".join(cells.values())
        if not get("key"):
            seen[said] = seen.get(said, 0) + 1
            said = f"{said}\0{seen[said]}"
        name = folded(get("name", "")).replace(" ", "_").replace("-", "_")
        items = [EventItem(get("sku", ""), get("garment", ""), get("quantity"), get("price"))]
        event = Event(
            key=get("key") or said,
            name=_NAMES.get(name, name),
            at=read.at,
            customer=people[0],
            session=people[1],
            people=people,
            consents=folded(get("consent", "")) in _YES,
            items=items if get("sku") or get("garment") else (),
            value=get("value"),
            currency=get("currency", ""),
            query=get("query", ""),
            address=get("address", "").partition("?")[0],
            raw={"doubt": "; ".join(read.doubts)} if read.doubts else {},
        )
        return judged(row.place, event, self.kind, self.pseudonym, row.text)


EVENT_TABLE = EventTable()
