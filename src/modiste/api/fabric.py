"""Cloths of the fabric lab over HTTP: stated, kept, predicted, costed and drawn.

Knows the shapes of answers; what follows from a cloth is the workspace's.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import FabricReader, FabricWriter
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Fabric
from modiste.workspace import Shop, flows

FabricId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Country = Annotated[
    str, Query(max_length=20, description="Whose electricity: CN, PT, asia, ...; the range of all.")
]
_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_RENDER = ("MOD-1562", "MOD-1587")
_SPEC = (
    "MOD-2800",
    "MOD-2801",
    "MOD-2802",
    "MOD-2803",
    "MOD-2804",
    "MOD-2805",
    "MOD-2806",
    "MOD-2807",
    "MOD-2808",
)
_PDF, _SVG, _WEBP = bytes_as("application/pdf"), bytes_as("image/svg+xml"), bytes_as("image/webp")
View = Annotated[
    Literal["near", "draped"],
    Query(description="Its threads lit from the side, or a disc of 30 cm of it over a stand of 18 cm."),
]
Colour = Annotated[
    str,
    Query(
        pattern="^(#[0-9a-fA-F]{6})?$",
        description="Of the cloth, or of its warp; empty is undyed. Of the weft empty is the same.",
    ),
]


class FabricGiven(BaseModel):
    """A cloth as examples/fabric/spec.toml has it; exactly one of `woven` and `knit` says how it is made."""

    model_config = ConfigDict(
        title="FabricGiven",
        extra="allow",
        json_schema_extra={
            "examples": [{"blend": "100% CO", "knit": {"stitch": "jersey", "loop": 2.75, "yarn": "20 tex"}}]
        },
    )

    name: str = Field("fabric", max_length=300)
    blend: str | dict[str, float] = "100% cotton"
    woven: dict[str, Any] | None = None
    knit: dict[str, Any] | None = None


class PredictedShown(BaseModel):
    """One predicted property with where it is from."""

    model_config = ConfigDict(title="PredictedProperty")

    en: str
    zh: str
    value: float
    interval: tuple[float, float]
    unit: str
    how: str = Field(description="How the interval was obtained.")
    status: str = Field(description="`unvalidated`, or how many measured rows it was held against.")
    valid: tuple[float, float] = Field(description="Between which values the rule was meant.")
    is_within: bool
    source: str
    doi: str | None


class FabricDrapeShown(BaseModel):
    """How a cloth hangs: what the drape takes."""

    model_config = ConfigDict(title="FabricDrape")

    weight: float = Field(description="g/m².")
    warp: float = Field(description="N/m at full strain, along the grain.")
    weft: float
    shear: float = Field(description="N/m a radian.")
    bending: float = Field(description="N m.")
    friction: float
    limit: float = Field(description="The stretch beyond which it pulls: 1.05 is five per cent.")


class FabricSheetShown(BaseModel):
    """What is predicted of a cloth."""

    model_config = ConfigDict(title="FabricSheet")

    name: str
    how: Literal["predicted"]
    construction: dict[str, Any] = Field(description="In the notations of the trade.")
    composition: dict[str, Any] = Field(description="`shares`, and the label's text by language.")
    properties: dict[str, PredictedShown]
    drape: FabricDrapeShown
    fibre_sources: dict[str, str] = Field(description="Where the numbers of fibres are from.")


class SpanShown(BaseModel):
    """A value between the least and the most that its sources allow."""

    model_config = ConfigDict(title="Span")

    value: float
    low: float
    high: float


class FootprintStageShown(BaseModel):
    """One step on the way to a kilogram of cloth."""

    model_config = ConfigDict(title="FootprintStage")

    name: str
    kilograms: float
    electricity_mj: SpanShown
    heat_mj: SpanShown
    ecs_upt: SpanShown
    factors: list[str]


class FibreFootprintShown(BaseModel):
    """A fibre of a cloth and its factor, or null where no source has one."""

    model_config = ConfigDict(title="FibreFootprint")

    name: str
    share: float
    ecs_upt_per_kg: SpanShown | None


class FabricFootprintShown(BaseModel):
    """What a cloth costs the environment, and its label."""

    model_config = ConfigDict(title="FabricFootprint")

    name: str
    how: Literal["predicted"]
    country: str | None
    ecs_upt_per_kg: SpanShown | None = Field(description="Micropoints; null where a fibre has no factor.")
    ecs_upt_per_m2: SpanShown | None
    mass_gsm: float
    missing: list[str]
    fibres: list[FibreFootprintShown]
    stages: list[FootprintStageShown]
    climate_kg_co2e_per_kg_fibre: dict[str, tuple[float, float]]
    water_m3_per_kg_fibre: dict[str, tuple[float, float]]
    sources: dict[str, str]
    labels: dict[str, dict[str, str]] = Field(description="Composition and care by language.")
    care: list[str]


class MeasuredFabricsGiven(BaseModel):
    """Measured cloths: each a spec's fields with `doi`, `method`, `uncertainty_pct` and `values`."""

    model_config = ConfigDict(title="MeasuredFabricsGiven", extra="forbid")

    cloths: list[dict[str, Any]] = Field(min_length=1, max_length=500)


