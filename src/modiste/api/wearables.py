"""Sensor recordings over HTTP: sets, quality, curves, labels put right, models by person, a simulated device.

Knows JSON and streams; files, faults and telling are the workspace's.
"""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Path, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader, ModelWriter
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_MISSING = ("MOD-2911", *_REFUSED)
_FASTEST, _LAST = 50.0, 1e9
Set = Annotated[str, Path(max_length=80, description="A set of recordings.")]
Name = Annotated[str, Path(max_length=200, description="A recording of it.")]


class WearableSetsShown(BaseModel):
    """The sets of a shop."""

    model_config = ConfigDict(title="WearableSets")

    items: list[str]


class WearableFaultShown(BaseModel):
    """One thing that is wrong with a recording."""

    model_config = ConfigDict(title="WearableFault")

    kind: str
    reason: str
    reason_zh: str
    start_s: float
    end_s: float
    count: int
    quarantined: bool = Field(description="Whether this time is never used.")


class WearableRecordingShown(BaseModel):
    """A recording with its quality."""

    model_config = ConfigDict(title="WearableRecording")

    recording: str
    subject: str
    device: str
    seconds: float
    good_seconds: float
    rate_hz: float
    jitter_ms: float
    units: list[str] = Field(description="What its columns were in.")
    axes: int
    labels: list[str]
    faults: list[WearableFaultShown]


class WearableUnreadShown(BaseModel):
    """A file that cannot be read."""

    model_config = ConfigDict(title="WearableUnread")

    file: str
    code: str
    reason: str


class WearableOneClassShown(BaseModel):
    """A person of whom one class is known only."""

    model_config = ConfigDict(title="WearableOneClass")

    subject: str
    reason: str
    reason_zh: str


class WearableSetShown(BaseModel):
    """A set, each recording examined."""

    model_config = ConfigDict(title="WearableSet")

    recordings: int
    subjects: list[str]
    seconds: float
    good_seconds: float
    one_class_subjects: list[WearableOneClassShown]
    corrected: list[str] = Field(description="Recordings of which people put labels right.")
    unread: list[WearableUnreadShown]
    items: list[WearableRecordingShown]


class WearableCurveShown(BaseModel):
    """One axis by parts of time."""

    model_config = ConfigDict(title="WearableCurve")

    name: str
    unit: str
    low: list[float]
    mean: list[float]
    high: list[float]


class WearableRunShown(BaseModel):
    """One thing done without a break."""

    model_config = ConfigDict(title="WearableRun")

    start_s: float
    end_s: float
    label: str


class WearableSpanGiven(BaseModel):
    """What the wearer did from one second to another."""

    model_config = ConfigDict(title="WearableSpan", extra="forbid")

    start: float = Field(ge=0, le=1e9)
    end: float = Field(gt=0, le=1e9)
    label: str = Field(min_length=1, max_length=80)


class WearableSeriesShown(WearableRecordingShown):
    """A recording as a plot draws it, with the labels as people put them right."""

    model_config = ConfigDict(title="WearableSeries")

    at: list[float] = Field(description="Seconds at which each part begins.")
    curves: list[WearableCurveShown]
    runs: list[WearableRunShown]
    corrections: list[WearableSpanGiven] = Field(description="What people put right, the last word last.")


class WearableLabelsGiven(BaseModel):
    """All corrections of a recording, in place of those before."""

    model_config = ConfigDict(title="WearableLabels", extra="forbid")

    spans: list[WearableSpanGiven] = Field(max_length=1000)


class WearablePersonShown(BaseModel):
    """How a model did on one person."""

    model_config = ConfigDict(title="WearablePerson")

    subject: str
    n: int
    accuracy: float
    macro_f1: float
    was_learned_from: bool
    most_mistaken: dict[str, Any] | None = Field(description="What is most often taken for what.")


class WearableModelShown(BaseModel):
    """A model of activities, judged on the people held out while it was chosen."""

    model_config = ConfigDict(title="WearableModel")

    model: str
    version: str
    device: str
    labels: list[str]
    accuracy: float | None
    ci95: tuple[float, float] | None = Field(description="Of the accuracy, by seconds.")
    macro_f1: float | None
    people: int = Field(description="Whom it learned from.")
    leak_gap: float | None = Field(description="Accuracy with the same people on both sides, less this one.")
    per_subject: list[WearablePersonShown]


