"""The mood board over HTTP: pictures pinned, looked at, taken off, and the colours of them.

Knows addresses and shapes; keeping and colours are the workspace's.
"""

from datetime import datetime
from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Path, Query, Response, UploadFile
from pydantic import BaseModel

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.design_print import PicturePalette
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

PictureName = Annotated[str, Path(pattern=r"^[0-9a-f]{24}$", description="A picture of the board.")]
_PICTURE = "/board/pictures/{picture_id}"


class PinnedShown(BaseModel):
    """A picture of the board; `url` gives its JPEG."""

    id: str
    url: str
    width: int
    height: int
    pinned_at: datetime


class BoardShown(BaseModel):
    """All pictures of the board, the oldest first."""

    items: list[PinnedShown]


def design_board_routes(shop: Shop) -> APIRouter:
    """The shop's mood board."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)

    @router.get("/board", summary="List the mood board", responses=documented(*REFUSED))
    def board(_: GarmentReader) -> BoardShown:
        return BoardShown(items=[_shown(each) for each in shop.mood.listing()])

    @router.post(
        "/board/pictures",
        summary="Pin a picture to the mood board",
        description="Kept at 1024 pixels, without what its file told besides; the same again is one picture.",
        status_code=201,
        responses=documented("MOD-2772", *REFUSED_BODY, *UNUSABLE),
    )
    async def pin(
        _: GarmentWriter, file: Annotated[UploadFile, File(description="One picture.")]
    ) -> PinnedShown:
        data, name = await read_upload(file), file_name(file)
        return _shown(await anyio.to_thread.run_sync(shop.mood.pin, data, name, limiter=desk))

    @router.get(
        _PICTURE,
        summary="A picture of the mood board",
        response_class=Response,
        responses=bytes_as("image/jpeg") | documented("MOD-2771", *REFUSED),
    )
    def pinned_picture(_: GarmentReader, picture_id: PictureName) -> Response:
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        return Response(shop.mood.picture(picture_id), media_type="image/jpeg", headers=headers)

    @router.delete(
        _PICTURE,
        summary="Take a picture off the mood board",
        status_code=204,
        responses=documented("MOD-2771", *REFUSED),
    )
    def unpin(_: GarmentWriter, picture_id: PictureName) -> None:
        shop.mood.unpin(picture_id)

    @router.get(
        "/board/palette",
        summary="The colours of the mood board",
        description="Of some of its pictures, or of all; each counts alike.",
        responses=documented("MOD-2726", "MOD-2771", *REFUSED),
    )
    async def board_palette(
        _: GarmentReader,
        picture: Annotated[
            list[str] | None, Query(max_length=200, description="Of these; all where left out.")
        ] = None,
        n: Annotated[int, Query(description="How many colours.")] = 6,
    ) -> PicturePalette:
        return PicturePalette(
            **await anyio.to_thread.run_sync(shop.mood.palette, picture or [], n, limiter=desk)
        )

    return router


def _shown(each: "flows.Pinned") -> PinnedShown:
    return PinnedShown(
        id=each.id,
        url=f"/api/v1/design/board/pictures/{each.id}",
        width=each.width,
        height=each.height,
        pinned_at=each.pinned_at,
    )
