"""Small sales for tests: lines, returns, events and stock as plain rows made tables, and CDNOW's sample."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from modiste.trends.sales.log import SalesLog

MONDAY = datetime(2026, 1, 5)


def day(number: float) -> datetime:
    return MONDAY + timedelta(days=number)


def lines(rows: Sequence[tuple[str, str | None, str, float, int, float]], currency: str = "EUR") -> pa.Table:
    """Rows of order, customer, SKU, day, pieces, price."""
    return pa.table(
        {
            "line_id": [f"l{number}" for number in range(len(rows))],
            "order_id": [row[0] for row in rows],
            "customer_id": pa.array([row[1] for row in rows], pa.string()),
            "sku_id": [row[2] for row in rows],
            "at": pa.array([day(row[3]) for row in rows], pa.timestamp("us", "UTC")),
            "quantity": [row[4] for row in rows],
            "unit_price": [row[5] for row in rows],
            "currency": [currency] * len(rows),
        }
    )


def table(**columns: Sequence[Any]) -> pa.Table:
    """Columns as a table; days become moments."""
    made = dict(columns)
    for name in ("at", "valid_from", "recorded_at"):
        if name in made:
            made[name] = pa.array([day(each) for each in made[name]], pa.timestamp("us", "UTC"))
    return pa.table(made)


def catalogue() -> pa.Table:
    """Two garments of two SKUs each."""
    return pa.table(
        {
            "sku_id": ["tee-s", "tee-m", "coat-s", "coat-m"],
            "colourway_id": ["tee-red", "tee-red", "coat-navy", "coat-navy"],
            "garment_id": ["tee", "tee", "coat", "coat"],
            "name": ["Tee", "Tee", "Coat", "Coat"],
            "category": ["Tops", "Tops", "Coats", "Coats"],
            "colour": ["red", "red", "navy", "navy"],
            "size": ["S", "M", "S", "M"],
        }
    )


def cdnow(data: Path, until: datetime) -> SalesLog:
    """The tenth of CDNOW's customers that papers fit on."""
    text = (data / "analytics" / "cdnow" / "CDNOW_sample.txt").read_text()
    rows = [line.split() for line in text.splitlines()]
    numbers = [str(number) for number in range(len(rows))]
    made = {
        "line_id": numbers,
        "order_id": numbers,
        "customer_id": [row[1] for row in rows],
        "sku_id": ["cd"] * len(rows),
        "at": pa.array([datetime.strptime(row[2], "%Y%m%d") for row in rows], pa.timestamp("us")),
        "quantity": [1] * len(rows),
        "unit_price": [float(row[4]) for row in rows],
        "currency": ["USD"] * len(rows),
    }
    return SalesLog(until, {"lines": pa.table(made)})
