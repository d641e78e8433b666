"""The event log: tables that only grow, as Parquet files named by a manifest that is replaced whole.

Knows appending and reading as of a snapshot; what an event means is the rooms'. DuckDB and Ray read the
files as they are.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from modiste.garment import ModisteError
from modiste.store.files import sync_folder, write_whole
from modiste.store.locks import exclusive

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Snapshot:
    """The table as it stood after one append: its number, moment, files and rows."""

    id: int
    at: datetime
    files: tuple[Path, ...]
    rows: int


class EventLog:
    """Append-only tables below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def append(self, table: str, rows: pa.Table | Sequence[Mapping[str, Any]]) -> Snapshot:
        """Add rows; on return they are on disk and in every later snapshot. Writers wait for one another.

        Raises:
            ModisteError: MOD-1105 when the rows' columns are not the table's, MOD-1108 for a bad table name.
        """
        folder = self._folder(table)
        added = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist([dict(row) for row in rows])
        with exclusive(folder / "lock"):
            last = self.snapshot(table)
            if last.files:
                added = _as(added, pq.read_schema(last.files[0]), table)
            elif not added.num_columns:
                return last
            name = f"{last.id + 1:08d}-{uuid4().hex}.parquet"
            sink = pa.BufferOutputStream()
            pq.write_table(added, sink, compression="zstd")
            write_whole(folder / name, sink.getvalue().to_pybytes())
            now = datetime.now(UTC)
            entries = [*self._manifest(table), {"file": name, "rows": added.num_rows, "at": now.isoformat()}]
            write_whole(folder / _MANIFEST, json.dumps(entries, indent=0).encode())
            sync_folder(folder)
        return self.snapshot(table)

    def snapshot(self, table: str, id: int | None = None) -> Snapshot:
        """The table as of append number `id`, the newest by default; 0 is the empty table.

        Raises:
            ModisteError: MOD-1103 when there is no such snapshot.
        """
        folder = self._folder(table)
        entries = self._manifest(table)
        wanted = len(entries) if id is None else id
        if not 0 <= wanted <= len(entries):
            raise ModisteError("MOD-1103", kind=f"snapshot of {table}", id=wanted)
        chosen = entries[:wanted]
        at = datetime.fromisoformat(chosen[-1]["at"]) if chosen else datetime.fromtimestamp(0, UTC)
        files = tuple(folder / entry["file"] for entry in chosen)
        return Snapshot(wanted, at, files, sum(entry["rows"] for entry in chosen))

    def scan(self, table: str, id: int | None = None) -> duckdb.DuckDBPyRelation:
        """The rows of a snapshot as a DuckDB relation.

        Raises:
            ModisteError: MOD-1103 when the table is empty or there is no such snapshot.
        """
        snapshot = self.snapshot(table, id)
        if not snapshot.files:
            raise ModisteError("MOD-1103", kind="event table", id=table)
        return duckdb.connect().read_parquet([str(path) for path in snapshot.files])

    def tables(self) -> list[str]:
        """The names of all tables."""
        return sorted(path.parent.name for path in self._root.glob(f"*/{_MANIFEST}"))

    def sweep(self, table: str) -> int:
        """Remove files that a killed writer left and no manifest names; returns how many."""
        folder = self._folder(table)
        with exclusive(folder / "lock"):
            named = {entry["file"] for entry in self._manifest(table)}
            orphans = [path for path in folder.glob("*.parquet") if path.name not in named]
            orphans += folder.glob(".*.partial")
            for path in orphans:
                path.unlink()
        return len(orphans)

    def _folder(self, table: str) -> Path:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,79}", table):
            raise ModisteError("MOD-1108", value=table[:80], kind="event table")
        return self._root / table

    def _manifest(self, table: str) -> list[dict[str, Any]]:
        path = self._folder(table) / _MANIFEST
        if not path.exists():
            return []
        try:
            entries: list[dict[str, Any]] = json.loads(path.read_bytes())
        except ValueError:
            raise ModisteError("MOD-1101", path=path, reason="its manifest is damaged") from None
        return entries


def _as(rows: pa.Table, schema: pa.Schema, table: str) -> pa.Table:
    try:
        if set(rows.column_names) != set(schema.names):
            raise ValueError(f"its columns are {', '.join(schema.names)}")
        return rows.select(schema.names).cast(schema)
    except (ValueError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise ModisteError("MOD-1105", kind="An event of table", id=table, reason=reason) from None
