"""The worker: takes the oldest waiting job, does it, tells how far it is, and leaves nothing half-done.

Knows leases, signals and errors; what a kind of job does stands in `flows`. It looks at the job table twice a
second: the table is the truth, and a second channel to wake it would be one more thing to lose.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, cast

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.store import Job
from modiste.workspace.jobs import JobKind, checked_params
from modiste.workspace.keeping import Keeper, keep_found, keep_logged, keep_told, keep_watched
from modiste.workspace.plugins import job_kinds
from modiste.workspace.sweeping import EVERY_SECONDS, sweep

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

TOLD_SECONDS = 0.5
"""How often at most a job's progress is written; starts, epochs, notes and ends always are."""
STOPPED = "MOD-2018"


class Worker:
    """Does the jobs of one shop, one after the other."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._table = shop.store.jobs
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Let the present job keep what it has, give it back, and end `run`."""
        self._stopping.set()

    def run(self, *, until_idle: bool = False, parent: int = 0) -> int:
        """Work until stopped, nothing waits, or the process `parent` is gone; returns the jobs taken."""
        taken, swept = 0, time.monotonic()
        kept = () if until_idle else (keep_found, keep_logged, keep_told, keep_watched)
        keepers = [Keeper(self._shop, keep) for keep in kept]
        try:
            return self._loop(taken, swept, until_idle=until_idle, parent=parent)
        finally:
            for keeper in keepers:
                keeper.stop()

    def _loop(self, taken: int, swept: float, *, until_idle: bool, parent: int) -> int:
        while not self._stopping.is_set() and (not parent or os.getppid() == parent):
            job = self._table.lease(self.name, self._shop.settings.lease_seconds)
            if job is not None:
                taken += 1
                self._do(job)
            elif until_idle:
                break
            else:
                if time.monotonic() - swept > EVERY_SECONDS:
                    swept = time.monotonic()
                    self._tidy()
                self._stopping.wait(self._shop.settings.poll_seconds)
        return taken

    def _tidy(self) -> None:
        try:
            sweep(self._shop)
        except (ModisteError, OSError) as error:  # what cannot be swept now is swept in an hour
            self._shop.log.warning("not swept", reason=str(error)[:200])

    def _do(self, job: Job) -> None:
        log = self._shop.log.bind(job=job.id, kind=job.kind)
        log.info("job started", attempt=job.attempts)
        started = time.monotonic()
        with _Hold(self._shop, job, self.name) as hold:
            try:
                kind = cast(JobKind, job_kinds().pick(job.kind))
                params = checked_params(job.kind, job.params)
                result = kind.work(self._shop, params, hold.tell, lambda: hold.lost or self._wanted(hold))
                outcome: Callable[[], object] = lambda: self._table.finish(job.id, self.name, result)  # noqa: E731
                told = "job done"
            except ModisteError as error:
                if error.code == STOPPED:
                    outcome, told = self._stopped(job, hold), "job stopped"
                else:
                    note = describe(error)
                    outcome = lambda: self._table.fail(job.id, self.name, note)  # noqa: E731
                    told = f"job failed: {error.code}"
            except Exception as error:  # whatever a job does must not end the worker
                log.error("unexpected", code="MOD-2100", trace="".join(traceback.format_exception(error)))
                reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
                unexpected = describe(ModisteError("MOD-2100", reason=reason, path=self._shop.log_path))
                outcome = lambda: self._table.fail(job.id, self.name, unexpected)  # noqa: E731
                told = "job failed: unexpected"
        if hold.lost:
            log.warning("lease lost")
            return
        outcome()
        log.info(told, seconds=round(time.monotonic() - started, 3))

    def _wanted(self, hold: "_Hold") -> bool:
        return self._stopping.is_set() or hold.cancel

    def _stopped(self, job: Job, hold: "_Hold") -> Callable[[], object]:
        if hold.cancel:
            return lambda: self._table.cancelled(job.id, self.name)
        return lambda: self._table.give_back(job.id, self.name)


class _Hold:
    """Keeps a job's lease alive from a thread, and learns that the job is lost or not wanted any more."""

    def __init__(self, shop: "Shop", job: Job, worker: str) -> None:
        self._table, self._job, self._worker = shop.store.jobs, job, worker
        self._log = shop.log.bind(job=job.id, kind=job.kind)
        self._seconds = shop.settings.lease_seconds
        self.lost = self.cancel = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"lease-{job.id}", daemon=True)
        self._told = 0.0
        self._place = (0, 0)

    def __enter__(self) -> "_Hold":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, event: Event) -> None:
        """Write progress to the job's row."""
        now = time.monotonic()
        if event.kind == "step" and now - self._told < TOLD_SECONDS:
            return
        self._told = now
        if event.kind == "note":  # of the row's story only the newest stay
            self._log.info("note", said=event.message)
        if event.total:  # a note tells no place; the job's last one stays
            self._place = event.done, event.total
        values = {name: float(value) for name, value in event.values.items()}
        lasting = event.kind == "epoch"
        self._table.progress(self._job.id, self._worker, *self._place, event.message, values, lasting=lasting)

    def _beat(self) -> None:
        due = time.monotonic()
        while not self._over.wait(min(TOLD_SECONDS, self._seconds / 4)):
            self.cancel = self.cancel or self._table.is_cancel_requested(self._job.id)
            if time.monotonic() - due > self._seconds / 4:
                due = time.monotonic()
                self.lost = not self._table.heartbeat(self._job.id, self._worker, self._seconds)
                if self.lost:
                    return


def work(shop: "Shop", *, until_idle: bool = False, parent: int = 0) -> int:
    """Be a worker in this process, until SIGTERM or Ctrl-C; must be called in the main thread.

    With `parent`, the worker ends with that process, however it ends.
    """
    worker = Worker(shop)
    sweep(shop)

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        return worker.run(until_idle=until_idle, parent=parent)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def start_worker(shop: "Shop") -> "subprocess.Popen[bytes]":
    """A worker as a child process; end it with `terminate()`: it keeps what its job has and gives it back."""
    me = str(os.getpid())
    command = [sys.executable, "-m", "modiste", "work", "--shop", str(shop.root), "--parent", me]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program


def describe(error: ModisteError) -> Mapping[str, Any]:
    """An error as a job keeps it."""
    return {"code": error.code, "title": error.title, "detail": error.detail, "remedy": error.remedy}
