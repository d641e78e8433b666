"""Long work of one shop: what can be asked for, what was, how far it is, and stopping or resuming it.

Knows kinds and their parameters; the job table is the store's and the truth, the worker is its own file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic import BaseModel, ValidationError

from modiste.garment import ModisteError
from modiste.learning import Progress
from modiste.store import Job as Row
from modiste.store import JobEvent as EventRow
from modiste.store import Page, Store
from modiste.workspace.plugins import job_kinds

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

State = Literal["queued", "running", "cancelling", "done", "failed", "cancelled"]
STATES = ("queued", "running", "done", "failed", "cancelled")
"""What a list of jobs can be narrowed to; a cancelling job is still running."""


@dataclass(frozen=True)
class JobKind:
    """A kind of job: the model of its parameters, and the work.

    `work(shop, params, progress, should_stop)` gives the job's result; when `should_stop` says so it keeps
    what it has and raises MOD-2018.
    """

    params: type[BaseModel]
    work: "Callable[[Shop, Any, Progress, Callable[[], bool]], Mapping[str, Any]]"


@dataclass(frozen=True)
class Job:
    """One piece of long work as faces show it. `error` holds code, title, detail and remedy."""

    id: str
    kind: str
    state: State
    params: Mapping[str, Any]
    done: int
    total: int
    message: str
    result: Mapping[str, Any] | None
    error: Mapping[str, Any] | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen unless it is resumed."""
        return self.state in ("done", "failed", "cancelled")

    def to_json(self) -> dict[str, Any]:
        """Plain values; times as ISO 8601 in UTC."""
        return {name: _plain(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class JobEvent:
    """One sign of life; numbers rise with time.

    `kind` is `state`, `progress`, `epoch` (an epoch's figures) or `cancel_requested`.
    """

    number: int
    job_id: str
    at: datetime
    kind: str
    done: int
    total: int
    message: str
    values: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """Plain values; times as ISO 8601 in UTC."""
        return {name: _plain(value) for name, value in vars(self).items()}


class Jobs:
    """The jobs of one shop."""

    def __init__(self, store: Store) -> None:
        self._jobs = store.jobs

    def submit(self, kind: str, params: Mapping[str, Any], idempotency_key: str | None = None) -> Job:
        """Queue a job; the same key gives the job it gave before.

        Raises:
            ModisteError: MOD-2012 for an unknown kind, MOD-2006 for parameters that do not fit it.
        """
        checked = checked_params(kind, params)
        return _seen(self._jobs.submit(kind, checked.model_dump(mode="json"), idempotency_key))

    def get(self, job_id: str) -> Job:
        """One job.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return _seen(self._jobs.get(job_id))

    def page(
        self,
        after: str | None = None,
        limit: int = 50,
        state: str | None = None,
        kind: str | None = None,
    ) -> Page:
        """At most `limit` jobs, newest first, past the job `after`.

        Raises:
            ModisteError: MOD-2011 for an unknown state, MOD-1103 when `after` is no job.
        """
        if state is not None and state not in STATES:
            raise ModisteError("MOD-2011", name=f"state {state}", known=", ".join(STATES))
        found = self._jobs.page(after=after, limit=limit + 1, state=cast(Any, state), kind=kind)
        items = tuple(_seen(row) for row in found[:limit])
        return Page(items, items[-1].id if len(found) > limit else None)

    def cancel(self, job_id: str) -> Job:
        """Ask for an end: at once while it waits, within a second or so while it runs.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it has ended.
        """
        return _seen(self._jobs.request_cancel(job_id))

    def resume(self, job_id: str) -> Job:
        """Queue a failed or cancelled job again; training goes on from its checkpoint.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it waits, runs or is done.
        """
        return _seen(self._jobs.resume(job_id))

    def events(self, job_id: str, after: int = 0, limit: int = 200) -> tuple[JobEvent, ...]:
        """A job's story past the event number `after`, in order; poll it to follow a job.

        Raises:
            ModisteError: MOD-1103 for no such job.
        """
        self._jobs.get(job_id)
        return tuple(_told(job_id, row) for row in self._jobs.events(job_id, after, limit))

    def epochs(self, job_id: str) -> tuple[JobEvent, ...]:
        """The figures of every epoch that a training has finished so far, also while it runs.

        Raises:
            ModisteError: MOD-1103 for no such job.
        """
        self._jobs.get(job_id)
        return tuple(_told(job_id, row) for row in self._jobs.events(job_id, limit=100_000, kind="epoch"))


def checked_params(kind: str, params: Mapping[str, Any]) -> BaseModel:
    """The parameters of a job as its kind's own model.

    Raises:
        ModisteError: MOD-2012 for an unknown kind, MOD-2006 for parameters that do not fit it.
    """
    model = cast(JobKind, job_kinds().pick(kind)).params
    try:
        return model.model_validate(dict(params))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the parameters"
        raise ModisteError("MOD-2006", kind=kind, where=where, reason=first["msg"].lower()) from None


def _seen(row: Row) -> Job:
    cancelling = row.state == "running" and row.cancel_requested
    return Job(
        id=row.id,
        kind=row.kind,
        state="cancelling" if cancelling else row.state,
        params=row.params,
        done=row.done,
        total=row.total,
        message=row.message,
        result=row.result,
        error=row.error,
        attempts=row.attempts,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.ended_at,
    )


def _told(job_id: str, row: EventRow) -> JobEvent:
    data = row.data
    message = data.get("message") or data.get("state") or ""
    done, total, values = data.get("done", 0), data.get("total", 0), data.get("values", {})
    return JobEvent(row.id, job_id, row.at, row.kind, done, total, message, values)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value
