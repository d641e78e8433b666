"""Small files of each format, made by us from the publishers' documentation; no line is any shop's."""

import io
import json
import zipfile

from openpyxl import Workbook

MERCHANT_TSV = (
    "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\titem_group_id\tcolor\tsize\n"
    "TSH-1-R-M\tOrganic tee\tSoft jersey\thttps://shop.example/t\thttps://shop.example/r.jpg\tin_stock\t"
    "19.90 EUR\tAcme\tTSH-1\tRed\tM\n"
    "TSH-1-B-M\tOrganic tee\tSoft jersey\thttps://shop.example/t\thttps://shop.example/b.jpg\tin_stock\t"
    "19.90 EUR\tAcme\tTSH-1\tBlue\tM\n"
)
"""support.google.com/merchants/answer/7052112."""

MERCHANT_XML = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">
<channel>
  <title>Acme</title>
  <link>https://shop.example</link>
  <item>
    <g:id>TSH-1-R-M</g:id>
    <title>Organic tee</title>
    <g:description>Soft &amp; heavy</g:description>
    <g:link>https://shop.example/t?a=1&amp;b=2</g:link>
    <g:image_link>https://shop.example/r.jpg</g:image_link>
    <g:additional_image_link>https://shop.example/r2.jpg</g:additional_image_link>
    <g:additional_image_link>https://shop.example/r3,1.jpg</g:additional_image_link>
    <g:price>19.90 EUR</g:price>
    <g:availability>in_stock</g:availability>
    <g:item_group_id>TSH-1</g:item_group_id>
    <g:color>Red</g:color>
    <g:size>M</g:size>
    <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
  </item>
  <item>
    <g:id>HAT-1</g:id>
    <title>Hat</title>
    <g:price>free</g:price>
  </item>
</channel>
</rss>
"""
"""support.google.com/merchants/answer/160589."""

SHOPIFY_CSV = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,"
    "Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Price,Variant Barcode,"
    "Image Src,Image Position,Status\n"
    'organic-tee,Organic tee,"<p>Soft, heavy</p>",Acme,Apparel > Tops,T-shirt,"new, summer",TRUE,Color,Red,'
    "Size,M,Fit,slim,TSH-R-M,19.90,'4006381333931,https://cdn.example/r.jpg,1,active\n"
    "organic-tee,,,,,,,,,Red,,L,,slim,TSH-R-L,19.90,,https://cdn.example/r2.jpg,2,\n"
    "organic-tee,,,,,,,,,,,,,,,,,https://cdn.example/r3.jpg,3,\n"
    "scarf,Scarf,,Acme,,Scarf,,TRUE,Title,Default Title,,,,,SCARF,9.00,,,,active\n"
)
"""help.shopify.com/manual/products/import-export/using-csv."""

SHOPIFY_JSON = json.dumps(
    {
        "products": [
            {
                "id": 1,
                "title": "Organic tee",
                "handle": "organic-tee",
                "body_html": "<p>Soft</p>",
                "vendor": "Acme",
                "product_type": "T-shirt",
                "tags": ["new", "summer"],
                "variants": [
                    {"id": 11, "sku": "TSH-R-M", "option1": "Red", "option2": "M", "price": "19.90"},
                    {"id": 12, "sku": "TSH-R-L", "option1": "Red", "option2": "L", "price": "19.90"},
                ],
                "images": [{"src": "https://cdn.example/r.jpg"}],
                "options": [{"name": "Color"}, {"name": "Size"}],
            },
            {"id": 2, "title": "Scarf", "handle": "scarf", "body_html": "", "variants": "broken"},
            ["no style at all"],
        ]
    }
)
"""shopify.dev/docs/api/ajax and the Admin API's product resource."""

WOOCOMMERCE_CSV = (
    "\ufeffID,Type,SKU,Name,Published,Description,Regular price,Categories,Images,Parent,Brands,"
    '"GTIN, UPC, EAN, or ISBN",Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s)\n'
    '21,variable,TSH,Organic tee,1,"Soft\\njersey",,"Clothing > Tops, New",'
    '"https://s.example/a.jpg, https://s.example/b.jpg",,Acme,,Colour,"Red, Blue",Size,"M, L"\n'
    '22,variation,TSH-R-M,"Organic tee - Red, M",1,,19.90,,https://s.example/r.jpg,TSH,,4006381333931,'
    "Colour,Red,Size,M\n"
    '23,variation,,"Organic tee - Blue, M",1,,19.90,,,id:21,,,Colour,Blue,Size,M\n'
    "24,simple,SCARF,Scarf,1,,9.00,Scarves,,,,,,,,\n"
)
"""woocommerce.com/document/product-csv-importer-exporter."""

SCHEMA_PAGE = """<!doctype html><html><head><title>Tee</title>
<script type="application/ld+json">
{"@context": "https://schema.org/", "@type": "ProductGroup", "productGroupID": "TSH-1",
 "name": "Organic tee", "description": "Soft &amp; heavy", "brand": {"@type": "Brand", "name": "Acme"},
 "variesBy": ["https://schema.org/color", "https://schema.org/size"], "material": "cotton",
 "hasVariant": [
  {"@type": "Product", "sku": "TSH-R-M", "gtin13": "4006381333931", "color": "Red", "size": "M",
   "image": "https://s.example/r.jpg",
   "offers": {"@type": "Offer", "price": 19.9, "priceCurrency": "EUR",
              "availability": "https://schema.org/InStock", "url": "https://s.example/r"}},
  {"@type": "Product", "sku": "TSH-B-M", "color": "Blue",
   "size": {"@type": "SizeSpecification", "name": "M"},
   "image": [{"@type": "ImageObject", "contentUrl": "https://s.example/b.jpg"}],
   "offers": [{"@type": "Offer", "price": "19.90", "priceCurrency": "EUR"}],},
 ]}
</script>
<script type="application/ld+json">{"@type": "BreadcrumbList"}</script>
<script type="application/ld+json">{"broken</script>
</head><body></body></html>
"""
"""schema.org/ProductGroup and developers.google.com/search/docs/appearance/structured-data."""

TAOBAO_CSV = (
    "宝贝ID,宝贝标题,宝贝类目,一口价,品牌,颜色分类,尺码,SKUID,SKU价格,宝贝主图,材质成分\n"
    "680001,纯棉圆领短袖T恤女,T恤,99.00,织造,红色,M,5000001,89.00,"
    "https://img.example/1.jpg;https://img.example/2.jpg,棉100%\n"
    "680001,纯棉圆领短袖T恤女,T恤,99.00,织造,蓝色,均码,5000002,89.00,,棉100%\n"
)
"""千牛卖家中心: 出售中的宝贝 > 导出."""

JD_ROWS = (
    (
        "商品编号",
        "商品名称",
        "三级类目",
        "品牌名称",
        "SKU编码",
        "颜色",
        "尺码",
        "京东价",
        "UPC编码",
        "商品主图",
    ),
    (
        100012345,
        "羊毛混纺大衣",
        "大衣",
        "织造",
        700001,
        "驼色",
        "170/92A",
        1299.0,
        "4006381333931",
        "大衣.jpg",
    ),
    (100012345, "羊毛混纺大衣", "大衣", "织造", 700002, "黑色", "175/96A", 1299.0, None, None),
)
"""京麦: 商品管理 > 导出."""


def jd_workbook() -> bytes:
    """JD's export as the Excel workbook that it is."""
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("商品")
    for row in JD_ROWS:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    """One file in an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()