class WearableModelsShown(BaseModel):
    """The shop's models of activities."""

    model_config = ConfigDict(title="WearableModels")

    items: list[WearableModelShown]


class WearableMomentShown(BaseModel):
    """What a simulated device tells at one second, knowing what came before."""

    model_config = ConfigDict(title="WearableMoment")

    source: Literal["simulated"]
    at_s: float
    told_at_s: float = Field(description="When so much has been seen that it can be told.")
    label: str
    confidence: float
    is_unknown: bool = Field(description="Too doubtful to be believed.")
    true_label: str


def wearable_routes(shop: Shop) -> APIRouter:
    """Routes below /api/v1/wearables."""
    router = APIRouter(prefix="/api/v1/wearables", tags=["wearables"], route_class=StrictRoute)

    @router.get("/sets", summary="List sets of recordings", responses=documented(*_REFUSED))
    def list_sets(_: ModelReader) -> WearableSetsShown:
        return WearableSetsShown(items=shop.recordings.sets())

    @router.get("/sets/{name}", summary="A set with its recordings' quality", responses=documented(*_MISSING))
    def show_set(_: ModelReader, name: Set) -> WearableSetShown:
        told = shop.recordings.report(name).to_json()
        return WearableSetShown.model_validate({**told, "corrected": shop.recordings.corrected(name)})

    @router.get(
        "/sets/{name}/recordings/{recording}",
        summary="A recording's curves, labels and faults",
        responses=documented(*_MISSING),
    )
    def show_recording(
        _: ModelReader,
        name: Set,
        recording: Name,
        points: Annotated[int, Query(ge=10, le=4000, description="Parts of time at most.")] = 600,
        start: Annotated[float, Query(ge=0, le=_LAST, description="Curves from this second.")] = 0.0,
        end: Annotated[float, Query(gt=0, le=_LAST, description="Curves to this second.")] = _LAST,
    ) -> WearableSeriesShown:
        made = shop.recordings.series(name, recording, points, start, end)
        return WearableSeriesShown.model_validate(made)

    @router.put(
        "/sets/{name}/recordings/{recording}/labels",
        summary="Put a recording's labels right",
        description="The file stays as it is; corrections are kept beside it and learned from.",
        responses=documented("MOD-2910", *_MISSING),
    )
    def correct_labels(
        _: ModelWriter, name: Set, recording: Name, given: WearableLabelsGiven
    ) -> WearableSeriesShown:
        rows = [(span.start, span.end, span.label) for span in given.spans]
        shop.recordings.correct(name, recording, rows)
        return WearableSeriesShown.model_validate(shop.recordings.series(name, recording, 600))

    @router.get("/models", summary="Models of activities, by person", responses=documented(*_REFUSED))
    def list_activity_models(_: ModelReader) -> WearableModelsShown:
        rows = shop.recordings.models()
        return WearableModelsShown(items=[WearableModelShown.model_validate(row) for row in rows])

    async def opened(
        _: ModelReader,
        name: Set,
        recording: Name,
        model: Annotated[str, Query(max_length=200, description="A model of activities.")],
    ) -> list[dict[str, Any]]:
        """Refuse before the stream starts; afterwards there is no status left to say it with."""
        return await anyio.to_thread.run_sync(shop.recordings.simulated, name, recording, model)

    @router.get(
        "/sets/{name}/recordings/{recording}/stream",
        summary="Play a recording as a device would (server-sent events)",
        description="The device is simulated: every event says so. One event a second of the recording, "
        "`speed` times as fast; `event: end` comes last.",
        response_class=EventSourceResponse,
        responses=documented("MOD-1328", "MOD-2923", "MOD-2924", *_MISSING),
    )
    async def play(
        moments: Annotated[list[dict[str, Any]], Depends(opened)],
        speed: Annotated[float, Query(gt=0, le=_FASTEST, description="Times real time.")] = 1.0,
    ) -> AsyncIterator[ServerSentEvent]:
        for moment in moments:
            shown = WearableMomentShown(source="simulated", **moment)
            yield ServerSentEvent(data=shown, event="moment", id=str(moment["at_s"]))
            await anyio.sleep(1 / speed)
        yield ServerSentEvent(data={}, event="end")

    return router
