"""Rough lines of a till or a web shop made orders and returns, with a count of everything that was left out.

Knows cancellations, negative quantities, free and bad lines, lines without a customer; formats are collect's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from modiste.garment import ModisteError

COLUMNS = {
    "sku_id": "VARCHAR",
    "customer_id": "VARCHAR",
    "at": "TIMESTAMP",
    "quantity": "BIGINT",
    "unit_price": "DOUBLE",
}
"""What rough lines must have; `order_id` may be there, else a customer's lines of one moment are an order."""
LARGEST = 20_000
"""Pieces of a line above which it is taken for a slip of the keyboard."""


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Lines and returns as `SalesLog` takes them, and how many rough lines became what.

    Attributes:
        lines: what was sold.
        returns: what was taken back or cancelled, linked to its line where one fits.
        counts: sold, returned, linked, without_customer (kept), repeated, without_price, without_quantity,
            too_large, without_sku.
    """

    lines: pa.Table
    returns: pa.Table
    counts: Mapping[str, int]


def cleaned(rough: pa.Table, currency: str = "", largest: int = LARGEST) -> Cleaned:
    """Tell sales from returns and from what is neither.

    A negative quantity is a return; it is linked to the customer's latest earlier line of that SKU with as
    many pieces or more, and where that line was sold in the same 24 hours this is a cancellation and says so.
    The same row twice counts once. Lines without a price or with a negative one are adjustments of the
    books. Lines without a customer are kept: they are sales, of nobody known.

    Raises:
        ModisteError: MOD-2430 for a column that is missing.
    """
    missing = [name for name in COLUMNS if name not in rough.column_names]
    if missing:
        raise ModisteError(
            "MOD-2430", table="rough lines", missing=", ".join(missing), found=", ".join(rough.column_names)
        )
    with duckdb.connect() as connection:
        connection.register("given", rough)
        order = (
            "CAST(order_id AS VARCHAR)"
            if "order_id" in rough.column_names
            else """coalesce(CAST(customer_id AS VARCHAR), '') || '@' || CAST("at" AS VARCHAR)"""
        )
        cast = ", ".join(f'TRY_CAST("{name}" AS {kind}) AS "{name}"' for name, kind in COLUMNS.items())
        connection.execute(
            f"""CREATE TABLE rough AS SELECT *, row_number() OVER () AS number FROM (
                SELECT {order} AS order_id, {cast}, count(*) AS copies FROM given GROUP BY ALL)"""  # noqa: S608
        )
        connection.execute(
            f"""CREATE TABLE told AS SELECT *, CASE
                WHEN nullif(trim(sku_id), '') IS NULL OR "at" IS NULL THEN 'without_sku'
                WHEN coalesce(quantity, 0) = 0 THEN 'without_quantity'
                WHEN coalesce(unit_price, 0) <= 0 OR NOT isfinite(unit_price) THEN 'without_price'
                WHEN abs(quantity) > {int(largest)} THEN 'too_large'
                WHEN quantity < 0 THEN 'returned' ELSE 'sold' END AS what FROM rough"""  # noqa: S608
        )
        connection.execute(
            """CREATE TABLE lines AS SELECT 'line-' || number AS line_id, order_id, customer_id,
                trim(sku_id) AS sku_id, "at", quantity, unit_price, $currency AS currency
                FROM told WHERE what = 'sold'""",
            {"currency": currency or None},
        )
        connection.execute(
            """CREATE TABLE linked AS SELECT r.number, r.customer_id, trim(r.sku_id) AS sku_id, r."at",
                -r.quantity AS quantity, r.unit_price, l.line_id, l."at" AS sold_at
                FROM (SELECT *, trim(sku_id) AS sku FROM told WHERE what = 'returned') r
                LEFT JOIN LATERAL (
                    SELECT line_id, "at" FROM lines l
                    WHERE l.customer_id = r.customer_id AND l.sku_id = r.sku AND l."at" <= r."at"
                        AND l.quantity >= -r.quantity ORDER BY "at" DESC LIMIT 1) l ON true"""
        )
        lines = connection.sql("SELECT * FROM lines").to_arrow_table()
        returns = connection.sql(
            """SELECT 'return-' || number AS return_id, line_id, sku_id, "at", quantity,
                unit_price AS unit_refund,
                CASE WHEN "at" - sold_at <= INTERVAL 24 HOUR THEN 'cancelled' ELSE '' END AS reason
                FROM linked"""
        ).to_arrow_table()
        found = dict(connection.execute("SELECT what, count(*) FROM told GROUP BY 1").fetchall())
        repeated = connection.execute("SELECT coalesce(sum(copies - 1), 0)::BIGINT FROM rough").fetchone()
        nobody = connection.execute("SELECT count(*) FROM lines WHERE customer_id IS NULL").fetchone()
    counts = {
        name: int(found.get(name, 0))
        for name in ("sold", "returned", "without_price", "without_quantity", "too_large", "without_sku")
    }
    counts["repeated"] = int(repeated[0]) if repeated else 0
    counts["without_customer"] = int(nobody[0]) if nobody else 0
    counts["linked"] = returns.num_rows - returns["line_id"].null_count
    return Cleaned(lines, returns, counts)
