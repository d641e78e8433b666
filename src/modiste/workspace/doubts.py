"""What was doubtful about rows whose records have no place to say it: orders, stock, behaviour, mentions.

Knows a table of the event log, `import_doubts`; a garment carries its own, among its attributes. What a
record says stays what it says: a doubt stands beside it, under its type and id.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from modiste.collect import Arrival
from modiste.garment import Entity, Garment, content_id
from modiste.store import LOGGED, Run, Store

TABLE = "import_doubts"
_MOST = 2000
_SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("at", pa.timestamp("us", "UTC"), nullable=False),
        pa.field("record", pa.string(), nullable=False),
        pa.field("record_id", pa.string(), nullable=False),
        pa.field("field", pa.string(), nullable=False),
        pa.field("told", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
    ]
)


def note_doubts(store: Store, run: Run, arrivals: Iterable[Arrival]) -> int:
    """Keep what is doubtful about rows; the same rows again keep nothing twice.

    Args:
        store: where it goes.
        run: the reading.
        arrivals: rows of the event log, and those of the tables that say something new.

    Returns:
        How many doubts were new.
    """
    rows = [
        row
        for each in arrivals
        if each.raw and not any(isinstance(record, Garment) for record in each.records)
        for row in _rows(each, run)
    ]
    return sum(store.events.append_new(TABLE, pa.Table.from_pylist(rows, schema=_SCHEMA))) if rows else 0


def doubts_of(store: Store, record: Entity) -> dict[str, str]:
    """What is doubtful about a record, by field; the word `doubt` stands for the whole of it."""
    if TABLE not in store.events.tables():
        return {}
    held = store.events.scan(TABLE)
    for column, value in (("record", type(record).__name__), ("record_id", record.id)):
        held = held.filter(duckdb.ColumnExpression(column) == duckdb.ConstantExpression(value))
    return dict(held.order('"at", "id"').select("field", "told").fetchall())


def doubt_counts(store: Store) -> dict[str, int]:
    """How many records have doubts, by their type."""
    if TABLE not in store.events.tables():
        return {}
    counted = store.events.scan(TABLE).aggregate("record, count(DISTINCT record_id) AS n", "record")
    return {record: int(n) for record, n in sorted(counted.fetchall())}


def _rows(arrival: Arrival, run: Run) -> Iterator[dict[str, Any]]:
    """A logged record's doubts carry its own moment, which is the same in every import of it."""
    about = arrival.records[-1]
    at: datetime = getattr(about, "at", run.started_at) if type(about) in LOGGED else run.started_at
    for field, told in sorted(arrival.raw.items()):
        record = type(about).__name__
        key = f"{record}\0{about.id}\0{field}\0{told}"
        yield {
            "id": content_id(key.encode(errors="surrogatepass"), 24),
            "at": at,
            "record": record,
            "record_id": about.id,
            "field": field[:120],
            "told": told[:_MOST],
            "source": run.source,
        }
