"""A garment on somebody's photograph over HTTP: a photo in, a marked picture out, nothing kept.

Knows the form and the headers; dressing is the workspace's. Photo and measures live as long as the request.
"""

import json
from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Form, Response, UploadFile

from modiste.api.access import Fitter
from modiste.api.garments import ID_PATTERN, REFUSED_BODY
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

_MOST_MEASURES = 30
_REFUSALS = tuple(f"MOD-30{number}" for number in range(10, 20))
_ASKED = ("MOD-1500", "MOD-1501", "MOD-1504", "MOD-2012", "MOD-2030")
_MISSING = ("MOD-3001", "MOD-3002", "MOD-3004")


def tryon_photo_routes(shop: Shop) -> APIRouter:
    """Garments on photographs."""
    router = APIRouter(prefix="/api/v1/photo-try-ons", tags=["fittings"], route_class=StrictRoute)
    # One at a time: a second drape would only slow the first.
    desk = anyio.CapacityLimiter(1)

    @router.post(
        "",
        summary="Try a garment on, on a photo",
        description="A PNG of the person in the garment's true size, at most 1024 pixels long, with a seen "
        "and an embedded mark. A photo that will not do is refused with the reason and how to retake it. "
        "Photo and measures are looked at and not kept. `X-Try-On` tells as JSON what was seen.",
        response_class=Response,
        responses={
            200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
            **documented(*_ASKED, *_REFUSALS, *_MISSING, *REFUSED_BODY, *UNUSABLE),
        },
    )
    async def try_on(
        _: Fitter,
        file: Annotated[UploadFile, File(description="A photo of one person, from the front.")],
        garment: Annotated[str, Form(pattern=ID_PATTERN, description="A garment's id or a program.")],
        size: Annotated[str, Form(max_length=40, description="By default the middle one.")] = "",
        measures: Annotated[
            str, Form(max_length=1000, description='In centimetres: {"height": 168, "bust": 92}.')
        ] = "{}",
        chart: Annotated[str, Form(max_length=40)] = "",
    ) -> Response:
        wish = flows.PhotoWish(garment, _measures(measures), size, chart)
        photo, name = await read_upload(file), file_name(file)
        made = await anyio.to_thread.run_sync(
            lambda: flows.try_on_photo(shop, photo, wish, name=name), limiter=desk
        )
        if made.refused is not None:
            raise made.refused
        told = json.dumps(made.told, ensure_ascii=True)
        return Response(
            made.png, media_type="image/png", headers={"X-Try-On": told, "Cache-Control": "no-store"}
        )

    return router


def _measures(text: str) -> dict[str, float]:
    try:
        given = json.loads(text or "{}")
        if not isinstance(given, dict) or len(given) > _MOST_MEASURES:
            raise ValueError
        return {str(name)[:40]: float(value) for name, value in given.items()}
    except (ValueError, TypeError, RecursionError):
        raise ModisteError("MOD-1501", word="measures", value=text[:80]) from None
