"""What a shop's own pages may ask: events of a visit, recommendations for it, size advice; and the script.

Knows that whoever calls is a browser anywhere: visits are named, customers never. Which origins may call is
the shield's to check, from the shop's settings.
"""

from functools import cache
from importlib.resources import files
from typing import Annotated

import anyio
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import StorefrontCaller
from modiste.api.events import EventBatch, EventsTaken, taken
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.recommend import Filters, K, Placement, Said, Wish, places_at, recommended
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

SCRIPT = "/api/v1/embed.js"


class StorefrontWish(BaseModel):
    """What to recommend in a visit."""

    model_config = ConfigDict(extra="forbid")

    session: Said = Field(min_length=8, description="Random, of the page's own making.")
    garment: Said = ""
    placement: Placement = "home"
    k: K = 8
    filters: Filters = []


class StorefrontReason(BaseModel):
    """Why, in two languages."""

    en: str
    zh: str


class StorefrontGarment(BaseModel):
    """A garment for a page; the page knows its own pictures, prices and addresses."""

    garment: str
    name: str
    size: str
    why: StorefrontReason


class StorefrontAnswer(BaseModel):
    """What is recommended; give `id` back with what is clicked."""

    id: str
    placement: str
    results: list[StorefrontGarment]


class StorefrontSize(BaseModel):
    """The size to take, or empty where nothing is known of the visit."""

    garment: str
    size: str
    basis: str = Field(description="`bought`, `model`, or empty.")
    confidence: float | None
    en: str
    zh: str


def storefront_routes(shop: Shop) -> APIRouter:
    """The storefront's routes, and the script that calls them."""
    router = APIRouter(prefix="/api/v1", tags=["storefront"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(places_at(shop))

    @router.get(
        "/embed.js",
        summary="The script tag's script",
        response_class=Response,
        responses={200: {"content": {"text/javascript": {"schema": {"type": "string"}}}}},
    )
    def script() -> Response:
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(_script(), media_type="text/javascript; charset=utf-8", headers=headers)

    @router.post(
        "/storefront/events",
        summary="Take in what a visitor did",
        status_code=202,
        responses=documented(*REFUSED_BODY),
    )
    def events(_: StorefrontCaller, batch: EventBatch) -> EventsTaken:
        return taken(shop, batch, may_name=False)

    @router.post(
        "/storefront/recommendations",
        summary="Recommend garments to a visitor",
        responses=documented("MOD-1103", "MOD-2370", "MOD-2376", *REFUSED_BODY),
    )
    async def recommendations(_: StorefrontCaller, wish: StorefrontWish) -> StorefrontAnswer:
        made = await recommended(shop, Wish(**wish.model_dump()), desk)
        rows = [
            StorefrontGarment(
                garment=each.garment,
                name=each.shown.name if each.shown else "",
                size=each.size,
                why=StorefrontReason(en=each.reasons[0].en, zh=each.reasons[0].zh)
                if each.reasons
                else StorefrontReason(en="", zh=""),
            )
            for each in made.results
        ]
        return StorefrontAnswer(id=made.id, placement=made.placement, results=rows)

    @router.get(
        "/storefront/size-advice",
        summary="Which size a visitor should take",
        responses=documented("MOD-1103", *REFUSED),
    )
    def size_advice(
        _: StorefrontCaller,
        session: Annotated[str, Query(min_length=8, max_length=200)],
        garment: Annotated[str, Query(min_length=1, max_length=120)],
    ) -> StorefrontSize:
        return StorefrontSize.model_validate(shop.recommending.size_advice(session, garment))

    return router


@cache
def _script() -> bytes:
    return (files(__package__) / "embed.js").read_bytes()
