"""What garments in pictures are like, over HTTP: uploads described, and tags that a person settles.

Describing is the workspace's; an unsure tag is settled by an ordinary edit of the garment, and undone as one.
"""

from typing import Annotated, Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, ModelReader
from modiste.api.garments import REFUSED, GarmentShown, garments_shown, photo_url
from modiste.api.models import REFUSED_BODY, Refusal, described
from modiste.api.paging import Page
from modiste.api.photos import Files, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows


class Likely(BaseModel):
    """One value and how sure the tagger is."""

    value: str
    confidence: float = Field(ge=0, le=1)


class TagValue(BaseModel):
    """One field of a garment: the likeliest value, and whether a person should look."""

    value: str
    confidence: float = Field(ge=0, le=1)
    unsure: bool
    top: list[Likely]


class ColourShare(BaseModel):
    """A colour of the garment: its name, its sRGB, and how much of the garment has it."""

    name: str
    hex: str
    share: float = Field(ge=0, le=1)


class Description(BaseModel):
    """What one file's garment is like; or the error."""

    file: str
    tags: dict[str, TagValue] | None = None
    colours: list[ColourShare] | None = None
    covered: float | None = Field(default=None, description="The share of the picture that is garment.")
    frames: int | None = Field(default=None, description="Of so many pictures: one, or a clip's key frames.")
    error: Refusal | None = None


class UnsureTagShown(BaseModel):
    """A field that a garment does not tell and the tagger is not sure of; values as the shop writes them."""

    model_config = ConfigDict(title="UnsureTag")

    garment: GarmentShown
    photo_id: str
    photo_url: str
    field: str
    top: list[Likely]


def description_routes(shop: Shop) -> APIRouter:
    """Descriptions and unsure tags."""
    router = APIRouter(prefix="/api/v1", tags=["tags"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # onnxruntime uses the cores it was given; a second run would slow both

    @router.post(
        "/descriptions",
        summary="Describe garments in pictures",
        description="Kind, colours with shares, print, neckline, sleeve, length. Pictures are not kept.",
        response_model_exclude_none=True,
        responses=documented(*REFUSED_BODY),
    )
    async def describe(_: ModelReader, files: Files) -> Page[Description]:
        said: list[dict[str, Any]] = []
        for file in files:
            try:
                picture = (file_name(file), await read_upload(file))
            except ModisteError as error:
                said.append({"file": file_name(file), "error": described(error)})
                continue
            made = await anyio.to_thread.run_sync(shop.describe, [picture], limiter=desk)
            said += [each.to_json() for each in made]
        return Page(items=[Description.model_validate(each) for each in said])

    @router.get(
        "/unsure-tags",
        summary="List what the tagger is not sure of, the least sure first",
        responses=documented(*REFUSED),
    )
    async def unsure_tags(
        _: GarmentReader, limit: Annotated[int, Query(ge=1, le=200, description="How many.")] = 60
    ) -> Page[UnsureTagShown]:
        def find() -> Page[UnsureTagShown]:
            found = flows.unsure_tags(shop, limit)
            shown = garments_shown(shop, {each.garment for each in found})
            return Page(
                items=[_shown(shop, each, shown[each.garment]) for each in found if each.garment in shown]
            )

        return await anyio.to_thread.run_sync(find, limiter=desk)

    return router


def _shown(shop: Shop, asked: flows.UnsureTag, garment: GarmentShown) -> UnsureTagShown:
    field = asked.tag.field
    top = [
        Likely(value=flows.value_of(shop, field, value), confidence=round(share, 4))
        for value, share in asked.tag.top
    ]
    url = photo_url(asked.image) or ""
    return UnsureTagShown(garment=garment, photo_id=asked.image, photo_url=url, field=field, top=top)
