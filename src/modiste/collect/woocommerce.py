"""WooCommerce's product CSV: simple products, variable ones, and the variations that name their parent.

Knows the export's columns in English and German and its numbered attributes
(woocommerce.com/document/product-csv-importer-exporter).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.collect.delimited import Row, table_text
from modiste.collect.shopify import options_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import table_header, table_rows

_SURE = frozenset({"Type", "SKU", "Name", "Published", "Regular price", "Parent", "Images"})
_OWN = frozenset({"ID", "Type", "SKU", "Name", "Description", "Categories", "Images", "Parent", "Brands"})
_GTIN = "GTIN, UPC, EAN, or ISBN"


@dataclass(frozen=True, slots=True)
class WooCommerce:
    """The connector `woocommerce`; without the shop's `currency` no price is kept."""

    currency: str = ""
    kind: str = "woocommerce"
    title: str = "WooCommerce product CSV"

    def recognise(self, source: Source) -> float:
        """By the columns that every export has."""
        names = set(table_header(source))
        return len(_SURE & names) / len(_SURE) if {"Type", "SKU"} <= names else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row; a variation takes its style's words from the row of its parent."""
        parents: dict[str, str] = {}
        name = ""
        for number, found in enumerate(table_rows(source, limits=limits), start=1):
            if isinstance(found, Rejection):
                if number > after:
                    yield found
                continue
            row, cells = found, found.cells
            if cells.get("Type") != "variation":
                # An export lists variations right behind their parent, so one parent is remembered at a time.
                name = cells.get("Name", "")
                parents = {
                    key: style_key(cells) for key in (cells.get("SKU", ""), f"id:{cells.get('ID')}") if key
                }
            elif (parent := cells.get("Parent", "").strip()) in parents:
                filled = {**cells, "Parent": parents[parent], "Name": name}
                row = Row(found.place, filled, table_text(filled))
            if number > after:
                yield arrival_of(self._row(row), row.text)

    def _row(self, row: Row) -> CatalogueRow:
        cells = row.cells
        named = [
            (cells.get(f"Attribute {n} name", ""), cells.get(f"Attribute {n} value(s)", ""))
            for n in range(1, 10)
        ]
        options = options_of(named)
        is_style_only = "variable" in cells.get("Type", "")
        return CatalogueRow(
            place=row.place,
            source=self.kind,
            style=cells.get("Parent", "") if cells.get("Type") == "variation" else style_key(cells),
            name=cells.get("Name", ""),
            sku=cells.get("SKU", "") or (f"woo-{cells['ID']}" if cells.get("ID") else ""),
            brand=cells.get("Brands", ""),
            category=cells.get("Categories", "").partition(",")[0].rpartition(">")[2].strip(),
            description=cells.get("Description", ""),
            colour="" if is_style_only else options.colour,
            size="" if is_style_only else options.size,
            gtin=cells.get(_GTIN, ""),
            price=cells.get("Regular price", "") if self.currency else "",
            currency=self.currency,
            pictures=tuple(cells.get("Images", "").split(", ")),
            attributes={
                **{
                    key: value
                    for key, value in cells.items()
                    if value and key not in _OWN and key != _GTIN and not key.startswith("Attribute ")
                },
                **options.others,
            },
            is_style_only=is_style_only,
        )


def style_key(cells: Mapping[str, str]) -> str:
    """A style's key: its SKU, else its number in the shop."""
    return cells.get("SKU", "").strip() or (f"woo-{cells['ID']}" if cells.get("ID") else "")


WOOCOMMERCE = WooCommerce()
