"""Wearables at the edge over HTTP: sites for sensors, costs of models, models on simulated devices.

Knows JSON and pictures; sites, costs and slots are the workspace's.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader, ModelWriter
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import SurfaceShown, surface_of
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_UNPLACED = ("MOD-2030", "MOD-2950", "MOD-2951", *_REFUSED)
_FOREVER = 1e9
Garment = Annotated[str, Query(max_length=200, description="A garment of the shop, or a pattern program.")]
Sensors = Annotated[int, Query(ge=1, le=4, description="At most so many.")]
Cost = Annotated[float, Query(gt=0, le=_FOREVER, description="Euros that they may cost together.")]
Washes = Annotated[int, Query(ge=0, le=10_000, description="Washes that each must last for.")]
Device = Annotated[str, Path(max_length=80, description="A simulated device.")]


class SensorScoreShown(BaseModel):
    """What sites tell: the mean over activities of the share told right, with the interval over people."""

    model_config = ConfigDict(title="SensorScore")

    value: float
    ci95: tuple[float, float]


class SensorRealShown(BaseModel):
    """What a real sensor worn there told, by the classifier that the simulation is judged by."""

    model_config = ConfigDict(title="SensorReal")

    score: float = Field(description="Mean over activities, of people not learned from.")
    right: float = Field(description="Share of all seconds.")
    ci95: tuple[float, float] = Field(description="Of `right`, over people.")
    people: int
    source: str


class SensorSiteShown(BaseModel):
    """A place on a garment that can carry a sensor."""

    model_config = ConfigDict(title="SensorSite")

    id: str
    title: str
    title_zh: str
    ease_cm: float = Field(description="How much wider the cloth is than the body there.")
    score: float = Field(description="What it tells alone.")
    cost_eur: float
    washes: int
    is_allowed: bool
    is_chosen: bool
    real: SensorRealShown | None = Field(description="Measured, where recordings of such a place are known.")


class SensorPlacementShown(BaseModel):
    """The best set of sites within the limits; simulated, as `method` says."""

    model_config = ConfigDict(title="SensorPlacement")

    garment: str
    program: str
    chosen: list[str] = Field(description="In the order in which they add the most.")
    score: SensorScoreShown
    score_steps: list[float]
    cost_eur: float
    washes: int
    activities: list[str]
    people: int
    seed: int
    method: str
    sites: list[SensorSiteShown]


class SensorBodyShown(BaseModel):
    """The average body of a garment's people, arms down, and where its sites lie, metres."""

    model_config = ConfigDict(title="SensorBody")

    chart: str
    surface: SurfaceShown
    sites: dict[str, tuple[float, float, float]]


class WearableEnergyGiven(BaseModel):
    """A budget of currents; with a model and a set of recordings its policy is run through them."""

    model_config = ConfigDict(title="WearableEnergyAsked", extra="forbid")

    budget: flows.Budget
    model: str = Field("", max_length=200)
    set: str = Field("", max_length=80)


class WearableCurrentsShown(BaseModel):
    """Mean microamperes by part, and hours, with so much of the time at the low rate."""

    model_config = ConfigDict(title="WearableCurrents")

    low_share: float
    current_ua: dict[str, float]
    hours: float


class WearableSampledShown(BaseModel):
    """A policy on recordings beside even sampling: accuracy at 1 Hz."""

    model_config = ConfigDict(title="WearableSampled")

    seconds: int
    accuracy_full: float
    accuracy_adaptive: float
    accuracy_low: float
    low_share: float
    change_points: float
    people_learned_from: int


class WearableEnergyShown(BaseModel):
    """How long a battery lasts: at the full rate, at the low one, and with the policy where it was run."""

    model_config = ConfigDict(title="WearableEnergy")

    full: WearableCurrentsShown
    adaptive: WearableCurrentsShown | None
    low: WearableCurrentsShown
    simulated: WearableSampledShown | None
    energy_ratio: float | None = Field(description="The policy's current over that of the full rate.")
    note: str


class EdgeCostShown(BaseModel):
    """What a window costs a device that computes in whole numbers."""

    model_config = ConfigDict(title="EdgeCost")

    model: str
    macs: int
    constant_bytes: int = Field(description="Weights and tables; code comes on top.")
    ram_bytes: int
    energy_uj: tuple[float, float] = Field(description="Least and greatest estimate.")
    assumed: str
    golden_difference: float = Field(description="Of probabilities, from float32.")


