"""A garment on somebody's photograph over HTTP: a photo in, a marked picture out, nothing kept.

Knows the form, the headers and the stream; dressing is the workspace's. Photo and measures live as long
as the request.
"""

import asyncio
import base64
import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from modiste.api.access import Fitter
from modiste.api.garments import ID_PATTERN, REFUSED, REFUSED_BODY
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.problems import documented, told_of
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace import Shop, flows

_MOST_MEASURES = 30
_MOST_WAITING = 8
_LOOK_SECONDS = 0.15
_REFUSALS = tuple(f"MOD-30{number}" for number in range(10, 20))
_ASKED = ("MOD-1500", "MOD-1501", "MOD-1504", "MOD-2012", "MOD-2030", "MOD-3021")
_MISSING = ("MOD-3001", "MOD-3002", "MOD-3004")
_OF_GARMENT = ("MOD-2031", "MOD-2764", "MOD-3026", "MOD-3027", "MOD-3028")
_OF_WEIGHTS = ("MOD-3022", "MOD-3023", "MOD-3024", "MOD-3025")
FOLLOWED = (
    "Events: `step` (`{done, total, step}`) while it is at work; then `worn` (what was seen, and the picture "
    "as `png` in base64, with a seen and an embedded mark) or `refused` (a Problem: the reason, and in "
    "`remedy` how to retake the photo). Whoever closes the stream stops the work. Nothing of it is kept."
)


class Painting(NamedTuple):
    """By which network a garment is painted anew, in how many steps, what is acknowledged of its licence."""

    name: str
    non_commercial: bool = False
    steps: int = 0


class Asked(NamedTuple):
    """A photograph, what its errors call it, what is tried on, and who paints it."""

    photo: bytes
    name: str
    wish: flows.PhotoWish
    painting: Painting | None = None


class BackEndShown(BaseModel):
    """A network that this house has the weights of, and by which licence; `reason`: why it cannot be used."""

    id: str
    name: str
    licence: str = Field("", description="As SPDX or the weights' folder names it.")
    told_by: str = Field("", description="Where that is from: card, text, weights or user.")
    is_commercial: bool = Field(False, description="Whether it is known to allow commercial use.")
    reason: str = ""
    remedy: str = ""


class BackEnds(BaseModel):
    """The networks that paint garments anew here; mostly none."""

    items: list[BackEndShown]


Told = dict[str, Any]
Work = Callable[[Progress, Callable[[], bool]], tuple[str, Told]]
"""What is done with progress and a question whether to stop: the last event's name, and what it says."""


class FittingDesk:
    """Where somebody is dressed while they wait: one at a time, for a second would only slow the first."""

    def __init__(self) -> None:
        self._one = anyio.CapacityLimiter(1)
        self._here = 0

    async def done(
        self, work: Work, progress: Progress = silent, gone: threading.Event | None = None
    ) -> tuple[str, Told]:
        """What comes of it, once it has.

        Raises:
            ModisteError: MOD-3021 where too many wait; what the work raises.
        """
        if self._here > _MOST_WAITING:
            raise ModisteError("MOD-3021", count=self._here)
        self._here += 1
        stopped = gone or threading.Event()
        try:
            return await anyio.to_thread.run_sync(work, progress, stopped.is_set, limiter=self._one)
        finally:
            self._here -= 1

    async def followed(self, work: Work, request: Request) -> AsyncIterator[ServerSentEvent]:
        """The same as events; an error after the first byte is an event, too. Who leaves stops the work."""
        heard: list[Event] = []

        def hear(event: Event) -> None:
            heard.append(event)

        shown: Event | None = None
        gone = threading.Event()
        task = asyncio.ensure_future(self.done(work, hear, gone))
        try:
            while not task.done():
                if heard and heard[-1] is not shown:
                    shown = heard[-1]
                    step = {"done": shown.done, "total": shown.total, "step": shown.message}
                    yield ServerSentEvent(data=step, event="step")
                await asyncio.wait([task], timeout=_LOOK_SECONDS)
            try:
                name, told = task.result()
            except ModisteError as error:
                identity = str(getattr(request.state, "request_id", "-"))
                problem = told_of(error, instance=request.url.path, request_id=identity)
                yield ServerSentEvent(data=problem.model_dump(exclude_defaults=True), event="refused")
            else:
                yield ServerSentEvent(data=_in_text(told), event=name)
        finally:
            gone.set()
            task.cancel()


def _in_text(told: Told) -> Told:
    """The same with bytes in base64: an event is text."""
    return {
        name: base64.b64encode(each).decode() if isinstance(each, bytes) else each
        for name, each in told.items()
    }


def dressing(shop: Shop, asked: Asked, painters: flows.Painters | None = None) -> Work:
    """The work of putting a garment on a photograph."""

    def work(progress: Progress, should_stop: Callable[[], bool]) -> tuple[str, Told]:
        wish = asked.wish
        if asked.painting is not None and painters is not None:
            wish = replace(wish, painter=painters.get(shop, **asked.painting._asdict()))
        made = flows.try_on_photo(
            shop, asked.photo, wish, name=asked.name, progress=progress, should_stop=should_stop
        )
        if made.refused is not None:
            raise made.refused
        return "worn", {**made.told, "png": made.png}

    return work


Photo = Annotated[UploadFile, File(description="A photo of one person, from the front.")]
Size = Annotated[str, Form(max_length=40, description="By default the middle one.")]
MeasuresText = Annotated[
    str, Form(max_length=1000, description='In centimetres: {"height": 168, "bust": 92}.')
]


