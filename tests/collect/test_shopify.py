"""Shopify's CSV: a style's words stand once, options are told apart, a row may bring a picture only."""

import runpy
from pathlib import Path

import pytest

from modiste.collect import SHOPIFY, Arrival, open_source
from modiste.collect.shopify import Options, Shopify, options_of
from modiste.garment import Colourway, Garment, Price, Sku

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def read(folder: Path, connector: Shopify = SHOPIFY) -> list[Arrival]:
    path = folder / "products_export.csv"
    path.write_text(SAMPLES["SHOPIFY_CSV"])
    found = list(connector.read(open_source(path)))
    assert all(isinstance(each, Arrival) for each in found)
    return found  # type: ignore[return-value]


def test_variants_take_the_styles_words_from_its_first_row(tmp_path: Path) -> None:
    first, second, picture, scarf = read(tmp_path)
    for arrival, size in ((first, "M"), (second, "L")):
        garment, colourway, sku = arrival.records
        assert isinstance(garment, Garment)
        assert (garment.id, garment.name, garment.brand) == ("organic-tee", "Organic tee", "Acme")
        assert garment.attributes["Tags"] == "new, summer"
        assert isinstance(colourway, Colourway)
        assert colourway.colour == "Red"
        assert isinstance(sku, Sku)
        assert sku.size == size
    assert first.records[0].attributes["Fit"] == "slim"  # type: ignore[attr-defined]
    assert first.records[2].gtin == "04006381333931"  # type: ignore[attr-defined]
    assert [type(record) for record in picture.records] == [Garment]
    assert picture.pictures[0].place == "https://cdn.example/r3.jpg"
    assert scarf.records[1].colour == scarf.records[2].size == ""  # type: ignore[attr-defined]


def test_a_price_is_kept_only_with_the_shops_currency(tmp_path: Path) -> None:
    assert not [record for each in read(tmp_path) for record in each.records if isinstance(record, Price)]
    priced = read(tmp_path, Shopify(currency="EUR"))
    prices = [record for each in priced for record in each.records if isinstance(record, Price)]
    assert [(str(price.amount), price.currency) for price in prices] == [
        ("19.90", "EUR"),
        ("19.90", "EUR"),
        ("9.00", "EUR"),
    ]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ([("Color", "Red"), ("Size", "M")], Options("Red", "M", {})),
        ([("尺码", "均码"), ("颜色分类", "红色")], Options("红色", "均码", {})),
        ([("Title", "Default Title")], Options("", "", {})),
        (
            [("Colour", "Red"), ("Color", "Blue"), ("", "x")],
            Options("Red", "", {"Color": "Blue", "option": "x"}),
        ),
    ],
)
def test_options_are_told_apart_by_their_names(named: list[tuple[str, str]], found: Options) -> None:
    assert options_of(named) == found
