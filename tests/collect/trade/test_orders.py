"""Orders and returns as shops export them; Online Retail's dirt by name."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.reading import PSEUDONYM, ends_well, read

from modiste.collect import ORDERS, Arrival, Rejection, open_source
from modiste.garment import Consent, Order, OrderLine, Return

# Written by us in the layout of UCI's Online Retail (archive.ics.uci.edu/dataset/352).
RETAIL = """InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536366,71053,WHITE METAL LANTERN,2,12/13/2010 8:28,3.39,,United Kingdom
C536379,D,Discount,-1,12/1/2010 9:41,27.50,14527,United Kingdom
C536383,35004C,SET OF 3 COLOURED FLYING DUCKS,-1,12/1/2010 9:49,4.65,15311,United Kingdom
536370,POST,POSTAGE,3,12/1/2010 8:45,18.00,12583,France
536589,21777,RECIPE BOX WITH METAL HEART,-10,12/1/2010 16:50,0,,United Kingdom
536999,,,5,12/1/2010 16:50,1.25,,United Kingdom
537000,22139,RETROSPOT TEA SET,56,yesterday,0,,United Kingdom
"""
SHOPIFY = """Name,Email,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Currency,\
Accepts Marketing
#1001,ann@example.com,2026-01-05 12:00:00 +0100,1,Coat - M,199.00,COAT-M,EUR,yes
#1001,,,2,Scarf,29.50,SCARF,,
"""
RETURNS = """order_id;sku;qty;order_date;unit_price;returned_quantity;return_reason;return_date
7001;DRESS-S;2;05.01.2026;49,95;1;too small;12.01.2026
7001;DRESS-M;1;05.01.2026;49,95;2;too large;12.01.2026
7001;SHOE;1;05.01.2026;1.099,00;0;;
"""


def test_online_retails_layout(tmp_path: Path) -> None:
    found = read(tmp_path, replace(ORDERS, currency="GBP"), RETAIL)
    told = [type(each.records[-1]).__name__ if isinstance(each, Arrival) else each.code for each in found]
    assert told == [
        "OrderLine",
        "OrderLine",
        "OrderLine",
        "MOD-1252",
        "Return",
        *["MOD-1252"] * 2,
        *["MOD-1251"] * 2,
    ]
    first, second, third = (each for each in found[:3] if isinstance(each, Arrival))
    order, line = first.records
    assert isinstance(order, Order) and isinstance(line, OrderLine)
    assert (order.id, order.customer_id, order.currency) == ("536365", PSEUDONYM("17850"), "GBP")
    assert (line.sku_id, line.quantity, line.unit_price) == ("85123a", 6, Decimal("2.55"))
    assert line.id != second.records[-1].id  # the same article twice in one order is two lines
    assert isinstance(third.records[0], Order) and third.records[0].customer_id is None
    assert order.at.month == 12 and third.records[0].at.day == 13  # the 13th says that months come first
    back = found[4]
    assert isinstance(back, Arrival) and isinstance(back.records[0], Return)
    assert (back.records[0].order_line_id, back.records[0].sku_id) == (None, "35004c")
    assert (back.records[0].quantity, back.records[0].unit_refund) == (1, Decimal("4.65"))
    assert "17850" not in str([each.text for each in found if isinstance(each, Arrival)])


def test_header_and_detail_rows(tmp_path: Path) -> None:
    first, second = read(tmp_path, ORDERS, SHOPIFY)
    assert isinstance(first, Arrival) and isinstance(second, Arrival)
    assert first.records[0] == second.records[0]  # one order
    assert isinstance(second.records[1], OrderLine) and second.records[1].unit_price == Decimal("29.50")
    assert any(isinstance(each, Consent) for group in first.needs for each in group)
    assert [type(group[-1]).__name__ for group in first.needs] == ["Sku", "Customer", "Consent"]
    assert read(tmp_path, ORDERS, SHOPIFY, after=1) == [second]  # the header row is remembered


def test_what_came_back_of_a_line_and_why(tmp_path: Path) -> None:
    small, large, kept = read(tmp_path, replace(ORDERS, currency="EUR"), RETURNS)
    assert isinstance(small, Arrival)
    _, line, back = small.records
    assert isinstance(back, Return) and isinstance(line, OrderLine)
    assert (back.order_line_id, back.quantity, back.reason, back.at.day) == (line.id, 1, "too small", 12)
    assert isinstance(large, Rejection) and "more than was sold" in large.reason
    assert isinstance(kept, Arrival) and kept.records[-1].unit_price == Decimal("1099.00")  # type: ignore[attr-defined] # a line


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (",6,", ",6.5,", "no whole number"),
        (",6,", ",0,", "no whole number"),
        ("12/1/2010 8:26", "?", "no date"),
        ("2.55", "cheap", "no amount"),
        ("2.55", "-2.55", "not below 0"),
        ("85123A,WHITE HANGING HEART T-LIGHT HOLDER", ",?", "nothing says"),
    ],
)
def test_every_value_that_does_not_do_is_told(tmp_path: Path, old: str, new: str, reason: str) -> None:
    head, line = RETAIL.splitlines()[:2]
    (found,) = read(tmp_path, ORDERS, f"{head}\n{line.replace(old, new)}\n")
    assert isinstance(found, Rejection)
    assert found.code == "MOD-1251"
    assert reason in found.reason
    assert "17850" not in found.excerpt


def test_a_table_that_names_no_currency_has_none(tmp_path: Path) -> None:
    found = read(tmp_path, ORDERS, RETAIL)[0]
    assert isinstance(found, Arrival) and isinstance(found.records[0], Order)
    assert found.records[0].currency == "XXX"  # ISO 4217's code for no currency
    assert "no currency" in found.raw["doubt"]


def test_it_is_recognised_by_its_columns(tmp_path: Path) -> None:
    for text, sure in ((RETAIL, 1.0), (SHOPIFY, 1.0), (RETURNS, 1.0), ("id,title\n1,coat\n", 0.0)):
        (tmp_path / "x.csv").write_text(text)
        assert ORDERS.recognise(open_source(tmp_path / "x.csv")) == sure


def test_the_first_lines_of_the_real_file(modiste_data: Path) -> None:
    path = modiste_data / "analytics" / "uci_online_retail" / "online_retail.parquet"
    if not path.exists():
        pytest.skip("UCI Online Retail is not in MODISTE_DATA")
    source = open_source(path)
    assert ORDERS.recognise(source) >= 0.6
    found = Counter(
        type(each.records[-1]).__name__ if isinstance(each, Arrival) else each.code
        for each in islice(replace(ORDERS, pseudonym=PSEUDONYM, currency="GBP").read(source), 3000)
    )
    assert sum(found.values()) == 3000
    assert found["OrderLine"] > 2900
    assert min(found["Return"], found["MOD-1252"], found["MOD-1251"]) > 0


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text('0123456789abC,;\t"\n-/: .', max_size=160).map(
        lambda t: f"invoice,sku,quantity,date,price,customer\n{t}".encode()
    )
)
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    ends_well(tmp_path_factory.mktemp("any"), ORDERS, data)
