"""Trying garments on over HTTP: a fitting is asked for, followed, looked at and dismissed.

Knows the shapes of answers; fitting is the workspace's. Measures are personal: a fitting lives in memory,
half an hour after anybody looked at it last.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

import anyio.to_thread
import numpy as np
from fastapi import APIRouter, FastAPI, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste import tailoring
from modiste.api.access import Fitter
from modiste.api.garments import ID_PATTERN, REFUSED, REFUSED_BODY
from modiste.api.models import Refusal, described
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import Measures, Options, SurfaceShown, encoded, surface_of
from modiste.garment import CutBasis, Word
from modiste.workspace import FittingRoom, Shop, flows

FittingId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
SizeName = Annotated[str, Path(max_length=40)]
Preference = Literal["close", "as-designed", "loose"]
Heat = Literal["none", "stretch", "clearance"]


class FittingWanted(BaseModel):
    """A garment of the shop, or a program with options; a body's measures in centimetres."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"garment": "t-shirt", "measures": {"height": 168, "bust": 92, "waist": 74, "hip": 99}}
            ]
        },
    )

    garment: Annotated[str, Field(pattern=ID_PATTERN, description="A garment's id or a program.")]
    options: Options = Field(default_factory=dict)
    chart: Word = ""
    fabric: Word = ""
    measures: Measures
    preference: Preference = "as-designed"
    sizes: list[Word] = Field(default_factory=list, max_length=40)


class ZoneShown(BaseModel):
    """One zone of one size on the body."""

    model_config = ConfigDict(title="FitZone", from_attributes=True)

    ease_mm: float
    wanted_mm: float
    stretch: float
    clearance_mm: float
    verdict: Literal["pulls", "snug", "right", "roomy", "swims"]


class SizeShown(BaseModel):
    """One size: how well it fits, from 0 to 1, and where."""

    model_config = ConfigDict(title="FitSize", from_attributes=True)

    size: str
    score: float
    zones: dict[str, ZoneShown]
    solver_residual: float
    stays: bool


class AdviceShown(BaseModel):
    """Which size to take, why, and how sure that is; `recommended` is empty where no size can be."""

    model_config = ConfigDict(title="FitAdvice", from_attributes=True)

    sizes: list[SizeShown]
    recommended: str
    candidates: list[str] = Field(
        description="The sizes that the reason is about: one, or two between which it is."
    )
    reason: str
    confidence: float
    basis: Literal["pattern", "fitted-to-measures", "fitted-to-chart"]
    solver_residual: float


class FittingShown(BaseModel):
    """A fitting: how far it is, and what came of it."""

    model_config = ConfigDict(title="Fitting")

    id: str
    garment: str
    program: str
    chart: str
    cut_basis: CutBasis
    state: Literal["waiting", "working", "done", "failed", "cancelled"]
    progress: float
    step: str = Field(description="`body`, or the size that is being draped.")
    advice: AdviceShown | None = None
    error: Refusal | None = None
    seconds: float | None = None


class ClothShown(SurfaceShown):
    """Draped cloth: its surface, each face's panel, and by vertex its stretch and distance from skin."""

    model_config = ConfigDict(title="Cloth")

    panels: list[str]
    panel: str = Field(description="uint32 a face: its place in `panels`.")
    stretch: str = Field(description="float32 a vertex: 0.02 is two per cent over its rest length.")
    clearance_mm: str = Field(description="float32 a vertex.")


class DrapeShown(BaseModel):
    """A size of a fitting to look at."""

    model_config = ConfigDict(title="Drape")

    size: str
    detail: Literal["quick", "fine"]
    body: SurfaceShown
    cloth: ClothShown
    limit: float = Field(description="The stretch over 1 beyond which this cloth pulls.")
    solver_residual: float
    stays: bool
    seconds: float


