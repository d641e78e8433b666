"""schema.org `Product` and `ProductGroup` in a saved page's JSON-LD: what a shop tells search engines.

Knows schema.org's names and where a page keeps them; fetching a page is `web`'s.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

from modiste.collect.catalogue import CatalogueRow, arrival_of
from modiste.collect.encoding import encoding_of
from modiste.collect.opening import HEAD_BYTES, stream_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

MOST_BYTES = 20_000_000
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]")


class SchemaOrg:
    """The connector `schema-org`."""

    kind = "schema-org"
    title = "Page with schema.org data"

    def recognise(self, source: Source) -> float:
        """By JSON-LD and a product's name in it, near the top of a page."""
        head = source.head.lower()
        if b"application/ld+json" in head:
            return 0.9
        is_json = head.lstrip().startswith((b"{", b"[")) and b"schema.org" in head and b'"product' in head
        return 0.9 if is_json else 0.7 * (b"<html" in head[:2000])

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a product or variant; a block that is no JSON is one rejection."""
        with stream_of(source, limits) as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ModisteError("MOD-1204", name=source.name, count=len(data), limit=MOST_BYTES)
        page = data.decode(encoding_of(data[:HEAD_BYTES]), errors="replace")
        found = 0
        for each in self._found(page):
            found += 1
            if found > after:
                yield each
        if not found:
            raise ModisteError("MOD-1233", name=source.name, reason="it holds no schema.org product")

    def _found(self, page: str) -> Iterator[Arrival | Rejection]:
        number = 0
        for block in blocks(page):
            try:
                value = lenient_json(block)
            except (ValueError, RecursionError):
                number += 1
                error = ModisteError("MOD-1232", reason="the JSON-LD block is no JSON")
                yield Rejection.of(f"item {number}", error, block)
                continue
            for style, variant in products(value):
                number += 1
                whole = variant if style is variant else {**style, "hasVariant": [variant]}
                text = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False)
                yield arrival_of(self._row(f"item {number}", style, variant), text)

    def _row(self, place: str, style: Mapping[str, Any], variant: Mapping[str, Any]) -> CatalogueRow:
        offer = _first(variant.get("offers")) or _first(style.get("offers")) or {}
        price = _first(offer.get("priceSpecification")) or offer
        key = word(style.get("productGroupID")) or word(variant.get("inProductGroupWithID"))
        sku = word(variant.get("sku")) or word(variant.get("productID")) or word(variant.get("mpn"))
        return CatalogueRow(
            place=place,
            source=self.kind,
            style=key or word(style.get("sku")) or sku or word(style.get("url")) or word(style.get("name")),
            name=unescape(word(style.get("name")) or word(variant.get("name"))),
            sku=sku,
            brand=word(variant.get("brand")) or word(style.get("brand")),
            category=(word(variant.get("category")) or word(style.get("category")))
            .rpartition(">")[2]
            .strip(),
            description=unescape(word(style.get("description")) or word(variant.get("description"))),
            colour=word(variant.get("color")),
            pattern=word(variant.get("pattern")),
            size=word(variant.get("size")),
            gtin=next(
                (word(variant.get(f"gtin{n}")) for n in ("", 13, 12, 14, 8) if variant.get(f"gtin{n}")), ""
            ),
            price=word(price.get("price")) or word(offer.get("lowPrice")),
            currency=word(price.get("priceCurrency")) or word(offer.get("priceCurrency")),
            pictures=tuple(word(each) for each in _all(variant.get("image")) + _all(style.get("image"))),
            attributes={
                "availability": word(offer.get("availability")).rpartition("/")[2],
                "link": word(variant.get("url")) or word(offer.get("url")),
                "material": word(variant.get("material")) or word(style.get("material")),
            },
        )


def blocks(page: str) -> Iterator[str]:
    """The JSON-LD blocks of a page; a file that is JSON itself is one block."""
    bare = page.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \r\n\t")
    if bare.startswith(("{", "[")):
        yield bare
        return
    reader = _Scripts()
    reader.feed(page)
    reader.close()
    yield from reader.found


def lenient_json(text: str) -> Any:
    """JSON as shops write it: comments around it, a comma too many, and line ends in texts are let pass.

    Raises:
        ValueError: it is no JSON even so.
    """
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text)), strict=False)


def products(value: Any, depth: int = 0) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every product with the group it belongs to; one without a group is its own."""
    if depth > 20:
        return
    if isinstance(value, list):
        for each in value:
            yield from products(each, depth + 1)
    elif isinstance(value, dict):
        kinds = {str(kind).rpartition("/")[2] for kind in _all(value.get("@type"))}
        variants = [each for each in _all(value.get("hasVariant")) if isinstance(each, dict)]
        if "ProductGroup" in kinds and variants:
            yield from ((value, each) for each in variants)
        elif kinds & {"Product", "ProductGroup", "IndividualProduct", "ProductModel"}:
            group = value.get("isVariantOf")
            if isinstance(group, dict) and group.get("name"):
                yield {"@type": "ProductGroup", **group}, value
            else:
                yield value, value
        else:
            for key in ("@graph", "mainEntity", "itemListElement", "item"):
                yield from products(value.get(key), depth + 1)


def word(value: Any) -> str:
    """A property's text: schema.org allows a value, a list, or a thing with a name, address or value."""
    if isinstance(value, list):
        return word(value[0]) if value else ""
    if isinstance(value, dict):
        for key in ("name", "url", "contentUrl", "value", "@id"):
            if value.get(key):
                return word(value[key])
        return ""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


class _Scripts(HTMLParser):
    """Collects what stands in `<script type="application/ld+json">`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").lower()
        self._is_inside = tag == "script" and kind.startswith("application/ld+json")
        if self._is_inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> dict[str, Any] | None:
    return next((each for each in _all(value) if isinstance(each, dict)), None)


SCHEMA_ORG = SchemaOrg()
