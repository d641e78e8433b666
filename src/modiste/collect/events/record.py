"""One behaviour event in plain words, from whatever format, and the interactions that it makes.

Knows GA4's event names, ids and consent; which field of a format says what is each format's own.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, get_args

from pydantic import ValidationError

from modiste.collect.arrivals import Act, Text, event_arrival
from modiste.collect.encoding import is_plain
from modiste.collect.people import Pseudonym, redacted
from modiste.collect.source import Arrival, Rejection
from modiste.garment import Interaction, ModisteError, content_id, key_id

KINDS = frozenset(get_args(Interaction.model_fields["kind"].annotation))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST, LATEST = datetime(1995, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
CACHE = 65_536
MOST_MONEY = Decimal(10) ** 10
_ID = re.compile(r"[a-z0-9][a-z0-9._:-]{0,119}")
_TEN_THOUSANDTH = Decimal("0.0001")
MOST_ITEMS = 200
"""GA4 sends at most so many items an event; more are refused."""


class EventItem(NamedTuple):
    """One garment of an event, by the source's own keys."""

    sku: str = ""
    garment: str = ""
    quantity: object = None
    price: object = None


class Event(NamedTuple):
    """One event of a source, every value as it was written.

    `key` tells the event from all others of its source. `people` are all raw ids and addresses in the row,
    `customer` the one that counts. `consents` is whether the source itself says that the customer agreed to
    having behaviour kept.
    """

    key: str
    name: str
    at: datetime
    customer: str = ""
    session: str = ""
    people: tuple[str, ...] = ()
    consents: bool = False
    items: Sequence[EventItem] = ()
    value: object = None
    currency: str = ""
    query: str = ""
    address: str = ""
    weight: float = 1.0
    raw: Mapping[str, str] = MappingProxyType({})


def arrival_of(place: str, event: Event, source: str, pseudonym: Pseudonym) -> Arrival:
    """The interactions of an event: one for each item, else one.

    Raises:
        ModisteError: MOD-1250 for a value that does not do, MOD-1230 for one that the spine refuses.
    """
    if not EARLIEST <= event.at <= LATEST:
        raise ModisteError(
            "MOD-1250", name="time", value=event.at.isoformat(), reason="it lies before 1995 or after 2099"
        )
    if len(event.items) > MOST_ITEMS:
        raise ModisteError("MOD-1250", name="items", value=len(event.items), reason=f"over {MOST_ITEMS}")
    customer = pseudonym(event.customer)
    session = pseudonym(f"session {event.session}") if event.session and customer else None
    kind = event.name if event.name in KINDS else "other"
    key = content_id(f"{source}\0{event.key}\0{customer or ''}".encode(errors="surrogatepass"), 24)
    name, query, address = (
        "" if kind == event.name else event.name[:120],
        event.query[:120],
        event.address[:2000],
    )
    behind = (query, address, source, event.weight, None)
    if event.items:
        rows = tuple(
            (
                f"{key}.{number}", customer, session, _id(item.garment), _id(item.sku), kind, name, event.at,
                *_of_item(item, event.currency), *behind,
            )
            for number, item in enumerate(event.items)
        )  # fmt: skip
    else:
        value = money(event.value)
        currency = currency_of(event.currency) if value is not None else None
        rows = ((key, customer, session, None, None, kind, name, event.at, 1, value, currency, *behind),)
    made = event_arrival(place, Act(rows, customer, event.at, source, event.consents), event.raw)
    if _is_good(event, name, query, address, source, customer, session):
        return made
    return Arrival(place, made.records, raw=event.raw, needs=made.needs)


def _is_good(
    event: Event, name: str, query: str, address: str, source: str, customer: str | None, session: str | None
) -> bool:
    """Whether the spine takes the values as they are; the others come from functions that see to it."""
    return (
        event.at.tzinfo is UTC
        and (not name or _is_word(name))
        and (not query or _is_word(query))
        and (not address or (address == address.strip() and is_plain(address)))
        and _is_word(source)
        and 0 <= event.weight <= 10
        and (customer is None or _is_id(f"{customer}.behaviour.{source}"))
        and (session is None or _is_id(session))
    )


@lru_cache(maxsize=CACHE)
def _is_word(text: str) -> bool:
    return text == text.strip() and is_plain(text)


@lru_cache(maxsize=CACHE)
def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def judged(place: str, event: Event, source: str, pseudonym: Pseudonym, text: Text) -> Arrival | Rejection:
    """The arrival, or why there is none; then the row's text holds no raw id."""
    try:
        return arrival_of(place, event, source, pseudonym)
    except (ModisteError, ValidationError) as error:
        shown = text if isinstance(text, str) else text()
        safe = redacted(shown, (event.customer, event.session, *event.people), pseudonym)
        return Rejection.of(place, error, safe)


def money(value: object) -> Decimal | None:
    """An amount of money as JSON or a table writes it.

    Raises:
        ModisteError: MOD-1250 for one that is none.
    """
    return None if value is None or value == "" else _amount(str(value))


@lru_cache(maxsize=CACHE)
def _amount(value: str) -> Decimal:
    try:
        amount = Decimal(value).quantize(_TEN_THOUSANDTH)
        if abs(amount) >= MOST_MONEY:
            raise InvalidOperation
        return amount
    except InvalidOperation:
        reason = "it is no amount of money"
        raise ModisteError("MOD-1250", name="value", value=value[:80], reason=reason) from None


@lru_cache(maxsize=CACHE)
def currency_of(text: str) -> str | None:
    """Three capital letters, or nothing."""
    plain = text.strip().upper()
    return plain if len(plain) == 3 and plain.isascii() and plain.isalpha() else None


def at_microseconds(value: object) -> datetime:
    """A moment from microseconds since 1970, as a number or its text.

    Raises:
        ModisteError: MOD-1250 for what is none.
    """
    try:
        return EPOCH + timedelta(microseconds=int(str(value)))
    except (ValueError, OverflowError):
        raise ModisteError("MOD-1250", name="time", value=str(value)[:80], reason="it is no time") from None


def text_of(value: object) -> str:
    """A JSON value as text: nothing of null, a number as it is written."""
    return (
        value
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, dict | list)
        else str(value)
    )


def _of_item(item: EventItem, currency: str) -> tuple[int, Decimal | None, str | None]:
    """How many pieces, their value, and its currency."""
    value = money(item.price)
    return _quantity(item.quantity), value, currency_of(currency) if value is not None else None


@lru_cache(maxsize=CACHE)
def _id(key: str) -> str | None:
    return key_id(key) if key.strip() else None


def _quantity(value: object) -> int:
    return 1 if value is None or value == "" else _pieces(str(value))


@lru_cache(maxsize=CACHE)
def _pieces(value: str) -> int:
    try:
        number = Decimal(value)
        if number != int(number) or not 1 <= number <= 1_000_000:
            raise ValueError
        return int(number)
    except (ValueError, ArithmeticError):
        reason = "it is no whole number from 1"
        raise ModisteError("MOD-1250", name="quantity", value=value[:80], reason=reason) from None