class DeviceModelShown(BaseModel):
    """A model in one of a device's slots."""

    model_config = ConfigDict(title="DeviceModel")

    name: str
    version: str
    number: int


class DeviceModelsShown(BaseModel):
    """A simulated device with the model it runs and the one before."""

    model_config = ConfigDict(title="DeviceModels")

    device: str
    is_simulated: Literal[True]
    current: DeviceModelShown | None
    previous: DeviceModelShown | None
    highest: int


class DeviceFleetShown(BaseModel):
    """The simulated devices."""

    model_config = ConfigDict(title="DeviceFleet")

    items: list[DeviceModelsShown]
    note: str


class ModelSentGiven(BaseModel):
    """Which model to sign and send."""

    model_config = ConfigDict(title="ModelSent", extra="forbid")

    model: str = Field(min_length=1, max_length=200)


def wearable_edge_routes(shop: Shop) -> APIRouter:
    """Routes below /api/v1/wearables, for placement, costs and simulated devices."""
    router = APIRouter(prefix="/api/v1/wearables", tags=["wearables"], route_class=StrictRoute)

    @router.get("/placement", summary="Where to put a garment's sensors", responses=documented(*_UNPLACED))
    def show_placement(
        _: ModelReader, garment: Garment, sensors: Sensors = 3, cost_eur: Cost = _FOREVER, washes: Washes = 0
    ) -> SensorPlacementShown:
        made = flows.sensor_placement(shop, garment, sensors, cost_eur, washes)
        return SensorPlacementShown.model_validate(made.to_json())

    @router.get(
        "/placement/picture",
        summary="The body with a garment's sites",
        response_class=Response,
        responses=bytes_as("image/png") | documented(*_UNPLACED),
    )
    def draw_placement(
        _: ModelReader, garment: Garment, sensors: Sensors = 3, cost_eur: Cost = _FOREVER, washes: Washes = 0
    ) -> Response:
        made = flows.sensor_placement(shop, garment, sensors, cost_eur, washes)
        return Response(flows.sensor_placement_picture(made), media_type="image/png")

    @router.get(
        "/placement/body",
        summary="The body and where a garment's sites lie on it",
        responses=documented("MOD-2030", "MOD-2950", *_REFUSED),
    )
    def show_body(_: ModelReader, garment: Garment) -> SensorBodyShown:
        chart, figure, sites = flows.sensor_body(shop, garment)
        return SensorBodyShown(chart=chart, surface=surface_of(figure.vertices, figure.faces), sites=sites)

    @router.post(
        "/energy",
        summary="How long a battery lasts",
        responses=documented("MOD-1328", "MOD-2911", "MOD-2920", "MOD-2921", "MOD-2923", *_REFUSED),
    )
    def show_energy(_: ModelReader, given: WearableEnergyGiven) -> WearableEnergyShown:
        data = f"set:{given.set}" if given.set else ""
        return WearableEnergyShown.model_validate(
            flows.energy_of(shop, given.budget, given.model if data else "", data)
        )

    @router.get(
        "/edge",
        summary="What a model costs a device",
        responses=documented("MOD-1328", "MOD-2940", "MOD-2941", *_REFUSED),
    )
    def show_edge_cost(
        _: ModelReader, model: Annotated[str, Query(max_length=200, description="A model for series.")]
    ) -> EdgeCostShown:
        return EdgeCostShown.model_validate(flows.edge_cost(shop, model))

    @router.get("/devices", summary="Simulated devices and their models", responses=documented(*_REFUSED))
    def list_devices(_: ModelReader) -> DeviceFleetShown:
        return DeviceFleetShown.model_validate(flows.list_device_models(shop))

    @router.post(
        "/devices/{name}/install",
        summary="Sign a model and hand it to a simulated device",
        responses=documented("MOD-1328", "MOD-2960", "MOD-2964", *_REFUSED),
    )
    def send_model(_: ModelWriter, name: Device, given: ModelSentGiven) -> DeviceModelsShown:
        made: dict[str, Any] = flows.send_model(shop, name, given.model)
        return DeviceModelsShown.model_validate(made)

    @router.post(
        "/devices/{name}/rollback",
        summary="Have a simulated device go back to the model before",
        responses=documented("MOD-2963", "MOD-2964", *_REFUSED),
    )
    def take_back(_: ModelWriter, name: Device) -> DeviceModelsShown:
        return DeviceModelsShown.model_validate(flows.roll_back_model(shop, name))

    return router
