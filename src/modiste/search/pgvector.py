"""Vectors in PostgreSQL with pgvector, for shops whose rows are there: the same protocol as files.

Knows one table a space, in half precision under an HNSW index of inner products; the database is the
caller's. Without a filter the index is probed; with one, or where it is asked for, every allowed row
counts.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from modiste.garment import ModisteError
from modiste.search.protocols import Floats, Neighbours

EF_SEARCH = 100
SOME_ROWS = 4
BATCH = 500


class PgVectors:
    """An index of vectors in a database; see `VectorIndex`.

    Args:
        engine: of the database.
        name: what is indexed, such as "pictures".
        dimension: of a vector.
        fingerprint: of the embedder: another one has another table.

    Raises:
        ModisteError: MOD-1110 when the database has no pgvector, or fails.
    """

    def __init__(self, engine: Engine, name: str, dimension: int, fingerprint: str) -> None:
        self.dimension = dimension
        self._engine = engine
        key = hashlib.sha256(f"{name} {fingerprint} {dimension}".encode()).hexdigest()[:16]
        self._table = f"search_vectors_{key}"
        with self._connected() as connection:
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
            connection.execute(
                text(
                    f"CREATE TABLE IF NOT EXISTS {self._table} "
                    "(key text PRIMARY KEY, number bigint NOT NULL, "
                    f"vector halfvec({dimension}) NOT NULL)"
                )
            )
            for index, on in (("near", "USING hnsw (vector halfvec_ip_ops)"), ("number", "(number)")):
                connection.execute(
                    text(f"CREATE INDEX IF NOT EXISTS {self._table}_{index} ON {self._table} {on}")
                )
            connection.execute(
                text(
                    "CREATE TABLE IF NOT EXISTS search_cursors "
                    "(name text PRIMARY KEY, cursor bigint NOT NULL)"
                )
            )

    def count(self) -> int:
        """How many vectors there are."""
        return int(self._one(f"SELECT count(*) FROM {self._table}"))  # noqa: S608 - the name is ours

    def cursor(self) -> int:
        """What the last write said it brought the index up to."""
        found = self._one("SELECT max(cursor) FROM search_cursors WHERE name = :name", name=self._table)
        return int(found or 0)

    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the garments that have vectors, rising."""
        rows = self._rows(f"SELECT DISTINCT number FROM {self._table} ORDER BY number")  # noqa: S608
        return np.array([row.number for row in rows], np.int64)

    def keys_of(self, number: int) -> list[str]:
        """The keys of a garment's vectors, in order."""
        query = f"SELECT key FROM {self._table} WHERE number = :number ORDER BY key"  # noqa: S608
        return [row.key for row in self._rows(query, number=int(number))]

    def vectors_of(self, keys: Sequence[str]) -> dict[str, Floats]:
        """The vectors of those keys that are there, (dimension,) each."""
        query = f"SELECT key, vector::text FROM {self._table} WHERE key = ANY(:keys)"  # noqa: S608
        return {row.key: _vector(row.vector) for row in self._rows(query, keys=list(keys))}

    def update(
        self, keys: Sequence[str], numbers: Sequence[int], vectors: Floats, gone: Sequence[str], cursor: int
    ) -> None:
        """Forget the keys in `gone`, add or replace vectors (n, dimension); all of it or nothing.

        Raises:
            ModisteError: MOD-1802 for vectors that do not fit, MOD-1110 when the database fails.
        """
        rows = np.asarray(vectors, np.float32)
        if len(keys) and rows.shape != (len(keys), self.dimension):
            raise ModisteError(
                "MOD-1802", reason=f"their shape is {rows.shape}, not {len(keys), self.dimension}"
            )
        if not np.isfinite(rows).all():
            raise ModisteError("MOD-1802", reason="one of them holds a value that is no number")
        put = text(
            f"INSERT INTO {self._table} (key, number, vector) "  # noqa: S608 - the name is ours
            "VALUES (:key, :number, CAST(:vector AS halfvec)) "
            "ON CONFLICT (key) DO UPDATE SET number = excluded.number, vector = excluded.vector"
        )
        with self._connected() as connection:
            if gone:
                forget = text(f"DELETE FROM {self._table} WHERE key = ANY(:keys)")  # noqa: S608
                connection.execute(forget, {"keys": list(gone)})
            for start in range(0, len(keys), BATCH):
                part = slice(start, start + BATCH)
                said = zip(keys[part], numbers[part], rows[part], strict=True)
                connection.execute(
                    put, [{"key": key, "number": int(n), "vector": _text(vector)} for key, n, vector in said]
                )
            connection.execute(
                text(
                    "INSERT INTO search_cursors (name, cursor) VALUES (:name, :cursor) "
                    "ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor"
                ),
                {"name": self._table, "cursor": cursor},
            )

    def search(
        self, vector: Floats, k: int, allowed: NDArray[np.bool_] | None = None, *, exact: bool = False
    ) -> Neighbours:
        """The k garments nearest to a vector, see `VectorIndex`; with `allowed` or `exact` none is missed."""
        asked = np.asarray(vector, np.float32)
        if asked.shape != (self.dimension,) or not np.isfinite(asked).all():
            raise ModisteError(
                "MOD-1802", reason=f"a query has {self.dimension} numbers, this one {asked.shape}"
            )
        wanted = SOME_ROWS * k
        while True:
            rows = self._nearest(asked, wanted, allowed, exact=exact)
            seen: dict[int, tuple[float, str]] = {}
            for row in rows:
                seen.setdefault(row.number, (-row.away, row.key))
            if len(seen) >= k or len(rows) < wanted:
                break
            wanted *= 4
        numbers = list(seen)[:k]
        cosines = np.array([seen[number][0] for number in numbers], np.float32)
        return Neighbours(np.array(numbers, np.int64), cosines, tuple(seen[number][1] for number in numbers))

    def merge(self) -> None:
        """PostgreSQL looks after its index by itself."""

    def clear(self) -> None:
        """Forget all."""
        with self._connected() as connection:
            connection.execute(text(f"TRUNCATE {self._table}"))
            connection.execute(text("DELETE FROM search_cursors WHERE name = :name"), {"name": self._table})

    def _nearest(
        self, asked: Floats, wanted: int, allowed: NDArray[np.bool_] | None, *, exact: bool
    ) -> Sequence[Any]:
        among = "" if allowed is None else "WHERE number = ANY(:numbers)"
        query = text(
            f"SELECT key, number, vector <#> CAST(:asked AS halfvec) AS away FROM {self._table} {among} "  # noqa: S608
            "ORDER BY away LIMIT :wanted"
        )
        values: dict[str, Any] = {"asked": _text(asked), "wanted": wanted}
        if allowed is not None:
            values["numbers"] = np.flatnonzero(allowed).tolist()
        with self._connected() as connection:
            if exact or allowed is not None:
                connection.execute(text("SET LOCAL enable_indexscan = off"))
            else:
                connection.execute(text(f"SET LOCAL hnsw.ef_search = {min(1000, max(EF_SEARCH, wanted))}"))
                connection.execute(text("SET LOCAL hnsw.iterative_scan = strict_order"))
            return connection.execute(query, values).all()

    def _connected(self) -> "_Telling":
        return _Telling(self._engine)

    def _rows(self, query: str, **values: object) -> Sequence[Any]:
        with self._connected() as connection:
            return connection.execute(text(query), values).all()

    def _one(self, query: str, **values: object) -> Any:
        return self._rows(query, **values)[0][0]


class _Telling:
    """A transaction whose failures are told as MOD-1110."""

    def __init__(self, engine: Engine) -> None:
        self._begun = engine.begin()

    def __enter__(self) -> Connection:
        try:
            return self._begun.__enter__()
        except SQLAlchemyError as error:
            raise _told(error) from None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        self._begun.__exit__(kind, error, trace)
        if isinstance(error, SQLAlchemyError):
            raise _told(error) from None


def _told(error: SQLAlchemyError) -> ModisteError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0].lower()
    return ModisteError("MOD-1110", where="the vectors' database", reason=reason)


def _text(vector: Floats) -> str:
    return "[" + ",".join(f"{value:.6g}" for value in vector.tolist()) + "]"


def _vector(said: str) -> Floats:
    return np.array(said.strip("[]").split(","), np.float32)
