"""A shop's sales as of a moment: orders, returns, stock, prices and events in one DuckDB connection.

Knows where each table lies and which version of a row was known when; what is counted is the trends room's.

Events lie in the Parquet log for good. Orders, returns, stock and prices are rows that imports may correct:
the rows are the truth, and `keep_sales` appends to the log what is new or changed since it was last asked,
with the moment. A look back then sees each row as it was known at that moment; what was kept only later is
seen as it was first kept: a history imported today is of use to a backtest of last year. Who bought is not
kept twice but read from the orders alone, so that a customer who is erased is gone from every look back.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pyarrow as pa

from modiste.garment import (
    Colourway,
    Garment,
    Interaction,
    ModisteError,
    Order,
    OrderLine,
    Price,
    Return,
    Sku,
    StockEntry,
)
from modiste.store import LOGGED
from modiste.trends import (
    SalesLog,
    baskets,
    cohorts,
    elasticities,
    fit_frequency,
    fit_value,
    histories,
    price_weeks,
    return_rates,
    rfm,
    sell_through,
    visits,
    weekly_sales,
    worth,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_ROWS: Mapping[str, tuple[str, str]] = {
    "lines": (
        "line_id",
        """SELECT l.id AS line_id, l.order_id, l.sku_id, o."at", l.quantity, l.unit_price, o.currency,
            o.channel FROM line l JOIN "order" o ON o.id = l.order_id""",
    ),
    "returns": (
        "return_id",
        """SELECT id AS return_id, order_line_id AS line_id, sku_id, "at", quantity, reason, unit_refund
            FROM returned""",
    ),
    "stock": (
        "entry_id",
        'SELECT id AS entry_id, sku_id, from_location, to_location, quantity, "at", reason FROM entry',
    ),
    "prices": (
        "price_id",
        """SELECT id AS price_id, sku_id, amount, currency, valid_from, valid_to, recorded_at FROM price""",
    ),
}
"""Each table's key and how it is made of the rows."""
_READ = (
    ("order", Order, ("id", "customer_id", "at", "currency", "channel")),
    ("line", OrderLine, ("id", "order_id", "sku_id", "quantity", "unit_price")),
    ("returned", Return, ("id", "order_line_id", "sku_id", "at", "quantity", "reason", "unit_refund")),
    ("entry", StockEntry, ("id", "sku_id", "from_location", "to_location", "quantity", "at", "reason")),
    ("price", Price, ("id", "sku_id", "amount", "currency", "valid_from", "valid_to", "recorded_at")),
    ("garment", Garment, ("id", "name", "category", "brand", "season")),
    ("colourway", Colourway, ("id", "garment_id", "colour", "pattern")),
    ("sku", Sku, ("id", "colourway_id", "size")),
)
_CATALOGUE = """SELECT s.id AS sku_id, s.colourway_id, c.garment_id, g.name, g.category, g.brand, g.season,
    c.colour, c.pattern, s.size
    FROM sku s JOIN colourway c ON c.id = s.colourway_id JOIN garment g ON g.id = c.garment_id"""


def kept_table(name: str) -> str:
    """The event log's table in which versions of these rows lie."""
    return f"sales_{name}"


def keep_sales(shop: "Shop") -> dict[str, int]:
    """Append to the log what is new, changed or gone; returns the snapshot's number of every table.

    A decision that notes these numbers can be made again on exactly what it saw. Nothing changed, nothing is
    appended.
    """
    log, now, made = shop.store.events, datetime.now(UTC), {}
    with _rows_of(shop) as connection:
        for name, (key, query) in _ROWS.items():
            table = kept_table(name)
            if log.snapshot(table).files:
                _open(connection, "kept", [str(path) for path in log.snapshot(table).files])
                columns = _columns(connection, query)
                connection.execute(
                    f"""CREATE OR REPLACE TEMP VIEW last AS SELECT * FROM kept
                        QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY kept_at DESC) = 1"""  # noqa: S608
                )
                fresh = f"""
                    (SELECT {columns}, false AS is_gone FROM ({query})
                     EXCEPT SELECT {columns}, is_gone FROM last)
                    UNION ALL SELECT {columns}, true FROM last
                    WHERE NOT is_gone AND {key} NOT IN (SELECT {key} FROM ({query}))"""  # noqa: S608
            else:
                fresh = f"SELECT *, false AS is_gone FROM ({query})"  # noqa: S608 - our own text
            found = connection.sql(fresh).to_arrow_table()
            moments = pa.array([now] * found.num_rows, pa.timestamp("us", "UTC"))
            log.append(table, found.append_column("kept_at", moments), at="kept_at")
            made[name] = log.snapshot(table).id
        events = LOGGED[Interaction]
        made["events"] = log.snapshot(events).id
    return made


def open_sales(
    shop: "Shop",
    as_of: datetime | None = None,
    snapshot: Mapping[str, int] | None = None,
    currency: str = "",
) -> SalesLog:
    """The sales of a shop, in which nothing after the moment is. Close it when done.

    Names, colours and sizes are today's: the catalogue keeps no versions.

    Args:
        shop: whose.
        as_of: the moment; now by default.
        snapshot: what `keep_sales` returned, to see exactly that again whatever was corrected since.
        currency: in which money is told; the most frequent by default.

    Raises:
        ModisteError: MOD-1103 for a snapshot that is not there.
    """
    moment = as_of or datetime.now(UTC)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    log = shop.store.events
    tables: dict[str, Any] = {}
    with _rows_of(shop) as connection:
        for name, (key, now) in _ROWS.items():
            query = now
            files = log.snapshot(kept_table(name), (snapshot or {}).get(name)).files
            if files and (as_of is not None or snapshot):
                _open(connection, "kept", [str(path) for path in files])
                query = _as_known(connection, key, now, moment, only_kept=snapshot is not None)
            if name == "lines":
                query = f"""SELECT k.*, o.customer_id FROM ({query}) k
                    LEFT JOIN "order" o ON o.id = k.order_id"""  # noqa: S608 - our own text
            tables[name] = connection.sql(query).to_arrow_table()
        tables["catalogue"] = connection.sql(_CATALOGUE).to_arrow_table()
    if files := log.snapshot(LOGGED[Interaction], (snapshot or {}).get("events")).files:
        tables["events"] = files
    return SalesLog(moment, tables, currency)


