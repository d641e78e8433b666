"""What was shown to whom, where, and with which probability: one row a garment, in the event log.

Knows the log's columns and a buffer that is written each second; what is learned from rows is others' affair.
Somebody is named only where they agreed; who is erased is blanked with the reasons.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import duckdb
import pyarrow as pa

from modiste.garment import Customer, ModisteError

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

IMPRESSIONS = "impressions"
FLUSH_SECONDS, FLUSH_ROWS = 1.0, 2_000
MOST_WAITING = 200_000
KEPT = 2_000
_SAID, _AT_TIMES = ("reasons", "rules", "sources", "size_basis"), ("drawn",)
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("recommendation_id", pa.string()),
        ("at", pa.timestamp("us", "UTC")),
        ("customer_id", pa.string()),
        ("session_id", pa.string()),
        ("placement", pa.string()),
        ("model", pa.string()),
        ("experiment", pa.string()),
        ("arm", pa.string()),
        ("garment_id", pa.string()),
        ("place", pa.int64()),
        ("score", pa.float64()),
        ("propensity", pa.float64()),
        ("size", pa.string()),
        ("features", pa.list_(pa.float32())),
        ("is_shadow", pa.bool_()),
        ("said", pa.string()),
    ]
)


def new_id(at: datetime) -> str:
    """A recommendation's id: its millisecond, then 80 random bits."""
    return f"{int(at.timestamp() * 1000):012x}{uuid4().hex[:20]}"


