"""One row of any catalogue in the same words, and the spine's records that it makes.

Knows what a style, a colourway, a SKU and a price need; which column says it is each format's own, what a
word means is `wording`'s. Why a row that is plainly good need not be validated: decision 29.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from modiste.collect.arrivals import (
    UNDATED,
    CatalogueArrival,
    CatalogueValues,
    ColourwayValues,
    Text,
    catalogue_arrival,
)
from modiste.collect.encoding import is_plain
from modiste.collect.normal import CODES, price
from modiste.collect.source import Arrival, PictureRef, Rejection
from modiste.collect.wording import CACHE, Sized, added, brand_of, hex_of, size_of
from modiste.garment import Colourway, Entity, Garment, ModisteError, Price, Sku, gtin, key_id, slug

_AMOUNT = re.compile(r"[^\d.,\-]")
_DECIMALS = re.compile(r"(?<=\d)[.,](\d{1,2})$|(?<=\d)\.(\d{3,4})$")
_CURRENCY = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")
_WEB = ("https://", "http://")
_NO_RAW: Mapping[str, str] = MappingProxyType({})
_WORD, LONGEST_LINE, _NAME, _TEXT = 120, 2000, 300, 20_000
"""The spine's limits, in letters."""
MOST_ATTRIBUTES = 100
"""Rows of more are looked at by the spine, which takes 200, the added ones among them."""


class CatalogueRow(NamedTuple):
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
    attributes: Mapping[str, str] = _NO_RAW
    is_style_only: bool = False


def arrival_of(row: CatalogueRow, text: Text) -> Arrival | Rejection:
    """The records of a row, or why there are none; `text` is the row as it was, or what writes it."""
    return _quickly(row, text) or carefully(row, text if isinstance(text, str) else text())


def carefully(row: CatalogueRow, text: str) -> Arrival | Rejection:
    """What `arrival_of` gives, by the spine's own validation: the judge of all that is not plainly good."""
    try:
        return _arrival(_stripped(row), text)
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
    feeds = currency.strip().upper()
    feeds = feeds if feeds in CODES else ""
    named = next((code for code in _CURRENCY.findall(text.upper()) if code in CODES), "")
    if not named:
        # A sign such as € names one, ¥ only beside the feed's own.
        read = price(text, expected=feeds)
        if read and read.currency and not read.doubts:
            return read.amount, read.currency
        named = feeds
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
    return value, named


class Words(NamedTuple):
    """The short values of a row as they are kept; `raw` holds those that were written otherwise."""

    brand: str
    category: str
    department: str
    season: str
    sized: Sized
    raw: Mapping[str, str]


@lru_cache(CACHE)
def _words(brand: str, category: str, department: str, season: str, size: str, system: str) -> Words:
    tidy, sized = brand_of(brand), size_of(size, system)
    raw = {"brand": brand} if tidy != brand else {}
    if sized.is_changed:
        raw[f"size {sized.size}"] = size
    return Words(tidy, category, department, season, sized, MappingProxyType(raw) if raw else _NO_RAW)


def _stripped(row: CatalogueRow) -> CatalogueRow:
    return CatalogueRow._make(each.strip() if isinstance(each, str) else each for each in row)


def _arrival(row: CatalogueRow, text: str) -> Arrival:
    for name in ("style", "name"):
        if not getattr(row, name):
            raise ModisteError("MOD-1237", field=name, value="", reason="every row needs one")
    words = _words(row.brand, row.category, row.department, row.season, row.size, row.size_system)
    attributes = _bare(row.attributes)
    garment = Garment(
        id=key_id(row.style),
        name=row.name,
        category=words.category,
        brand=words.brand,
        department=words.department,
        season=words.season,
        description=row.description,
        attributes=attributes | added(attributes),
        source=row.source,
        created_at=UNDATED,
        updated_at=UNDATED,
    )
    if row.is_style_only:
        return Arrival(row.place, (garment,), _pictures(row, garment.id, None), words.raw, text)
    colourway = Colourway(
        id=colourway_id(garment.id, row.colour),
        garment_id=garment.id,
        colour=row.colour,
        colour_hex=hex_of(row.colour),
        pattern=row.pattern,
    )
    sku = Sku(
        id=_sku_id(row, colourway.id),
        colourway_id=colourway.id,
        size_system=words.sized.system,
        size=words.sized.size,
        gtin=gtin(row.gtin) if row.gtin else None,
    )
    records: tuple[Entity, ...] = (garment, colourway, sku)
    if row.price:
        amount, currency = amount_of(row.price, row.currency)
        records = (*records, _price(sku.id, amount, currency))
    return Arrival(row.place, records, _pictures(row, garment.id, colourway.id), words.raw, text)


@lru_cache(4096)
def colourway_id(garment_id: str, colour: str) -> str:
    """The id of a style's colour; a style without colours has one colourway all the same."""
    return f"{garment_id[:79]}.{slug(colour or 'one', 38)}"


def _sku_id(row: CatalogueRow, colourway: str) -> str:
    return key_id(row.sku) if row.sku else f"{colourway}.{slug(row.size or 'one', 40)}"


def _price(sku_id: str, amount: Decimal, currency: str) -> Price:
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


