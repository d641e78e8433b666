"""Long work of one shop: submitted, followed, cancelled, resumed.

INTERFACE COMMIT: bodies follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from modiste.workspace.garments import Page

State = Literal["queued", "running", "cancelling", "cancelled", "failed", "done"]


@dataclass(frozen=True)
class Job:
    """One piece of long work as it stands now. `error` is `{"code","title","detail","remedy"}`."""

    id: str
    kind: str
    state: State
    params: Mapping[str, Any]
    done: int
    total: int
    message: str
    values: Mapping[str, float]
    result: Mapping[str, Any] | None
    error: Mapping[str, str] | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing will happen to it any more unless it is resumed."""
        return self.state in ("cancelled", "failed", "done")

    def to_json(self) -> dict[str, object]:
        """Plain values; times as ISO 8601 in UTC."""
        raise NotImplementedError


@dataclass(frozen=True)
class JobEvent:
    """One sign of life of a job, numbered from 1 within the job (an SSE id)."""

    number: int
    job_id: str
    at: datetime
    kind: str
    done: int
    total: int
    message: str
    values: Mapping[str, float]

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        raise NotImplementedError


class Jobs:
    """`shop.jobs`."""

    def submit(self, kind: str, params: Mapping[str, Any], idempotency_key: str | None = None) -> Job:
        """Queue a job (kinds: import, train, tune, evaluate, explain, compress, export).

        The same key and params give the same job; raises MOD-2005 for an unknown kind, MOD-2006 for params that
        do not fit, MOD-2007 when a key comes again with other params.
        """
        raise NotImplementedError

    def get(self, job_id: str) -> Job:
        """One job. Raises MOD-2004 when there is none."""
        raise NotImplementedError

    def page(self, after: str | None = None, limit: int = 50, state: str | None = None) -> Page[Job]:
        """Jobs, newest first."""
        raise NotImplementedError

    def cancel(self, job_id: str) -> Job:
        """Ask a job to stop; a queued one is cancelled at once. Raises MOD-2004, MOD-2008 when it is over."""
        raise NotImplementedError

    def resume(self, job_id: str) -> Job:
        """Queue a failed or cancelled job again; it goes on from its checkpoint. Raises MOD-2004, MOD-2008."""
        raise NotImplementedError

    def events(self, job_id: str, after: int = 0, limit: int = 500) -> tuple[JobEvent, ...]:
        """Events behind number `after`, oldest first (poll it for SSE)."""
        raise NotImplementedError
