"""schema.org data in pages, as shops write it, slips included."""

import runpy
from pathlib import Path

import pytest

from modiste.collect import SCHEMA_ORG, Arrival, Rejection, open_source
from modiste.collect.schema_org import blocks, lenient_json, products, word
from modiste.garment import ModisteError

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))


def test_a_group_gives_its_variants_and_a_broken_block_is_one_rejection(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SAMPLES["SCHEMA_PAGE"])
    red, blue, broken = SCHEMA_ORG.read(open_source(tmp_path / "page.html"))
    assert isinstance(red, Arrival)
    garment, colourway, sku, price = red.records
    assert (garment.id, garment.name, garment.brand) == ("tsh-1", "Organic tee", "Acme")  # type: ignore[attr-defined]
    assert garment.description == "Soft & heavy"  # type: ignore[attr-defined]
    assert garment.attributes == {  # type: ignore[attr-defined]
        "availability": "InStock",
        "link": "https://s.example/r",
        "material": "cotton",
    }
    assert (colourway.colour, sku.size, sku.gtin) == ("Red", "M", "04006381333931")  # type: ignore[attr-defined]
    assert (str(price.amount), price.currency) == ("19.9", "EUR")  # type: ignore[attr-defined]
    assert isinstance(blue, Arrival)
    assert (blue.records[2].id, blue.records[2].size) == ("tsh-b-m", "M")  # type: ignore[attr-defined]
    assert blue.pictures[0].place == "https://s.example/b.jpg"
    assert isinstance(broken, Rejection)
    assert broken.code == "MOD-1232"


def test_a_page_without_products_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body>Hello</body></html>")
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(SCHEMA_ORG.read(open_source(tmp_path / "page.html")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1,}', {"a": 1}),
        ('<!-- {"a": [1, 2, ], } -->', {"a": [1, 2]}),
        ('{"a": "x\ty\nz"};', {"a": "x\ty\nz"}),
    ],
)
def test_json_is_read_as_shops_write_it(text: str, value: object) -> None:
    assert lenient_json(text) == value


def test_products_are_found_in_graphs_and_lists() -> None:
    value = {"@graph": [{"@type": "WebPage", "mainEntity": {"@type": ["Product", "Thing"], "name": "Hat"}}]}
    assert [variant["name"] for _, variant in products(value)] == ["Hat"]
    single = {"@type": "Product", "sku": "1", "isVariantOf": {"name": "Tee", "productGroupID": "T"}}
    ((style, _),) = products([single])
    assert style["productGroupID"] == "T"
    nested: object = {"@type": "Product"}
    for _ in range(200):
        nested = {"@graph": nested}
    assert list(products(nested)) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a ", "a"),
        (["b", "c"], "b"),
        ({"@type": "Brand", "name": "d"}, "d"),
        (None, ""),
        (True, ""),
        (1.5, "1.5"),
    ],
)
def test_a_property_is_a_value_a_list_or_a_thing(value: object, text: str) -> None:
    assert word(value) == text


def test_blocks_are_found_whatever_surrounds_them() -> None:
    page = "<SCRIPT type='Application/LD+JSON' id=x>{}</SCRIPT><script>var a = '{'</script>"
    assert list(blocks(page)) == ["{}"]
    assert list(blocks('\ufeff {"a": 1}')) == ['{"a": 1}']
