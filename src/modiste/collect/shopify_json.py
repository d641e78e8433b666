"""Shopify's `products.json`: a list of styles, each with its variants and pictures.

Knows the shape of the public storefront file and of the Admin API's answer; the options are told apart as in
`shopify`. A source row is a style, as the file has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from modiste.collect.catalogue import CatalogueRow, carefully
from modiste.collect.json_rows import JsonRow, json_rows
from modiste.collect.shopify import options_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, PictureRef, Rejection, Source, SourceLimits
from modiste.garment import Entity

_HEAD_BYTES = 4000


@dataclass(frozen=True, slots=True)
class ShopifyJson:
    """The connector `shopify-json`; without the shop's `currency` no price is kept."""

    currency: str = ""
    kind: str = "shopify-json"
    title: str = "Shopify products.json"

    def recognise(self, source: Source) -> float:
        """By the names that the file begins with."""
        head = source.head[:_HEAD_BYTES]
        if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
            return 0.0
        return (b'"products"' in head) * 0.4 + (b'"handle"' in head) * 0.4 + (b'"body_html"' in head) * 0.2

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a style, with all its variants."""
        for row in json_rows(source, after=after, limits=limits, key="products"):
            yield row if isinstance(row, Rejection) else self._style(row)

    def _style(self, row: JsonRow) -> Arrival | Rejection:
        place, item, text = row.place, row.value, row.text
        names = [_text(each, "name") for each in _list(item, "options")]
        made = [
            carefully(self._row(place, item, variant, names), text)
            for variant in _list(item, "variants") or [{}]
        ]
        records: list[Entity] = []
        pictures: list[PictureRef] = []
        raw: dict[str, str] = {}
        for each in made:
            if isinstance(each, Rejection):
                return each
            records += each.records
            pictures += each.pictures
            raw |= each.raw
        return Arrival(
            place,
            tuple({each.id: each for each in records}.values()),
            tuple(dict.fromkeys(pictures)),
            raw,
            text,
        )

    def _row(self, place: str, item: dict[str, Any], variant: Any, names: list[str]) -> CatalogueRow:
        values = [_text(variant, f"option{n}") for n in (1, 2, 3)]
        options = options_of(list(zip([*names, "", "", ""], values, strict=False)))
        own = _text(variant.get("featured_image") if isinstance(variant, dict) else None, "src")
        tags = item.get("tags")
        return CatalogueRow(
            place=place,
            source=self.kind,
            style=_text(item, "handle"),
            name=_text(item, "title"),
            sku=_text(variant, "sku"),
            brand=_text(item, "vendor"),
            category=_text(item, "product_type"),
            description=_text(item, "body_html"),
            colour=options.colour,
            size=options.size,
            gtin=_text(variant, "barcode"),
            price=_text(variant, "price") if self.currency else "",
            currency=self.currency,
            pictures=(own, *(_text(each, "src") for each in _list(item, "images"))),
            attributes={
                "Tags": ", ".join(map(str, tags)) if isinstance(tags, list) else _text(item, "tags"),
                **options.others,
            },
            is_style_only=not variant,
        )


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def _list(value: dict[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found if isinstance(found, list) else []


SHOPIFY_JSON = ShopifyJson()