def moment_of(recommendation: str) -> datetime | None:
    """The millisecond that an id tells; None for what is no id."""
    try:
        return datetime.fromtimestamp(int(recommendation[:12], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


class Impressions:
    """The log of one shop. Threads may share it."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._rows: list[dict[str, Any]] = []
        self._recent: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._wake = threading.Event()
        self._over = False
        self._thread: threading.Thread | None = None
        self.lost = 0

    def add(
        self,
        answer: Mapping[str, Any],
        features: Sequence[Sequence[float]],
        customer: str | None,
        session: str | None,
        *,
        shadow: bool = False,
    ) -> None:
        """Log an answer; it is on disk a second later at the latest.

        Args:
            answer: as it is shown, with `results`.
            features: a row a result.
            customer: the pseudonym, only of who agreed.
            session: likewise.
            shadow: it was made beside the answer that was shown, and shown to nobody.
        """
        at = answer["at"]
        experiment = answer["experiment"] or {}
        rows = [
            {
                "id": f"{answer['id']}.{'s' if shadow else ''}{each['place']}",
                "recommendation_id": answer["id"],
                "at": at,
                "customer_id": customer,
                "session_id": session,
                "placement": answer["placement"],
                "model": answer["model"],
                "experiment": experiment.get("experiment", ""),
                "arm": experiment.get("arm", ""),
                "garment_id": each["garment"],
                "place": each["place"],
                "score": each["score"],
                "propensity": each["propensity"],
                "size": each["size"],
                "features": [float(value) for value in row],
                "is_shadow": shadow,
                "said": json.dumps(
                    {name: each[name] for name in (*_SAID, *(name for name in _AT_TIMES if name in each))},
                    ensure_ascii=False,
                ),
            }
            for each, row in zip(answer["results"], features, strict=True)
        ]
        with self._lock:
            if not shadow:
                self._keep(answer, customer)
            if len(self._rows) + len(rows) > MOST_WAITING:
                self.lost += len(rows)  # the disk does not keep up: answering goes first
                return
            self._rows += rows
            if self._thread is None and not self._over:
                self._thread = threading.Thread(target=self._keep_writing, name="impressions", daemon=True)
                self._thread.start()
            if len(self._rows) >= FLUSH_ROWS:
                self._wake.set()

    def remember(self, answer: Mapping[str, Any], customer: str | None) -> None:
        """Keep an answer at hand that another process logs."""
        with self._lock:
            self._keep(answer, customer)

    def owner(self, recommendation: str) -> str | None:
        """Whose an answer is that was given here of late, as it is logged; None for nobody's."""
        with self._lock:
            found: str | None = self._recent.get(recommendation, {}).get("customer_id")
        return found

    def _keep(self, answer: Mapping[str, Any], customer: str | None) -> None:
        self._recent[answer["id"]] = {**answer, "customer_id": customer}
        while len(self._recent) > KEPT:
            self._recent.popitem(last=False)

    def flush(self) -> None:
        """Write what waits; what the disk refuses goes on waiting.

        Raises:
            ModisteError: MOD-1110 when the disk refuses.
        """
        with self._writing:
            with self._lock:
                rows, self._rows = self._rows, []
            if not rows:
                return
            try:
                self._leave_out(rows)
                table = pa.Table.from_pylist(rows, schema=SCHEMA)
                self._shop.store.events.append(IMPRESSIONS, table, at="at")
                rows = []
                self._shop.store.events.tidy(IMPRESSIONS)
            except (ModisteError, OSError):
                with self._lock:
                    self._rows = rows + self._rows
                raise

    def _leave_out(self, rows: Sequence[dict[str, Any]]) -> None:
        """Blank whoever was erased since, before it is written."""
        named = sorted({row["customer_id"] for row in rows if row["customer_id"]})
        known = self._shop.store.rows.find(Customer, named)
        gone = {name for name in named if name not in known or known[name].erased_at}
        for row in rows:
            if row["customer_id"] in gone:
                row["customer_id"] = row["session_id"] = row["said"] = None

    def find(self, recommendation: str) -> dict[str, Any]:
        """An answer as it was logged, with `customer_id`, whose it is.

        Raises:
            ModisteError: MOD-2371 when there is none, or it was forgotten with whom it was for.
        """
        with self._lock:
            recent = self._recent.get(recommendation)
        if recent is not None:
            return dict(recent)
        self.flush()
        rows = self._found(recommendation)
        if not rows or any(row["said"] is None for row in rows):
            raise ModisteError("MOD-2371", id=recommendation[:60])
        first = rows[0]
        experiment = {"experiment": first["experiment"], "arm": first["arm"]} if first["experiment"] else None
        return {
            "id": recommendation,
            "at": first["at"],
            "placement": first["placement"],
            "customer": "",
            "customer_id": first["customer_id"],
            "model": first["model"],
            "experiment": experiment,
            "candidates": {},
            "left_out": [],
            "notes": [],
            "milliseconds": 0.0,
            "results": [
                {
                    "garment": row["garment_id"],
                    "place": row["place"],
                    "score": row["score"],
                    "propensity": row["propensity"],
                    "size": row["size"],
                    **json.loads(row["said"]),
                }
                for row in rows
            ],
        }

    def clear(self) -> None:
        """Remember no answer in memory any more; the log has them all."""
        with self._lock:
            self._recent.clear()

    def close(self) -> None:
        """Write what waits, and end."""
        self._over = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def rows(
        self, columns: Sequence[str], where: str = "NOT is_shadow", order: str = '"at", "id"'
    ) -> list[tuple[Any, ...]]:
        """Logged rows; none where nothing was logged yet.

        `where` and `order` are our own words, never a caller's.
        """
        self.flush()
        if IMPRESSIONS not in self._shop.store.events.tables():
            return []
        held = self._shop.store.events.scan(IMPRESSIONS).filter(where).order(order)
        return held.select(*(duckdb.ColumnExpression(name) for name in columns)).fetchall()

    def _found(self, recommendation: str) -> list[dict[str, Any]]:
        if IMPRESSIONS not in self._shop.store.events.tables():
            return []
        moment = moment_of(recommendation)
        if moment is None:
            return []
        first, last = moment - timedelta(minutes=1), moment + timedelta(minutes=1)
        column, constant = duckdb.ColumnExpression, duckdb.ConstantExpression
        held = self._shop.store.events.scan(IMPRESSIONS)
        held = held.filter((column("at") >= constant(first)) & (column("at") <= constant(last)))
        held = held.filter((column("recommendation_id") == constant(recommendation)) & ~column("is_shadow"))
        return list(held.order("place").to_arrow_table().to_pylist())

    def _keep_writing(self) -> None:
        while not self._over:
            self._wake.wait(FLUSH_SECONDS)
            self._wake.clear()
            try:
                self.flush()
            except (ModisteError, OSError) as error:
                self._shop.log.warning("impressions not logged", reason=str(error)[:200])
                time.sleep(FLUSH_SECONDS)