class FabricsHeldShown(BaseModel):
    """Measured cloths beside what is predicted for them."""

    model_config = ConfigDict(title="FabricsHeld")

    rows: list[dict[str, Any]] = Field(description="Each value: measured, predicted, interval, factor off.")
    agreements: list[dict[str, Any]] = Field(description="By property: rows, median factor, bias, coverage.")
    refused: list[dict[str, Any]] = Field(description="Row and reason.")


class AgreementShown(BaseModel):
    """How predictions of a property agree with what was measured."""

    model_config = ConfigDict(title="FabricAgreement")

    of: str
    rows: int
    sources: list[str] = Field(description="DOIs.")
    median_factor: float = Field(description="How many times too large or too small the middle one is.")
    mape: float = Field(description="Mean absolute error by the measured value, %.")
    bias: float = Field(description="Geometric mean of predicted by measured.")
    coverage: float = Field(description="Share of measurements inside their intervals.")
    is_assumed: bool = Field(description="Whether constructions were filled in by somebody else.")
    surrogate: Literal["used", "not used"]
    physics_error: float
    surrogate_error: float | None


class PropertyHeldShown(BaseModel):
    """A property and what it was held against."""

    model_config = ConfigDict(title="PropertyHeld")

    of: str
    en: str
    zh: str
    unit: str
    rule: str
    rule_doi: str | None
    status: str
    held_as: str | None = Field(description="The key of its rows: a mean of both directions has its own.")
    agreement: AgreementShown | None = Field(description="Null where it is unvalidated.")


class FabricHeldShown(BaseModel):
    """One measured value beside its prediction."""

    model_config = ConfigDict(title="FabricHeld")

    name: str
    of: str
    measured: float
    predicted: float
    low: float
    high: float
    error_pct: float
    factor: float
    is_covered: bool
    is_assumed: bool
    doi: str
    method: str
    uncertainty: float


class FabricValidationShown(BaseModel):
    """Every property: held against which published cloths, how far off, or unvalidated."""

    model_config = ConfigDict(title="FabricValidation")

    properties: list[PropertyHeldShown]
    rows: list[FabricHeldShown]


class KeptFabricShown(BaseModel):
    """A kept cloth: what was stated."""

    model_config = ConfigDict(title="KeptFabric")

    id: str
    name: str
    spec: dict[str, Any]
    construction: dict[str, Any]


