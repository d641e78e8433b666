"""Cloths worn through scenarios, and circuits on patterns, over HTTP.

Knows the shapes of answers; bodies, climates and currents are the workspace's.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import FabricReader
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import flows

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


def fabric_comfort_routes() -> APIRouter:
    """Comfort and circuits; nothing of them is kept."""
    router = APIRouter(prefix="/api/v1/fabrics", tags=["fabrics"], route_class=StrictRoute)

    @router.post(
        "/comfort",
        summary="Wear a cloth through a scenario",
        responses=documented("MOD-2830", "MOD-2839", *_SPEC, *_REFUSED),
    )
    def comfort(_: FabricReader, given: ComfortGiven) -> ComfortShown:
        return ComfortShown.model_validate(flows.comfort_of_tree(given.spec, given.scenario))

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