def _as_known(
    connection: duckdb.DuckDBPyConnection, key: str, query: str, moment: datetime, *, only_kept: bool
) -> str:
    """Each row as it was known at a moment, or as first kept; and rows that were never kept, as they are."""
    columns = _columns(connection, query)
    at = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    order = (
        "kept_at DESC" if only_kept else "is_later, CASE WHEN is_later THEN 1 ELSE -1 END * epoch_us(kept_at)"
    )
    known = f"""SELECT {columns} FROM (
            SELECT *, make_timestamp(epoch_us(kept_at)) > TIMESTAMP '{at}' AS is_later FROM kept
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1) WHERE NOT is_gone"""  # noqa: S608
    if only_kept:
        return known
    return f"""{known} UNION ALL
        SELECT {columns} FROM ({query}) WHERE {key} NOT IN (SELECT {key} FROM kept)"""  # noqa: S608


def _rows_of(shop: "Shop") -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name, kind, columns in _READ:
        connection.register(name, shop.store.rows.arrow(kind, columns))
    return connection


def _open(connection: duckdb.DuckDBPyConnection, name: str, paths: list[str]) -> None:
    connection.execute(f"DROP VIEW IF EXISTS {name} CASCADE")
    connection.read_parquet(paths, hive_partitioning=False).create_view(name, replace=True)


def _columns(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    return ", ".join(f'"{column}"' for column in connection.sql(query).columns)


# --- what is told, as plain values: for the command line and the API alike ---


def tell_sales(shop: "Shop", what: str, as_of: datetime | None = None, **options: Any) -> dict[str, Any]:
    """One of `TOLD` as plain values, with the moment and the currency.

    Args:
        shop: whose sales.
        what: such as rfm or cohorts.
        as_of: the moment; now by default.
        options: `by`, `period`, `least`, `window_days`, `weeks`, as each takes them.

    Raises:
        ModisteError: MOD-2432 for what is not told; as the trends room's functions.
    """
    if what not in TOLD:
        raise ModisteError("MOD-2432", group=what[:80], known=", ".join(TOLD))
    with open_sales(shop, as_of) as log:
        found = TOLD[what](log, **options)
        return {
            **found,
            "what": what,
            "as_of": log.as_of.isoformat(),
            "currency": log.currency,
            "lines": log.count("lines"),
            "lines_in_other_currencies": log.foreign,
        }


def _rfm(log: SalesLog, most: int = 100) -> dict[str, Any]:
    return rfm(log).to_json(most)


def _cohorts(log: SalesLog, period: Literal["week", "month", "quarter"] = "month") -> dict[str, Any]:
    return cohorts(log, period).to_json()


def _baskets(log: SalesLog, by: str = "garment_id", least: int = 5) -> dict[str, Any]:
    return baskets(log, by, least).to_json()


def _sell_through(log: SalesLog, by: str = "garment_id") -> dict[str, Any]:
    return {"by": by, "items": [each.to_json() for each in sell_through(log, by)]}


def _returns(log: SalesLog, by: str = "garment_id", window_days: int = 30) -> dict[str, Any]:
    return return_rates(log, by, window_days).to_json()


def _elasticity(log: SalesLog, by: str = "garment_id") -> dict[str, Any]:
    return {"by": by, **elasticities(price_weeks(log, by)).to_json()}


def _lifetime(log: SalesLog, weeks: float = 52, most: int = 100) -> dict[str, Any]:
    known = histories(log)
    frequency, value = fit_frequency(known), fit_value(known)
    total, low, high = frequency.total(known, weeks)
    expected, alive, money = (
        frequency.expected(known, weeks),
        frequency.alive(known),
        worth(frequency, value, known, weeks),
    )
    best = sorted(range(len(money)), key=lambda row: -money[row])[:most]
    return {
        "weeks": weeks,
        "n": len(known.customers),
        "purchases": {"value": total, "ci95": [low, high], "how": "predicted"},
        "worth": {"value": float(money.sum()), "yearly_discount": 0.1, "how": "predicted"},
        "models": {"bg_nbd": frequency.to_json(), "gamma_gamma": value.to_json()},
        "customers": [
            {
                "customer_id": known.customers[row],
                "purchases": float(expected[row]),
                "alive": float(alive[row]),
                "worth": float(money[row]),
            }
            for row in best
        ],
    }


def _weekly(log: SalesLog, by: str = "garment_id") -> dict[str, Any]:
    rows = weekly_sales(log, by).to_pylist()
    return {"by": by, "items": [{**row, "week": row["week"].isoformat()} for row in rows]}


def _visits(log: SalesLog) -> dict[str, Any]:
    return visits(log).to_json()


TOLD: Mapping[str, Callable[..., dict[str, Any]]] = {
    "rfm": _rfm,
    "lifetime": _lifetime,
    "cohorts": _cohorts,
    "baskets": _baskets,
    "sell-through": _sell_through,
    "returns": _returns,
    "elasticity": _elasticity,
    "weekly": _weekly,
    "visits": _visits,
}
