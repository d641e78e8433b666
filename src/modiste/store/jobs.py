"""The job table, which is the truth about long work: who does what, how far it is, and how it ended.

Knows states and leases; the worker that does the work is the workspace's. A worker that dies loses its lease
and the job is queued again, with the checkpoint it had.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement

from modiste.garment import ModisteError
from modiste.store.columns import keepable, keepable_json
from modiste.store.database import Database
from modiste.store.tables import job_events, jobs

State = Literal["queued", "running", "done", "failed", "cancelled"]
ENDED: tuple[State, ...] = ("done", "failed", "cancelled")
MAX_ATTEMPTS = 5
KEPT_EVENTS = 500


@dataclass(frozen=True)
class Job:
    """One piece of long work, as its row stands."""

    id: str
    kind: str
    params: Mapping[str, Any]
    state: State
    idempotency_key: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    worker: str | None
    lease_until: datetime | None
    attempts: int
    cancel_requested: bool
    done: int
    total: int
    message: str
    checkpoint: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    error: Mapping[str, Any] | None

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will happen unless it is resumed."""
        return self.state in ENDED


@dataclass(frozen=True)
class JobEvent:
    """One entry of a job's story: a change of state or a sign of progress."""

    id: int
    at: datetime
    kind: str
    data: Mapping[str, Any]


