"""Prints worn over HTTP: a garment of a program photographed in a print.

Knows the address and its shape; drapes and photographs are the workspace's. Nothing is kept.
"""

from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste import tailoring
from modiste.api.access import GarmentReader
from modiste.api.design_print import UNPRINTABLE, check_size
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import Options
from modiste.garment import Word
from modiste.workspace import flows

Centimetres = Annotated[float, Field(ge=-300, le=300, allow_inf_nan=False)]
Degrees = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]


class LayWanted(BaseModel):
    """How the cloth lies under a panel: moved so far, then turned."""

    model_config = ConfigDict(extra="forbid")

    right_cm: Centimetres = 0.0
    up_cm: Centimetres = 0.0
    turn: Degrees = 0.0


class WornWanted(BaseModel):
    """A print, and the garment that wears it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"print": {"kind": "woven", "sett": "K/4 R24 K24 Y/4"}, "program": "skirt-a-line"},
            ]
        },
    )

    print: Annotated[flows.PrintSpec, Field(discriminator="kind")]
    program: Word
    options: Options = Field(default_factory=dict)
    chart: Word = ""
    size: Word = ""
    cloth: Word = Field(default="", description="A cloth of the house; empty for what is usual.")
    azimuth: Degrees = Field(default=0.0, description="Degrees around it, 0 in front.")
    lays: dict[Word, LayWanted] = Field(default_factory=dict, max_length=40)
    width: Annotated[int, Field(ge=120, le=720, description="Of the picture, in pixels.")] = 480


def design_worn_routes() -> APIRouter:
    """Photographs of prints worn."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    studio = anyio.CapacityLimiter(1)

    @router.post(
        "/prints/worn",
        summary="Photograph a garment in a print",
        description="A synthetic photograph at true scale, in seconds; the same garment in the next print "
        "comes sooner, for it is draped once.",
        response_class=Response,
        responses={
            **bytes_as("image/png"),
            **documented("MOD-1530", "MOD-1532", "MOD-1582", "MOD-1586", "MOD-2012", *UNPRINTABLE),
        },
    )
    async def worn(_: GarmentReader, wanted: WornWanted) -> Response:
        check_size(wanted.print)
        wish = flows.WornWish(
            program=wanted.program,
            options=wanted.options,
            chart=wanted.chart,
            size=wanted.size,
            cloth=wanted.cloth,
            azimuth=wanted.azimuth,
            width=wanted.width,
        )
        lays = {
            name: tailoring.Lay(each.right_cm, each.up_cm, each.turn) for name, each in wanted.lays.items()
        }
        made = await anyio.to_thread.run_sync(flows.worn_view, wanted.print, wish, lays, limiter=studio)
        return Response(made, media_type="image/png", headers={"X-Spec-Sha256": wanted.print.digest})

    return router
