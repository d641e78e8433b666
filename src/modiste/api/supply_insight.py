"""What readings and events say, over HTTP: alarms, curves, newest values, arrivals, footprints, health.

Knows their shapes as JSON; what they mean is the workspace's.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import SupplyReader, SupplyWriter
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

Moment = Annotated[int, Query(ge=0, le=2**53, description="Milliseconds since 1970.")]

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")


class SupplyWordsShown(BaseModel):
    """A sentence in two languages."""

    model_config = ConfigDict(title="SupplyWords")

    en: str
    zh: str


class SupplyAlarmShown(BaseModel):
    """One fault of one stream; moments in milliseconds since 1970."""

    model_config = ConfigDict(title="SupplyAlarm")

    id: str
    device: str
    quantity: str = Field(description="GS1's measurement type; empty for a device that is silent.")
    unit: str
    kind: Literal["spike", "shift", "noise", "stuck", "silence", "limit"]
    severity: Literal["info", "warning", "critical"]
    since: int
    raised_at: int
    ended_at: int = Field(description="0 while it lasts.")
    size: float
    value: float
    normal: float
    acknowledged_by: str
    acknowledged_at: int
    note: str
    why: SupplyWordsShown


class SupplyAcknowledgementGiven(BaseModel):
    """That somebody has seen an alarm."""

    model_config = ConfigDict(title="SupplyAcknowledgement", extra="forbid")

    seen: bool = Field(True, description="False takes it back.")
    note: str = Field("", max_length=1000)


class SupplyReadingShown(BaseModel):
    """The newest reading of one quantity."""

    model_config = ConfigDict(title="SupplyReading")

    quantity: str
    unit: str
    at: int
    value: float


class SupplyPointShown(BaseModel):
    """A part of a curve."""

    model_config = ConfigDict(title="SupplyPoint")

    at: int
    low: float
    mean: float
    high: float
    normal_low: float | None = Field(description="Where what is normal then begins, as is known now.")
    normal_high: float | None


class SupplyHoursShown(BaseModel):
    """Hours, with an interval."""

    model_config = ConfigDict(title="SupplyHours")

    middle: float
    low: float
    high: float
    count: int = Field(description="The shipments that say so.")
    level: float


class SupplyLegShown(BaseModel):
    """How long a way takes."""

    model_config = ConfigDict(title="SupplyLeg")

    origin: str
    destination: str
    hours: SupplyHoursShown


class SupplyShipmentShown(BaseModel):
    """What has left and not come."""

    model_config = ConfigDict(title="SupplyShipment")

    origin: str
    destination: str = Field(description="To where most of that origin have gone; empty where none has come.")
    left_at: int
    things: int
    left: SupplyHoursShown | None = Field(description="How much longer it takes.")
    overdue: bool


class SupplyArrivalsShown(BaseModel):
    """Ways and what is on them."""

    model_config = ConfigDict(title="SupplyArrivals")

    level: float
    legs: list[SupplyLegShown]
    under_way: list[SupplyShipmentShown]


class SupplyHealthShown(BaseModel):
    """How a machine is by one quantity."""

    model_config = ConfigDict(title="SupplyHealth")

    device: str
    quantity: str
    unit: str
    index: float = Field(description="1 as in its first days, 0 where it is called worn.")
    first: float
    now: float
    days_left: tuple[float, float, float] | None = Field(description="As the trend goes, then low and high.")
    daily: list[float]
    why: SupplyWordsShown


class SupplyFactorShown(BaseModel):
    """CO2 equivalents of a kilowatt hour."""

    model_config = ConfigDict(title="SupplyFactor")

    middle: float = Field(description="Kilograms.")
    low: float
    high: float
    source: str


class SupplyUsedShown(BaseModel):
    """What a machine took."""

    model_config = ConfigDict(title="SupplyUsed")

    machine: str = Field(description="The canonical name of its place.")
    kwh: float
    litres: float


class SupplyAmountsShown(BaseModel):
    """Energy and carbon."""

    kwh: float
    litres: float
    kg_co2e: float
    kg_co2e_low: float
    kg_co2e_high: float


class SupplyPieceShown(SupplyAmountsShown):
    """A piece's part of its order."""

    model_config = ConfigDict(title="SupplyPiece")


