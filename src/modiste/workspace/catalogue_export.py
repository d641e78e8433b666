"""The way back: the enriched catalogue as a Shopify CSV, a Merchant feed or a plain table.

Knows what each format calls the spine's fields. Written like an original file, it is that file with the
values that people or models set, and everything else as it stood.
"""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4
from xml.sax.saxutils import escape

from modiste.collect import open_source, rewrite
from modiste.garment import Colourway, Garment, ImageLink, ModisteError, Price, Sku, key_id
from modiste.store import Store
from modiste.workspace.merging import enriched

_TABLE = (
    "style", "name", "brand", "category", "department", "season", "description", "colour", "pattern", "sku",
    "size", "size_system", "gtin", "price", "currency", "pictures",
)  # fmt: skip
_MERCHANT = (
    "id", "title", "description", "link", "image_link", "additional_image_link", "availability", "price",
    "brand", "gtin", "item_group_id", "color", "size", "size_system", "pattern", "gender", "product_type",
    "google_product_category", "material", "age_group", "condition", "sale_price", "mpn", "size_type",
)  # fmt: skip
_SHOPIFY = (
    "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value",
    "Option2 Name", "Option2 Value", "Variant SKU", "Variant Price", "Variant Barcode", "Image Src",
    "Image Position", "Status",
)  # fmt: skip
_STYLE_KEYS = ("Handle", "item_group_id", "item group id", "id", "style")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("Title", "title", "Name", "name"),
    "description": ("Body (HTML)", "description", "Description"),
    "brand": ("Vendor", "brand", "Brands"),
    "category": ("Type", "product_type", "product type", "category"),
    "department": ("gender", "department"),
    "season": ("season",),
}
"""Where a field of the spine stands in a known file, by the column's name."""


@dataclass(frozen=True)
class _SkuRow:
    garment: Garment
    colourway: Colourway | None
    sku: Sku | None
    price: Price | None
    links: tuple[str, ...]
    is_first: bool


@dataclass(frozen=True)
class CatalogueFile:
    """What was written: the format, how many rows, and of a rewritten file how many of them changed."""

    kind: str
    rows: int

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return dict(vars(self))


def export_catalogue(store: Store, kind: str, to: Path) -> CatalogueFile:
    """Write every garment with its SKUs, whole or not at all.

    Raises:
        ModisteError: MOD-2012 for an unknown format, MOD-2019 when the place cannot be written.
    """
    with _whole(to) as file:
        return write_catalogue(store, kind, file)


def write_catalogue(store: Store, kind: str, file: IO[bytes]) -> CatalogueFile:
    """Write every garment with its SKUs into an open file.

    Raises:
        ModisteError: MOD-2012 for an unknown format.
    """
    if kind not in _WRITERS:
        raise ModisteError("MOD-2012", kind="Format", name=kind, known=", ".join(_WRITERS))
    rows = 0

    def counted() -> Iterator[_SkuRow]:
        nonlocal rows
        for each in _variants(store):
            rows += 1
            yield each

    attributes = sorted({name for garment in store.rows.scan(Garment) for name in garment.attributes})
    _WRITERS[kind](file, counted(), attributes)
    return CatalogueFile(kind, rows)


def rewrite_like(store: Store, original: Path, to: Path) -> CatalogueFile:
    """Write an imported CSV or TSV again with what was enriched since; nothing else of it changes.

    Raises:
        ModisteError: MOD-1233 when the original is no table, MOD-2019 when the place cannot be written.
    """
    with _whole(to) as file:
        return write_like(store, original, file)


def write_like(store: Store, original: Path, file: IO[bytes]) -> CatalogueFile:
    """Write an imported CSV or TSV again into an open file.

    Raises:
        ModisteError: MOD-1233 when the original is no table, MOD-1234 when it breaks off.
    """
    source = open_source(original)
    known: dict[str, dict[str, str]] = {}
    last = ""

    def change(cells: Mapping[str, str]) -> Mapping[str, str]:
        nonlocal last
        column = next((name for name in _STYLE_KEYS if cells.get(name, "").strip()), None)
        if column is None:
            return {}
        id_ = key_id(cells[column])
        is_first, last = id_ != last, id_
        if id_ not in known:
            known.clear()  # rows of a style stand together, so one style is remembered at a time
            garment = store.rows.find(Garment, [id_]).get(id_)
            prints = store.imports.prints([id_]).get(id_)
            known[id_] = enriched(garment, prints) if garment else {}
        # Shopify says a style's words in its first row only, where others leave the cell empty.
        return {
            name: value
            for field, value in known[id_].items()
            for name in _columns(field, cells)
            if cells[name] or is_first or "Handle" not in cells
        }

    return CatalogueFile("like", rewrite(source, file, change))


def _columns(field: str, cells: Mapping[str, str]) -> list[str]:
    names = (
        (field.removeprefix("attributes."),) if field.startswith("attributes.") else _COLUMNS.get(field, ())
    )
    return [name for name in names if name in cells][:1]


