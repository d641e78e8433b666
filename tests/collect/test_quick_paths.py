"""The quick way and the careful way take and refuse exactly the same rows, with the same records and reasons.

The careful way is the spine's own validation. What stands here is the ground of decision 29.
"""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from modiste.collect import (
    MERCHANT_TABLE,
    Arrival,
    CatalogueArrival,
    Rejection,
    delimited,
    open_source,
    pseudonymous,
)
from modiste.collect.arrivals import EventArrival
from modiste.collect.catalogue import CatalogueRow, arrival_of, carefully
from modiste.collect.delimited import Row, rows
from modiste.collect.events import record
from modiste.collect.events.record import EPOCH, Event, EventItem, judged
from modiste.collect.merchant import attribute, catalogue_row
from modiste.garment import Interaction
from modiste.store import plain_of

ODD = " \t\n\r\x00\x0b\x1c\x1f\x7f\x85\xa0\u2028\u3000\ufeff\ud800éß中م-/.:_%€"
ANY = st.text(st.sampled_from("aZ09" + ODD), max_size=8)
LONG = st.sampled_from(
    [n * letter for n in (119, 120, 121, 300, 301, 2000, 2001, 20_001) for letter in "a é"]
)
GOOD: dict[str, list[str]] = {
    "style": ["TSH-1", "Coat 12/B", "款号1"],
    "name": ["Organic tee", "Mantel für Übergrößen", "纯棉T恤"],
    "sku": ["TSH-1-R-M", "x", ""],
    "brand": ["Acme", "ACME GmbH & Co. KG", "n/a", "Levi's®", ""],
    "category": ["Tops", ""],
    "department": ["female", ""],
    "season": ["", "SS26"],
    "description": ["Soft jersey", ""],
    "colour": ["Red", "navy/white", "藏青色", "#0b1a3f", ""],
    "pattern": ["", "striped"],
    "size": ["M", "xx-large", "EU 38", "38", "W32 L34", "3-4 years", "均码", ""],
    "size_system": ["", "EU", "eu", "US", "own"],
    "gtin": ["", "4006381333931", "4006381333930", "123", "٤٠٠٦٣٨١٣٣٣٩٣١", " 4006381333931 "],
    "price": [
        "19.90 EUR",
        "€ 29,95",
        "1.299,50",
        "¥99",
        "free",
        "-1 EUR",
        "12345678901 EUR",
        "1.23456 EUR",
        "",
    ],
    "currency": ["", "EUR", "JPY", "usd", "XXX"],
}
VALUES = {
    name: st.sampled_from(values) | st.sampled_from(values) | st.sampled_from(values) | ANY | LONG
    for name, values in GOOD.items()
}
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["link", "material", "product weight", "Weight (kg)", "fibres", "x" * 121, " a", "b\x00"])
    | ANY,
    st.sampled_from(["100% organic cotton", "60% Baumwolle, 40% Polyester", "0.4", "1.5 kg", "", "x"])
    | ANY
    | LONG,
    max_size=4,
)
PICTURES = st.lists(
    st.sampled_from(["", "https://shop.example/a.jpg", " https://shop.example/a.jpg ", "a.jpg", "ftp://x/a"])
    | ANY
    | LONG,
    max_size=3,
).map(tuple)
ROWS = st.builds(
    CatalogueRow,
    place=st.just("line 2"),
    source=st.sampled_from(["google-merchant-tsv", "test"]),
    pictures=PICTURES,
    attributes=ATTRIBUTES,
    is_style_only=st.booleans(),
    **VALUES,
)
GOOD_ROW = CatalogueRow(
    "line 2",
    "test",
    **{name: values[0] for name, values in GOOD.items()},
    pictures=("https://shop.example/a.jpg",),
    attributes={"material": "100% cotton"},
)


def values_of(found: Arrival) -> list[tuple[Any, ...]]:
    """The values that are stored: to validate them now would mend what the quick way missed."""
    if isinstance(found, CatalogueArrival):
        return [*found.values.plain()]
    if isinstance(found, EventArrival):
        return [(Interaction, row) for row in found.act.rows]
    return [(type(each), plain_of(each)) for each in found.records]


def told(found: Arrival | Rejection) -> tuple[Any, ...]:
    """All that anybody can see of a row."""
    if isinstance(found, Rejection):
        return (found.place, found.code, found.reason, found.excerpt)
    return (
        found.place,
        values_of(found),
        found.records,
        found.pictures,
        dict(found.raw),
        found.text,
        found.needs,
    )


def test_a_good_row_goes_the_quick_way() -> None:
    made = arrival_of(GOOD_ROW, "text")
    assert isinstance(made, CatalogueArrival)
    assert told(made) == told(carefully(GOOD_ROW, "text"))


@settings(max_examples=1000, deadline=None)
@given(ROWS)
@example(GOOD_ROW._replace(colour="Red\x85"))
@example(GOOD_ROW._replace(name=" \x1fTee"))
@example(GOOD_ROW._replace(attributes={str(n): "x" for n in range(201)}))
@example(GOOD_ROW._replace(attributes={str(n): "x" for n in range(200)} | {"material": "100% cotton"}))
@example(GOOD_ROW._replace(style="s" * 500, sku="k" * 500))
def test_any_row_is_judged_the_same_both_ways(row: CatalogueRow) -> None:
    assert told(arrival_of(row, "text")) == told(carefully(row, "text"))


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from([name for name in GOOD if GOOD_ROW._asdict()[name]]).flatmap(
        lambda name: st.tuples(st.just(name), VALUES[name])
    )
)
def test_one_odd_value_in_a_good_row_is_judged_the_same_both_ways(change: tuple[str, str]) -> None:
    row = GOOD_ROW._replace(**{change[0]: change[1]})
    assert told(arrival_of(row, "text")) == told(carefully(row, "text"))


