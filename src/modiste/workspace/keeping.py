"""What is kept up from threads of their own, also while a job takes hours: search, readings, subscribers.

Knows threads and the pace of a shop; what keeping something up means stands in `flows`.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modiste.garment import ModisteError
from modiste.workspace import flows
from modiste.workspace.sweeping import EVERY_SECONDS, sweep_envelopes

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Keep = Callable[["Shop", Callable[[], bool]], object]


class Keeper:
    """Does something again and again from a thread until `stop`.

    Args:
        shop: Whose; its `poll_seconds` are the pace.
        keep: What is done, told how it sees that it should end.
        every: Seconds from one time to the next, instead of the shop's.
    """

    def __init__(self, shop: "Shop", keep: Keep, every: float | None = None) -> None:
        self._shop, self._act, self._every = shop, keep, every
        self._over = threading.Event()
        self._told = ""
        self._thread = threading.Thread(target=self._keep, name=keep.__name__, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being done is on disk."""
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._over.wait(self._every or self._shop.settings.poll_seconds):
            try:
                self._act(self._shop, self._over.is_set)
                self._told = ""
            except (ModisteError, OSError) as error:  # what cannot be done now is done later
                reason = str(error)[:200]
                if reason != self._told and not self._over.is_set():
                    self._shop.log.warning(f"{self._act.__name__}: not done", reason=reason)
                self._told = reason


@contextmanager
def settled() -> Iterator[None]:
    """Inside the block, do not look for garbage among what was there before.

    A process that serves makes many objects and has many more that stay: to look through those again and
    again took a sixth of the processor time of an intake.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def kept_up(shop: "Shop") -> Iterator[None]:
    """Inside the block, follow readings, log and tell events, let go of old envelopes, as a worker does."""
    sweep_envelopes(shop)
    keepers = [
        Keeper(shop, keep_told),
        Keeper(shop, keep_watched),
        Keeper(shop, keep_logged),
        Keeper(shop, lambda each, _: sweep_envelopes(each), EVERY_SECONDS),
    ]
    try:
        yield
    finally:
        for keeper in keepers:
            keeper.stop()


def keep_found(shop: "Shop", should_stop: Callable[[], bool]) -> None:
    """Keep the search index up with the garments."""
    flows.keep_found(shop, should_stop)


def keep_watched(shop: "Shop", should_stop: Callable[[], bool]) -> None:
    """Follow what devices read, and raise alarms."""
    shop.insight.catch_up(should_stop=should_stop)


def keep_logged(shop: "Shop", should_stop: Callable[[], bool]) -> None:
    """Log what happened, in a shop that has a log: from its first passport on."""
    if (shop.root / flows.LOG_FOLDER).is_dir():
        shop.passports.log.catch_up(should_stop=should_stop)


def keep_told(shop: "Shop", should_stop: Callable[[], bool]) -> None:
    """Tell subscribers what is new to them."""
    if not should_stop():
        shop.telling.tell()
