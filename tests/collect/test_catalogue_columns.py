"""Columns become the same arrivals and rejections as their rows; `test_quick_paths` tries many more."""

from modiste.collect import CatalogueArrival, Rejection
from modiste.collect.catalogue import CatalogueRow, carefully
from modiste.collect.catalogue_columns import Columns, arrivals_of

COLUMNS = Columns(
    source="test",
    first=2,
    fields={
        "style": ["coat", "coat", "hat"],
        "name": ["Coat", "Coat", ""],
        "sku": ["coat-m", "coat-l", "hat"],
        "size": ["M", "L", ""],
        "price": ["9 EUR", "much", ""],
    },
    pictures=[("https://shop.example/a.jpg",), ("", "a.jpg"), ()],
    attributes={"fit": ["slim", "", ""], "empty": ["", "", ""]},
    lines=["one\n", "two\n", "three\n"],
    head="head\n",
)


def test_every_row_is_judged_by_its_own_cells() -> None:
    good, dear, nameless = arrivals_of(COLUMNS)
    assert isinstance(good, CatalogueArrival)
    assert (good.place, good.text, good.values.garment[7]) == ("line 2", "head\none\n", {"fit": "slim"})
    assert isinstance(dear, Rejection) and isinstance(nameless, Rejection)
    assert (dear.place, dear.code, dear.excerpt) == ("line 3", "MOD-1237", "head\ntwo\n")
    row = CatalogueRow("line 4", "test", "hat", "", sku="hat")
    assert nameless == carefully(row, "head\nthree\n")


def test_a_long_line_is_looked_at_by_the_spine() -> None:
    long = COLUMNS._replace(lines=["x" * 2001, "two\n", "three\n"])
    assert not any(isinstance(each, CatalogueArrival) for each in arrivals_of(long))
    assert [type(each) is Rejection for each in arrivals_of(long)] == [False, True, True]
