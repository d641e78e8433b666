"""Pictures understood, over HTTP: what a model makes of uploads.

Running a model is the workspace's; pictures go through the same limits as photos.
"""

from typing import Annotated, Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Query, Response, UploadFile
from pydantic import BaseModel, Field

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED_BODY, VERSION, ModelName, Refusal, described
from modiste.api.photos import UNUSABLE, Files, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows


class Guess(BaseModel):
    """One label and how sure the model is."""

    label: str
    confidence: float = Field(ge=0, le=1)


class Prediction(BaseModel):
    """What the model says of one file: label, confidence and the likeliest labels; or the error."""

    file: str
    label: str | None = None
    confidence: float | None = None
    top: list[Guess] | None = None
    error: Refusal | None = None


class Predictions(BaseModel):
    """One prediction a file, in the order they were sent; a bad file does not spoil the others."""

    model: str
    version: str
    items: list[Prediction]


def vision_routes(shop: Shop) -> APIRouter:
    """The models at work on pictures."""
    router = APIRouter(prefix="/api/v1/models", tags=["models"], route_class=StrictRoute)
    # onnxruntime uses the cores it was given; a second run would only slow both.
    desk = anyio.CapacityLimiter(1)

    @router.post(
        "/{name}/predictions",
        summary="Predict with pictures",
        description="The pictures are looked at and not kept.",
        response_model_exclude_none=True,
        responses=documented("MOD-1328", *REFUSED_BODY),
    )
    async def predict(
        _: ModelReader,
        name: ModelName,
        files: Files,
        version: Annotated[str | None, Query(pattern=VERSION)] = None,
        top: Annotated[int, Query(ge=1, le=100, description="How many of the likeliest labels.")] = 5,
    ) -> Predictions:
        # By the registry's names only: a folder on this machine is nothing a caller may name.
        wanted = f"{name}@{version}" if version else name
        entry = await anyio.to_thread.run_sync(lambda: shop.registry.resolve(wanted, allow_folder=False))
        model = f"{entry.name}@{entry.version}"
        said: list[dict[str, Any]] = []
        for file in files:
            try:
                picture = (file_name(file), await read_upload(file))
            except ModisteError as error:
                said.append({"file": file_name(file), "error": described(error)})
                continue
            said += await anyio.to_thread.run_sync(shop.predict, model, [picture], top, limiter=desk)
        return Predictions(
            model=entry.name, version=entry.version, items=[Prediction.model_validate(each) for each in said]
        )

    @router.post(
        "/{name}/cutouts",
        summary="Cut a garment out",
        description="A PNG of the picture's size with a clear ground, by a segmenter. The picture is looked "
        "at and not kept. `X-Garment-Box` is left, top, right and bottom in pixels.",
        response_class=Response,
        responses={
            200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
            **documented("MOD-1328", "MOD-1413", *REFUSED_BODY, *UNUSABLE),
        },
    )
    async def cut_out(
        _: ModelReader,
        name: ModelName,
        file: Annotated[UploadFile, File(description="One picture.")],
        version: Annotated[str | None, Query(pattern=VERSION)] = None,
    ) -> Response:
        wanted = f"{name}@{version}" if version else name
        entry = await anyio.to_thread.run_sync(lambda: shop.registry.resolve(wanted, allow_folder=False))
        model = f"{entry.name}@{entry.version}"
        picture = (file_name(file), await read_upload(file))
        made = (await anyio.to_thread.run_sync(shop.cut_out, [picture], model, limiter=desk))[0]
        if not isinstance(made, flows.CutOut):
            raise made.error
        box = " ".join(map(str, made.told["box"]))
        headers = {"X-Garment-Box": box, "X-Garment-Covered": str(made.told["covered"]), "X-Model": model}
        return Response(made.png, media_type="image/png", headers={**headers, "Cache-Control": "no-store"})

    return router
