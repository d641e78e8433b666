"""A Google Merchant Center item, a line of a TSV or an element of XML: its attributes to a catalogue row.

Knows the attribute names of the product data specification (support.google.com/merchants/answer/7052112);
files are read by `merchant_table` and `merchant_xml`.
"""

from collections.abc import Mapping

from modiste.collect.catalogue import CatalogueRow

KIND = "google-merchant"

_OWN = frozenset(
    {
        "id", "title", "description", "brand", "gtin", "price", "color", "size", "size_system", "pattern",
        "item_group_id", "image_link", "additional_image_link", "gender",
    }
)  # fmt: skip
"""Attributes that have a field of the spine; every other one is kept under its own name."""

SURE = frozenset({"id", "title", "link", "image_link", "price", "availability"})
"""Attributes that every item needs; a header that holds them is Google's."""


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
