"""The event log: tables that only grow, as Parquet files named by a manifest that is replaced whole.

Knows appending, once or again, reading as of a snapshot, packing and erasing; what an event means is the
rooms'. DuckDB and Ray read the files as they are.
"""

import functools
import itertools
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from modiste.garment import ModisteError
from modiste.store.files import telling, write_whole
from modiste.store.locks import exclusive
from modiste.store.parquet import blanked, check_whole, fitted, matching, range_of, read, read_schema, write

_MANIFEST = "manifest.json"
_FEW, _REMEMBERED, _MANY = 20_000, 256, 100
"""A file of so few rows is read whole for its keys; those of so many files are remembered; a tidy table has
no more of such small files."""


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
        self._lock = threading.Lock()
        self._remembered: OrderedDict[tuple[Path, str], frozenset[Any]] = OrderedDict()

    def append(
        self, table: str, rows: pa.Table | Sequence[Mapping[str, Any]], *, at: str | None = None
    ) -> Snapshot:
        """Add rows; on return they are on disk and in every later snapshot. Writers wait for one another.

        `at` is a column of moments whose range the manifest then holds.

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
            added = fitted(rows, self._schema(table, entries), table)
            entries.append(_written(folder, added, at))
            _publish(folder, entries)
        return self._snapshot(folder, entries)

    def append_new(
        self,
        table: str,
        rows: pa.Table,
        *,
        key: str = "id",
        at: str = "at",
        by: str = "",
        slack: timedelta = timedelta(),
    ) -> list[bool]:
        """Add those rows whose key the table does not hold yet; says of each whether it was new.

        The same rows again change nothing, so that a batch whose acknowledgement was lost is simply sent
        again. Rows of one key have one moment: only files whose range of `at` meets the new rows' are looked
        into, so that a log in the order of time is appended to at the same cost however long it is.

        Args:
            table: the table.
            rows: what is to be added.
            key: the column that tells rows apart.
            at: the column of their moments.
            slack: how far the moment of a row that is sent again may be from what it was.
            by: a name for this batch, never given to another: where the same batch was appended before, its
                rows are said to be new as they were then.

        Raises:
            ModisteError: as `append`, MOD-1113 when a file that must be looked into is damaged.
        """
        folder = self._folder(table)
        if not rows.num_rows:
            return []
        with telling(folder), exclusive(folder / "lock"):
            entries = self._manifest(table)
            rows = fitted(rows, self._schema(table, entries), table)
            known = self._known(folder, entries, rows, key, at, slack)
            before = [entry for entry in entries if by and entry.get("by") == by]
            own = self._known(folder, before, rows, key, at, slack)
            missing: list[bool] = []
            fresh: list[bool] = []
            for each in rows[key].to_pylist():
                missing.append(each not in known)
                fresh.append(missing[-1] or each in own)
                known.add(each)
                own.discard(each)
            if any(missing):
                entry = _written(folder, rows.filter(pa.array(missing)), at)
                entries.append({**entry, "by": by} if by else entry)
                _publish(folder, entries)
        return fresh

    def tidy(self, table: str) -> int:
        """Pack a table of very many small files, which small batches make; returns how many files went."""
        small = sum(entry["rows"] <= _FEW for entry in self._manifest(table))
        return self.pack(table) if small > _MANY else 0

    def pack(self, table: str, rows: int = 1_000_000) -> int:
        """Join small neighbouring files to ones of up to so many rows; returns how many files went.

        Snapshots between the joined files are no longer there; the newest and those at a seam stay as they
        were. A reader that holds an older list of files meets MOD-1113 and asks again.
        """
        folder = self._folder(table)
        with telling(folder), exclusive(folder / "lock"):
            entries = self._manifest(table)
            groups = list(_groups(entries, rows))
            packed = [group[0] if len(group) == 1 else _joined(folder, group) for group in groups]
            if len(packed) < len(entries):
                _publish(folder, packed)
                _remove(folder, entries, packed)
        return len(entries) - len(packed)

    def blank(self, table: str, where: Mapping[str, str], columns: Sequence[str]) -> int:
        """Erase: set `columns` to null in every row with these values, in all snapshots; returns how many.

        Raises:
            ModisteError: MOD-1113 when a file is damaged.
        """
        return self._blank(table, columns, lambda rows: matching(rows, where))

    def forget(self, table: str, before: datetime, columns: Sequence[str], *, at: str = "at") -> int:
        """Set `columns` to null in every row from before a moment; returns how many held anything.

        Files that begin later, as the manifest tells, are not read.

        Raises:
            ModisteError: MOD-1113 when a file is damaged.
        """
        mark = before.astimezone(UTC).isoformat(timespec="microseconds")

        def old(rows: pa.Table) -> pa.Array:
            held = [pc.is_valid(rows[name]) for name in columns]
            older = pc.fill_null(pc.less(rows[at], pa.scalar(before, rows.schema.field(at).type)), False)
            return pc.and_(older, functools.reduce(pc.or_, held))

        return self._blank(table, columns, old, lambda entry: entry.get("first", "") < mark)

    def _blank(
        self,
        table: str,
        columns: Sequence[str],
        hits_of: Callable[[pa.Table], pa.Array],
        met: Callable[[Mapping[str, Any]], bool] = lambda entry: True,
    ) -> int:
        """Set `columns` to null in rows that are hit, in the files whose manifest's entries are met."""
        folder = self._folder(table)
        erased = 0
        with telling(folder), exclusive(folder / "lock"):
            before = self._manifest(table)
            after = []
            for entry in before:
                count = 0
                if met(entry):
                    rows = read(folder / entry["file"])
                    hits = hits_of(rows)
                    count = int(pc.sum(hits).as_py() or 0)
                after.append({**entry, **_file(folder, blanked(rows, hits, columns))} if count else entry)
                erased += count
            if erased:
                _publish(folder, after)
                _remove(folder, before, after)
        return erased

    def snapshot(self, table: str, id: int | None = None) -> Snapshot:
        """The table as of append number `id`, the newest by default; 0 is the empty table.

        Raises:
            ModisteError: MOD-1103 when there is no such snapshot, or it was packed away.
        """
        folder = self._folder(table)
        entries = self._manifest(table)
        ends = [0, *itertools.accumulate(_appends(entry) for entry in entries)]
        wanted = ends[-1] if id is None else id
        if wanted not in ends:
            raise ModisteError("MOD-1103", kind=f"snapshot of {table}", id=wanted)
        return self._snapshot(folder, entries[: ends.index(wanted)])

    @staticmethod
    def _snapshot(folder: Path, chosen: list[dict[str, Any]]) -> Snapshot:
        at = datetime.fromisoformat(chosen[-1]["at"]) if chosen else datetime.fromtimestamp(0, UTC)
        files = tuple(folder / entry["file"] for entry in chosen)
        return Snapshot(sum(map(_appends, chosen)), at, files, sum(entry["rows"] for entry in chosen))

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
            check_whole(path)
        # The paths are our own, not patterns: a shop's folder may hold `key=value`, which is no column.
        return duckdb.connect().read_parquet([str(path) for path in snapshot.files], hive_partitioning=False)

    def stamp(self, table: str) -> tuple[int, int] | None:
        """Another value after every append to the table, by whichever process; None for an empty one."""
        try:
            found = (self._folder(table) / _MANIFEST).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def since(
        self, table: str, rows: int, columns: Sequence[str], *, most: int
    ) -> tuple[pa.Table | None, int]:
        """Some columns of what was added behind the first `rows` rows, and how many rows there are now.

        Packing and erasing leave rows in their places. More than `most` are not read: None.

        Raises:
            ModisteError: MOD-1101 for a damaged manifest, MOD-1113 for a damaged file.
        """
        for chance in (True, False):
            entries = self._manifest(table)
            ends = list(itertools.accumulate((entry["rows"] for entry in entries), initial=0))
            if not 0 < ends[-1] - rows <= most:
                return (pa.table({name: [] for name in columns}) if ends[-1] <= rows else None), ends[-1]
            first = next(place for place, end in enumerate(ends[1:]) if end > rows)
            try:
                parts = [read(self._folder(table) / each["file"], columns) for each in entries[first:]]
            except ModisteError:
                if chance:  # packed meanwhile
                    continue
                raise
            return pa.concat_tables(parts).slice(rows - ends[first]), ends[-1]
        raise AssertionError("unreachable")

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

    def _known(
        self,
        folder: Path,
        entries: list[dict[str, Any]],
        rows: pa.Table,
        key: str,
        at: str,
        slack: timedelta,
    ) -> set[Any]:
        """Which of the rows' keys the files hold whose moments meet theirs."""
        first, last = range_of(rows, at, slack)
        met = [
            entry
            for entry in entries
            if not (entry.get("last", last) < first or entry.get("first", first) > last)
        ]
        known: set[Any] = set()
        if few := [entry for entry in met if entry["rows"] <= _FEW]:
            wanted = set(rows[key].to_pylist())
            for entry in few:
                known |= wanted & self._keys(folder / entry["file"], key)
        files = [folder / entry["file"] for entry in met if entry["rows"] > _FEW]
        if not files:
            return known
        for path in files:
            check_whole(path)
        with duckdb.connect() as connection:
            held = connection.read_parquet([str(path) for path in files], hive_partitioning=False)
            asked = connection.from_arrow(rows.select([key]))
            return known | {row[0] for row in held.join(asked, key, how="semi").select(key).fetchall()}

    def _keys(self, path: Path, key: str) -> frozenset[Any]:
        """The keys of a small file; files never change, so that the keys of the last ones are remembered."""
        with self._lock:
            held = self._remembered.get((path, key))
        if held is None:
            held = frozenset(read(path, [key])[key].to_pylist())
            with self._lock:
                self._remembered[path, key] = held
                while len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return held

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
        return read_schema(self._folder(table) / entries[0]["file"]) if entries else None


