"""Tags and likeness over HTTP: what models said of a garment's photos, what is like it, and a dropped photo.

Running models and comparing photos is the workspace's flow; nothing that is only looked up is kept.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentId, GarmentShown, garments_shown
from modiste.api.models import MODEL_NAME
from modiste.api.paging import Page
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.vision import Guess
from modiste.store import Prediction
from modiste.workspace import Shop, flows

_Model = Annotated[
    str,
    Query(
        pattern=rf"^$|{MODEL_NAME}", max_length=80, description="A model's name; the shop's own where empty."
    ),
]
_Limit = Annotated[int, Query(ge=1, le=60)]


class TagShown(BaseModel):
    """What one model said of one photo; `reviewed_at`: when a person judged it."""

    model_config = ConfigDict(title="PhotoTag")

    photo_id: str
    photo_url: str
    model: str
    version: str
    label: str
    confidence: float = Field(ge=0, le=1)
    top: list[Guess]
    at: datetime
    reviewed_at: datetime | None


class TagRequest(BaseModel):
    """Which model to ask; the shop's own where empty."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"model": "clothing"}]})

    model: str = Field(default="", pattern=rf"^$|{MODEL_NAME}", max_length=80)


class Like(BaseModel):
    """A garment and the cosine of its nearest photo's embedding to the one asked about."""

    garment: GarmentShown
    cosine: float = Field(ge=-1, le=1)


class LookAlikes(BaseModel):
    """The most alike garments, in the eyes of one model's embeddings.

    `among` is the number of photos compared: those that this version has tagged. 0: tag the shop first.
    """

    model: str
    version: str
    among: int
    items: list[Like]


class Lookup(LookAlikes):
    """What a dropped photo shows, and the garments most like it."""

    label: str
    confidence: float = Field(ge=0, le=1)
    top: list[Guess]


def tag_routes(shop: Shop) -> APIRouter:
    """Tags, look-alikes and look-ups."""
    router = APIRouter(prefix="/api/v1", tags=["tags"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # onnxruntime uses the cores it was given; a second run would slow both

    @router.get(
        "/garments/{garment_id}/tags",
        summary="List what models said of a garment's photos",
        responses=documented("MOD-1103", *REFUSED),
    )
    def tags(_: GarmentReader, garment_id: GarmentId) -> Page[TagShown]:
        shop.garments.get(garment_id)
        return Page(items=_tags(shop.store.predictions.of([garment_id])))

    @router.post(
        "/garments/{garment_id}/tags",
        summary="Ask a model about a garment's photos now, and keep what it says",
        responses=documented("MOD-1103", "MOD-1328", *REFUSED_BODY),
    )
    async def tag(_: GarmentWriter, garment_id: GarmentId, wanted: TagRequest) -> Page[TagShown]:
        said = await anyio.to_thread.run_sync(flows.tag_garment, shop, garment_id, wanted.model, limiter=desk)
        return Page(items=_tags(said))

    @router.get(
        "/garments/{garment_id}/look-alikes",
        summary="Find garments that look like one",
        responses=documented("MOD-1103", "MOD-1328", "MOD-2020", *REFUSED),
    )
    async def look_alikes(
        _: GarmentReader, garment_id: GarmentId, model: _Model = "", limit: _Limit = 12
    ) -> LookAlikes:
        def find() -> LookAlikes:
            return _alike(shop, flows.alike(shop, garment_id, model, limit))

        return await anyio.to_thread.run_sync(find, limiter=desk)

    @router.post(
        "/look-up",
        summary="Say what a photo shows, and find garments like it",
        description="The photo is looked at and not kept.",
        responses=documented("MOD-1328", "MOD-2205", *UNUSABLE, *REFUSED),
    )
    async def look_up(
        _: GarmentReader,
        file: Annotated[UploadFile, File(description="One picture.")],
        model: _Model = "",
        limit: _Limit = 12,
    ) -> Lookup:
        name, data = file_name(file), await read_upload(file)

        def find() -> Lookup:
            looked = flows.look_up(shop, name, data, model, limit)
            return Lookup(
                **dict(_alike(shop, looked.alike)),
                label=looked.label,
                confidence=looked.confidence,
                top=_guesses(looked.top),
            )

        return await anyio.to_thread.run_sync(find, limiter=desk)

    return router


def _alike(shop: Shop, found: flows.Alike) -> LookAlikes:
    shown = garments_shown(shop, [id_ for id_, _ in found.garments])
    items = [Like(garment=shown[id_], cosine=cosine) for id_, cosine in found.garments if id_ in shown]
    return LookAlikes(model=found.model, version=found.version, among=found.among, items=items)


def _tags(said: Sequence[Prediction]) -> list[TagShown]:
    return [
        TagShown(
            photo_id=each.image_id,
            photo_url=f"/api/v1/photos/{each.image_id}",
            model=each.model,
            version=each.version,
            label=each.label,
            confidence=each.confidence,
            top=_guesses(each.top),
            at=each.at,
            reviewed_at=each.reviewed_at,
        )
        for each in said
    ]


def _guesses(top: Sequence[Sequence[object]]) -> list[Guess]:
    return [Guess.model_validate({"label": pair[0], "confidence": pair[1]}) for pair in top]
