"""The event log: tables that only grow, as Parquet files named by a manifest that is replaced whole.

Knows appending and reading as of a snapshot; what an event means is the rooms'. DuckDB and Ray read the
files as they are.
"""

import json
import os
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
from modiste.store.files import telling, write_whole
from modiste.store.locks import exclusive

_MANIFEST = "manifest.json"
_MAGIC = b"PAR1"


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

        The first rows set the table's columns and types; no rows change nothing.

        Raises:
            ModisteError: MOD-1112 when the rows' columns or types are not the table's, MOD-1108 for a bad
                table name, MOD-1110 when the disk is full or refuses.
        """
        folder = self._folder(table)
        if not len(rows):
            return self.snapshot(table)
        with telling(folder), exclusive(folder / "lock"):
            entries = self._manifest(table)
            name = f"{len(entries) + 1:08d}-{uuid4().hex}.parquet"
            added = _table(rows, self._schema(table, entries), table)
            sink = pa.BufferOutputStream()
            pq.write_table(added, sink, compression="zstd")
            write_whole(folder / name, sink.getvalue().to_pybytes())
            now = datetime.now(UTC)
            entries.append({"file": name, "rows": added.num_rows, "at": now.isoformat()})
            write_whole(folder / _MANIFEST, json.dumps(entries, indent=0).encode())
        return self._snapshot(folder, entries)

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
        return self._snapshot(folder, entries[:wanted])

    @staticmethod
    def _snapshot(folder: Path, chosen: list[dict[str, Any]]) -> Snapshot:
        at = datetime.fromisoformat(chosen[-1]["at"]) if chosen else datetime.fromtimestamp(0, UTC)
        files = tuple(folder / entry["file"] for entry in chosen)
        return Snapshot(len(chosen), at, files, sum(entry["rows"] for entry in chosen))

    def scan(self, table: str, id: int | None = None) -> duckdb.DuckDBPyRelation:
        """The rows of a snapshot as a DuckDB relation.

        Raises:
            ModisteError: MOD-1103 when the table is empty or there is no such snapshot, MOD-1113 when one of
                its files is missing or cut short.
        """
        snapshot = self.snapshot(table, id)
        if not snapshot.files:
            raise ModisteError("MOD-1103", kind="event table", id=table)
        for path in snapshot.files:
            _check_whole(path)
        # The paths are our own, not patterns: a shop's folder may hold `key=value`, which is no column.
        return duckdb.connect().read_parquet([str(path) for path in snapshot.files], hive_partitioning=False)

    def tables(self) -> list[str]:
        """The names of all tables."""
        return sorted(path.parent.name for path in self._root.glob(f"*/{_MANIFEST}"))

    def sweep(self, table: str) -> int:
        """Remove files that a killed writer left and no manifest names; returns how many."""
        folder = self._folder(table)
        with exclusive(folder / "lock"):
            # Held by every writer, so that what no manifest names has no writer any more.
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
            if not isinstance(entries, list):
                raise TypeError
            for entry in entries:
                datetime.fromisoformat(entry["at"])
                if Path(entry["file"]).name != entry["file"] or type(entry["rows"]) is not int:
                    raise ValueError
        except (ValueError, TypeError, KeyError):
            raise ModisteError("MOD-1101", path=path, reason="its manifest is damaged") from None
        return entries

    def _schema(self, table: str, entries: list[dict[str, Any]]) -> pa.Schema | None:
        return _read_schema(self._folder(table) / entries[0]["file"]) if entries else None


def _check_whole(path: Path) -> None:
    """Parquet ends with its magic; to read every footer would cost more than the query."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_MAGIC), os.SEEK_END)
            is_whole = file.read() == _MAGIC
    except OSError:
        is_whole = False
    if not is_whole:
        raise ModisteError("MOD-1113", path=path)


def _read_schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowException):
        raise ModisteError("MOD-1113", path=path) from None


def _table(rows: pa.Table | Sequence[Mapping[str, Any]], schema: pa.Schema | None, table: str) -> pa.Table:
    """The rows with the table's columns in its order; any other column, missing or more, is an error."""
    try:
        found = [rows.column_names] if isinstance(rows, pa.Table) else [list(row) for row in rows]
        names = schema.names if schema is not None else found[0]
        if not names or len(set(names)) < len(names) or not all(isinstance(n, str) and n for n in names):
            raise ValueError("its columns need names, each its own")
        for each in found:
            # pyarrow would take the first row's columns and drop another's in silence.
            if set(each) != set(names):
                raise ValueError(f"its columns are {', '.join(names)}, not {', '.join(map(str, each))}")
        if not isinstance(rows, pa.Table):
            rows = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
        untyped = [field.name for field in rows.schema if pa.types.is_null(field.type)]
        if untyped and schema is None:
            # A column of nothing but None would bar every value that comes later.
            raise ValueError(f"no row has a value for {', '.join(untyped)}, so that its type is not known")
        return rows if schema is None else rows.select(names).cast(schema)
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
        reason = (str(error).splitlines() or ["it is no table"])[0][:300].rstrip(".")
        raise ModisteError("MOD-1112", table=table, reason=reason) from None
