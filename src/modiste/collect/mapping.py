"""A table that fits no format: which of its columns says what, guessed from headers and values, or told.

Knows header words in English, German and Chinese and what values look like; where a mapping is kept is the
workspace's.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from modiste.collect.catalogue import CatalogueRow, amount_of, arrival_of
from modiste.collect.delimited import Row
from modiste.collect.opening import DATA
from modiste.collect.shopify import COLOUR_WORDS, SIZE_WORDS
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import table_header, table_rows
from modiste.garment import ModisteError, gtin

FIELDS: Mapping[str, frozenset[str]] = {
    "style": frozenset({"style", "style id", "style no", "style number", "handle", "group", "item group id",
                        "parent sku", "model", "article", "artikelnummer", "款号", "款式", "货号"}),
    "name": frozenset({"name", "title", "product name", "product", "item", "bezeichnung", "artikelname",
                       "名称", "标题", "商品名称", "品名"}),
    "sku": frozenset({"sku", "sku id", "id", "variant sku", "variant id", "item number", "item no", "artikel",
                      "编码", "商品编码", "sku编码", "条目"}),
    "brand": frozenset({"brand", "vendor", "manufacturer", "label", "marke", "hersteller", "品牌"}),
    "category": frozenset({"category", "type", "product type", "class", "kategorie", "warengruppe",
                           "类目", "类别", "分类", "品类"}),
    "department": frozenset({"department", "gender", "geschlecht", "abteilung", "性别", "部门"}),
    "season": frozenset({"season", "collection", "drop", "saison", "季节", "季"}),
    "description": frozenset({"description", "body", "text", "details", "beschreibung", "描述", "详情"}),
    "colour": COLOUR_WORDS | {"color name", "colour name", "colourway", "colorway", "颜色名称"},
    "pattern": frozenset({"pattern", "print", "muster", "图案", "花型"}),
    "size": SIZE_WORDS | {"size name", "groesse", "尺码名称"},
    "size_system": frozenset({"size system", "size type", "grössensystem", "尺码体系"}),
    "gtin": frozenset({"gtin", "ean", "upc", "barcode", "ean13", "条码", "条形码", "商品条码"}),
    "price": frozenset({"price", "retail price", "rrp", "preis", "vk", "价格", "售价", "吊牌价"}),
    "currency": frozenset({"currency", "währung", "币种", "货币"}),
    "pictures": frozenset({"image", "images", "picture", "photo", "photos", "file", "filename", "file name",
                           "image link", "image url", "bild", "foto", "图片", "主图", "照片"}),
}  # fmt: skip
"""Fields of a catalogue row, and the header words that mean them."""

SAMPLE = 200
_MOST_SHARE = 0.8
_PICTURE = re.compile(r"\.(jpe?g|png|webp|gif|tiff?|bmp)(\?.*)?$", re.IGNORECASE)
_SIZE = re.compile(r"(?:\d?X{0,3}[SL]|M|one size|os|均码|[2-6]\d(?:[.,]5)?)", re.IGNORECASE)
_MORE = re.compile(r"\s*[;|]\s*|,\s*(?=https?://)")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column says which field; columns that no field names are kept as attributes.

    `name` is what it is saved under, `currency` of prices that name none.
    """

    columns: Mapping[str, str]
    name: str = ""
    currency: str = ""

    def __post_init__(self) -> None:
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown or not self.columns:
            reason = f"'{unknown[0]}' is no field" if unknown else "it maps nothing"
            raise ModisteError(
                "MOD-1244", text=", ".join(self.columns), reason=reason, known=", ".join(FIELDS)
            )

    def check(self, header: Sequence[str]) -> None:
        """That the table has every column that is named.

        Raises:
            ModisteError: MOD-1245 with the columns that there are.
        """
        missing = sorted(set(self.columns.values()) - set(header))
        if missing:
            raise ModisteError("MOD-1245", column=missing[0], known=", ".join(header) or "none")