def _appends(entry: Mapping[str, Any]) -> int:
    """How many appends a file holds: one, or more once they were packed."""
    return int(entry.get("appends", 1))


def _file(folder: Path, rows: pa.Table) -> dict[str, Any]:
    name = f"{uuid4().hex}.parquet"
    write(folder / name, rows)
    return {"file": name, "rows": rows.num_rows}


def _written(folder: Path, rows: pa.Table, at: str | None) -> dict[str, Any]:
    """A manifest's entry for rows that are now in a file of their own."""
    entry = {**_file(folder, rows), "at": datetime.now(UTC).isoformat()}
    if at is not None:
        entry["first"], entry["last"] = range_of(rows, at)
    return entry


def _publish(folder: Path, entries: list[dict[str, Any]]) -> None:
    write_whole(folder / _MANIFEST, json.dumps(entries, indent=0).encode())


def _remove(folder: Path, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    kept = {entry["file"] for entry in after}
    for entry in before:
        if entry["file"] not in kept:
            (folder / entry["file"]).unlink(missing_ok=True)


def _groups(entries: list[dict[str, Any]], most: int) -> Iterator[list[dict[str, Any]]]:
    """Neighbours whose rows together are not too many."""
    group: list[dict[str, Any]] = []
    for entry in entries:
        if group and sum(each["rows"] for each in group) + entry["rows"] > most:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _joined(folder: Path, group: list[dict[str, Any]]) -> dict[str, Any]:
    entry = {"at": group[-1]["at"], "appends": sum(map(_appends, group))}
    if all("first" in each for each in group):
        entry["first"] = min(each["first"] for each in group)
        entry["last"] = max(each["last"] for each in group)
    return {**_file(folder, pa.concat_tables(read(folder / each["file"]) for each in group)), **entry}
