"""Movements as ledger entries: every piece comes from somewhere and goes somewhere."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.reading import ends_well, read

from modiste.collect import STOCK, Arrival, Rejection, open_source
from modiste.garment import StockEntry, stock_levels

TWO_SIDED = """date,sku,from,to,quantity
2026-01-01,COAT-M,supplier,dc-berlin,10
2026-01-02,COAT-M,dc-berlin,shop-1,4
"""
ONE_SIDED = """sku;location;quantity;type;date
COAT-M;Shop 1;5;receipt;01.02.2026
COAT-M;Shop 1;-2;receipt;02.02.2026
COAT-M;Shop 1;1;teleport;02.02.2026
COAT-M;Shop 1;0;receipt;02.02.2026
COAT-M;Shop 1;1;receipt;someday
"""


def entries(found: list[Arrival | Rejection]) -> list[StockEntry]:
    return [
        each
        for some in found
        if isinstance(some, Arrival)
        for each in some.records
        if isinstance(each, StockEntry)
    ]


def test_two_sides_are_taken_as_they_are(tmp_path: Path) -> None:
    made = entries(read(tmp_path, STOCK, TWO_SIDED))
    levels = {level.location: level.quantity for level in stock_levels(made)}
    assert levels == {"supplier": -10, "dc-berlin": 6, "shop-1": 4}
    assert sum(levels.values()) == 0


def test_one_side_and_a_kind_say_the_other_and_a_negative_goes_back(tmp_path: Path) -> None:
    found = read(tmp_path, STOCK, ONE_SIDED)
    came, went = entries(found)
    assert (came.from_location, went.to_location) == ("supplier", "supplier")
    assert came.to_location == went.from_location
    reasons = [each.reason for each in found if isinstance(each, Rejection)]
    assert len(reasons) == 3
    assert "receipt" in reasons[0] and "whole number" in reasons[1] and "no date" in reasons[2]


def test_equal_rows_are_two_movements_and_the_same_file_the_same_ones(tmp_path: Path) -> None:
    text = TWO_SIDED + TWO_SIDED.splitlines()[1] + "\n"
    ids = [each.id for each in entries(read(tmp_path, STOCK, text))]
    assert len(set(ids)) == 3
    assert ids == [each.id for each in entries(read(tmp_path, STOCK, text))]


def test_it_is_recognised_by_its_columns(tmp_path: Path) -> None:
    for text, sure in ((TWO_SIDED, 1.0), (ONE_SIDED, 0.8), ("id,title\n1,coat\n", 0.0)):
        (tmp_path / "x.csv").write_text(text)
        assert STOCK.recognise(open_source(tmp_path / "x.csv")) == sure


@settings(max_examples=30, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text('0123456789abC,;"\n-/: .', max_size=120).map(
        lambda t: f"date,sku,from,to,quantity\n{t}".encode()
    )
)
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    ends_well(tmp_path_factory.mktemp("any"), STOCK, data)
