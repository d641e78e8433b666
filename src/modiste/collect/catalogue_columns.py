"""Many rows of a catalogue at once, column by column: what `catalogue` does with one, at half its cost.

Knows columns whose letters were all looked at; a row that is not plainly good goes to `catalogue` by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from modiste.collect.catalogue import (
    LONGEST_LINE,
    MOST_ATTRIBUTES,
    CatalogueRow,
    are_names,
    carefully,
    plainly_good,
)
from modiste.collect.source import Arrival, Rejection


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
    # No cell is longer than its line.
    is_plainly_good = (
        max(map(len, columns.lines)) <= LONGEST_LINE and len(names) <= MOST_ATTRIBUTES and are_names(names)
    )
    has_gaps = not all(map(all, used.values()))
    source, head, first = columns.source, columns.head, columns.first

    def cells(*fields: str) -> Iterator[tuple[str, ...]]:
        return zip(*(columns.fields.get(field, repeat("")) for field in fields), strict=False)

    rows = zip(
        columns.lines,
        cells("style", "name", "sku", "description", "gtin"),
        cells("price", "currency"),
        cells("colour", "pattern"),
        cells("brand", "category", "department", "season"),
        cells("size", "size_system"),
        columns.pictures,
        zip(*used.values(), strict=True) if used else repeat(()),
        strict=False,
    )
    for number, (
        line,
        (style, name, sku, description, bar),
        cost,
        look,
        words,
        sized,
        pictures,
        rest,
    ) in enumerate(rows, first):
        place, text = f"line {number}", head + line
        attributes: dict[str, str] = dict(zip(names, rest, strict=True))
        if has_gaps:
            attributes = {key: value for key, value in attributes.items() if value}
        made: Arrival | Rejection | None = None
        if is_plainly_good:
            made = plainly_good(
                place, text, source, style, name, sku, description, bar, cost, look,
                (*words, source, *sized), pictures, attributes,
            )  # fmt: skip
        if made is None:
            row = (style, name, sku, *words, description, *look, *sized, bar, *cost, pictures, attributes)
            made = carefully(CatalogueRow(place, source, *row), text)
        yield made
