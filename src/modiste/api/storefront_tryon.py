"""Trying on from a shop's own pages: sizes, which to take by measures, on one's photo, in a mirror.

Knows that whoever asks is a visitor without a name: photo and measures live as long as the request.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from modiste import tailoring
from modiste.api.access import StorefrontCaller
from modiste.api.garments import ID_PATTERN, REFUSED, REFUSED_BODY, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import Measures
from modiste.api.tryon_photo import FOLLOWED, REFUSED_FORM, FittingDesk, GivenByVisitor, dressing
from modiste.learning import Progress
from modiste.workspace import Shop, flows

_ASKED_OF_VISITORS = ("height", "bust", "waist", "hip")


class VisitorMeasure(BaseModel):
    """A measure that a visitor may state, in centimetres."""

    id: str
    low: float
    high: float
    typical: float


class StorefrontOffer(BaseModel):
    """What a garment can be tried on in; `estimated`: the cut is no more than its category suggests."""

    garment: str
    name: str
    name_zh: str
    sizes: list[str]
    size: str = Field(description="The one to show first.")
    people: str = Field(description="Whose bodies its size chart is of: women or men.")
    estimated: bool
    measures: list[VisitorMeasure]


class StorefrontMeasured(BaseModel):
    """Measures to advise a size by; they are not kept."""

    model_config = ConfigDict(extra="forbid")

    garment: Annotated[str, Field(pattern=ID_PATTERN)]
    measures: Measures


class StorefrontMaking(BaseModel):
    """How far a garment is draped for the mirror; ask again after `Retry-After`."""

    state: str
    done: float
    total: float


def storefront_tryon_routes(shop: Shop, desk: FittingDesk) -> APIRouter:
    """What the script tag's try-on asks."""
    router = APIRouter(prefix="/api/v1/storefront", tags=["storefront"], route_class=StrictRoute)

    @router.get(
        "/garments/{garment_id}/try-on",
        summary="What a garment can be tried on in",
        responses=documented("MOD-1103", "MOD-2030", *REFUSED),
    )
    def offer(_: StorefrontCaller, garment_id: GarmentId) -> StorefrontOffer:
        garment = shop.garments.get(garment_id)
        cut = flows.cut_seen(shop, garment_id)
        people = tailoring.size_chart(cut.chart).people
        typical = tailoring.average_figure("men" if people == "men" else "women").measures
        return StorefrontOffer(
            garment=garment_id,
            name=garment.name,
            name_zh=str(garment.attributes.get("name_zh", "")),
            sizes=flows.size_names(cut),
            size=flows.middle_size(cut),
            people=people,
            estimated=cut.basis != "pattern",
            measures=[
                VisitorMeasure(id=each.id, low=each.low, high=each.high, typical=round(typical[each.id]))
                for each in tailoring.MEASURES.values()
                if each.id in _ASKED_OF_VISITORS
            ],
        )

    @router.get(
        "/garments/{garment_id}/mirror.glb",
        summary="A garment on a body's joints, for the visitor's mirror",
        description="Draped in that size on the body of the middle size, once, then kept. The mirror is the "
        "visitor's browser: no picture of theirs comes here.",
        response_class=Response,
        responses={
            200: {"content": {"model/gltf-binary": {"schema": {"type": "string", "format": "binary"}}}},
            202: {"model": StorefrontMaking, "description": "It is being draped: ask again a little later"},
            **documented("MOD-1103", "MOD-1702", "MOD-2012", "MOD-2030", *REFUSED),
        },
    )
    def mirror(
        _: StorefrontCaller,
        garment_id: GarmentId,
        size: Annotated[str, Query(max_length=40, description="By default the middle one.")] = "",
    ) -> Response:
        shop.garments.get(garment_id)
        middle = flows.middle_size(flows.cut_named(garment_id, shop))
        wish = flows.ArWish(garment_id, size or middle, middle)
        data = flows.ar_file(shop, wish, "mirror.glb")
        if data is not None:
            return Response(
                data, media_type="model/gltf-binary", headers={"Cache-Control": "private, no-cache"}
            )
        job = flows.ar_job(shop, wish)
        told = StorefrontMaking(state=job.state, done=job.done, total=job.total)
        headers = {"Retry-After": "2", "Cache-Control": "no-store"}
        return Response(told.model_dump_json(), 202, headers, "application/json")

    @router.post(
        "/fit-advice",
        summary="Which size to take by measures (server-sent events)",
        description="Events: `step` while sizes are draped; then `advice` (the size, the reason in English "
        "and Chinese, and how both opinions stand to each other) or `refused` (a Problem). Whoever closes "
        "the stream stops the work. Measures are not kept.",
        response_class=EventSourceResponse,
        responses=documented("MOD-1103", *REFUSED_BODY),
    )
    async def fit_advice(
        _: StorefrontCaller, asked: StorefrontMeasured, request: Request
    ) -> AsyncIterator[ServerSentEvent]:
        def work(progress: Progress, should_stop: Callable[[], bool]) -> tuple[str, dict[str, Any]]:
            advice = flows.advise_size(
                shop,
                asked.garment,
                measures=asked.measures,
                learn=False,
                progress=progress,
                should_stop=should_stop,
            )
            told: Mapping[str, Any] = advice.to_json()
            said = ("garment", "recommended", "agreement", "en", "zh", "notes")
            return "advice", {name: told[name] for name in said}

        async for event in desk.followed(work, request):
            yield event

    @router.post(
        "/photo-try-ons",
        summary="Try a garment on, on a visitor's photo (server-sent events)",
        description=FOLLOWED,
        response_class=EventSourceResponse,
        responses=documented(*REFUSED_FORM),
    )
    async def try_on(
        _: StorefrontCaller, asked: GivenByVisitor, request: Request
    ) -> AsyncIterator[ServerSentEvent]:
        async for event in desk.followed(dressing(shop, asked), request):
            yield event

    return router
