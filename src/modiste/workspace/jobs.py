"""Long work of one shop: what can be asked for, what was, how far it is, and stopping or resuming it.

Knows kinds and their parameters; the job table is the store's and the truth, the worker is its own file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ValidationError

from modiste.garment import ModisteError
from modiste.learning import Progress
from modiste.store import Job, JobEvent, Page, Store
from modiste.workspace.plugins import job_kinds

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

STATES = ("queued", "running", "done", "failed", "cancelled")


@dataclass(frozen=True)
class JobKind:
    """A kind of job: the model of its parameters, and the work.

    `work(shop, params, progress, should_stop)` gives the job's result; when `should_stop` says so it keeps what
    it has and raises MOD-2018.
    """

    params: type[BaseModel]
    work: "Callable[[Shop, Any, Progress, Callable[[], bool]], Mapping[str, Any]]"


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
        return self._jobs.submit(kind, checked.model_dump(mode="json"), idempotency_key)

    def get(self, job_id: str) -> Job:
        """One job.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._jobs.get(job_id)

    def page(self, after: str | None = None, limit: int = 50, state: str | None = None) -> Page:
        """At most `limit` jobs, newest first, past the job `after`.

        Raises:
            ModisteError: MOD-2011 for an unknown state, MOD-1103 when `after` is no job.
        """
        if state is not None and state not in STATES:
            raise ModisteError("MOD-2011", name=f"state {state}", known=", ".join(STATES))
        found = self._jobs.page(after=after, limit=limit + 1, state=cast(Any, state))
        items = tuple(found[:limit])
        return Page(items, items[-1].id if len(found) > limit else None)

    def cancel(self, job_id: str) -> Job:
        """Ask for an end: at once while it waits, within a second or so while it runs.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it has ended.
        """
        return self._jobs.request_cancel(job_id)

    def resume(self, job_id: str) -> Job:
        """Queue a failed or cancelled job again; training goes on from its checkpoint.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it waits, runs or is done.
        """
        return self._jobs.resume(job_id)

    def events(self, job_id: str, after: int = 0, limit: int = 200) -> tuple[JobEvent, ...]:
        """A job's story past the event number `after`, in order; poll it to follow a job.

        Raises:
            ModisteError: MOD-1103 for no such job.
        """
        self._jobs.get(job_id)
        return tuple(self._jobs.events(job_id, after, limit))


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


def job_json(job: Job) -> dict[str, Any]:
    """A job as faces show it: times as ISO 8601 in UTC, no lease and no worker."""
    moments = {name: getattr(job, name) for name in ("created_at", "started_at", "ended_at")}
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "params": dict(job.params),
        "done": job.done,
        "total": job.total,
        "message": job.message,
        "attempts": job.attempts,
        "cancel_requested": job.cancel_requested,
        **{name: moment and moment.isoformat() for name, moment in moments.items()},
        "result": job.result,
        "error": job.error,
    }