def _quickly(row: CatalogueRow, text: Text) -> CatalogueArrival | None:
    """The same as `carefully` for a variant whose values are plainly good, None for any other row.

    Of values that do not repeat it is enough to see that no letter is a control character and nothing is too
    long; those that do (words, prices) are validated once and remembered.
    """
    if row.is_style_only or len(row.attributes) > MOST_ATTRIBUTES:
        return None
    attributes = _bare(row.attributes)
    name, description = row.name.strip(), row.description.strip()
    pictures = tuple(map(str.strip, row.pictures))
    lines = (name, *attributes.values(), *pictures)
    is_plainly_good = (
        is_plain("\n".join((description, *lines)))
        and are_names(tuple(attributes))
        and len(description) <= _TEXT
        and max(map(len, lines)) <= LONGEST_LINE
    )
    if not is_plainly_good:
        return None
    style = good_style(row.style.strip())
    return plainly_good(
        row.place,
        text,
        row.source,
        style,
        name,
        row.sku.strip(),
        description,
        good_gtin(row.gtin.strip()),
        good_price(row.price, row.currency),
        good_colourway(style, row.colour, row.pattern),
        good_words(
            row.brand, row.category, row.department, row.season, row.size, row.size_system, row.source
        ),
        pictures,
        attributes | added(attributes),
    )


def plainly_good(
    place: str,
    text: Text,
    source: str,
    style: str,
    name: str,
    sku: str,
    description: str,
    code: str | None,
    price: tuple[Decimal, str, str] | None,
    colourway: ColourwayValues | None,
    words: Words | None,
    pictures: tuple[str, ...],
    attributes: dict[str, str],
) -> CatalogueArrival | None:
    """A variant of which letters, blanks and lengths were looked at, None unless all else is good too.

    Args:
        place: where the row stands.
        text: the row as it was, or what writes it.
        source: the format's name.
        style: the style's id, by `good_style`.
        name: the style's name.
        sku: the variant's own key.
        description: text of any length that the spine takes.
        code: the GTIN, by `good_gtin`.
        price: by `good_price`.
        colourway: by `good_colourway`.
        words: by `good_words`.
        pictures: addresses, some of them empty.
        attributes: without empty ones, with what they mean.
    """
    if not (style and sku and 0 < len(name) <= _NAME and words and colourway and price and code is not None):
        return None
    addresses = pictures if all(pictures) else tuple(filter(None, pictures))
    for each in addresses:
        if not each.startswith(_WEB):
            return None
    brand, category, department, season, sized, raw = words
    sku_id = key_id(sku)
    amount, currency, ending = price
    return catalogue_arrival(
        place,
        CatalogueValues(
            (
                style, name, category, brand, department, season, description, attributes, source, False,
                UNDATED, UNDATED,
            ),
            colourway,
            (sku_id, colourway[0], sized.system, sized.size, code or None),
            (sku_id + ending, sku_id, amount, currency, UNDATED, None, UNDATED) if ending else None,
        ),
        addresses if len(addresses) < 2 else tuple(dict.fromkeys(addresses)),
        raw,
        text,
    )  # fmt: skip


def _bare(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes without blanks around their values, and without empty ones."""
    values = [*map(str.strip, attributes.values())]
    if all(values):
        return dict(zip(attributes, values, strict=True))
    return {name: value for name, value in zip(attributes, values, strict=True) if value}


@lru_cache(4096)
def good_style(key: str) -> str:
    """A style's id, nothing where it has no key."""
    return key_id(key) if key else ""


def good_gtin(text: str) -> str | None:
    """A GTIN of 14 digits, nothing of none, None of a wrong one."""
    try:
        return gtin(text) if text else ""
    except ModisteError:
        return None


@lru_cache(4096)
def are_names(names: tuple[str, ...]) -> bool:
    """Whether the spine takes names of attributes as they are."""
    return _are_words(*names)


def _are_words(*texts: str) -> bool:
    return all(text == text.strip() and len(text) <= _WORD and is_plain(text) for text in texts)


@lru_cache(CACHE)
def good_words(
    brand: str, category: str, department: str, season: str, size: str, system: str, source: str
) -> Words | None:
    """The words as they are kept, None where the spine must look at one."""
    if not _are_words(brand, category, department, season, size, system, source):
        return None
    words = _words(brand, category, department, season, size, system)
    return words if _are_words(words.brand, words.sized.size, words.sized.system) else None


@lru_cache(4096)
def good_colourway(garment_id: str, colour: str, pattern: str) -> ColourwayValues | None:
    """A style's colour, None where the spine must look at it."""
    look = _good_look(colour, pattern)
    return look and (colourway_id(garment_id, colour), garment_id, *look)


@lru_cache(4096)
def _good_look(colour: str, pattern: str) -> tuple[str, str | None, str] | None:
    return (colour, hex_of(colour), pattern) if _are_words(colour, pattern) else None


@lru_cache(CACHE)
def good_price(text: str, currency: str) -> tuple[Decimal, str, str] | None:
    """An amount that the spine takes, its currency, how the id of such a price ends; "" of no price."""
    if not text.strip():
        return Decimal(), "", ""
    try:
        amount, code = amount_of(text.strip(), currency.strip())
        made = _price("sku", amount, code)
    except (ModisteError, ValidationError):
        return None
    return made.amount, made.currency, made.id.removeprefix("sku")
