"""Pictures read into designs over HTTP.

Knows addresses and shapes; reading and keeping are the workspace's.
"""

from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Query, UploadFile
from pydantic import BaseModel, Field

from modiste.api.access import GarmentWriter
from modiste.api.design_briefs import DesignShown, whole_design
from modiste.api.garments import REFUSED_BODY
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Word
from modiste.workspace import Shop, flows

_CODES = ("MOD-1530", "MOD-1532", "MOD-2761", "MOD-2764", "MOD-2765", "MOD-2770")


class LengthRead(BaseModel):
    """A length read from a picture, in centimetres; nine in ten lie between its bounds."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    how: str


class PictureRead(BaseModel):
    """What a picture shows, kept as a design; the picture itself is not kept."""

    design: DesignShown
    lengths: list[LengthRead]
    covered: float = Field(description="The share of the picture that shows the garment.")
    box: list[float] = Field(description="Left, top, right, bottom of it, as shares of width and height.")


def design_picture_routes(shop: Shop) -> APIRouter:
    """From a picture to a design."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)

    @router.post(
        "/pictures",
        summary="Read a picture into a design",
        description="One garment, whole and upright. With a parent the design is a branch of it, and what is "
        "locked there stays. The size, or a length that was measured, gives the scale.",
        status_code=201,
        responses=documented(*_CODES, *REFUSED_BODY, *UNUSABLE),
    )
    async def read_picture(
        _: GarmentWriter,
        file: Annotated[UploadFile, File(description="One picture.")],
        chart: Annotated[str, Query(max_length=40, description="Whose bodies.")] = "",
        size: Annotated[str, Query(max_length=40, description="Of the garment in the picture.")] = "",
        length_cm: Annotated[float, Query(ge=0, le=200, description="Measured; 0 where it was not.")] = 0.0,
        parent: Annotated[str, Query(pattern=r"^([0-9a-f]{4,64})?$")] = "",
        lock: Annotated[list[Word] | None, Query(max_length=30, description="Fields to lock.")] = None,
    ) -> PictureRead:
        data, name = await read_upload(file), file_name(file)

        def read() -> PictureRead:
            found, design = flows.keep_picture_spec(
                shop,
                (name, data),
                parent=parent,
                chart=chart,
                size=size,
                length_cm=length_cm,
                lock=lock or (),
            )
            lengths = [LengthRead(**each.to_json()) for each in found.lengths]
            return PictureRead(
                design=whole_design(design), lengths=lengths, covered=found.covered, box=list(found.box)
            )

        return await anyio.to_thread.run_sync(read, limiter=desk)

    return router
