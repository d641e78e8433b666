"""The fitting room: garments tried on in the background, kept in memory and nowhere else.

Knows which fittings are at work, how far they are, and when they are forgotten; measures are personal, so a
fitting is gone when it is dismissed, when nobody looked at it for a while, or when the server stops.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from modiste.garment import Cut, ModisteError
from modiste.learning import Event
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.tailoring import Drape
    from modiste.workspace.flows import Fitting, Preference

MOST = 24
KEPT_SECONDS = 1800.0
STOPPED = "MOD-1564"
FittingState = Literal["waiting", "working", "done", "failed", "cancelled"]


@dataclass(eq=False)
class Seat:
    """One fitting: what was asked, how far it is, what came of it."""

    id: str
    cut: Cut
    state: FittingState = "waiting"
    progress: float = 0.0
    step: str = ""
    error: ModisteError | None = None
    fitting: "Fitting | None" = None
    fine: dict[str, "Drape"] = field(default_factory=dict)
    is_dismissed: bool = False
    looked_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class FittingRoom:
    """The fittings of one server process; threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seats: OrderedDict[str, Seat] = OrderedDict()
        self._lock = threading.Lock()
        # One at a time: a second drape would only slow the first.
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="fitting")

    def begin(
        self,
        cut: Cut,
        measures: Mapping[str, float],
        preference: "Preference" = "as-designed",
        sizes: Sequence[str] = (),
    ) -> Seat:
        """Queue a fitting; its state is told by the seat.

        Raises:
            ModisteError: MOD-2033 where too many wait.
        """
        now = self._clock()
        with self._lock:
            for id in [id for id, seat in self._seats.items() if now - seat.looked_at > KEPT_SECONDS]:
                self._seats.pop(id).is_dismissed = True
            busy = [seat for seat in self._seats.values() if seat.state in ("waiting", "working")]
            if len(busy) >= MOST:
                raise ModisteError("MOD-2033", most=MOST)
            while len(self._seats) >= MOST:
                oldest = next(id for id, seat in self._seats.items() if seat not in busy)
                self._seats.pop(oldest).is_dismissed = True
            seat = Seat(secrets.token_hex(16), cut, looked_at=now)
            self._seats[seat.id] = seat
        self._worker.submit(self._fit, seat, dict(measures), preference, tuple(sizes))
        return seat

    def get(self, id: str) -> Seat:
        """One fitting.

        Raises:
            ModisteError: MOD-2012 where it is not there any more.
        """
        with self._lock:
            if id not in self._seats:
                raise ModisteError("MOD-2012", kind="Fitting", name=id, known="those of the last half hour")
            seat = self._seats[id]
            seat.looked_at = self._clock()
            return seat

    def dismiss(self, id: str) -> None:
        """Stop a fitting and forget it."""
        seat = self.get(id)
        with self._lock:
            seat.is_dismissed = True
            self._seats.pop(id, None)

    def draped(self, id: str, size: str, *, fine: bool) -> "Drape":
        """A size's drape, as measured or finely meshed to look at; the second takes a few seconds, once.

        Raises:
            ModisteError: MOD-2012 where there is no such fitting or size, MOD-2034 while it is not done.
        """
        seat = self.get(id)
        fitting = seat.fitting
        if fitting is None:
            raise ModisteError("MOD-2034", state=seat.state)
        if size not in fitting.drapes:
            raise ModisteError("MOD-2012", kind="Size", name=size, known=", ".join(fitting.drapes))
        if not fine:
            return fitting.drapes[size]
        with seat.lock:
            if size not in seat.fine:
                seat.fine[size] = flows.draped_finely(fitting, size)
            return seat.fine[size]

    def close(self) -> None:
        """Stop what is at work and forget everything."""
        with self._lock:
            for seat in self._seats.values():
                seat.is_dismissed = True
            self._seats.clear()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _fit(
        self, seat: Seat, measures: Mapping[str, float], preference: "Preference", sizes: Sequence[str]
    ) -> None:
        if seat.is_dismissed:
            return
        seat.state = "working"

        def told(event: Event) -> None:
            seat.progress, seat.step = event.done / max(event.total, 1), event.message

        try:
            seat.fitting = flows.fit(
                seat.cut,
                measures,
                preference=preference,
                sizes=sizes,
                progress=told,
                should_stop=lambda: seat.is_dismissed,
            )
            seat.state, seat.progress = "done", 1.0
        except ModisteError as error:
            seat.error, seat.state = error, "cancelled" if error.code == STOPPED else "failed"
        except Exception as error:  # a thread's exception would be seen by nobody
            reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            seat.error, seat.state = ModisteError("MOD-2035", reason=reason), "failed"
