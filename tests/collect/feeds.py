"""A feed of any length in every catalogue format, for tests and for the benchmarks of collect.

Knows shapes of a real apparel feed (20 attributes, about 470 bytes a row); its words are made up here. Where
`bad` is a number, so many rows from one refused row to the next: it has no price that can be read.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

COLOURS, SIZES = ("Red", "Blue", "Black", "Navy", "Olive", "White"), ("XS", "S", "M", "L", "XL")
TEXT = "Soft heavyweight jersey, regular fit, ribbed collar, pre-shrunk and garment dyed in Portugal. " * 2


def write_tsv(path: Path, rows: int, bad: int = 0) -> None:
    """A tab-separated feed."""
    with path.open("w", encoding="utf-8") as file:
        for number, item in enumerate(items(rows, bad)):
            if not number:
                file.write("\t".join(item) + "\n")
            file.write("\t".join(item.values()) + "\n")


def write_xml(path: Path, rows: int, bad: int = 0) -> None:
    """An RSS feed."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>\n')
        for item in items(rows, bad):
            inner = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in item.items() if value)
            file.write(f"<item>{inner}</item>\n")
        file.write("</channel></rss>\n")


def write_shopify(path: Path, rows: int, bad: int = 0) -> None:
    """Shopify's product CSV: the style's words in its first row only."""
    head = [
        "Handle",
        "Title",
        "Body (HTML)",
        "Vendor",
        "Type",
        "Tags",
        "Published",
        "Option1 Name",
        "Option1 Value",
        "Option2 Name",
        "Option2 Value",
        "Variant SKU",
        "Variant Barcode",
        "Variant Price",
        "Image Src",
        "Status",
    ]
    _write_csv(path, head, (_shopify_row(number, item) for number, item in enumerate(items(rows, bad))))


def _shopify_row(number: int, item: dict[str, str]) -> list[str]:
    words = [item["title"], item["description"], item["brand"], "Shirts", "new, summer", "TRUE"]
    first = number % 20 == 0
    style, variant = item["item_group_id"].lower(), [item["id"], item["gtin"], item["price"].split()[0]]
    options = ["Color" if first else "", item["color"], "Size" if first else "", item["size"]]
    return [style, *(words if first else [""] * 6), *options, *variant, item["image_link"], "active"]


def write_shopify_json(path: Path, rows: int, bad: int = 0) -> None:
    """Shopify's products.json: styles of twenty variants."""
    styles = []
    for handle, group in groupby(items(rows, bad), lambda item: item["item_group_id"]):
        some = [*group]
        variants = [
            {"sku": each["id"], "option1": each["color"], "option2": each["size"], "price": each["price"][:5]}
            for each in some
        ]
        styles.append(
            {
                "handle": handle,
                "title": some[0]["title"],
                "body_html": TEXT,
                "vendor": "Acme",
                "product_type": "Shirts",
                "options": [{"name": "Color"}, {"name": "Size"}],
                "variants": variants,
                "images": [{"src": some[0]["image_link"]}],
            }
        )
    path.write_text(json.dumps({"products": styles}), encoding="utf-8")


def write_woocommerce(path: Path, rows: int, bad: int = 0) -> None:
    """WooCommerce's product CSV: simple products."""
    head = [
        "ID", "Type", "SKU", "Name", "Published", "Description", "Regular price", "Categories", "Images",
        "Parent", "Brands", "GTIN, UPC, EAN, or ISBN", "Attribute 1 name", "Attribute 1 value(s)",
        "Attribute 2 name", "Attribute 2 value(s)",
    ]  # fmt: skip
    _write_csv(
        path,
        head,
        (
            [
                str(number), "simple", item["id"], item["title"], "1", TEXT, item["price"].split()[0],
                "Clothing > Tops", item["image_link"], "", "Acme", item["gtin"], "Colour", item["color"],
                "Size", item["size"],
            ]
            for number, item in enumerate(items(rows, bad))
        ),
    )  # fmt: skip


def write_schema_org(path: Path, rows: int, bad: int = 0) -> None:
    """One page with so many products as JSON-LD."""
    products = [
        {
            "@type": "Product",
            "sku": item["id"],
            "name": item["title"],
            "description": "Soft heavyweight jersey",
            "brand": {"@type": "Brand", "name": "Acme"},
            "inProductGroupWithID": item["item_group_id"],
            "gtin13": item["gtin"],
            "color": item["color"],
            "size": item["size"],
            "material": item["material"],
            "image": item["image_link"],
            "offers": {"@type": "Offer", "price": item["price"].split()[0], "priceCurrency": "EUR"},
        }
        for item in items(rows, bad)
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": products})
    page = f'<html><head><script type="application/ld+json">{data}</script></head></html>'
    path.write_text(page, encoding="utf-8")


TAOBAO = (
    "宝贝ID",
    "宝贝标题",
    "宝贝类目",
    "SKU价格",
    "品牌",
    "颜色分类",
    "尺码",
    "SKUID",
    "宝贝主图",
    "材质成分",
)
JD = ("商品编号", "商品名称", "三级类目", "京东价", "品牌名称", "颜色", "尺码", "SKU编码", "商品主图", "材质")
ERP = ("style no", "name", "category", "price", "brand", "colour", "size", "sku", "image url", "material")


def write_table(path: Path, rows: int, head: Sequence[str], encoding: str = "utf-8", bad: int = 0) -> None:
    """Ten columns under any names."""
    names = (
        "item_group_id",
        "title",
        "gender",
        "price",
        "brand",
        "color",
        "size",
        "id",
        "image_link",
        "material",
    )
    _write_csv(path, head, ([item[name] for name in names] for item in items(rows, bad)), encoding)


def _write_csv(path: Path, head: Sequence[str], rows: Iterator[list[str]], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([head, *rows])


def items(rows: int, bad: int = 0) -> Iterator[dict[str, str]]:
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
            "price": "much" if bad and n % bad == bad - 1 else f"{19 + n % 80}.90 EUR",
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
