"""Stock is conserved: what leaves one place arrives at another."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from modiste.garment import StockEntry, StockLevel, stock_levels

NOW = datetime(2026, 1, 2, tzinfo=UTC)
places = st.sampled_from(["supplier", "warehouse", "shop", "customer"])
moves = st.lists(st.tuples(st.sampled_from("ab"), places, places, st.integers(1, 99)), max_size=30)


@settings(max_examples=80, deadline=None)
@given(moves)
def test_over_all_places_every_sku_sums_to_nothing(moves: list[tuple[str, str, str, int]]) -> None:
    entries = [
        StockEntry(id=f"e{n}", sku_id=sku, from_location=a, to_location=b, quantity=q, at=NOW)
        for n, (sku, a, b, q) in enumerate(moves)
        if a != b
    ]
    totals: Counter[str] = Counter()
    for level in stock_levels(entries):
        totals[level.sku_id] += level.quantity
    assert all(total == 0 for total in totals.values())


def test_levels_are_what_came_less_what_went() -> None:
    def move(number: int, a: str, b: str, quantity: int) -> StockEntry:
        return StockEntry(
            id=f"e{number}", sku_id="s", from_location=a, to_location=b, quantity=quantity, at=NOW
        )

    levels = stock_levels([move(1, "supplier", "warehouse", 10), move(2, "warehouse", "customer", 3)])
    assert StockLevel(sku_id="s", location="warehouse", quantity=7) in levels
    assert StockLevel(sku_id="s", location="customer", quantity=3) in levels


def test_stock_moves_somewhere() -> None:
    with pytest.raises(ValidationError, match="must differ"):
        StockEntry(id="e", sku_id="s", from_location="a", to_location="a", quantity=1, at=NOW)
