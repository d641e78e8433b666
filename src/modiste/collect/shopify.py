"""Shopify's product CSV: a style's first row says what it is; variants follow, and rows with a picture only.

Knows the columns of Shopify's export (help.shopify.com/manual/products/import-export/using-csv) and its three
free options; `products.json` is `shopify_json`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.collect.delimited import Row, table_text
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import table_header, table_rows

COLOUR_WORDS = frozenset({"color", "colour", "farbe", "couleur", "colore", "kleur", "颜色", "颜色分类", "色"})
SIZE_WORDS = frozenset(
    {"size", "größe", "grösse", "taille", "talla", "taglia", "maat", "尺码", "尺寸", "规格"}
)
STYLE_COLUMNS = (
    "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Status",
    "Option1 Name", "Option2 Name", "Option3 Name",
)  # fmt: skip
"""Columns that only a style's first row fills."""

_SURE = frozenset({"Handle", "Title", "Vendor", "Option1 Name", "Option1 Value", "Variant Price"})
_OWN = frozenset(
    {
        "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Variant SKU", "Variant Barcode", "Image Src",
        "Variant Image", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value",
        "Option3 Name", "Option3 Value", "Color", "Size",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shopify:
    """The connector `shopify`; the file names no currency, and without the shop's no price is kept."""

    currency: str = ""
    kind: str = "shopify"
    title: str = "Shopify product CSV"

    def recognise(self, source: Source) -> float:
        """By the columns that every export has."""
        names = set(table_header(source))
        return len(_SURE & names) / len(_SURE) if "Handle" in names else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row; a row without the style's words takes them from its first row."""
        style: dict[str, str] = {}
        for number, found in enumerate(table_rows(source, limits=limits), start=1):
            if isinstance(found, Rejection):
                if number > after:
                    yield found
                continue
            row = _with_style(found, style)
            style = style_of(row.cells)
            if number > after:
                yield self._arrival(row)

    def _arrival(self, row: Row) -> Arrival | Rejection:
        cells = row.cells
        options = options_of(
            [(cells.get(f"Option{n} Name", ""), cells.get(f"Option{n} Value", "")) for n in (1, 2, 3)]
        )
        pictures = (cells.get("Image Src", ""), cells.get("Variant Image", ""))
        return arrival_of(
            CatalogueRow(
                place=row.place,
                source=self.kind,
                style=cells.get("Handle", ""),
                name=cells.get("Title", ""),
                sku=cells.get("Variant SKU", "").lstrip("'"),
                brand=cells.get("Vendor", ""),
                category=cells.get("Type", "")
                or cells.get("Product Category", "").rpartition(">")[2].strip(),
                description=cells.get("Body (HTML)", ""),
                colour=options.colour,
                size=options.size,
                gtin=cells.get("Variant Barcode", "").lstrip("'"),
                price=cells.get("Variant Price", "") if self.currency else "",
                currency=self.currency,
                pictures=pictures,
                attributes={
                    **{name: value for name, value in cells.items() if name not in _OWN and value},
                    **options.others,
                },
                is_style_only=is_continuation(cells),
            ),
            row.text,
        )


@dataclass(frozen=True, slots=True)
class Options:
    """A variant's free options told apart: its colour, its size, and the rest by their names."""

    colour: str
    size: str
    others: Mapping[str, str]


def options_of(named: Sequence[tuple[str, str]]) -> Options:
    """Which option is the colour and which the size, by what the shop calls them, in several languages.

    Example:
        >>> options_of([("Farbe", "Rot"), ("Größe", "M"), ("Fit", "slim")])
        Options(colour='Rot', size='M', others={'Fit': 'slim'})
    """
    colour = size = ""
    others = {}
    for name, value in named:
        word = name.strip().lower()
        if not value or (word == "title" and value == "Default Title"):
            continue
        if word in COLOUR_WORDS and not colour:
            colour = value
        elif word in SIZE_WORDS and not size:
            size = value
        else:
            others[name.strip() or "option"] = value
    return Options(colour, size, others)


def is_continuation(cells: Mapping[str, str]) -> bool:
    """Whether a row brings nothing but a picture of the style."""
    has_variant = any(cells.get(name) for name in ("Option1 Value", "Variant SKU", "Variant Price"))
    return not has_variant


def style_of(cells: Mapping[str, str]) -> dict[str, str]:
    """What later rows of the same style may leave out."""
    return {name: cells.get(name, "") for name in ("Handle", *STYLE_COLUMNS)}


def _with_style(row: Row, style: Mapping[str, str]) -> Row:
    if row.cells.get("Title") or not style or row.cells.get("Handle") != style["Handle"]:
        return row
    cells = {**row.cells, **{name: row.cells.get(name) or style[name] for name in STYLE_COLUMNS}}
    return Row(row.place, cells, table_text(cells))


SHOPIFY = Shopify()