class SupplyOrderShown(SupplyAmountsShown):
    """What an order took."""

    model_config = ConfigDict(title="SupplyOrder")

    order: str
    garments: list[str] = Field(description="Those of the shop that it made.")
    pieces: int
    machines: list[SupplyUsedShown]
    a_piece: SupplyPieceShown | None


class SupplyFootprintShown(BaseModel):
    """Orders, and what machines took with none on them."""

    model_config = ConfigDict(title="SupplyFootprint")

    factor: SupplyFactorShown
    orders: list[SupplyOrderShown]
    idle: list[SupplyUsedShown]


def supply_insight_routes(shop: Shop) -> APIRouter:
    """What the readings of a shop say."""
    router = APIRouter(prefix="/api/v1/supply", tags=["supply"], route_class=StrictRoute)

    @router.get("/alarms", summary="Alarms, those that last first", responses=documented(*_REFUSED))
    def alarms(
        _: SupplyReader,
        lasting: bool = False,
        device: Annotated[str, Query(max_length=120)] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> list[SupplyAlarmShown]:
        shop.insight.catch_up()
        found = shop.insight.alarms(lasting=lasting, device=device, limit=limit)
        return [SupplyAlarmShown.model_validate(each) for each in found]

    @router.post(
        "/alarms/{id}/acknowledge", summary="See an alarm", responses=documented("MOD-1103", *_REFUSED)
    )
    def acknowledge(caller: SupplyWriter, id: str, given: SupplyAcknowledgementGiven) -> SupplyAlarmShown:
        who = caller.name if given.seen else ""
        made = shop.insight.acknowledge(id, who, given.note if given.seen else "")
        return SupplyAlarmShown.model_validate(made)

    @router.get("/readings", summary="The newest readings of each device", responses=documented(*_REFUSED))
    def readings(_: SupplyReader) -> dict[str, list[SupplyReadingShown]]:
        shop.insight.catch_up()
        return {
            device: [SupplyReadingShown.model_validate(each) for each in rows]
            for device, rows in shop.insight.latest().items()
        }

    @router.get(
        "/devices/{id}/series",
        summary="A curve of one quantity of a device, by the hour",
        responses=documented(*_REFUSED),
    )
    def series(
        _: SupplyReader,
        id: str,
        quantity: Annotated[str, Query(min_length=1, max_length=80)],
        since: Moment = 0,
        until: Moment = 2**53,
        points: Annotated[int, Query(ge=1, le=2000)] = 200,
    ) -> list[SupplyPointShown]:
        shop.insight.catch_up()
        rows = shop.insight.series(id, quantity, since, until, points)
        names = SupplyPointShown.model_fields
        return [SupplyPointShown.model_validate(dict(zip(names, row, strict=True))) for row in rows]

    @router.get(
        "/arrivals", summary="How long ways take, and what is under way", responses=documented(*_REFUSED)
    )
    def arrivals(_: SupplyReader) -> SupplyArrivalsShown:
        return SupplyArrivalsShown.model_validate(shop.supply_facts.arrivals())

    @router.get(
        "/footprint", summary="Energy, water and carbon of orders and pieces", responses=documented(*_REFUSED)
    )
    def footprint(
        _: SupplyReader,
        kg_a_kwh: Annotated[
            float | None, Query(ge=0, le=5, allow_inf_nan=False, description="Of the machines' power.")
        ] = None,
    ) -> SupplyFootprintShown:
        return SupplyFootprintShown.model_validate(shop.supply_facts.footprint(kg_a_kwh))

    @router.get("/health", summary="How machines are, the worst first", responses=documented(*_REFUSED))
    def health(_: SupplyReader) -> list[SupplyHealthShown]:
        shop.insight.catch_up()
        return [SupplyHealthShown.model_validate(each) for each in shop.supply_facts.health()]

    return router
