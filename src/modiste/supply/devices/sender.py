"""The device's side: says what it sensed, seals what waits, sends it until our receipt is there.

Knows outbox, credentials, settings and a link; how the link reaches us is the link's. What was said is on the
device's disk when `say` returns; whatever happens on the way, it is sent again until it is receipted.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence

from modiste.garment import ModisteError
from modiste.supply.devices.envelope import (
    MOST_MESSAGES,
    are_settings,
    open_receipt,
    open_settings,
    seal,
)
from modiste.supply.devices.outbox import Content, Outbox
from modiste.supply.devices.registry import Credentials
from modiste.supply.devices.settings import DeviceSettings, Settable
from modiste.supply.messages import Sensed, TagRead, restamped
from modiste.supply.protocols import Link

_IDLE_SECONDS = 0.02


def now_ms() -> int:
    """Milliseconds since 1970 by this machine's clock."""
    return time.time_ns() // 1_000_000


class DeviceClient:
    """One device. Threads may share it.

    Args:
        outbox: What it has yet to hand over.
        credentials: Its key.
        link: What carries envelopes and receipts.
        batch: How many messages one envelope holds at most.
        clock: Milliseconds since 1970.
        bounds: What the house may set, by name, and how far.
        on_settings: Sets one by its name, within its bounds; what is set is said as a reading.

    Attributes:
        sent: Messages sent, those sent again included.
        receipted: Messages that receipts covered.
    """

    def __init__(
        self,
        outbox: Outbox,
        credentials: Credentials,
        link: Link,
        *,
        batch: int = 16,
        clock: Callable[[], int] = now_ms,
        bounds: Mapping[str, Settable] | None = None,
        on_settings: Callable[[str, float], None] = lambda _name, _value: None,
    ) -> None:
        self.outbox, self._link, self._clock = outbox, link, clock
        self._batch = min(batch, MOST_MESSAGES)
        self._credentials = credentials
        self._key, self._receipts = credentials.sealing_key(), credentials.receipt_key()
        self.sent = self.receipted = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._settings = DeviceSettings(outbox.folder, bounds or {}, on_settings)
        link.on_receipt(self._told)

    def say(self, sensed: Sequence[Sensed] = (), reads: Sequence[TagRead] = ()) -> tuple[int, int]:
        """Take one message into the outbox; it is sent with the next `pump`."""
        return self.outbox.add([(sensed, reads)], self._clock())

    def say_all(self, contents: Sequence[Content]) -> tuple[int, int]:
        """Take messages into the outbox at once."""
        return self.outbox.add(contents, self._clock())

    def pump(self) -> int:
        """Send what is due; returns how many messages."""
        bodies = self.outbox.due(self._batch)
        if bodies:
            now = self._clock()
            sealed = seal([restamped(body, now) for body in bodies], self._credentials.key, self._key)
            self._link.send(sealed)
            self.sent += len(bodies)
        return len(bodies)

    def rotate(self, credentials: Credentials) -> None:
        """Go on with another key; what waits is sealed with it when it is sent next."""
        self._key, self._receipts = credentials.sealing_key(), credentials.receipt_key()
        self._credentials = credentials

    def start(self) -> None:
        """Pump in a thread of its own until `close`."""
        self._thread = threading.Thread(target=self._run, name=f"device {self.outbox.device}", daemon=True)
        self._thread.start()

    def drain(self, seconds: float) -> bool:
        """Pump until everything is receipted or the time is over; whether everything is."""
        end = time.monotonic() + seconds
        while self.outbox.waiting:
            if time.monotonic() > end:
                return False
            if not self.pump():
                time.sleep(_IDLE_SECONDS / 4)
        return True

    def close(self) -> None:
        """End; what was not receipted stays in the outbox."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._link.close()
        self.outbox.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                idle = not self.pump()
            except (ModisteError, OSError):  # a link that is down is up again later; the outbox keeps
                idle = True
            if idle:
                self._stopping.wait(_IDLE_SECONDS)

    def _told(self, sealed: bytes) -> None:
        """What the house says; not ours, or not for the key of now, it is passed over and comes again."""
        key = (self._credentials.key, self._receipts)
        try:
            if are_settings(sealed):
                order = open_settings(sealed, *key)
                self._settings.take(order, self.outbox.epoch, self._clock(), self.say)
                return
            receipt = open_receipt(sealed, *key)
        except (ModisteError, OSError):
            return
        self.receipted += self.outbox.receipted(receipt)
