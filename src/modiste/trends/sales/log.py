"""What a shop sold, as of one moment: tables of one DuckDB connection in which nothing later is.

Knows the tables' columns, weeks and the moment after which nothing is seen; where the rows come from is the
flows', what is made of them stands in the files beside.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from modiste.garment import ModisteError

TABLES: Mapping[str, Mapping[str, str]] = {
    "lines": {
        "line_id": "VARCHAR!",
        "order_id": "VARCHAR!",
        "customer_id": "VARCHAR",
        "sku_id": "VARCHAR!",
        "at": "TIMESTAMP!",
        "quantity": "BIGINT!",
        "unit_price": "DOUBLE!",
        "currency": "VARCHAR",
        "channel": "VARCHAR",
    },
    "returns": {
        "return_id": "VARCHAR!",
        "line_id": "VARCHAR",
        "sku_id": "VARCHAR",
        "at": "TIMESTAMP!",
        "quantity": "BIGINT!",
        "reason": "VARCHAR",
        "unit_refund": "DOUBLE",
    },
    "events": {
        "customer_id": "VARCHAR",
        "session_id": "VARCHAR",
        "garment_id": "VARCHAR",
        "sku_id": "VARCHAR",
        "kind": "VARCHAR!",
        "at": "TIMESTAMP!",
        "source": "VARCHAR",
    },
    "stock": {
        "sku_id": "VARCHAR!",
        "from_location": "VARCHAR!",
        "to_location": "VARCHAR!",
        "quantity": "BIGINT!",
        "at": "TIMESTAMP!",
    },
    "prices": {
        "sku_id": "VARCHAR!",
        "amount": "DOUBLE!",
        "currency": "VARCHAR",
        "valid_from": "TIMESTAMP!",
        "valid_to": "TIMESTAMP",
        "recorded_at": "TIMESTAMP!",
    },
    "catalogue": {
        "sku_id": "VARCHAR!",
        "colourway_id": "VARCHAR",
        "garment_id": "VARCHAR!",
        "name": "VARCHAR",
        "category": "VARCHAR",
        "brand": "VARCHAR",
        "season": "VARCHAR",
        "colour": "VARCHAR",
        "pattern": "VARCHAR",
        "size": "VARCHAR",
    },
}
"""The tables and their columns; those with ! must be there, others are null where they are not."""
_MOMENT = {"prices": "recorded_at", "catalogue": None}
"""By which column a table is cut, where it is not `at`: a price is known since it was recorded."""
GROUPS = ("sku_id", "garment_id", "colourway_id", "category", "brand", "season", "colour", "pattern", "size")
"""What sales may be counted by."""
Source = Any
"""Rows in memory (`pyarrow.Table`), or the Parquet files of a snapshot (paths)."""

MONDAY = "1900-01-01"
"""The Monday from which weeks are counted; moments before it have no week."""
# Whole numbers are several times quicker than date_trunc, and need no time zone.
_WEEK_US, _MONDAY_US = 604_800_000_000, 2_208_988_800_000_000


class SalesLog:
    """One shop's sales at one moment. Not to be shared between threads.

    The views are `TABLES`, and `sold`: lines with what they are of, their week and `value` in `currency`.

    Attributes:
        as_of: nothing after it is seen.
        currency: in which money is told; the most frequent of the lines unless another is asked for.
        foreign: how many lines are in another currency, whose value is not counted.
    """

    def __init__(self, as_of: datetime, tables: Mapping[str, Source], currency: str = "") -> None:
        """Put the tables side by side, cut at the moment.

        Args:
            as_of: the moment; one without a zone is UTC.
            tables: by name of `TABLES`; one that is left out is empty.
            currency: in which money is told.

        Raises:
            ModisteError: MOD-2430 for a table that lacks a column.
        """
        self.as_of = (as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)).astimezone(UTC)
        self._connection = duckdb.connect()
        for name in TABLES:
            self._view(name, tables.get(name, pa.table({})))
        self.currency, self.foreign = self._currencies(currency)
        self._connection.execute(
            f"""CREATE VIEW sold AS SELECT l.*, {week_of('l."at"')} AS week,
                coalesce(c.garment_id, l.sku_id) AS garment_id,
                coalesce(c.colourway_id, l.sku_id) AS colourway_id,
                c.name, coalesce(c.category, '') AS category, coalesce(c.brand, '') AS brand,
                coalesce(c.season, '') AS season, coalesce(c.colour, '') AS colour,
                coalesce(c.pattern, '') AS pattern, coalesce(c.size, '') AS size,
                CASE WHEN coalesce(l.currency, '{self.currency}') = '{self.currency}'
                    THEN l.quantity * l.unit_price END AS value
                FROM lines l LEFT JOIN catalogue c USING (sku_id)"""  # noqa: S608 - a currency is three letters
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    @property
    def cut(self) -> datetime:
        """`as_of` as the tables' moments are: UTC without a zone."""
        return self.as_of.replace(tzinfo=None)

    def query(self, text: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """A question in DuckDB's SQL; nothing of the shop can be changed by it."""
        return self._connection.sql(text, params=values or None).to_arrow_table()

    def rows(self, text: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The same as tuples."""
        return self._connection.execute(text, values).fetchall()

    def count(self, table: str) -> int:
        """How many rows of a table are seen."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - names are ours

    def first(self) -> datetime:
        """When the first line was sold.

        Raises:
            ModisteError: MOD-2431 where nothing was sold up to the moment.
        """
        found = self.rows('SELECT min("at") FROM lines')[0][0]
        if found is None:
            raise ModisteError("MOD-2431", what="was sold", at=self.as_of.date())
        return datetime.fromisoformat(str(found))

    def _view(self, name: str, source: Source) -> None:
        columns, raw = TABLES[name], f"raw_{name}"
        if isinstance(source, pa.Table):
            if source.num_columns == 0:
                empty = ", ".join(
                    f'NULL::{kind.rstrip("!")} AS "{column}"' for column, kind in columns.items()
                )
                self._connection.execute(f"CREATE VIEW {name} AS SELECT {empty} WHERE false")
                return
            self._connection.register(raw, source)
        else:
            paths = [str(path) for path in source]
            # The paths are our own, not patterns: a shop's folder may hold `key=value`, which is no column.
            self._connection.read_parquet(paths, hive_partitioning=False).create_view(raw)
        given = {
            column: str(kind) for column, kind, *_ in self._connection.execute(f"DESCRIBE {raw}").fetchall()
        }
        missing = [column for column, kind in columns.items() if kind.endswith("!") and column not in given]
        if missing:
            raise ModisteError("MOD-2430", table=name, missing=", ".join(missing), found=", ".join(given))
        chosen = ", ".join(
            f'{_read(column, kind.rstrip("!"), given.get(column))} AS "{column}"'
            for column, kind in columns.items()
        )
        by = _MOMENT.get(name, "at")
        until = "" if by is None else f""" WHERE "{by}" <= TIMESTAMP '{self.cut.isoformat(" ")}'"""
        self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM (SELECT {chosen} FROM {raw}){until}")  # noqa: S608 - names are ours

    def _currencies(self, currency: str) -> tuple[str, int]:
        found = self.rows("SELECT currency, count(*) FROM lines GROUP BY 1 ORDER BY 2 DESC, 1")
        named = [(str(each), int(count)) for each, count in found if each]
        chosen = currency or (named[0][0] if named else "")
        if not chosen.isalpha():
            chosen = ""
        return chosen, sum(count for each, count in named if each != chosen)


def week_of(moment: str) -> str:
    """SQL for the Monday of a moment's week, as a date."""
    return date_of(week_number(moment))


def week_number(moment: str) -> str:
    """SQL for the number of a moment's week since the one of `MONDAY`."""
    return f"((epoch_us({moment}) + {_MONDAY_US}) // {_WEEK_US})"


def date_of(number: str) -> str:
    """SQL for the Monday of a week by its number."""
    return f"(DATE '{MONDAY}' + CAST(7 * ({number}) AS INTEGER))"


def _read(column: str, kind: str, given: str | None) -> str:
    if given is None:
        return f"NULL::{kind}"
    if kind == "TIMESTAMP" and "TIME ZONE" in given:
        # Without the ICU extension, and whatever zone the machine is in.
        return f'make_timestamp(epoch_us("{column}"))'
    return f'"{column}"' if given == kind else f'CAST("{column}" AS {kind})'
