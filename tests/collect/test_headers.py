"""Columns by any export's names."""

from modiste.collect import Source
from modiste.collect.headers import day_order, named_columns, plain_name


def test_names_without_signs() -> None:
    assert [plain_name(name) for name in ("Invoice No.", "STOCK_CODE", "Größe", "数量")] == [
        "invoiceno",
        "stockcode",
        "grosse",
        "数量",
    ]


def test_the_preferred_of_several_names_counts_and_a_column_is_used_once() -> None:
    words = {"order": "orderid name", "title": "title name"}
    assert named_columns(["Name", "Order ID"], words) == {"order": "Order ID", "title": "Name"}
    assert named_columns(["Name"], words) == {"order": "Name"}


def test_the_order_of_day_and_month_is_taken_from_the_other_dates() -> None:
    assert day_order(Source("a", head=b"1/2/2026\n25/2/2026")) is True
    assert day_order(Source("a", head=b"1/2/2026\n2/25/2026")) is False
    assert day_order(Source("a", head=b"1/2/2026")) is None
    assert day_order(Source("a", head=b"1/2/2026\n25/2/2026"), False) is False
