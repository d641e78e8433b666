"""One row of any catalogue in the same words, and the spine's records that it makes.

Knows what a style, a colourway, a SKU and a price need; which column says it is each format's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pydantic import ValidationError

from modiste.collect.source import Arrival, PictureRef, Rejection
from modiste.garment import Colourway, Entity, Garment, ModisteError, Price, Sku, gtin, key_id, slug

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of what a source gives no date for; the workspace puts that of the import in its place."""

_AMOUNT = re.compile(r"[^\d.,\-]")
_DECIMALS = re.compile(r"(?<=\d)[.,](\d{1,2})$|(?<=\d)\.(\d{3,4})$")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A variant as a catalogue names it; every value is text as it was written, empty where nothing was said.

    Attributes:
        style: the key that all variants of the style share.
        sku: the variant's own key.
        price: an amount, with or without its currency.
        pictures: files or addresses.
        attributes: whatever else the row says, by the format's own names.
        is_style_only: the row speaks of the style and of no variant of it.
    """

    place: str
    source: str
    style: str
    name: str
    sku: str = ""
    brand: str = ""
    category: str = ""
    department: str = ""
    season: str = ""
    description: str = ""
    colour: str = ""
    pattern: str = ""
    size: str = ""
    size_system: str = ""
    gtin: str = ""
    price: str = ""
    currency: str = ""
    pictures: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_style_only: bool = False


def arrival_of(row: CatalogueRow, text: str) -> Arrival | Rejection:
    """The records of a row, or why there are none; `text` is the row as it was."""
    try:
        return _arrival(row, text)
    except (ModisteError, ValidationError) as error:
        return Rejection.of(row.place, error, text)


@lru_cache(4096)
def amount_of(text: str, currency: str = "") -> tuple[Decimal, str]:
    """An amount and its ISO 4217 currency, as "29.95 EUR", "EUR 29,95" or "1,299.00" beside a currency.

    Raises:
        ModisteError: MOD-1237 when it is no amount or no currency is named.

    Example:
        >>> amount_of("1.299,50 EUR"), amount_of("1,299", "usd")
        ((Decimal('1299.50'), 'EUR'), (Decimal('1299'), 'USD'))
    """
    named = _CURRENCY.search(text.upper()) or _CURRENCY.fullmatch(currency.strip().upper())
    if not named:
        raise ModisteError("MOD-1237", field="price", value=text[:80], reason="it names no currency")
    digits = _AMOUNT.sub("", text)
    if found := _DECIMALS.search(digits):
        whole, part = digits[: found.start()], found[1] or found[2]
        digits = f"{re.sub(r'[.,]', '', whole)}.{part}"
    else:
        digits = re.sub(r"[.,]", "", digits)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise ModisteError("MOD-1237", field="price", value=text[:80], reason="it is no amount") from None
    return value, named.group()


def _arrival(row: CatalogueRow, text: str) -> Arrival:
    for name in ("style", "name"):
        if not getattr(row, name).strip():
            raise ModisteError("MOD-1237", field=name, value="", reason="every row needs one")
    garment = Garment(
        id=key_id(row.style),
        name=row.name,
        category=row.category,
        brand=row.brand,
        department=row.department,
        season=row.season,
        description=row.description,
        attributes={name: value for name, value in row.attributes.items() if value},
        source=row.source,
        created_at=UNDATED,
        updated_at=UNDATED,
    )
    if row.is_style_only:
        return Arrival(row.place, (garment,), _pictures(row, garment.id, None), text=text)
    colourway = Colourway(
        id=colourway_id(garment.id, row.colour),
        garment_id=garment.id,
        colour=row.colour,
        pattern=row.pattern,
    )
    sku = Sku(
        id=key_id(row.sku) if row.sku.strip() else f"{colourway.id}.{slug(row.size or 'one', 40)}",
        colourway_id=colourway.id,
        size_system=row.size_system,
        size=row.size,
        gtin=gtin(row.gtin) if row.gtin.strip() else None,
    )
    records: tuple[Entity, ...] = (garment, colourway, sku)
    if row.price.strip():
        records = (*records, _price(row, sku.id))
    return Arrival(row.place, records, _pictures(row, garment.id, colourway.id), text=text)


@lru_cache(4096)
def colourway_id(garment_id: str, colour: str) -> str:
    """The id of a style's colour; a style without colours has one colourway all the same."""
    return f"{garment_id[:79]}.{slug(colour or 'one', 38)}"


def _price(row: CatalogueRow, sku_id: str) -> Price:
    amount, currency = amount_of(row.price, row.currency)
    return Price(
        id=f"{sku_id}.{currency.lower()}",
        sku_id=sku_id,
        amount=amount,
        currency=currency,
        valid_from=UNDATED,
        recorded_at=UNDATED,
    )


def _pictures(row: CatalogueRow, garment_id: str, colourway: str | None) -> tuple[PictureRef, ...]:
    places = dict.fromkeys(place.strip() for place in row.pictures)
    return tuple(PictureRef(garment_id, place, colourway, row.category) for place in places if place)
