"""A Google Merchant Center item, a line of a TSV or an element of XML: its attributes to a catalogue row.

Knows the attribute names of the product data specification (support.google.com/merchants/answer/7052112);
files are read by `merchant_table` and `merchant_xml`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from modiste.collect.catalogue import CatalogueRow
from modiste.collect.catalogue_columns import Columns
from modiste.collect.delimited import Block

KIND = "google-merchant"

_OWN = frozenset(
    {
        "id", "title", "description", "brand", "gtin", "price", "color", "size", "size_system", "pattern",
        "item_group_id", "image_link", "additional_image_link", "gender",
    }
)  # fmt: skip
"""Attributes that have a field of the spine; every other one is kept under its own name."""

_FIELDS = {
    "id": "sku",
    "title": "name",
    "brand": "brand",
    "gender": "department",
    "description": "description",
    "color": "colour",
    "pattern": "pattern",
    "size": "size",
    "size_system": "size_system",
    "gtin": "gtin",
    "price": "price",
}
SURE = frozenset({"id", "title", "link", "image_link", "price", "availability"})
"""Attributes that every item needs; a header that holds them is Google's."""


@lru_cache(4096)
def attribute(name: str) -> str:
    """An attribute's name without namespace, case and blanks: `g:Image Link` is `image_link`."""
    return name.strip().lower().removeprefix("g:").replace(" ", "_").replace("-", "_")


def catalogue_row(place: str, item: Mapping[str, str], source: str = KIND) -> CatalogueRow:
    """An item by its attributes' plain names; several values of one are separated by commas."""
    get = item.get
    category = get("product_type") or get("google_product_category") or ""
    extra = get("additional_image_link", "")
    return CatalogueRow(
        place=place,
        source=source,
        style=get("item_group_id") or get("id", ""),
        name=get("title", ""),
        sku=get("id", ""),
        brand=get("brand", ""),
        category=category.rpartition(">")[2].strip(),
        department=get("gender", ""),
        description=get("description", ""),
        colour=get("color", ""),
        pattern=get("pattern", ""),
        size=get("size", ""),
        size_system=get("size_system", ""),
        gtin=get("gtin", ""),
        price=get("price", ""),
        pictures=(get("image_link", ""), *(extra.split(",") if extra else ())),
        attributes={name: value for name, value in item.items() if name not in _OWN},
    )


def catalogue_columns(block: Block, items: Mapping[str, Sequence[str]], source: str = KIND) -> Columns:
    """The same of many items, column by column."""
    ids, groups = items.get("id", ()), items.get("item_group_id")
    style = (
        [group or id_ for group, id_ in zip(groups, ids, strict=True)] if groups and ids else groups or ids
    )
    kinds, published = items.get("product_type"), items.get("google_product_category")
    if kinds and published:
        kinds = [own or theirs for own, theirs in zip(kinds, published, strict=True)]
    fields = {field: items[name] for name, field in _FIELDS.items() if name in items}
    if kinds or published:
        fields["category"] = [*map(_last, kinds or published or ())]
    if style:
        fields["style"] = style
    main, extra = items.get("image_link"), items.get("additional_image_link")
    pictures: Sequence[tuple[str, ...]] = [*zip(main, strict=True)] if main else [()] * len(block.lines)
    if extra and any(extra):
        pictures = [
            (*some, *map(str.strip, more.split(","))) if more else some
            for some, more in zip(pictures, extra, strict=True)
        ]
    others = {name: cells for name, cells in items.items() if name not in _OWN}
    return Columns(source, block.first, fields, pictures, others, block.lines, block.head)


@lru_cache(4096)
def _last(category: str) -> str:
    return category.rpartition(">")[2].strip()
