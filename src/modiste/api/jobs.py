"""Long work over HTTP: submitted with 202, looked at, cancelled, resumed, and followed live.

A worker does the work and the store holds its state; only the event stream waits, and it polls.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import JobReader, JobWriter
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Job, Shop, log_lines

State = Literal["queued", "running", "cancelling", "done", "failed", "cancelled"]
Listed = Literal["queued", "running", "done", "failed", "cancelled"]
Kind = Literal[
    "adapt",
    "ar",
    "cluster",
    "compress",
    "evaluate",
    "explain",
    "export",
    "forecast",
    "generate",
    "import",
    "index",
    "quality",
    "tag",
    "train",
    "tune",
]
JobId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="As in the Location of the 202.")]
_MOST_LISTENERS = 64
_POLL_SECONDS = 0.25
_LAST_NUMBER = 2**53


class JobRequest(BaseModel):
    """What to do. The parameters of each kind are those of the command of that name."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"kind": "evaluate", "params": {"model": "fashion-mnist", "data": "fashion-mnist:test"}}
            ]
        },
    )

    kind: Kind
    params: dict[str, Any] = Field(default={}, max_length=50)


class JobError(BaseModel):
    """Why a job failed."""

    code: str
    title: str = ""
    detail: str
    remedy: str = ""


class JobShown(BaseModel):
    """A job as it stands. `done` of `total` units; `result` once it is done, `error` once it failed."""

    model_config = ConfigDict(title="Job", from_attributes=True)

    id: str
    kind: str
    state: State
    params: dict[str, Any]
    done: int
    total: int
    message: str
    result: dict[str, Any] | None
    error: JobError | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobEventShown(BaseModel):
    """The `data:` of one server-sent event; its number is the event's `id:`.

    `kind` is `progress`, `epoch` (with an epoch's figures), `state` (then the message is the new state) or
    `cancel_requested`.
    """

    model_config = ConfigDict(title="JobEvent", from_attributes=True)

    number: int
    job_id: str
    at: datetime
    kind: str
    done: int
    total: int
    message: str
    values: dict[str, float]


class Epoch(BaseModel):
    """The figures of one finished epoch: `loss`, `val_loss`, `val_accuracy` and the like."""

    number: int
    at: datetime
    values: dict[str, float | None]


class LogLine(BaseModel):
    """One line of the shop's log about a job."""

    model_config = ConfigDict(extra="allow")

    timestamp: datetime
    level: str
    event: str


