"""Many rows of a catalogue at once, column by column: what `catalogue` does with one row, at a third of its cost.

Knows columns whose letters were all looked at; a row that is not plainly good goes to `catalogue` by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from modiste.collect.arrivals import UNDATED, PriceValues, Variant, variant_arrival
from modiste.collect.catalogue import (
    LONGEST_LINE,
    LONGEST_NAME,
    CatalogueRow,
    are_names,
    arrival_of,
    good_colourway,
    good_price,
    good_words,
    style_id,
)
from modiste.collect.source import Arrival, Rejection
from modiste.collect.wording import added
from modiste.garment import ModisteError, gtin, key_id

_WEB = ("https://", "http://")


class Columns(NamedTuple):
    """Rows by column; every cell is without blanks around and has none but plain letters.

    Attributes:
        source: the format's name.
        first: the first row's line.
        fields: `CatalogueRow`'s fields that the rows have; a field that is missing is empty.
        pictures: every row's addresses or files.
        attributes: every other column.
        lines: the rows as they were.
        head: the header line.
    """

    source: str
    first: int
    fields: Mapping[str, Sequence[str]]
    pictures: Sequence[tuple[str, ...]]
    attributes: Mapping[str, Sequence[str]]
    lines: Sequence[str]
    head: str


def arrivals_of(columns: Columns) -> Iterator[Arrival | Rejection]:
    """Exactly what `arrival_of` gives for every row."""
    used = {name: cells for name, cells in columns.attributes.items() if any(cells)}
    names = tuple(used)
    # A row of one of these is shorter than the limit of each of its cells, and too short for too many of them.
    is_short = max(map(len, columns.lines)) <= LONGEST_LINE and len(used) <= 100 and are_names(names)
    has_gaps = not all(map(all, used.values()))
    source, head, first = columns.source, columns.head, columns.first
    get = columns.fields.get
    rows = zip(
        columns.lines,
        get("style", repeat("")),
        get("name", repeat("")),
        get("sku", repeat("")),
        get("description", repeat("")),
        get("gtin", repeat("")),
        zip(get("price", repeat("")), get("currency", repeat("")), strict=False),
        zip(get("colour", repeat("")), get("pattern", repeat("")), strict=False),
        zip(
            *(get(name, repeat("")) for name in ("brand", "category", "department", "season")),
            repeat(source),
            get("size", repeat("")),
            get("size_system", repeat("")),
            strict=False,
        ),
        columns.pictures,
        zip(*used.values(), strict=True) if used else repeat(()),
        strict=False,
    )
    for number, (line, style, name, sku, description, bar, cost, look, short, pictures, rest) in enumerate(
        rows
    ):
        place, text = f"line {first + number}", head + line
        attributes: dict[str, str] = dict(zip(names, rest, strict=True))
        if has_gaps:
            attributes = {key: value for key, value in attributes.items() if value}
        made = None
        if is_short and style and sku and 0 < len(name) <= LONGEST_NAME:
            garment, words = style_id(style), good_words(*short)
            colourway = good_colourway(garment, *look)
            price = good_price(*cost) if cost[0] else _NO_PRICE
            code: str | None = None
            try:
                code = gtin(bar) if bar else None
            except ModisteError:
                words = None
            addresses = pictures if all(pictures) else tuple(filter(None, pictures))
            if words and colourway and price and all(each.startswith(_WEB) for each in addresses):
                sku_id = key_id(sku)
                amount, currency, ending = price
                priced: PriceValues | None = None
                if price is not _NO_PRICE:
                    priced = (sku_id + ending, sku_id, amount, currency, UNDATED, None, UNDATED)
                attributes |= added(attributes)
                made = variant_arrival(
                    place,
                    Variant(
                        (
                            garment, name, short[1], words.brand, short[2], short[3], description,
                            attributes, source, False, UNDATED, UNDATED,
                        ),
                        colourway,
                        (sku_id, colourway[0], words.sized.system, words.sized.size, code),
                        priced,
                    ),
                    addresses if len(addresses) < 2 else tuple(dict.fromkeys(addresses)),
                    words.raw,
                    text,
                )  # fmt: skip
        yield made or arrival_of(
            CatalogueRow(
                place, source, style, name, sku, *short[:4], description, *look, *short[5:], bar, *cost,
                pictures, attributes,
            ),
            text,
        )  # fmt: skip


_NO_PRICE = (0, "", "")