def fabric_routes(shop: Shop) -> APIRouter:
    """Cloths: stated in a body, or kept under an id."""
    router = APIRouter(prefix="/api/v1/fabrics", tags=["fabrics"], route_class=StrictRoute)

    @router.get("", summary="The cloths that are kept", responses=documented(*_REFUSED))
    def kept(_: FabricReader) -> list[KeptFabricShown]:
        return [_shown(id, spec) for id, spec in shop.fabrics.all().items()]

    @router.post("/predict", summary="What follows from a cloth", responses=documented(*_SPEC, *_REFUSED))
    def predict(_: FabricReader, given: FabricGiven) -> FabricSheetShown:
        return FabricSheetShown.model_validate(flows.fabric_sheet(_of(given)))

    @router.post(
        "/footprint", summary="What a cloth costs", responses=documented("MOD-2812", *_SPEC, *_REFUSED)
    )
    def footprint(_: FabricReader, given: FabricGiven, country: Country = "") -> FabricFootprintShown:
        return FabricFootprintShown.model_validate(flows.fabric_footprint(_of(given), country))

    @router.post(
        "/draw",
        summary="A cloth's face to scale",
        response_class=Response,
        responses=_SVG | documented(*_SPEC, *_REFUSED),
    )
    def draw(_: FabricReader, given: FabricGiven) -> Response:
        return Response(flows.fabric_picture(_of(given)), media_type="image/svg+xml")

    @router.post(
        "/render",
        summary="A cloth as its construction makes it look: rendered, not photographed",
        response_class=Response,
        responses=_WEBP | documented(*_RENDER, *_SPEC, *_REFUSED),
    )
    def render(
        _: FabricReader,
        given: FabricGiven,
        view: View = "near",
        colour: Colour = "",
        weft: Colour = "",
    ) -> Response:
        return _rendered(_of(given), view, colour, weft)

    @router.post("/hold", summary="Hold predictions against measured cloths", responses=documented(*_REFUSED))
    def hold(_: FabricReader, given: MeasuredFabricsGiven) -> FabricsHeldShown:
        return FabricsHeldShown.model_validate(flows.hold_stated(given.cloths))

    @router.get(
        "/measured/published",
        summary="Every property beside the published cloths that are shipped",
        responses=documented(*_REFUSED),
    )
    def validation(_: FabricReader) -> FabricValidationShown:
        return FabricValidationShown.model_validate(flows.fabric_validation())

    @router.get("/{id}", summary="A kept cloth", responses=documented("MOD-2814", *_REFUSED))
    def one(_: FabricReader, id: FabricId) -> KeptFabricShown:
        return _shown(id, shop.fabrics.find(id))

    @router.put("/{id}", summary="Keep a cloth", responses=documented("MOD-2814", *_SPEC, *_REFUSED))
    def put(_: FabricWriter, id: FabricId, given: FabricGiven) -> KeptFabricShown:
        spec = _of(given)
        shop.fabrics.keep(id, spec)
        return _shown(id, spec)

    @router.post(
        "/{id}/send",
        summary="Make it the shop's fabric, as passports read it",
        responses=documented("MOD-2808", "MOD-2814", *_REFUSED),
    )
    def send(_: FabricWriter, id: FabricId) -> Fabric:
        return shop.fabrics.send(id)

    @router.delete(
        "/{id}", summary="Forget a cloth", status_code=204, responses=documented("MOD-2814", *_REFUSED)
    )
    def remove(_: FabricWriter, id: FabricId) -> None:
        shop.fabrics.remove(id)

    @router.get(
        "/{id}/sheet", summary="What follows from it", responses=documented("MOD-2808", "MOD-2814", *_REFUSED)
    )
    def sheet(_: FabricReader, id: FabricId) -> FabricSheetShown:
        return FabricSheetShown.model_validate(flows.fabric_sheet(shop.fabrics.find(id)))

    @router.get(
        "/{id}/sheet.pdf",
        summary="Its data sheet",
        response_class=Response,
        responses=_PDF | documented("MOD-2808", "MOD-2814", *_REFUSED),
    )
    def data_sheet(_: FabricReader, id: FabricId) -> Response:
        name = f'attachment; filename="{id}.pdf"'
        made = flows.fabric_data_sheet(shop.fabrics.find(id))
        return Response(made, media_type="application/pdf", headers={"Content-Disposition": name})

    @router.get(
        "/{id}/drawing",
        summary="Its face to scale",
        response_class=Response,
        responses=_SVG | documented("MOD-2814", *_REFUSED),
    )
    def drawing(_: FabricReader, id: FabricId) -> Response:
        return Response(flows.fabric_picture(shop.fabrics.find(id)), media_type="image/svg+xml")

    @router.get(
        "/{id}/rendering",
        summary="It as its construction makes it look: rendered, not photographed",
        response_class=Response,
        responses=_WEBP | documented(*_RENDER, "MOD-2808", "MOD-2814", *_REFUSED),
    )
    def rendering(
        _: FabricReader,
        id: FabricId,
        view: View = "near",
        colour: Colour = "",
        weft: Colour = "",
    ) -> Response:
        return _rendered(shop.fabrics.find(id), view, colour, weft)

    return router


def _rendered(spec: "flows.FabricSpec", view: Literal["near", "draped"], colour: str, weft: str) -> Response:
    made = flows.render_fabric(spec, view, colour, weft)
    return Response(made.encoded(), media_type="image/webp")


def _of(given: FabricGiven) -> "flows.FabricSpec":
    return flows.fabric_from(given.model_dump(exclude_none=True))


def _shown(id: str, spec: "flows.FabricSpec") -> KeptFabricShown:
    return KeptFabricShown(
        id=id,
        name=spec.name,
        spec=spec.model_dump(mode="json", exclude_defaults=True),
        construction=flows.construction(spec),
    )
