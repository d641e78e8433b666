"""Acts that other processes wrote to the log of acts, found soon after, each once.

Knows how far the log was read and which acts were learned already; learning is the caller's. Acts of nobody
teach nobody's taste and are passed over, as where the model is built.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from modiste.garment import Interaction
from modiste.store import LOGGED
from modiste.workspace.event_intake import Taken

if TYPE_CHECKING:
    from modiste.store import EventLog

LOOKED_SECONDS = 0.2
"""So late at most an act that another process took in is known here."""
MOST = 2_000
"""More acts at once are not learned one by one: the model is built anew."""
_REMEMBERED = 50_000
_COLUMNS = ("id", "customer_id", "garment_id", "kind", "at")


class FollowedActs:
    """How far one process has come in the log. Threads may share it."""

    def __init__(self, log: "EventLog") -> None:
        self._log = log
        self._table = LOGGED[Interaction]
        self._rows = 0
        self._stamp: object = None
        self._looked = -1e9
        self._learned: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, rows: int) -> None:
        """The model knows the log's first rows, and nothing else."""
        with self._lock:
            self._rows, self._stamp, self._looked = rows, None, -1e9
            self._learned.clear()

    def unlearned(self, taken: Sequence[Taken]) -> list[Taken]:
        """Those of the acts that were not learned yet; from now on they count as learned."""
        with self._lock:
            return [each for each in taken if self._is_new(each.id)]

    def found(self) -> list[Taken] | None:
        """What others wrote since; None where it is too much to be learned one by one.

        Raises:
            ModisteError: MOD-1101 and MOD-1113 for a damaged log.
        """
        if time.monotonic() - self._looked < LOOKED_SECONDS or not self._lock.acquire(blocking=False):
            return []
        try:
            self._looked = time.monotonic()
            stamp = self._log.stamp(self._table)
            if stamp == self._stamp:
                return []
            more, rows = self._read()
            self._stamp, self._rows = stamp, rows
            return more
        finally:
            self._lock.release()

    def _read(self) -> tuple[list[Taken] | None, int]:
        """What is new, and how many rows there are now."""
        table, rows = self._log.since(self._table, self._rows, _COLUMNS, most=MOST)
        if table is None:
            return None, rows
        return [
            Taken(row["id"], row["kind"], row["at"], who, who, row["garment_id"], "", is_kept=True)
            for row in table.to_pylist()
            if (who := row["customer_id"]) and row["garment_id"] and row["id"] not in self._learned
        ], rows

    def _is_new(self, id_: str) -> bool:
        if not id_:  # what only memory knows has no id
            return True
        if id_ in self._learned:
            return False
        self._learned[id_] = None
        if len(self._learned) > _REMEMBERED:
            self._learned.popitem(last=False)
        return True