def tryon_routes(shop: Shop) -> APIRouter:
    """Fittings."""
    room = FittingRoom()

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        await anyio.to_thread.run_sync(room.close)  # a server that stops does not wait for a drape

    router = APIRouter(
        prefix="/api/v1/fittings", tags=["fittings"], route_class=StrictRoute, lifespan=closing
    )

    @router.post(
        "",
        summary="Try a garment on",
        status_code=202,
        responses=documented("MOD-2030", "MOD-2033", *REFUSED_BODY),
    )
    def begin(_: Fitter, wanted: FittingWanted, response: Response) -> FittingShown:
        cut = flows.cut_named(wanted.garment, shop, wanted.chart)
        changed: dict[str, Any] = {}
        if wanted.options:
            changed["options"] = {**cut.options, **wanted.options}
        if wanted.fabric:
            changed["fabric"] = wanted.fabric
        seat = room.begin(cut.model_copy(update=changed), wanted.measures, wanted.preference, wanted.sizes)
        response.headers["Location"] = f"/api/v1/fittings/{seat.id}"
        return _shown(seat)

    @router.get("/{fitting_id}", summary="How far a fitting is", responses=documented("MOD-2012", *REFUSED))
    def follow(_: Fitter, fitting_id: FittingId) -> FittingShown:
        return _shown(room.get(fitting_id))

    @router.delete(
        "/{fitting_id}",
        summary="Stop and forget a fitting",
        status_code=204,
        responses=documented("MOD-2012", *REFUSED),
    )
    def dismiss(_: Fitter, fitting_id: FittingId) -> None:
        room.dismiss(fitting_id)

    # The picture first: a size's name may hold a slash (165/88A), so the other would take both.
    @router.get(
        "/{fitting_id}/sizes/{size:path}/picture",
        summary="A size draped, as a picture",
        response_class=Response,
        responses=documented("MOD-2012", "MOD-2034", *REFUSED),
    )
    def picture(
        _: Fitter,
        fitting_id: FittingId,
        size: SizeName,
        view: Annotated[Literal["front", "three-quarter", "left", "back", "right"], Query()] = "front",
        heat: Annotated[Heat, Query(description="What the cloth's colour shows.")] = "none",
        detail: Annotated[Literal["quick", "fine"], Query()] = "quick",
    ) -> Response:
        made = tailoring.worn_picture(room.draped(fitting_id, size, fine=detail == "fine"), view, heat)
        return Response(tailoring.png_of(made), media_type="image/png", headers={"Cache-Control": "private"})

    @router.get(
        "/{fitting_id}/sizes/{size:path}/glb",
        summary="A size draped in its own cloth, as binary glTF",
        response_class=Response,
        responses={
            200: {"content": {"model/gltf-binary": {"schema": {"type": "string", "format": "binary"}}}},
            **documented("MOD-1590", "MOD-2012", "MOD-2034", *REFUSED),
        },
    )
    def textured(
        _: Fitter,
        fitting_id: FittingId,
        size: SizeName,
        detail: Annotated[
            Literal["quick", "fine"], Query(description="`fine` takes some seconds, once.")
        ] = "quick",
    ) -> Response:
        appearance = flows.appearance_for(shop, room.get(fitting_id).cut)
        made = tailoring.garment_glb(
            room.draped(fitting_id, size, fine=detail == "fine"), appearance, body=True
        )
        return Response(made, media_type="model/gltf-binary", headers={"Cache-Control": "private"})

    @router.get(
        "/{fitting_id}/sizes/{size:path}",
        summary="A size draped, as triangles",
        responses=documented("MOD-2012", "MOD-2034", *REFUSED),
    )
    def draped(
        _: Fitter,
        fitting_id: FittingId,
        size: SizeName,
        detail: Annotated[
            Literal["quick", "fine"], Query(description="`fine` takes some seconds, once.")
        ] = "quick",
    ) -> DrapeShown:
        return _draped(room.draped(fitting_id, size, fine=detail == "fine"), size, detail)

    return router


def _shown(seat: Any) -> FittingShown:
    fitting = seat.fitting
    return FittingShown(
        id=seat.id,
        garment=seat.cut.id,
        program=seat.cut.program,
        chart=seat.cut.chart,
        cut_basis=seat.cut.basis,
        state=seat.state,
        progress=round(seat.progress, 3),
        step=seat.step,
        advice=AdviceShown.model_validate(fitting.advice) if fitting else None,
        error=Refusal.model_validate(described(seat.error)) if seat.error else None,
        seconds=round(fitting.seconds, 2) if fitting else None,
    )


def _draped(draped: "tailoring.Drape", size: str, detail: Literal["quick", "fine"]) -> DrapeShown:
    cloth = surface_of(draped.places, draped.cloth.faces)
    skin = tailoring.uncovered(draped, face=True)
    return DrapeShown(
        size=size,
        detail=detail,
        body=surface_of(skin.places, skin.faces),
        cloth=ClothShown(
            **cloth.model_dump(),
            panels=[panel.name for panel in draped.cloth.panels],
            panel=encoded(draped.cloth.panel, "u4"),
            stretch=encoded(tailoring.by_vertex(draped), "f4"),
            clearance_mm=encoded(1000 * np.maximum(draped.clearance, 0), "f4"),
        ),
        limit=round(draped.fabric.limit - 1, 4),
        solver_residual=draped.residual,
        stays=draped.stays,
        seconds=round(draped.seconds, 2),
    )
