"""Google Merchant feeds as tab-separated text.

The sample is ours, written from the product data specification (support.google.com/merchants/answer/7052112).
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import MERCHANT_TABLE, Arrival, Rejection, open_source
from modiste.garment import Garment, ModisteError, Sku

FEED = (
    "id\ttitle\tdescription\tlink\timage link\tadditional image link\tavailability\tprice\tbrand\tgtin\t"
    "item group id\tcolor\tsize\tsize system\tgender\tage group\tmaterial\tgoogle product category\n"
    'TSH-1-R-M\tOrganic tee\t"Soft, ""heavy"" jersey"\thttps://shop.example/t\thttps://shop.example/r.jpg\t'
    "https://shop.example/r2.jpg,https://shop.example/r3.jpg\tin_stock\t19.90 EUR\tAcme\t4006381333931\t"
    "TSH-1\tRed\tM\tEU\tfemale\tadult\tcotton\tApparel & Accessories > Clothing > Shirts & Tops\n"
    "TSH-1-B-M\tOrganic tee\tSoft jersey\thttps://shop.example/t\thttps://shop.example/b.jpg\t\tin_stock\t"
    "19.90 EUR\tAcme\t4006381333930\tTSH-1\tBlue\tM\tEU\tfemale\tadult\tcotton\t\n"
)


def feed(folder: Path, data: str | bytes = FEED) -> Path:
    path = folder / "feed.tsv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_feed_is_recognised_by_its_header(tmp_path: Path) -> None:
    assert MERCHANT_TABLE.recognise(open_source(feed(tmp_path))) == 1
    assert MERCHANT_TABLE.recognise(open_source(feed(tmp_path, "id\ttitle\n1\tcoat\n"))) < 0.6
    assert MERCHANT_TABLE.recognise(open_source(feed(tmp_path, "Handle,Title\n"))) == 0


def test_a_line_is_a_variant_with_everything_it_says(tmp_path: Path) -> None:
    first, second = MERCHANT_TABLE.read(open_source(feed(tmp_path)))
    assert isinstance(first, Arrival)
    garment, _, sku, _ = first.records
    assert isinstance(garment, Garment)
    assert (garment.id, garment.category, garment.department) == ("tsh-1", "Shirts & Tops", "female")
    assert garment.description == 'Soft, "heavy" jersey'
    assert garment.attributes == {
        "age_group": "adult",
        "availability": "in_stock",
        "google_product_category": "Apparel & Accessories > Clothing > Shirts & Tops",
        "link": "https://shop.example/t",
        "material": "cotton",
    }
    assert isinstance(sku, Sku)
    assert (sku.size_system, sku.size, sku.gtin) == ("EU", "M", "04006381333931")
    assert [each.place[-6:] for each in first.pictures] == ["/r.jpg", "r2.jpg", "r3.jpg"]
    assert isinstance(second, Rejection)
    assert (second.place, second.code) == ("line 3", "MOD-1001")


def test_reading_goes_on_behind_what_is_stored(tmp_path: Path) -> None:
    source = open_source(feed(tmp_path))
    whole = list(MERCHANT_TABLE.read(source))
    assert list(MERCHANT_TABLE.read(source, after=1)) == whole[1:]


def test_the_shops_own_kind_goes_before_googles_row_by_row(tmp_path: Path) -> None:
    head = "id\ttitle\tproduct_type\tgoogle_product_category\n"
    lines = head + "1\tTee\tTops > Tees\tShirts\n2\tTee\t\tA > Shirts\n"
    found = MERCHANT_TABLE.read(open_source(feed(tmp_path, lines)))
    assert [each.records[0].category for each in found if isinstance(each, Arrival)] == ["Tees", "Shirts"]  # type: ignore[attr-defined]


@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_end_as_rows_rejections_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = feed(tmp_path_factory.mktemp("any"), b"id\ttitle\tprice\n" + data)
    try:
        found = list(MERCHANT_TABLE.read(open_source(path)))
    except ModisteError as error:
        assert error.code in {"MOD-1233", "MOD-1234"}
    else:
        assert all(isinstance(each, Arrival | Rejection) for each in found)
