"""Nothing after the moment is seen, in no table; weeks begin on Mondays; money has one currency."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tests.trends.sales.tills import MONDAY, catalogue, day, lines, table

from modiste.garment import ModisteError
from modiste.trends.sales.log import TABLES, SalesLog, week_of


def test_nothing_later_than_the_moment_is_in_any_table() -> None:
    tables = {
        "lines": lines([("o1", "c", "tee-s", 0, 1, 10), ("o2", "c", "tee-s", 5, 1, 10)]),
        "returns": table(return_id=["a", "b"], at=[1, 6], quantity=[1, 1]),
        "events": table(kind=["view_item"] * 2, at=[1, 6]),
        "stock": table(
            sku_id=["x"] * 2, from_location=["a"] * 2, to_location=["b"] * 2, quantity=[1, 1], at=[1, 6]
        ),
        # Known before it holds: a price of next week is known today, one recorded next week is not.
        "prices": table(sku_id=["x"] * 2, amount=[1.0, 2.0], valid_from=[9, 1], recorded_at=[1, 6]),
    }
    log = SalesLog(day(5) - timedelta(microseconds=1), tables)
    assert {name: log.count(name) for name in tables} == dict.fromkeys(tables, 1)
    assert log.rows("SELECT amount FROM prices") == [(1.0,)]
    assert SalesLog(day(5), tables).count("lines") == 2
    assert log.first() == MONDAY


def test_the_moment_has_a_zone_and_the_machine_s_does_not_matter() -> None:
    rows = lines([("o", None, "tee-s", 0, 1, 10)])
    there = timezone(timedelta(hours=9))
    before = datetime(2026, 1, 5, 8, 59, tzinfo=there)
    assert SalesLog(before, {"lines": rows}).count("lines") == 0
    assert SalesLog(before + timedelta(minutes=1), {"lines": rows}).count("lines") == 1
    assert SalesLog(before, {"lines": rows}).as_of.tzinfo == UTC


@settings(max_examples=20, deadline=None)
@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2090, 1, 1)), min_size=20, max_size=20))
def test_a_week_is_named_by_its_monday(moments: list[datetime]) -> None:
    events = pa.table({"kind": ["other"] * len(moments), "at": pa.array(moments, pa.timestamp("us"))})
    moment = '"at"'
    with SalesLog(datetime(2100, 1, 1), {"events": events}) as log:
        found = log.rows(f"SELECT {moment}, {week_of(moment)} FROM events")
    assert len(found) == len(moments)
    assert all(week == at.date() - timedelta(days=at.weekday()) for at, week in found)


def test_parquet_files_are_read_where_they_lie(tmp_path: Path) -> None:
    paths = [tmp_path / f"kind=a{number}.parquet" for number in range(2)]
    for path in paths:
        parquet.write_table(table(kind=["view_item"], garment_id=["tee"], at=[1]), path)
    log = SalesLog(day(2), {"events": paths})
    assert log.rows("SELECT kind, garment_id, customer_id FROM events") == [("view_item", "tee", None)] * 2


def test_tables_that_are_not_there_are_empty_and_sales_are_of_their_garment() -> None:
    log = SalesLog(day(9), {"lines": lines([("o", "c", "tee-s", 0, 2, 10), ("o", "c", "new", 0, 1, 5)])})
    assert all(log.count(name) == 0 for name in TABLES if name != "lines")
    with SalesLog(
        day(9),
        {
            "lines": lines([("o", "c", "tee-s", 0, 2, 10), ("o", "c", "new", 0, 1, 5)]),
            "catalogue": catalogue(),
        },
    ) as known:
        found = known.rows("SELECT garment_id, category, value, week FROM sold ORDER BY garment_id")
    # A SKU that the catalogue does not have stands for itself.
    assert found == [("new", "", 5.0, date(2026, 1, 5)), ("tee", "Tops", 20.0, date(2026, 1, 5))]


def test_money_is_told_in_one_currency() -> None:
    euro, pound = (
        lines([("a", None, "x", 0, 1, 10), ("b", None, "x", 0, 1, 10)]),
        lines([("c", None, "x", 0, 1, 7)], "GBP"),
    )
    both = pa.concat_tables([euro, pound])
    log = SalesLog(day(1), {"lines": both})
    assert (log.currency, log.foreign) == ("EUR", 1)
    assert log.rows("SELECT sum(value), sum(quantity) FROM sold") == [(20.0, 3)]
    assert SalesLog(day(1), {"lines": both}, "GBP").rows("SELECT sum(value) FROM sold") == [(7.0,)]


def test_a_table_without_a_column_and_a_log_without_sales_are_refused() -> None:
    with pytest.raises(ModisteError) as refused:
        SalesLog(day(1), {"lines": pa.table({"sku_id": ["x"]})})
    assert refused.value.code == "MOD-2430"
    with pytest.raises(ModisteError) as empty:
        SalesLog(day(1), {}).first()
    assert empty.value.code == "MOD-2431"
