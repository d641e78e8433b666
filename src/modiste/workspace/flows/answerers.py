"""Processes that recommend beside the one that serves: each opens the shop and answers one wish at a time.

Knows how they begin, are told of acts, are asked and end; what is answered is `recommendations`'. What is
told goes through the same pipe as what is asked, in its order: an act that was acknowledged is known to the
next answer, whichever process gives it. Messages are JSON.
"""

import json
import queue
import signal
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError
from modiste.workspace.event_intake import Taken
from modiste.workspace.flows.recommend_answers import Recommendation, Wish

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

WAIT_SECONDS = 10.0
"""Who finds all of them at work for longer is answered by the process that serves."""
MOST_WAITING = 10_000
"""So many messages wait for one that is not ready yet, the newest; the log has what may be kept."""
END_SECONDS = 5.0


class Answerers:
    """So many processes. Threads may share them; one that dies is replaced.

    Attributes:
        count: how many there are to be.
    """

    def __init__(self, shop: "Shop", count: int) -> None:
        self._shop = shop
        self.count = count
        self._free: queue.SimpleQueue[_Answerer] = queue.SimpleQueue()
        self._all: list[_Answerer] = []
        self._ready = 0
        self._over = False
        self._lock = threading.Lock()
        for _ in range(count):
            self._begin()

    @property
    def ready(self) -> int:
        """How many answer by now."""
        return self._ready

    @property
    def pids(self) -> list[int]:
        """Their numbers with the system."""
        with self._lock:
            return [pid for each in self._all if (pid := each.pid) is not None]

    def recommend(self, wish: Wish) -> tuple[Recommendation, str | None] | None:
        """The answer of one of them, and whose it is for the log; None where none can answer.

        Raises:
            ModisteError: as recommending does.
        """
        if not self._ready:
            return None
        try:
            one = self._free.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            return None
        try:
            said = one.asked({"wish": {**vars(wish), "filters": [*wish.filters], "looked": [*wish.looked]}})
        except (OSError, EOFError, ValueError):
            self._replace(one)
            return None
        self._free.put(one)
        if "code" in said:
            raise ModisteError(said["code"], **said["values"])
        answer = said["answer"]
        return Recommendation(**{**answer, "at": datetime.fromisoformat(answer["at"])}), said["owner"]

    def tell(self, taken: Sequence[Taken]) -> None:
        """Let all of them learn of acts."""
        if not taken:
            return
        acts = [{**vars(each), "at": each.at.isoformat()} for each in taken]
        with self._lock:
            told = list(self._all)
        for each in told:
            # One that is dead is found out by who asks it next.
            with suppress(OSError, ValueError):
                each.tell({"acts": acts})

    def close(self) -> None:
        """Let them write what they have, and end."""
        with self._lock:
            self._over = True
            going, self._all, self._ready = self._all, [], 0
        for each in going:
            each.end()

    def _begin(self) -> None:
        one = _Answerer(str(self._shop.root))
        with self._lock:
            self._all.append(one)
        threading.Thread(target=self._await, args=(one,), name="recommend-answerer", daemon=True).start()

    def _await(self, one: "_Answerer") -> None:
        try:
            one.start()
        except (OSError, EOFError, ValueError) as error:
            if not self._over:
                self._shop.log.warning(
                    "no process to recommend", reason=str(error)[:200] or "it ended at once"
                )
            self._forget(one)
            return
        with self._lock:
            self._ready += 1
        self._free.put(one)

    def _replace(self, one: "_Answerer") -> None:
        with self._lock:
            self._ready -= 1
        self._forget(one)
        if not self._over:
            self._shop.log.warning("a process that recommends died and is replaced")
            self._begin()

    def _forget(self, one: "_Answerer") -> None:
        with self._lock:
            if one in self._all:
                self._all.remove(one)
        one.end()


class _Answerer:
    """One process, from here."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._wire: Connection | None = None
        self._process: BaseProcess | None = None
        self._sending = threading.Lock()
        self._waiting: deque[bytes] = deque(maxlen=MOST_WAITING)
        self._is_ready = False
        self._is_over = False

    @property
    def pid(self) -> int | None:
        """Its number with the system, once it began."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Begin, and wait until it can answer.

        Raises:
            EOFError: when it ended instead.
        """
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=answer_for, args=(self._root, theirs), daemon=True)
        with self._sending:
            if self._is_over:
                raise EOFError
            process.start()
            self._wire, self._process = ours, process
        theirs.close()
        ours.recv_bytes()
        with self._sending:
            for each in self._waiting:
                ours.send_bytes(each)
            self._waiting.clear()
            self._is_ready = True

    def tell(self, message: Mapping[str, Any]) -> None:
        """Something that wants no reply."""
        said = json.dumps(message).encode()
        with self._sending:
            if not self._is_ready:
                self._waiting.append(said)
            elif self._wire is not None:
                self._wire.send_bytes(said)

    def asked(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The reply to a question; one at a time.

        Raises:
            OSError, EOFError: when the process is gone.
        """
        if self._wire is None:
            raise EOFError
        self.tell(message)
        reply: dict[str, Any] = json.loads(self._wire.recv_bytes())
        return reply

    def end(self) -> None:
        """Close the pipe, at which it ends."""
        with self._sending:
            self._is_over = True
            wire, process = self._wire, self._process
            self._wire = None
        if wire is not None:
            wire.close()
        if process is not None:
            process.join(END_SECONDS)
            if process.is_alive():
                process.terminate()
                process.join(END_SECONDS)


def answer_for(root: str, wire: Connection) -> None:
    """The work of such a process: learn and answer until the pipe ends."""
    from modiste.workspace.shop import open_shop  # noqa: PLC0415 - which imports the flows, and so this file

    # Who stops the server tells it alone; it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open_shop(root) as shop, suppress(EOFError, OSError):
        shop.recommending.models()
        wire.send_bytes(b"{}")
        while True:
            said = json.loads(wire.recv_bytes())
            if "acts" in said:
                acts = [Taken(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in said["acts"]]
                shop.recommending.hear(acts)
            else:
                wire.send_bytes(json.dumps(_answered(shop, Wish(**said["wish"])), default=_plain).encode())


def _answered(shop: "Shop", wish: Wish) -> dict[str, Any]:
    try:
        answer = shop.recommending.recommend(wish)
    except ModisteError as error:
        return {"code": error.code, "values": {name: str(value) for name, value in error.values.items()}}
    return {"answer": answer.to_json(), "owner": shop.recommending.impressions.owner(answer.id)}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else dict(value)