def job_routes(shop: Shop) -> APIRouter:
    """Jobs, newest first."""
    router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"], route_class=StrictRoute)
    listeners = anyio.CapacityLimiter(_MOST_LISTENERS)
    refused = ("MOD-2203", "MOD-2209", "MOD-2210")

    @router.post(
        "",
        summary="Submit a job",
        status_code=202,
        responses={
            202: {
                "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}}
            },
            **documented(
                "MOD-2012",
                "MOD-2006",
                "MOD-2204",
                "MOD-2206",
                "MOD-2214",
                "MOD-2220",
                "MOD-2225",
                "MOD-3103",
                *refused,
            ),
        },
    )
    def submit(
        caller: JobWriter,
        request: JobRequest,
        response: Response,
        # Described by app.py, as for every POST.
        idempotency_key: Annotated[str | None, Header(include_in_schema=False)] = None,
    ) -> JobShown:
        key = f"{caller.name}/{idempotency_key}" if idempotency_key else None
        if caller.name.startswith("key:"):
            refuse_outside(shop, request.params)
        job = shop.jobs.submit(request.kind, request.params, key)
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return _shown(job)

    @router.get("", summary="List jobs", responses=documented("MOD-2215", *refused))
    def listing(
        _: JobReader,
        cursor: Cursor = None,
        limit: Limit = 50,
        state: Listed | None = None,
        kind: Kind | None = None,
    ) -> Page[JobShown]:
        page = shop.jobs.page(from_cursor(cursor), limit, state, kind)
        return Page(items=[_shown(job) for job in page.items], next_cursor=to_cursor(page.next_after))

    @router.get("/{job_id}", summary="Look at a job", responses=documented("MOD-1103", *refused))
    def one(_: JobReader, job_id: JobId) -> JobShown:
        return _shown(shop.jobs.get(job_id))

    @router.post(
        "/{job_id}/cancel",
        summary="Ask a job to stop",
        responses=documented("MOD-1103", "MOD-1107", *refused),
    )
    def cancel(_: JobWriter, job_id: JobId) -> JobShown:
        return _shown(shop.jobs.cancel(job_id))

    @router.post(
        "/{job_id}/resume",
        summary="Go on with a failed or cancelled job",
        responses=documented("MOD-1103", "MOD-1107", *refused),
    )
    def resume(_: JobWriter, job_id: JobId) -> JobShown:
        return _shown(shop.jobs.resume(job_id))

    @router.get(
        "/{job_id}/epochs",
        summary="The curve of a training, also while it runs",
        responses=documented("MOD-1103", *refused),
    )
    def epochs(_: JobReader, job_id: JobId) -> Page[Epoch]:
        told = shop.jobs.epochs(job_id)
        rows = [
            Epoch(number=number, at=event.at, values=dict(event.values))
            for number, event in enumerate(told, start=1)
        ]
        return Page(items=rows)

    @router.get(
        "/{job_id}/log", summary="What the log says of a job", responses=documented("MOD-1103", *refused)
    )
    def log(_: JobReader, job_id: JobId, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> Page[LogLine]:
        shop.jobs.get(job_id)
        lines = [LogLine.model_validate(line) for line in log_lines(shop.log_path, job_id, limit)]
        return Page(items=lines)

    async def followed(_: JobReader, job_id: JobId) -> AsyncIterator[str]:
        """Refuse before the stream starts; afterwards there is no status left to say it with."""
        await anyio.to_thread.run_sync(shop.jobs.get, job_id)
        try:
            listeners.acquire_on_behalf_of_nowait(token := object())
        except anyio.WouldBlock:
            raise ModisteError("MOD-2224", count=_MOST_LISTENERS) from None
        try:
            yield job_id
        finally:
            listeners.release_on_behalf_of(token)

    @router.get(
        "/{job_id}/events",
        summary="Follow a job (server-sent events)",
        description="Events (`data:` is a JobEvent) carry their number as `id:`, so that a browser's "
        "`Last-Event-ID` goes on where it stopped. After the last one of an ended job comes `event: end` "
        "with the Job itself, and the stream closes. A comment is sent every 15 s of silence.",
        response_class=EventSourceResponse,
        responses=documented("MOD-1103", "MOD-2224", *refused),
    )
    async def follow(
        job_id: str = Depends(followed),
        last_event_id: Annotated[
            int, Header(ge=0, le=_LAST_NUMBER, description="The last number already seen.")
        ] = 0,
    ) -> AsyncIterator[ServerSentEvent]:
        number = last_event_id
        while True:
            # The job first: what happens between the two questions is seen in the next round, never missed.
            job = await anyio.to_thread.run_sync(shop.jobs.get, job_id)
            events = await anyio.to_thread.run_sync(shop.jobs.events, job_id, number)
            for event in events:
                number = event.number
                yield ServerSentEvent(
                    data=JobEventShown.model_validate(event), event=event.kind, id=str(number)
                )
            if events:
                continue
            if job.is_over:
                yield ServerSentEvent(data=_shown(job), event="end")
                return
            await anyio.sleep(_POLL_SECONDS)

    return router


def refuse_outside(shop: Shop, params: object) -> None:
    """Keep callers from elsewhere to the shop's own folder, for reading and for writing.

    Args:
        shop: the shop.
        params: of the job; every text in it is looked at, `folder:part` too.

    Raises:
        ModisteError: MOD-2225 for what is, or can only be, a path outside.
    """
    if isinstance(params, dict | list):
        for inner in params.values() if isinstance(params, dict) else params:
            refuse_outside(shop, inner)
    elif isinstance(params, str):
        home = shop.root.resolve()
        for text in {params, params.rpartition(":")[0] or params}:
            try:
                place = FilePath(text).resolve()
                outside = not place.is_relative_to(home) and (
                    any(mark in text for mark in "/\\~") or text.startswith(".") or place.exists()
                )
            except (OSError, ValueError):
                outside = True
            if outside:
                raise ModisteError("MOD-2225")


def _shown(job: Job) -> JobShown:
    shown = JobShown.model_validate(job)
    if shown.error is None:
        return shown
    return shown.model_copy(
        update={"error": shown.error.model_copy(update={"detail": without_paths(shown.error.detail)})}
    )
