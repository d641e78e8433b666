"""Many rows of a catalogue at once, column by column: what `catalogue` does with one, at half its cost.

Knows columns whose letters were all looked at; a row that is not plainly good goes to `catalogue` by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, repeat
from typing import Any, NamedTuple

import numpy as np

from modiste.collect.arrivals import CatalogueArrival
from modiste.collect.catalogue import (
    LONGEST_LINE,
    MOST_ATTRIBUTES,
    CatalogueRow,
    are_names,
    carefully,
    good_colourway,
    good_gtin,
    good_price,
    good_style,
    good_words,
    plainly_good,
)
from modiste.collect.source import Arrival, Rejection
from modiste.collect.wording import add_to
from modiste.garment import GTIN_LENGTHS

_GTIN_WEIGHTS = np.array([3, 1] * 7, np.uint16)
"""Of 14 digits, the check digit among them (GS1 General Specifications, section 7.9)."""


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
    texts = [columns.head + line for line in columns.lines]
    is_plain = len(used) <= MOST_ATTRIBUTES and are_names(tuple(used))
    # No cell is longer than its line.
    is_plain = is_plain and max(map(len, columns.lines)) <= LONGEST_LINE
    for number, made in enumerate(_good(columns, used, texts) if is_plain else [None] * len(texts)):
        yield made or carefully(_row(columns, used, number), texts[number])


def _good(
    columns: Columns, used: Mapping[str, Sequence[str]], texts: Sequence[str]
) -> Iterator[CatalogueArrival | None]:
    def cells(field: str) -> Iterable[str]:
        return columns.fields.get(field) or repeat("")

    style = [*map(good_style, columns.fields.get("style") or [""] * len(texts))]
    words = (cells(field) for field in ("brand", "category", "department", "season", "size", "size_system"))
    return map(
        plainly_good,
        map("line {}".format, count(columns.first)),
        texts,
        repeat(columns.source),
        style,
        cells("name"),
        cells("sku"),
        cells("description"),
        _gtins(columns.fields.get("gtin") or [""] * len(texts)),
        map(good_price, cells("price"), cells("currency")),
        map(good_colourway, style, cells("colour"), cells("pattern")),
        map(good_words, *words, repeat(columns.source)),
        columns.pictures,
        _attributes(used, len(texts)),
    )


def _attributes(used: Mapping[str, Sequence[str]], rows: int) -> list[dict[str, str]]:
    """Every row's attributes with what they mean, without empty ones."""
    if not used:
        return [{} for _ in range(rows)]
    found = [dict(zip(used, row, strict=True)) for row in zip(*used.values(), strict=True)]
    if not all(map(all, used.values())):
        found = [{name: value for name, value in each.items() if value} for each in found]
    add_to(found, used)
    return found


def _gtins(cells: Sequence[str]) -> Sequence[str | None]:
    """What `good_gtin` gives, the check digits of all at once where they are numbers."""
    padded = [cell.zfill(14) if len(cell) in GTIN_LENGTHS else "" for cell in cells]
    text = "".join(padded)
    if not (text.isascii() and text.isdigit()):
        return [*map(good_gtin, cells)]
    digits = np.frombuffer(text.encode(), np.uint8).reshape(-1, 14) - ord("0")
    are_right = iter((digits @ _GTIN_WEIGHTS % 10 == 0).tolist())
    return [
        (code if next(are_right) else None) if code else (None if cell else "")
        for cell, code in zip(cells, padded, strict=True)
    ]


def _row(columns: Columns, used: Mapping[str, Sequence[str]], number: int) -> CatalogueRow:
    said: dict[str, Any] = {field: cells[number] for field, cells in columns.fields.items()}
    return CatalogueRow(
        f"line {columns.first + number}",
        columns.source,
        said.pop("style", ""),
        said.pop("name", ""),
        pictures=columns.pictures[number],
        attributes={name: cells[number] for name, cells in used.items() if cells[number]},
        **said,
    )