class Jobs:
    """The jobs of one shop. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submit(self, kind: str, params: Mapping[str, Any], idempotency_key: str | None = None) -> Job:
        """Queue a job; the same key gives the job it gave before."""
        id_ = uuid4().hex
        with self._database.writing() as connection:
            row = {
                "id": id_,
                "kind": kind,
                "params": keepable_json(params),
                "state": "queued",
                "idempotency_key": idempotency_key,
                "created_at": _now(),
                "attempts": 0,
                "cancel_requested": False,
                "done": 0,
                "total": 0,
                "message": "",
            }
            # One statement decides, so that two who come at once with one key get one job.
            new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(jobs)
            added = new.values(row).on_conflict_do_nothing().returning(jobs.c.id)
            if connection.execute(added).scalar_one_or_none() is not None:
                _tell(connection, id_, "state", {"state": "queued"})
                return _get(connection, id_)
            known = select(jobs.c.id).where(jobs.c.idempotency_key == idempotency_key)
            return _get(connection, connection.execute(known).scalar_one())

    def lease(self, worker: str, seconds: float) -> Job | None:
        """Take the oldest waiting job for `seconds`; None when nothing waits.

        Jobs whose lease has run out are queued again first, or failed after five attempts.
        """
        with self._database.writing() as connection:
            self._reclaim(connection)
            oldest = (
                select(jobs.c.id)
                .where(jobs.c.state == "queued")
                .order_by(jobs.c.created_at, jobs.c.id)
                .limit(1)
            )
            if connection.dialect.name == "postgresql":
                oldest = oldest.with_for_update(skip_locked=True)
            found = connection.execute(oldest).scalar_one_or_none()
            if found is None:
                return None
            now = _now()
            values = {
                "state": "running",
                "worker": worker,
                "lease_until": now + timedelta(seconds=seconds),
                "started_at": now,
                "attempts": jobs.c.attempts + 1,
            }
            connection.execute(update(jobs).where(jobs.c.id == found).values(values))
            _tell(connection, found, "state", {"state": "running", "worker": worker})
            return _get(connection, found)

    def heartbeat(self, id: str, worker: str, seconds: float) -> bool:
        """Keep a job for `seconds` more; False when it is no longer this worker's, who must then stop."""
        with self._database.writing() as connection:
            values = {"lease_until": _now() + timedelta(seconds=seconds)}
            return connection.execute(update(jobs).where(_held(id, worker)).values(values)).rowcount == 1

    def progress(
        self,
        id: str,
        worker: str,
        done: int,
        total: int,
        message: str = "",
        values: Mapping[str, float] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        """Say how far a job is; what is `lasting` (an epoch's figures) is kept however long it runs."""
        with self._database.writing() as connection:
            changed = connection.execute(
                update(jobs)
                .where(_held(id, worker))
                .values(done=done, total=total, message=keepable(message))
            )
            if changed.rowcount:
                data = {"done": done, "total": total, "message": message, "values": values or {}}
                _tell(connection, id, "epoch" if lasting else "progress", data)

    def checkpoint(self, id: str, worker: str, note: Mapping[str, Any]) -> None:
        """Keep what the work needs to go on after a kill."""
        with self._database.writing() as connection:
            connection.execute(update(jobs).where(_held(id, worker)).values(checkpoint=keepable_json(note)))

    def finish(self, id: str, worker: str, result: Mapping[str, Any]) -> Job:
        """End a job well."""
        return self._end(id, worker, "done", {"result": keepable_json(result)}, {})

    def fail(self, id: str, worker: str, error: Mapping[str, Any]) -> Job:
        """End a job badly; `error` holds code, title, detail, remedy."""
        kept = {"error": keepable_json(error)}
        return self._end(id, worker, "failed", kept, kept)

    def cancelled(self, id: str, worker: str) -> Job:
        """End a job as it was asked to be; its checkpoint stays for a resume."""
        return self._end(id, worker, "cancelled", {}, {})

    def give_back(self, id: str, worker: str) -> Job:
        """Queue a job again that this worker cannot finish now (it is being stopped)."""
        return self._end(id, worker, "queued", {"attempts": jobs.c.attempts - 1}, {})

    def request_cancel(self, id: str) -> Job:
        """Ask for an end: at once while it waits, at the worker's next look while it runs.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it has ended.
        """
        with self._database.writing() as connection:
            job = _get(connection, id)
            if job.is_ended:
                raise ModisteError("MOD-1107", id=id, state=job.state, verb="cancelled")
            if job.state == "queued":
                values = {"state": "cancelled", "ended_at": _now(), "cancel_requested": True}
                _tell(connection, id, "state", {"state": "cancelled"})
            else:
                values = {"cancel_requested": True}
                _tell(connection, id, "cancel_requested", {})
            connection.execute(update(jobs).where(jobs.c.id == id).values(values))
            return _get(connection, id)

    def is_cancel_requested(self, id: str) -> bool:
        """Whether an end was asked for."""
        with self._database.reading() as connection:
            query = select(jobs.c.cancel_requested).where(jobs.c.id == id)
            return bool(connection.execute(query).scalar_one_or_none())

    def resume(self, id: str) -> Job:
        """Queue a failed or cancelled job again, with its checkpoint.

        Raises:
            ModisteError: MOD-1103 for no such job, MOD-1107 when it is waiting, running or done.
        """
        with self._database.writing() as connection:
            job = _get(connection, id)
            if job.state not in ("failed", "cancelled"):
                raise ModisteError("MOD-1107", id=id, state=job.state, verb="resumed")
            values = {
                "state": "queued",
                "ended_at": None,
                "cancel_requested": False,
                "attempts": 0,
                "error": None,
            }
            connection.execute(update(jobs).where(jobs.c.id == id).values(values))
            _tell(connection, id, "state", {"state": "queued"})
            return _get(connection, id)

    def get(self, id: str) -> Job:
        """One job.

        Raises:
            ModisteError: MOD-1103 for no such job.
        """
        with self._database.reading() as connection:
            return _get(connection, id)

    def page(
        self,
        *,
        after: str | None = None,
        limit: int = 50,
        state: State | None = None,
        kind: str | None = None,
    ) -> list[Job]:
        """Jobs, newest first, past the job `after`."""
        query = select(jobs).order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit)
        if state is not None:
            query = query.where(jobs.c.state == state)
        if kind is not None:
            query = query.where(jobs.c.kind == kind)
        with self._database.reading() as connection:
            if after is not None:
                last = _get(connection, after)
                same = (jobs.c.created_at == last.created_at) & (jobs.c.id < last.id)
                query = query.where((jobs.c.created_at < last.created_at) | same)
            return [Job(**row._mapping) for row in connection.execute(query)]

    def events(self, id: str, after: int = 0, limit: int = 200, kind: str = "") -> list[JobEvent]:
        """A job's story past the event `after`, in order; of signs of progress the newest 500 are kept."""
        query = (
            select(job_events.c.id, job_events.c.at, job_events.c.kind, job_events.c.data)
            .where(job_events.c.job_id == id, job_events.c.id > after)
            .order_by(job_events.c.id)
            .limit(limit)
        )
        if kind:
            query = query.where(job_events.c.kind == kind)
        with self._database.reading() as connection:
            return [JobEvent(*row) for row in connection.execute(query)]

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        query = select(jobs.c.state, func.count()).group_by(jobs.c.state)
        with self._database.reading() as connection:
            return {str(state): int(number) for state, number in connection.execute(query)}

    def _end(
        self,
        id: str,
        worker: str,
        state: State,
        values: Mapping[str, Any],
        told: Mapping[str, Any],
    ) -> Job:
        ended = {"ended_at": _now()} if state in ENDED else {}
        with self._database.writing() as connection:
            held = connection.execute(
                update(jobs)
                .where(_held(id, worker))
                .values(state=state, worker=None, lease_until=None, **ended, **values)
            )
            job = _get(connection, id)
            if not held.rowcount:
                raise ModisteError("MOD-1107", id=id, state=job.state, verb=f"ended by {worker}")
            _tell(connection, id, "state", {"state": state, **told})
            return _get(connection, id)

    def _reclaim(self, connection: Connection) -> None:
        lost = select(jobs.c.id, jobs.c.attempts, jobs.c.cancel_requested).where(
            jobs.c.state == "running", jobs.c.lease_until < _now()
        )
        if connection.dialect.name == "postgresql":
            # Another worker may be reclaiming, and leasing, the same job: what it has locked is its own.
            lost = lost.with_for_update(skip_locked=True)
        for id_, attempts, cancel in connection.execute(lost).all():
            values: dict[str, Any] = {"worker": None, "lease_until": None}
            if cancel:
                values |= {"state": "cancelled", "ended_at": _now()}
            elif attempts >= MAX_ATTEMPTS:
                error = {"code": "MOD-1107", "detail": f"Its worker died {attempts} times."}
                values |= {"state": "failed", "ended_at": _now(), "error": error}
            else:
                values |= {"state": "queued"}
            connection.execute(update(jobs).where(jobs.c.id == id_).values(values))
            _tell(connection, id_, "state", {"state": values["state"], "lost": True})


def _get(connection: Connection, id_: str) -> Job:
    row = connection.execute(select(jobs).where(jobs.c.id == id_)).one_or_none()
    if row is None:
        raise ModisteError("MOD-1103", kind="job", id=str(id_)[:80])
    return Job(**row._mapping)


def _tell(connection: Connection, id_: str, kind: str, data: Mapping[str, Any]) -> None:
    values = {"job_id": id_, "at": _now(), "kind": kind, "data": keepable_json(data)}
    connection.execute(insert(job_events).values(values))
    oldest_kept = (
        select(job_events.c.id)
        .where(job_events.c.job_id == id_, job_events.c.kind == "progress")
        .order_by(job_events.c.id.desc())
        .offset(KEPT_EVENTS - 1)
        .limit(1)
        .scalar_subquery()
    )
    told = (job_events.c.job_id == id_) & (job_events.c.kind == "progress")
    old = told & (job_events.c.id < oldest_kept)
    connection.execute(delete(job_events).where(old))


def _held(id_: str, worker: str) -> ColumnElement[bool]:
    return (jobs.c.id == id_) & (jobs.c.worker == worker) & (jobs.c.state == "running")


def _now() -> datetime:
    return datetime.now(UTC)
