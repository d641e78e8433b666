"""Rows whose values were looked at and found good: plain values, spine records once somebody asks.

Knows the order of the records' fields; what a good value is, `catalogue` and `events.record` know. A store
that takes plain values needs no records, which cost more to build than to check.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from modiste.collect.source import Arrival, PictureRef
from modiste.garment import Colourway, Consent, Customer, Entity, Garment, Interaction, Price, Sku

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of what a source gives no date for; the workspace puts that of the import in its place."""

Text = str | Callable[[], str]
"""A row as it was, or what writes it."""

GarmentValues = tuple[str, str, str, str, str, str, str, dict[str, str], str, bool, datetime, datetime]
ColourwayValues = tuple[str, str, str, str | None, str]
SkuValues = tuple[str, str, str, str, str | None]
PriceValues = tuple[str, str, Decimal, str, datetime, datetime | None, datetime]


class CatalogueValues(NamedTuple):
    """The values of a variant's records, each in the order of the record's fields."""

    garment: GarmentValues
    colourway: ColourwayValues
    sku: SkuValues
    price: PriceValues | None

    def plain(self) -> Iterator[tuple[type[Entity], tuple[Any, ...]]]:
        """Every record's kind and values, those referred to first."""
        yield Garment, self.garment
        yield Colourway, self.colourway
        yield Sku, self.sku
        if self.price is not None:
            yield Price, self.price


class CatalogueArrival(Arrival):
    """An arrival that keeps a variant's values in place of its records, and addresses for pictures."""

    __slots__ = ()

    @property
    def values(self) -> CatalogueValues:
        """The checked values."""
        return self[1]  # type: ignore[return-value] # made by `catalogue_arrival` alone

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the pictures lie, each once."""
        return self[2]  # type: ignore[return-value]

    @property
    def records(self) -> tuple[Entity, ...]:
        """The records, made now and validated."""
        return tuple(
            kind(**dict(zip(kind.model_fields, values, strict=True))) for kind, values in self.values.plain()
        )

    @property
    def text(self) -> str:
        """The row as it was, written now if it was only remembered how."""
        text: Text = self[4]
        return text if isinstance(text, str) else text()

    @property
    def pictures(self) -> tuple[PictureRef, ...]:
        """The pictures as every arrival has them."""
        garment, colourway = self.values.garment, self.values.colourway
        return tuple(PictureRef(garment[0], place, colourway[0], garment[2]) for place in self.addresses)


def catalogue_arrival(
    place: str, values: CatalogueValues, addresses: tuple[str, ...], raw: Mapping[str, str], text: Text
) -> CatalogueArrival:
    """An arrival of checked values."""
    return tuple.__new__(CatalogueArrival, (place, values, addresses, raw, text, ()))


class Act(NamedTuple):
    """What somebody did: the interactions' values, who it was, when, whether the source says they agreed."""

    rows: tuple[tuple[Any, ...], ...]
    customer: str | None
    at: datetime
    source: str
    consents: bool


class EventArrival(Arrival):
    """An arrival that keeps an act's values in the place of its records."""

    __slots__ = ()

    @property
    def act(self) -> Act:
        """The checked values."""
        return self[1]  # type: ignore[return-value] # made by `event_arrival` alone

    @property
    def records(self) -> tuple[Entity, ...]:
        """The interactions, made now and validated."""
        return tuple(
            Interaction(**dict(zip(Interaction.model_fields, row, strict=True))) for row in self.act.rows
        )

    @property
    def needs(self) -> tuple[tuple[Entity, ...], ...]:
        """The customer, and the consent where the source says that there is one."""
        act = self.act
        if act.customer is None:
            return ()
        person = Customer(id=act.customer, created_at=act.at)
        return (
            ((person,), (behaviour_consent(act.customer, act.at, act.source),))
            if act.consents
            else ((person,),)
        )

    def without_customer(self) -> "EventArrival":
        """What happened, and not to whom."""
        act = self.act
        rows = tuple((row[0], None, None, *row[3:]) for row in act.rows)
        return event_arrival(self.place, act._replace(rows=rows, customer=None, consents=False), self.raw)


def event_arrival(place: str, act: Act, raw: Mapping[str, str]) -> EventArrival:
    """An arrival of checked values."""
    return tuple.__new__(EventArrival, (place, act, (), raw, "", ()))


def behaviour_consent(customer: str, at: datetime, source: str) -> Consent:
    """What a source says that a customer agreed to: one consent a source."""
    return Consent(
        id=f"{customer}.behaviour.{source}", customer_id=customer, purpose="behaviour", granted_at=at
    )