@dataclass(frozen=True, slots=True)
class MappedTable:
    """The connector `table`: any table by a mapping, or by the guessed one where none is given."""

    mapping: ColumnMapping | None = None
    currency: str = ""
    kind: str = "table"
    title: str = "Table with columns of its own"

    def recognise(self, source: Source) -> float:
        """Never sure of a table alone; of one beside photos that its rows name, sure enough."""
        header = table_header(source)
        if len(header) < 2:
            return 0.0
        guessed = guess(header)
        beside = sum(bool(_PICTURE.search(name)) for name in source.names)
        if beside and "pictures" in guessed and not any(name.endswith(DATA[4:]) for name in source.names):
            return 0.8
        return 0.3 if {"name"} <= guessed.keys() else 0.1

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row."""
        mapping = self.mapping or guessed_mapping(source, limits)
        mapping.check(table_header(source))
        for row in table_rows(source, after=after, limits=limits):
            yield row if isinstance(row, Rejection) else self._arrival(row, mapping)

    def _arrival(self, row: Row, mapping: ColumnMapping) -> Arrival | Rejection:
        used = set(mapping.columns.values())
        said = {name: row.cells.get(column, "").strip() for name, column in mapping.columns.items()}
        pictures = tuple(_MORE.split(said.pop("pictures", "")))
        stem = pictures[0].rpartition("/")[2].rpartition(".")[0]
        name = said.pop("name", "") or stem
        currency = said.pop("currency", "") or mapping.currency or self.currency
        extra = {name: value for name, value in row.cells.items() if value and name not in used}
        if said.get("price") and not (currency or _names_currency(said["price"])):
            extra[mapping.columns["price"]] = said.pop("price")
        style = said.pop("style", "") or said.get("sku", "") or stem or name
        made = CatalogueRow(
            row.place,
            self.kind,
            style,
            name,
            pictures=pictures,
            currency=currency,
            attributes=extra,
            **said,  # type: ignore[arg-type] # all that is left is text
        )
        return arrival_of(made, row.text)


def guess(header: Sequence[str], rows: Sequence[Mapping[str, str]] = ()) -> dict[str, str]:
    """Field to column: by the header's words first, then by what the values of the remaining columns are.

    Example:
        >>> guess(["Artikelnummer", "Bezeichnung", "Größe"])
        {'style': 'Artikelnummer', 'name': 'Bezeichnung', 'size': 'Größe'}
    """
    found: dict[str, str] = {}
    for name, words in FIELDS.items():
        for column in header:
            if column not in found.values() and _plain(column) in words:
                found[name] = column
                break
    for name, looks in _LOOKS.items():
        if name in found:
            continue
        for column in header:
            values = [row[column].strip() for row in rows if row.get(column, "").strip()]
            if column not in found.values() and len(values) >= 2 and _share(values, looks) >= _MOST_SHARE:
                found[name] = column
                break
    return found


def guessed_mapping(source: Source, limits: SourceLimits = SOURCE_LIMITS) -> ColumnMapping:
    """The mapping that a table's header and first rows suggest.

    Raises:
        ModisteError: MOD-1244 when nothing can be guessed.
    """
    sample = [row.cells for row in islice(table_rows(source, limits=limits), SAMPLE) if isinstance(row, Row)]
    return ColumnMapping(guess(table_header(source), sample))


def mapping_of(text: str, currency: str = "") -> ColumnMapping:
    """A mapping as it is written on the command line, `name=Title,price=RRP`.

    Raises:
        ModisteError: MOD-1244.
    """
    columns = {}
    for pair in text.split(","):
        name, equals, column = pair.partition("=")
        if not equals or not column.strip():
            raise ModisteError(
                "MOD-1244", text=text, reason=f"'{pair}' is not FIELD=COLUMN", known=", ".join(FIELDS)
            )
        columns[name.strip()] = column.strip()
    return ColumnMapping(columns, currency=currency)


def signature_of(header: Sequence[str]) -> str:
    """What tables of the same columns share, in whatever order these stand."""
    return hashlib.sha256("\0".join(sorted(_plain(name) for name in header)).encode()).hexdigest()[:16]


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-./:()]+", " ", name).strip().lower()


def _is_gtin(text: str) -> bool:
    try:
        return bool(gtin(text))
    except ModisteError:
        return False


def _is_price(text: str) -> bool:
    try:
        return amount_of(text)[0] >= 0
    except ModisteError:
        return False


def _names_currency(text: str) -> bool:
    return re.search(r"[A-Za-z]{3}", text) is not None or _is_price(text)


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "gtin": _is_gtin,
    "price": _is_price,
    "pictures": lambda text: _PICTURE.search(text) is not None,
    "size": lambda text: _SIZE.fullmatch(text) is not None,
}


def _share(values: Sequence[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, values)) / len(values)


MAPPED_TABLE = MappedTable()
