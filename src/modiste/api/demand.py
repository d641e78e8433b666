"""A shop's demand over HTTP: what wants a look first, one garment's forecast, and what if it cost otherwise.

Forecasting is the workspace's; decisions have their own router. Making a forecast is a job of the kind
`forecast`.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import DemandReader
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentId, GarmentShown, garments_shown
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.stock import StockShown
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

ConcernKind = Literal["stock_out", "overstock", "off_track", "fell_back", "no_history"]
Basis = Literal["measured", "assumed"]


class ConcernShown(BaseModel):
    """One thing about a garment that wants a look, with the money at stake."""

    model_config = ConfigDict(title="Concern")

    kind: ConcernKind
    garment: str
    money: float = Field(description="At stake, in the shop's currency: sales lost, cost bound, in doubt.")
    facts: dict[str, Any] = Field(description="The numbers behind it, predicted unless they are of the past.")
    en: str
    zh: str
    shown: GarmentShown | None = None


class ConcernCount(BaseModel):
    """How much of one kind there is."""

    kind: ConcernKind
    count: int
    money: float


class LeadShown(BaseModel):
    """How long an order takes to arrive, and what says so; ways are under way alone, without the making."""

    model_config = ConfigDict(title="Lead")

    weeks: int = Field(description="Whole ones, as reckoned with.")
    basis: Basis = Field(description="`measured` on shipments, else `assumed`.")
    middle: float | None = Field(None, description="Weeks; half of the shipments take longer.")
    low: float | None = Field(None, description="One of ten is quicker.")
    high: float | None = Field(None, description="One of ten is slower; the whole weeks follow from it.")
    count: int = Field(0, description="Shipments.")
    origin: str = ""
    destination: str = ""


class DemandState(BaseModel):
    """What was forecast last, by which way, and how good that way was on the shop's own past."""

    made_at: datetime | None = Field(description="Null before the first forecast.")
    origin: date | None = None
    horizon: int = 0
    currency: str = ""
    net: bool = False
    garments: int = 0
    skus: int = 0
    by: dict[str, int] = Field(default={}, description="How many garments each way forecasts.")
    figures: dict[str, Any] = Field(default={}, description="Measured on windows of the past.")
    synthetic: bool = Field(False, description="Whether garments are of a generated house.")
    terms: dict[str, float] = Field(default={}, description="On which the shop is taken to buy; assumed.")
    lead: LeadShown | None = Field(None, description="What says how many weeks an order takes.")
    concerns: list[ConcernCount] = []


class WeekSold(BaseModel):
    """A past week: pieces sold, measured; `censored` where stock cut demand off."""

    week: date
    sold: float | None
    wanted: float | None = Field(description="Estimated: as if every SKU had been in stock.")
    censored: bool
    price: float | None
    promotion: float = Field(description="Share below the usual price.")


class WeekAhead(BaseModel):
    """A coming week: predicted pieces with quantiles at the forecast's levels."""

    week: date
    value: float
    quantiles: list[float]
    price: float | None
    promotion: float


class SkuAhead(BaseModel):
    """A SKU over the forecast's weeks: what is there and coming, and what would be lost and left."""

    sku: str
    colourway: str
    size: str
    share: float = Field(description="Of the garment's demand, had every SKU always been there.")
    level: int
    coming: int
    mean: float
    lost: float
    left: float


class GarmentDemand(BaseModel):
    """One garment: what was sold, what will be, and how that was found."""

    garment: str
    made_at: datetime
    origin: date
    horizon: int
    currency: str
    net: bool
    synthetic: bool
    model: str = Field(description="The way it is forecast by.")
    figures: dict[str, Any]
    levels: list[float]
    history: list[WeekSold]
    forecast: list[WeekAhead]
    naive: list[float] = Field(description="What the plainest way says of the same weeks.")
    skus: list[SkuAhead]
    stock: StockShown
    concerns: list[ConcernShown]


class WhatIf(BaseModel):
    """What would be otherwise; what is left out stays as it is."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"garment": "coat-001", "price": 79.0}]}
    )

    garment: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._:-]{0,119}$")]
    price: float | None = Field(None, gt=0, le=1_000_000, description="For all coming weeks.")
    promotion: float | None = Field(None, ge=0, lt=1, description="Share off the usual price, for a while.")
    promotion_weeks: int = Field(2, ge=1, le=52)
    lead_weeks: int | None = Field(None, ge=0, le=26)
    service: float | None = Field(None, ge=0.5, le=0.999)
    cost_share: float | None = Field(None, ge=0, le=1)
    salvage_share: float | None = Field(None, ge=0, le=1)


class WhatIfSide(BaseModel):
    """A forecast with the buy that follows from it; `pieces` is 0 where stock is enough."""

    forecast: list[WeekAhead]
    pieces_wanted: float
    revenue: float = Field(description="Predicted: pieces wanted at their prices, as if none were lacking.")
    pieces: int = Field(description="To buy.")
    cost: float
    outcome: dict[str, Any]


class WhatIfAnswer(BaseModel):
    """As it is, and as it would be; both predicted."""

    garment: str
    currency: str
    terms: dict[str, float]
    lead: LeadShown
    elasticity: float = Field(description="Per cent of demand for a per cent of price.")
    elasticity_ends: list[float] = Field(description="Of its 95 % interval.")
    elasticity_basis: Basis
    before: WhatIfSide
    after: WhatIfSide


def demand_routes(shop: Shop) -> APIRouter:
    """Forecasts and what follows from them."""
    router = APIRouter(prefix="/api/v1", tags=["demand"], route_class=StrictRoute)

    @router.get("/demand", summary="What wants a look first", responses=documented("MOD-2488", *REFUSED))
    def concerns(
        _: DemandReader,
        kind: Annotated[ConcernKind | None, Query()] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Page[ConcernShown]:
        found = shop.planning.concerns(kind or "")
        page, mark = flows.past_mark(found, flows.concern_mark, from_cursor(cursor), limit)
        known = garments_shown(shop, dict.fromkeys(each.garment for each in page))
        items = [
            ConcernShown.model_validate({**flows.concern_json(each), "shown": known.get(each.garment)})
            for each in page
        ]
        return Page(items=items, next_cursor=to_cursor(mark))

    @router.get("/demand/state", summary="What was forecast last", responses=documented(*REFUSED))
    def state(_: DemandReader) -> DemandState:
        return DemandState.model_validate(shop.planning.state())

    @router.post(
        "/demand/what-if",
        summary="A garment's forecast and buy if it cost otherwise",
        responses=documented("MOD-2487", "MOD-2488", "MOD-2489", *REFUSED_BODY),
    )
    def what_if(_: DemandReader, wish: WhatIf) -> WhatIfAnswer:
        asked = wish.model_dump(exclude={"garment"})
        return WhatIfAnswer.model_validate(shop.planning.what_if(wish.garment, **asked))

    @router.get(
        "/garments/{garment_id}/demand",
        summary="A garment's sales, forecast and stock",
        responses=documented("MOD-1103", "MOD-2488", "MOD-2489", *REFUSED),
    )
    def garment(_: DemandReader, garment_id: GarmentId) -> GarmentDemand:
        return GarmentDemand.model_validate(shop.planning.garment(shop.garments.get(garment_id).id))

    return router
