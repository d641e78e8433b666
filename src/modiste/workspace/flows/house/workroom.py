"""The workroom: garments made in this process or in several others, each with one thread.

Knows girths and pictures of one garment, and how processes begin, stop and end; keeping what they make is
`making`'s. It imports no store: a process that makes garments opens none.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event as Flag
from threading import Thread
from typing import Any

from modiste.garment import ModisteError
from modiste.workspace.flows.house.fit import Finished, finished
from modiste.workspace.flows.house.photos import Photographer, Taken, photographed
from modiste.workspace.flows.house.plan import Planned

STOPPED = "Making the house"
_LOOK_SECONDS = 0.3
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_UNDRAPED = ("MOD-1560", "MOD-1561", "MOD-1562")


@dataclass(frozen=True)
class Made:
    """One garment, out of a process: its girths and pictures, and what became of them."""

    girths: Finished
    taken: list[Taken]
    pictures: str


@dataclass(frozen=True)
class Brief:
    """What a process is told."""

    garment: Planned
    seed: int
    photographer: Photographer | None
    size: tuple[int, int]


def all_made(
    orders: Sequence[Brief], processes: int, should_stop: Callable[[], bool]
) -> Iterator[tuple[Brief, Made]]:
    """Every garment once it is made; with several processes not in order."""
    # Two threads add up in another order than one, and cloth tells: this one serves only with one.
    if (processes <= 1 or len(orders) <= 1) and os.environ.get("OMP_NUM_THREADS") == "1":
        for order in orders:
            yield order, _in_time(order, should_stop)
        return
    context = get_context("spawn")
    stop = context.Event()
    with single_threaded():
        pool = ProcessPoolExecutor(
            min(processes, len(orders)), mp_context=context, initializer=_begin, initargs=(stop,)
        )
        try:
            left = iter(orders)
            waiting: dict[Future[Made], Brief] = {}
            # No more at once than are soon wanted: pictures wait in memory until they are kept.
            while True:
                for order in islice(left, 2 * processes - len(waiting)):
                    waiting[pool.submit(_work, order)] = order
                if not waiting:
                    return
                ready, _ = wait(waiting, _LOOK_SECONDS, FIRST_COMPLETED)
                if should_stop():
                    raise ModisteError("MOD-2018", what=STOPPED)
                for each in ready:
                    yield waiting.pop(each), each.result()
        except BrokenProcessPool as error:
            raise ModisteError("MOD-2043", reason=str(error).lower().rstrip(".")) from None
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def _in_time(order: Brief, should_stop: Callable[[], bool]) -> Made:
    """One garment, given up when a stop is asked for."""
    if should_stop():
        raise ModisteError("MOD-2018", what=STOPPED)
    try:
        return _make(order, should_stop)
    except ModisteError as error:
        if error.code == "MOD-1564":
            raise ModisteError("MOD-2018", what=STOPPED) from None
        raise


def _make(order: Brief, should_stop: Callable[[], bool]) -> Made:
    garment = order.garment
    girths = finished(garment)
    if order.photographer is None:
        return Made(girths, [], "none")
    try:
        taken = photographed(
            garment, order.seed, order.photographer, order.size, lambda share: not should_stop()
        )
    except ModisteError as error:
        if error.code not in _UNDRAPED:
            raise
        return Made(girths, [], error.code)
    return Made(girths, taken, "taken")


_stop: Flag | None = None
"""Set in a process that makes garments: whether the house is given up."""


def _begin(stop: Flag) -> None:
    """A process begins: it stops when asked to, and ends when its parent is gone."""
    global _stop  # noqa: PLW0603 - a process has no other place for what it was begun with
    _stop = stop
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _work(order: Brief) -> Made:
    return _make(order, lambda: _stop is not None and _stop.is_set())


@contextmanager
def single_threaded() -> Iterator[None]:
    """Children begun meanwhile compute with one thread each."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