HEADS = st.lists(
    st.sampled_from(
        ["g:title", "description", "image_link", "additional image link", "price", "brand", "gtin",
         "item_group_id", "color", "size", "size_system", "product_type", "google_product_category",
         "material", "mpn"]
    ),
    unique=True,
    max_size=7,
)  # fmt: skip
CELLS: dict[str, list[str]] = {
    "id": ["SKU-1", "SKU-2", "SKU-3", "", " a b ", "中文"],
    "title": ["Tee", " Organic tee ", "Tee\xa0", "x" * 300, "x" * 301, ""],
    "g:title": ["", "Tee", ""],
    "image_link": ["https://shop.example/a.jpg", "https://shop.example/a.jpg", "a.jpg", ""],
    "additional image link": ["", "https://shop.example/a.jpg,https://shop.example/b.jpg", " , ", "a.jpg"],
    "product_type": ["", "Home > Tops", " Tops "],
    "google_product_category": ["Apparel > Shirts", "", "x" * 121],
    "material": ["100% cotton", "", "silk"],
    "price": GOOD["price"],
    "gtin": GOOD["gtin"],
    "size": GOOD["size"],
    "color": GOOD["colour"],
    "brand": GOOD["brand"],
}
OTHER_CELLS = ["word", "two words ", "ü", "", "x" * 2001]
ODD_LINES = ["", "\t", ' \t" \t', 'x\t"a\nb"\ty', 'x\t"open', "a\tb\tc", "\t" * 20, "é\x00\t中", "\x0c"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of mostly good lines; in one of four stand lines that are no rows, or none by themselves."""
    header = ["id", "title", *draw(HEADS)]
    lines = ["\t".join(header)]
    has_odd_lines = draw(st.integers(0, 3)) == 0
    is_usual = draw(st.booleans())
    for _ in range(draw(st.integers(0, 12))):
        if has_odd_lines and draw(st.integers(0, 3)) == 0:
            lines.append(draw(st.sampled_from(ODD_LINES)))
            continue
        choices = [CELLS.get(name, OTHER_CELLS)[: 3 if is_usual else None] for name in header]
        lines.append("\t".join(draw(st.sampled_from(some)) for some in choices))
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return end.join(lines) + draw(st.sampled_from(["", "\n", "\r\n"]))


@settings(max_examples=400, deadline=None)
@given(
    tables(),
    st.integers(0, 9),
    st.sampled_from([7, 40, 1 << 18]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_a_table_is_read_the_same_in_blocks_and_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, text: str, after: int, chunk: int, encoding: str
) -> None:
    path = tmp_path_factory.mktemp("table") / "feed.tsv"
    path.write_bytes(text.encode(encoding, errors="replace"))
    source = open_source(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_CHUNK", chunk)
        found = [told(each) for each in MERCHANT_TABLE.read(source, after=after)]
    assert found == [told(each) for each in one_by_one(source, after)]


def one_by_one(source: Any, after: int) -> list[Arrival | Rejection]:
    """The careful way from the first letter to the last."""
    found: list[Arrival | Rejection] = []
    for row in rows(source, after=after):
        if isinstance(row, Row):
            item: dict[str, str] = {}
            for name, value in row.cells.items():
                if value:
                    item[attribute(name)] = value
            found.append(carefully(catalogue_row(row.place, item, MERCHANT_TABLE.kind), row.text))
        else:
            found.append(row)
    return found


EVENTS = st.builds(
    Event,
    key=ANY,
    name=st.sampled_from(["view_item", "purchase", "scroll", "x" * 130]) | ANY,
    at=st.sampled_from([EPOCH.replace(year=year) for year in (1994, 1995, 2026, 2100)]),
    customer=st.sampled_from(["ann", "", "guest"]) | ANY,
    session=st.sampled_from(["s1", ""]),
    consents=st.booleans(),
    items=st.lists(
        st.builds(
            EventItem,
            sku=st.sampled_from(["COAT-1", ""]) | ANY,
            garment=st.sampled_from(["COAT", ""]) | ANY,
            quantity=st.sampled_from([None, 1, "2", 0, 1.5, "x", 1_000_001]),
            price=st.sampled_from([None, "", 19.9, "x", -3, 1e12, "1.23456"]),
        ),
        max_size=3,
    ),
    value=st.sampled_from([None, 12, "x"]),
    currency=st.sampled_from(["EUR", "eur", "", "€"]),
    query=ANY | LONG,
    address=ANY | LONG | st.just("https://shop.example/"),
    weight=st.sampled_from([1.0, 0.0, 10.0, 11.0, -1.0]),
)


@settings(max_examples=500, deadline=None)
@given(EVENTS)
def test_any_act_is_judged_the_same_both_ways(event: Event) -> None:
    pseudonym = pseudonymous(b"salt")
    quick = judged("line 2", event, "ga4", pseudonym, "text")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "_is_good", lambda *_: False)
        careful = judged("line 2", event, "ga4", pseudonym, "text")
    assert not isinstance(careful, EventArrival)
    assert told(quick) == told(careful)


def test_a_good_act_goes_the_quick_way() -> None:
    event = Event("k", "view_item", EPOCH.replace(year=2026), "ann", "s", items=[EventItem("A")])
    assert isinstance(judged("line 2", event, "ga4", pseudonymous(b"salt"), ""), EventArrival)