async def asked_of(
    file: Photo,
    garment: Annotated[
        str,
        Form(pattern=rf"^$|{ID_PATTERN}", description="A garment's id or a program; with its photo none."),
    ] = "",
    size: Size = "",
    measures: MeasuresText = "{}",
    chart: Annotated[str, Form(max_length=40)] = "",
    garment_photo: Annotated[
        UploadFile | None, File(description="A picture of the garment, where nothing else is known of it.")
    ] = None,
    garment_size: Annotated[str, Form(max_length=40, description="The size in that picture.")] = "",
    stated: Annotated[
        str, Form(max_length=1000, description='Its finished measures: {"length": 68, "chest": 104}.')
    ] = "{}",
    back_end: Annotated[
        str, Form(max_length=40, description="One of `back-ends`, which paints the garment anew.")
    ] = "",
    non_commercial: Annotated[
        bool, Form(description="The use is not commercial; the picture then says so.")
    ] = False,
    steps: Annotated[int, Form(ge=0, le=200, description="Of the network; 0: its usual ones.")] = 0,
) -> Asked:
    """The form, read before any stream begins: afterwards there is no status left to refuse with."""
    shown = None
    if garment_photo is not None:
        shown = (file_name(garment_photo), await read_upload(garment_photo))
    wish = flows.PhotoWish(
        garment,
        measures_in(measures),
        size,
        chart,
        shown=shown,
        shown_size=garment_size,
        stated=flows.checked_measures(measures_in(stated)),
    )
    painting = Painting(back_end, non_commercial, steps) if back_end else None
    return Asked(await read_upload(file), file_name(file), wish, painting)


async def asked_of_visitor(
    file: Photo,
    garment: Annotated[str, Form(pattern=ID_PATTERN, description="A garment's id.")],
    size: Size = "",
    measures: MeasuresText = "{}",
    chart: Annotated[str, Form(max_length=40)] = "",
) -> Asked:
    """The form of a shop's own page: a garment of the shop, and no network, for a shop's use is a trade's."""
    wish = flows.PhotoWish(garment, measures_in(measures), size, chart)
    return Asked(await read_upload(file), file_name(file), wish)


Given = Annotated[Asked, Depends(asked_of)]
GivenByVisitor = Annotated[Asked, Depends(asked_of_visitor)]
REFUSED_FORM = (*_ASKED, *_MISSING, *REFUSED_BODY, *UNUSABLE)


def tryon_photo_routes(shop: Shop, desk: FittingDesk) -> APIRouter:
    """Garments on photographs."""
    router = APIRouter(prefix="/api/v1/photo-try-ons", tags=["fittings"], route_class=StrictRoute)
    painters = flows.Painters()

    @router.get(
        "/back-ends",
        summary="Networks that paint garments anew",
        description="Those whose weights the settings name (`painters`), and the licence that these say.",
        responses=documented(*REFUSED),
    )
    def back_ends(_: Fitter) -> BackEnds:
        return BackEnds(items=[_back_end(each) for each in flows.back_ends(shop)])

    @router.post(
        "",
        summary="Try a garment on, on a photo",
        description="A PNG of the person in the garment's true size, at most 1024 pixels long, with a seen "
        "and an embedded mark. A photo that will not do is refused with the reason and how to retake it. "
        "Photo and measures are looked at and not kept. `X-Try-On` tells as JSON what was seen.",
        response_class=Response,
        responses={
            200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
            **documented(*_REFUSALS, *_OF_GARMENT, *_OF_WEIGHTS, *REFUSED_FORM),
        },
    )
    async def try_on(_: Fitter, asked: Given) -> Response:
        _name, told = await desk.done(dressing(shop, asked, painters))
        png = told.pop("png")
        headers = {"X-Try-On": json.dumps(told, ensure_ascii=True), "Cache-Control": "no-store"}
        return Response(png, media_type="image/png", headers=headers)

    @router.post(
        "/followed",
        summary="Try a garment on, on a photo, and follow it (server-sent events)",
        description=FOLLOWED,
        response_class=EventSourceResponse,
        responses=documented("MOD-2031", *REFUSED_FORM),
    )
    async def follow_photo(_: Fitter, asked: Given, request: Request) -> AsyncIterator[ServerSentEvent]:
        async for event in desk.followed(dressing(shop, asked, painters), request):
            yield event

    return router


def _back_end(one: flows.ShopPainter) -> BackEndShown:
    shown = BackEndShown(id=one.id, name=one.name)
    if one.licence is not None:
        said = one.licence
        return shown.model_copy(
            update={"licence": said.name, "told_by": said.told_by, "is_commercial": said.is_trade}
        )
    told = one.refused
    return shown.model_copy(update={"reason": told.detail, "remedy": told.remedy}) if told else shown


def measures_in(text: str) -> dict[str, float]:
    """Measures in centimetres, as a form or an address gives them.

    Raises:
        ModisteError: MOD-1501 where they are none.
    """
    try:
        given = json.loads(text or "{}")
        if not isinstance(given, dict) or len(given) > _MOST_MEASURES:
            raise ValueError
        return {str(name)[:40]: float(value) for name, value in given.items()}
    except (ValueError, TypeError, RecursionError):
        raise ModisteError("MOD-1501", word="measures", value=text[:80]) from None
