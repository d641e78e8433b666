"""What the files of an index add up to, kept up with what this process and others write.

Knows when to look again and what was read already; what a record means is `words`' and `vectors`'.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from modiste.garment import ModisteError
from modiste.search.shelf import Manifest, Shelf

V = TypeVar("V")
TRIES = 5
LOOKED_AGAIN_SECONDS = 0.02
"""How long an answer may be behind what another process has written; one's own writes are seen at once."""


class Followed(Generic[V]):
    """The state of a shelf's index. Threads may share it.

    Args:
        shelf: the files.
        begun: a state from a segment's name, "" for none.
        applied: a state with a journal's records from a place on, and how far the journal was read.
    """

    def __init__(
        self,
        shelf: Shelf,
        begun: Callable[[str], V],
        applied: Callable[[V, str, int], tuple[V, int]],
    ) -> None:
        self._shelf, self._begun, self._applied = shelf, begun, applied
        self._lock = threading.Lock()
        self._read: dict[str, int] = {}
        self._fresh_until = 0.0
        self._state = begun("")
        self.names: tuple[str, ...] = ()

    def look_again(self) -> None:
        """Something was written: the next look sees it."""
        self._fresh_until = 0.0

    def state(self) -> V:
        """The state as it now stands on disk.

        Raises:
            ModisteError: MOD-1803 when a file is damaged.
        """
        now = time.monotonic()
        if now < self._fresh_until:
            return self._state
        with self._lock:
            for left in reversed(range(TRIES)):
                try:
                    self._catch_up()
                except ModisteError:
                    if not left:  # a merge may have removed what the manifest named a moment ago
                        raise
                    continue
                self._fresh_until = now + LOOKED_AGAIN_SECONDS
                break
            return self._state

    def loaded(self, manifest: Manifest) -> tuple[V, dict[str, int]]:
        """Everything a manifest names, read from its beginning; and how far each journal was read."""
        state, read = self._begun(manifest.segment), dict[str, int]()
        for name in manifest.journals:
            state, read[name] = self._applied(state, name, 0)
        return state, read

    def _catch_up(self) -> None:
        manifest = self._shelf.manifest()
        names = (manifest.segment, *manifest.journals)
        if names != self.names:
            self._state, self._read = self.loaded(manifest)
            self.names = names
        journal = manifest.journals[-1]
        path, place = self._shelf.path(journal), self._read.get(journal, 0)
        if path.exists() and path.stat().st_size > place:
            self._state, self._read[journal] = self._applied(self._state, journal, place)
