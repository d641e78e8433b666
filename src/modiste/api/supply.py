"""Where an item has been, and its label, over HTTP.

Knows what a journey looks like as JSON; following it is the workspace's, the standard's interface `epcis`'.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import SupplyReader, SupplyWriter
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

Name = Annotated[
    str, Query(alias="item", min_length=1, max_length=500, description="A Digital Link, or an EPC's name.")
]
_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": dict.fromkeys(("image/svg+xml", "image/png"), _BYTES)}
}


class JourneyCurveShown(BaseModel):
    """What one device felt of one quantity after a step."""

    model_config = ConfigDict(title="JourneyCurve")

    device: str
    quantity: str
    unit: str
    readings: int = Field(description="How many it stands for.")
    points: list[tuple[int, float, float, float]] = Field(
        description="Milliseconds since 1970, the least, the mean, the most."
    )


class JourneyStepShown(BaseModel):
    """One event of a journey."""

    model_config = ConfigDict(title="JourneyStep")

    number: int
    event_id: str
    at: str
    type: str
    action: str
    step: str = Field(description="GS1's business step, such as `shipping`.")
    disposition: str
    place: str
    site: str = Field(description="The whole site that the place is a part of, as `places` names it.")
    thing: str = Field(description="What the event is about: the item, a box it was in, what it was made of.")
    because: str
    is_void: bool = Field(description="It was declared an error.")
    void_reason: str = Field(description="Why, such as `did_not_occur`, or empty.")
    sensors: list[dict[str, Any]] = Field(description="Every reading, where no number of points was asked.")
    curves: list[JourneyCurveShown] = []
    track: list[tuple[float, float]] = Field([], description="Where a device was: degrees east and north.")


class JourneyShown(BaseModel):
    """Where an item has been, the oldest first."""

    model_config = ConfigDict(title="Journey")

    item: str = Field(description="Its canonical Digital Link.")
    begun_at: str | None
    ended_at: str | None
    inside: str = Field(description='What it is in now, or "".')
    steps: list[JourneyStepShown]


class KnownItemShown(BaseModel):
    """An item as it was last heard of."""

    model_config = ConfigDict(title="KnownItem")

    item: str = Field(description="Its canonical Digital Link.")
    sku: str
    step: str = Field(description="GS1's business step of its own newest event, or empty.")
    place: str = Field(description="Where that was, or empty.")
    site: str = Field(description="The whole site that the place is a part of, as `places` names it.")
    at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    inside: str = Field(description="What it is in now, or empty.")


class CountedShown(BaseModel):
    """How many items of one GTIN are in a box."""

    model_config = ConfigDict(title="CountedItems")

    gtin: str
    garment: str = Field(description="Empty where the shop has no SKU of this GTIN.")
    count: int


class ContentsShown(BaseModel):
    """What is in a box now, with all that is in the boxes in it."""

    model_config = ConfigDict(title="Contents")

    box: str
    boxes: int
    items: list[CountedShown]


class SupplyPlaceShown(BaseModel):
    """A place of the supply chain."""

    model_config = ConfigDict(title="SupplyPlace")

    id: str = Field(description="Its canonical Digital Link.")
    name: str
    name_zh: str
    kind: str = Field(description="Such as `dye_house`, or empty.")
    latitude: float = Field(description="Degrees north.")
    longitude: float = Field(description="Degrees east.")
    is_simulated: bool


class SupplyPlaceGiven(BaseModel):
    """Where a place is."""

    model_config = ConfigDict(title="SupplyPlaceGiven", extra="forbid")

    place: str = Field(min_length=1, max_length=500, description="A GLN by any of its names.")
    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    name: str = Field("", max_length=200)
    name_zh: str = Field("", max_length=200)
    kind: str = Field("", max_length=40)


def supply_routes(shop: Shop) -> APIRouter:
    """Items on their way."""
    router = APIRouter(prefix="/api/v1/supply", tags=["supply"], route_class=StrictRoute)

    @router.get("/journey", summary="Where an item has been", responses=documented("MOD-1103", *_REFUSED))
    def journey(
        _: SupplyReader,
        name: Name,
        points: Annotated[
            int, Query(ge=0, le=500, description="So many a curve, below its step; 0: every reading.")
        ] = 0,
    ) -> JourneyShown:
        return JourneyShown.model_validate(shop.supplying.journey(name, points))

    @router.get(
        "/items",
        summary="The known items of a garment",
        responses=documented("MOD-1103", "MOD-2215", *_REFUSED),
    )
    def items(
        _: SupplyReader,
        garment: Annotated[str, Query(min_length=1, max_length=200)],
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Page[KnownItemShown]:
        found, mark = flows.items_of_garment(shop.store, garment, from_cursor(cursor) or "", limit)
        return Page(items=[KnownItemShown(**asdict(each)) for each in found], next_cursor=to_cursor(mark))

    @router.get("/contents", summary="What is in a box", responses=documented(*_REFUSED))
    def contents(_: SupplyReader, name: Name) -> ContentsShown:
        return ContentsShown.model_validate(asdict(flows.contents_of(shop.store, name)))

    @router.get(
        "/label",
        summary="An item's label as a QR code",
        response_class=Response,
        responses=_PICTURE | documented("MOD-2501", *_REFUSED),
    )
    def label(
        _: SupplyReader, name: Name, kind: Annotated[str, Query(pattern="^(?:svg|png)$")] = "svg"
    ) -> Response:
        media = "image/svg+xml" if kind == "svg" else "image/png"
        return Response(flows.item_label(name, kind), media_type=media)

    @router.get(
        "/places", summary="Where the places of the supply chain are", responses=documented(*_REFUSED)
    )
    def places(_: SupplyReader) -> list[SupplyPlaceShown]:
        return [SupplyPlaceShown.model_validate(each._asdict()) for each in shop.places.listing()]

    @router.put("/places", summary="Say where a place is", responses=documented("MOD-2551", *_REFUSED))
    def put_place(_: SupplyWriter, given: SupplyPlaceGiven) -> SupplyPlaceShown:
        made = shop.places.put(**given.model_dump())
        return SupplyPlaceShown.model_validate(made._asdict())

    return router
