"""Real dirty lines: what is sold, what is taken back, what is neither; nothing is lost in silence."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.trends.sales.tills import day

from modiste.garment import ModisteError
from modiste.trends.sales.cleaning import cleaned
from modiste.trends.sales.log import SalesLog
from modiste.trends.sales.returns import return_rates


def rough(rows: list[tuple[object, ...]]) -> pa.Table:
    names = ("sku_id", "customer_id", "at", "quantity", "unit_price")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return pa.table({name: list(values) for name, values in columns.items()})


def test_every_row_becomes_one_thing() -> None:
    given = rough(
        [
            ("tee", "ann", day(0), 3, 9.0),
            ("tee", "ann", day(0), 3, 9.0),  # the same again
            ("tee", "ann", day(0.5), -2, 9.0),  # cancelled within a day
            ("coat", "ann", day(3), -1, 80.0),  # of a line before the export begins
            ("tee", "bob", day(4), -9, 9.0),  # more than he ever bought
            ("tee", None, day(5), 1, 9.0),
            ("POST", "bob", day(5), 1, 0.0),
            ("debt", "bob", day(5), 1, -11.0),
            ("", "bob", day(5), 1, 9.0),
            ("tee", "bob", day(6), 80_995, 9.0),
            ("tee", "bob", day(6), 0, 9.0),
        ]
    )
    found = cleaned(given, "GBP")
    assert found.counts == {
        "sold": 2,
        "returned": 3,
        "without_price": 2,
        "without_quantity": 1,
        "too_large": 1,
        "without_sku": 1,
        "repeated": 1,
        "without_customer": 1,
        "linked": 1,
    }
    linked = [row for row in found.returns.to_pylist() if row["line_id"]]
    assert linked[0]["reason"] == "cancelled"
    assert linked[0]["quantity"] == 2
    log = SalesLog(day(60), {"lines": found.lines, "returns": found.returns})
    assert return_rates(log, "sku_id").overall.returned == 2
    assert log.currency == "GBP"


def test_half_a_million_real_lines_add_up(modiste_data: Path) -> None:
    path = modiste_data / "analytics" / "uci_online_retail" / "online_retail.parquet"
    names = ["sku_id", "quantity", "at", "unit_price", "customer_id", "country"]
    found = cleaned(parquet.read_table(path).rename_columns(names), "GBP")
    parts = ("sold", "returned", "without_price", "without_quantity", "too_large", "without_sku", "repeated")
    assert sum(found.counts[name] for name in parts) == 541_909
    assert found.counts["sold"] == found.lines.num_rows == 524_229
    assert found.counts["returned"] == found.returns.num_rows == 9_248
    assert found.counts["linked"] > 0.75 * found.counts["returned"]


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(ModisteError) as refused:
        cleaned(pa.table({"sku_id": ["x"]}))
    assert refused.value.code == "MOD-2430"
