"""A Merchant feed of any length, as TSV or XML: what the benchmarks of collect read.

Knows shapes of a real apparel feed (20 attributes, about 470 bytes a row); its words are made up here.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

COLOURS, SIZES = ("Red", "Blue", "Black", "Navy", "Olive", "White"), ("XS", "S", "M", "L", "XL")
TEXT = "Soft heavyweight jersey, regular fit, ribbed collar, pre-shrunk and garment dyed in Portugal. " * 2


def write_tsv(path: Path, rows: int) -> None:
    """A tab-separated feed."""
    with path.open("w", encoding="utf-8") as file:
        for number, item in enumerate(items(rows)):
            if not number:
                file.write("\t".join(item) + "\n")
            file.write("\t".join(item.values()) + "\n")


def write_xml(path: Path, rows: int) -> None:
    """An RSS feed."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>\n')
        for item in items(rows):
            inner = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in item.items() if value)
            file.write(f"<item>{inner}</item>\n")
        file.write("</channel></rss>\n")


def items(rows: int) -> Iterator[dict[str, str]]:
    """Items of styles with twenty variants each."""
    for n in range(rows):
        style = n // 20
        yield {
            "id": f"SKU-{n:07d}",
            "title": f"Organic cotton tee {style}",
            "description": TEXT,
            "link": f"https://shop.example/products/tee-{style}?variant={n}",
            "image_link": f"https://cdn.shop.example/i/{n:07d}-front.jpg",
            "additional_image_link": "",
            "availability": "in_stock",
            "price": f"{19 + n % 80}.90 EUR",
            "sale_price": "",
            "brand": "Acme",
            "gtin": _gtin(n),
            "mpn": f"MPN{n}",
            "item_group_id": f"STYLE-{style}",
            "color": COLOURS[n % 6],
            "size": SIZES[n % 5],
            "size_system": "EU",
            "gender": "female",
            "age_group": "adult",
            "material": "100% organic cotton",
            "google_product_category": "Apparel & Accessories > Clothing > Shirts & Tops",
        }


def _gtin(number: int) -> str:
    digits = f"40{number:010d}"
    odd, even = digits[::-2], digits[-2::-2]
    return f"{digits}{-(3 * sum(map(int, odd)) + sum(map(int, even))) % 10}"
