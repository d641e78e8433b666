"""What was read of a database lately, kept in memory until anything in the database changes.

Knows whether it did; what is read, and under which key, is the caller's. A hit costs a look at SQLite's own
count of commits, by whichever process; PostgreSQL has none that is as cheap, so that nothing is kept of it.
"""

import threading
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

from modiste.store.database import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lately(Generic[K, V]):
    """Values by key, as the database holds them when they are asked for. Threads may share it."""

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._most = most
        self._state: int | None = None
        self._held: dict[K, V] = {}
        self._lock = threading.Lock()

    def find(self, keys: Collection[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """The values of keys; those that are not held are read, all at once. Keys without a value are absent.

        Raises:
            ModisteError: as `read`, MOD-1110 when the database fails.
        """
        state = self._database.commits()
        if state is None:
            return dict(read(list(keys)))
        with self._lock:
            if state != self._state:
                self._state, self._held = state, {}
            found = {key: self._held[key] for key in keys if key in self._held}
        missing = [key for key in keys if key not in found]
        if not missing:
            return found
        made = read(missing)
        with self._lock:
            # Read before the newest change, it may be old by now: given, and not kept.
            if state == self._state:
                if len(self._held) + len(made) > self._most:
                    self._held = {}
                self._held.update(made)
        return {**found, **made}
