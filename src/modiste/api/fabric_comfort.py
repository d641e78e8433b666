"""Cloths worn through scenarios, and circuits on patterns, over HTTP.

Knows the shapes of answers; bodies, climates and currents are the workspace's.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import FabricReader, FabricWriter
from modiste.api.jobs import JobShown
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_SPEC = tuple(f"MOD-280{digit}" for digit in range(9))
_CIRCUIT = ("MOD-1530", "MOD-1532", *(f"MOD-283{digit}" for digit in range(1, 7)), "MOD-2838")
_SVG = bytes_as("image/svg+xml")
Curve = Annotated[dict[str, list[float]], Field(description="`low`, `value` and `high` by moment.")]
Figures = dict[str, float]
Washes = Annotated[int, Query(ge=0, le=1000, description="After how many washes.")]


class ComfortGiven(BaseModel):
    """A cloth and a scenario, as examples/fabric/spec.toml and scenario.toml have them."""

    model_config = ConfigDict(title="FabricComfortGiven", extra="forbid")

    spec: dict[str, Any]
    scenario: dict[str, Any]


class ComfortWanted(ComfortGiven):
    """The same, of up to a day; draped where wanted."""

    model_config = ConfigDict(title="FabricComfortWanted", extra="forbid")

    drape: bool = Field(False, description="Drape its layers on a body for covers and air gaps.")


class WordsShown(BaseModel):
    """One thing in two languages."""

    model_config = ConfigDict(title="Words")

    en: str
    zh: str


class SegmentCourseShown(BaseModel):
    """One segment of the body, by moment."""

    model_config = ConfigDict(title="SegmentCourse")

    skin_c: list[float]
    wettedness: list[float]


class PhaseShown(BaseModel):
    """One phase and how it is felt at its end."""

    model_config = ConfigDict(title="ComfortPhase")

    name: str
    minutes: int
    clo: float = Field(description="Insulation worn, in the phase's wind and motion.")
    im: float = Field(description="Its permeability index, 0 to 1.")
    feeling: Figures = Field(description="DISC where hot, below 0 a vote where cold; low, value, high.")
    felt: WordsShown
    warnings: list[WordsShown]
    standards: dict[str, Any] = Field(description="`pmv`, `ppd`, `phs`, `ireq`; null beyond their limits.")


class ComfortShown(BaseModel):
    """A wearer through a scenario."""

    model_config = ConfigDict(title="FabricComfort")

    spec: str
    scenario: str
    gaps: dict[str, Any]
    minutes: list[int]
    curves: dict[str, Curve]
    segments: dict[str, SegmentCourseShown]
    phases: list[PhaseShown]
    verdict: WordsShown
    how: str


class CircuitSheetShown(BaseModel):
    """A circuit on its pattern: what every part is, carries and warms."""

    model_config = ConfigDict(title="CircuitSheet")

    name: str
    pattern: dict[str, Any]
    traces: list[dict[str, Any]]
    zones: list[dict[str, Any]]
    supplies: list[dict[str, Any]]
    crossings: list[dict[str, str]] = Field(description="Pairs that cross bare, and the panel.")
    volt: Figures
    yarns: dict[str, str] = Field(description="Where each yarn's resistance is from.")
    how: str


class HeatSheetShown(BaseModel):
    """What a circuit warms, whether that is safe, and how long the battery lasts."""

    model_config = ConfigDict(title="HeatSheet")

    name: str
    minutes: int
    washes: int
    resistance_by_new: Figures
    ageing_source: str
    zones: list[dict[str, Any]]
    battery: dict[str, Any] | None
    limit_source: str
    how: str
    verdict: WordsShown


class FunctionGiven(BaseModel):
    """A cloth, and what is asked of its function: a table of examples/fabric/smart.toml."""

    model_config = ConfigDict(title="FabricFunctionGiven", extra="forbid")

    spec: dict[str, Any] | None = Field(None, description="Ageing needs none.")
    asked: dict[str, Any] = Field(default_factory=dict)


class StayShown(BaseModel):
    """What a melting cloth spared its wearer in one stay."""

    model_config = ConfigDict(title="FabricStay")

    minutes: float
    set: float
    spared_kj_m2: float
    most: float


class FunctionShown(BaseModel):
    """A function of a cloth as curves: `smart` beside `plain`, or `low`, `value` and `high`."""

    model_config = ConfigDict(title="FabricFunction")

    name: str
    axis: Literal["minutes", "washes"]
    at: list[float]
    curves: dict[str, dict[str, list[float]]]
    stays: list[StayShown]
    figures: dict[str, float | None]
    verdict: WordsShown
    how: str


def fabric_comfort_routes(shop: Shop) -> APIRouter:
    """Comfort, functions and circuits; only long scenarios are kept, as jobs."""
    router = APIRouter(prefix="/api/v1/fabrics", tags=["fabrics"], route_class=StrictRoute)

    @router.post(
        "/comfort",
        summary="Wear a cloth through a scenario",
        responses=documented("MOD-2830", "MOD-2839", *_SPEC, *_REFUSED),
    )
    def comfort(_: FabricReader, given: ComfortGiven) -> ComfortShown:
        return ComfortShown.model_validate(flows.comfort_of_tree(given.spec, given.scenario))

    @router.post(
        "/comforts",
        summary="Wear a cloth through a long scenario, as a job",
        description="The job's `result` holds the `id` that it is found by.",
        status_code=202,
        responses={
            202: {
                "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}}
            },
            **documented("MOD-2214", "MOD-2220", "MOD-2830", *_SPEC, *_REFUSED),
        },
    )
    def wear(_: FabricWriter, given: ComfortWanted, response: Response) -> JobShown:
        shop.fabric_comforts.check(given.spec, given.scenario)
        job = shop.jobs.submit("fabric-comfort", given.model_dump())
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return JobShown.model_validate(job)

    @router.get(
        "/comforts/{id}", summary="What came of such a job", responses=documented("MOD-1103", *_REFUSED)
    )
    def worn(_: FabricReader, id: Annotated[str, Path(max_length=64)]) -> ComfortShown:
        return ComfortShown.model_validate(shop.fabric_comforts.find(id))

    @router.post(
        "/functions/{function}",
        summary="What a cloth that melts, opens or wears out does",
        responses=documented("MOD-2838", "MOD-2840", *_SPEC, *_REFUSED),
    )
    def function(
        _: FabricReader, function: Literal["phase-change", "adapt", "ageing"], given: FunctionGiven
    ) -> FunctionShown:
        return FunctionShown.model_validate(flows.smart_function_of_tree(function, given.spec, given.asked))

    @router.post(
        "/circuits/sheet", summary="Currents of a circuit", responses=documented(*_CIRCUIT, *_REFUSED)
    )
    def circuit(_: FabricReader, given: dict[str, Any]) -> CircuitSheetShown:
        return CircuitSheetShown.model_validate(flows.circuit_sheet(flows.wired_tree(given)))

    @router.post("/circuits/heat", summary="What a circuit warms", responses=documented(*_CIRCUIT, *_REFUSED))
    def heat(_: FabricReader, given: dict[str, Any], washes: Washes = 0) -> HeatSheetShown:
        return HeatSheetShown.model_validate(flows.heat_sheet(flows.wired_tree(given), washes))

    @router.post(
        "/circuits/draw",
        summary="A circuit on its panels, to scale",
        response_class=Response,
        responses=_SVG | documented(*_CIRCUIT, *_REFUSED),
    )
    def circuit_drawing(_: FabricReader, given: dict[str, Any]) -> Response:
        return Response(flows.circuit_svg(flows.wired_tree(given)), media_type="image/svg+xml")

    return router