def _variants(store: Store) -> Iterator[_SkuRow]:
    for garment in store.rows.scan(Garment):
        where: Mapping[str, object] = {"garment_id": garment.id}
        links = sorted(store.rows.scan(ImageLink, where=where), key=lambda link: (link.position, link.id))
        colourways = list(store.rows.scan(Colourway, where=where))
        found = [
            (colourway, sku)
            for colourway in colourways
            for sku in store.rows.scan(Sku, where={"colourway_id": colourway.id})
        ]
        prices = store.imports.open_prices([sku.id for _, sku in found])
        held = {sku: price for (sku, _), price in prices.items()}
        for number, (colourway, sku) in enumerate(found):
            own = [link for link in links if link.colourway_id in (None, colourway.id)]
            addresses = tuple(link.address for link in own)
            yield _SkuRow(garment, colourway, sku, held.get(sku.id), addresses, number == 0)
        if not found:
            yield _SkuRow(garment, None, None, None, tuple(link.address for link in links), True)


def _table(file: IO[bytes], variants: Iterable[_SkuRow], attributes: Sequence[str]) -> None:
    def row(each: _SkuRow) -> dict[str, str]:
        said = {name: getattr(each.garment, name, "") for name in _TABLE}
        said |= {name: each.garment.attributes.get(name, "") for name in attributes if name not in said}
        return said | {
            "style": each.garment.id,
            "colour": each.colourway.colour if each.colourway else "",
            "pattern": each.colourway.pattern if each.colourway else "",
            **_sku_words(each),
            "price": f"{each.price.amount:f}" if each.price else "",
            "currency": each.price.currency if each.price else "",
            "pictures": ";".join(each.links),
        }

    names = [*_TABLE, *(name for name in attributes if name not in _TABLE)]
    _write(file, names, map(row, variants), ",")


def _sku_words(each: _SkuRow) -> dict[str, str]:
    sku = each.sku
    if sku is None:
        return {"sku": "", "size": "", "size_system": "", "gtin": ""}
    return {"sku": sku.id, "size": sku.size, "size_system": sku.size_system, "gtin": sku.gtin or ""}


def _merchant_item(each: _SkuRow) -> dict[str, str]:
    garment, words = each.garment, _sku_words(each)
    item = {name: garment.attributes.get(name, "") for name in _MERCHANT}
    price = f"{each.price.amount:f} {each.price.currency}" if each.price else ""
    extra = [link.replace(",", "%2C") for link in each.links[1:]]
    return item | {
        "id": words["sku"] or garment.id,
        "title": garment.name,
        "description": garment.description,
        "image_link": each.links[0] if each.links else "",
        "additional_image_link": ",".join(extra),
        "price": price,
        "brand": garment.brand,
        "gtin": words["gtin"],
        "item_group_id": garment.id,
        "color": each.colourway.colour if each.colourway else "",
        "size": words["size"],
        "size_system": words["size_system"],
        "pattern": each.colourway.pattern if each.colourway else "",
        "gender": garment.department,
        "product_type": garment.attributes.get("product_type") or garment.category,
    }


def _merchant_tsv(file: IO[bytes], variants: Iterable[_SkuRow], _: Sequence[str]) -> None:
    _write(file, _MERCHANT, map(_merchant_item, variants), "\t")


def _merchant_xml(file: IO[bytes], variants: Iterable[_SkuRow], _: Sequence[str]) -> None:
    file.write(
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        b'<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">\n<channel>\n<title>Catalogue</title>\n'
    )
    for each in variants:
        inner = "".join(
            f"<g:{name}>{escape(value)}</g:{name}>" for name, value in _merchant_item(each).items() if value
        )
        file.write(f"<item>{inner}</item>\n".encode())
    file.write(b"</channel>\n</rss>\n")


def _shopify(file: IO[bytes], variants: Iterable[_SkuRow], _: Sequence[str]) -> None:
    def rows() -> Iterator[dict[str, str]]:
        for each in variants:
            garment, words = each.garment, _sku_words(each)
            row = dict.fromkeys(_SHOPIFY, "") | {"Handle": garment.id}
            if each.is_first:
                row |= {
                    "Title": garment.name,
                    "Body (HTML)": garment.description,
                    "Vendor": garment.brand,
                    "Type": garment.category,
                    "Option1 Name": "Color",
                    "Option2 Name": "Size",
                    **{name: garment.attributes.get(name, "") for name in ("Tags", "Published", "Status")},
                }
            yield row | {
                "Option1 Value": each.colourway.colour if each.colourway else "",
                "Option2 Value": words["size"],
                "Variant SKU": words["sku"],
                "Variant Price": f"{each.price.amount:f}" if each.price else "",
                "Variant Barcode": words["gtin"],
                "Image Src": each.links[0] if each.links else "",
            }
            for position, link in enumerate(each.links[1:], start=2):
                yield dict.fromkeys(_SHOPIFY, "") | {
                    "Handle": garment.id,
                    "Image Src": link,
                    "Image Position": str(position),
                }

    _write(file, _SHOPIFY, rows(), ",")


def _write(file: IO[bytes], names: Sequence[str], rows: Iterable[Mapping[str, str]], separator: str) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.DictWriter(text, names, delimiter=separator, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    text.flush()
    text.detach()


_WRITERS: Mapping[str, Callable[[IO[bytes], Iterable[_SkuRow], Sequence[str]], None]] = {
    "csv": _table,
    "google-merchant-tsv": _merchant_tsv,
    "google-merchant-xml": _merchant_xml,
    "shopify": _shopify,
}


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears when the block has ended well, and not before."""
    partial = path.with_name(f".{path.name}.{uuid4().hex}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2019", path=path, reason=reason) from None
    finally:
        partial.unlink(missing_ok=True)
