"""Search over HTTP: garments by words, by a picture or a part of it, by both; and what looks like one.

Finding is the workspace's; a picture that is asked with is looked at and not kept.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED, GarmentId, GarmentShown, garments_shown, photo_url
from modiste.api.photos import UNUSABLE, file_name, read_upload
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_K = Annotated[int, Query(ge=1, le=200, description="How many garments.")]
_PLAIN = r"^[^\x00]*$"
_Filter = Annotated[
    list[Annotated[str, Field(max_length=500, pattern=_PLAIN)]],
    Query(max_length=50, description="`colour=red`, `price=20..50`; the same name again means either."),
]
_ASKED = ("MOD-1801", "MOD-1804", "MOD-1805", "MOD-1806")


class WordFound(BaseModel):
    """A word that was asked for, as which it was found, and in which fields."""

    said: str
    found: str
    found_zh: str
    how: str = Field(description="`same`, `meaning` (a synonym, a translation) or `typo`.")
    fields: list[str]


class WhyShown(BaseModel):
    """Why a garment is among the results; likeness is a measured cosine, not a probability."""

    model_config = ConfigDict(title="Why")

    en: str
    zh: str
    words: list[WordFound]
    attributes: dict[str, list[str]]
    missing: list[str]
    photo_cosine: float | None
    meaning_cosine: float | None
    picture: str = Field(description="The image that likeness is by.")
    ranks: dict[str, int] = Field(description="Its place in each ranking that was fused.")


class FoundShown(BaseModel):
    """A garment that was found; `score` is 1 for what is first in every ranking."""

    model_config = ConfigDict(title="Found")

    garment: str
    score: float
    why: WhyShown
    shown: GarmentShown


class AskedPrice(BaseModel):
    """What it may cost, as understood."""

    least: float | None
    most: float | None
    currency: str


class Understanding(BaseModel):
    """How the text was read."""

    asked: list[str]
    wanted: list[str]
    excluded: list[str]
    price: AskedPrice | None
    corrections: dict[str, str]
    unknown: list[str]


class SearchNote(BaseModel):
    """What the person should know."""

    en: str
    zh: str


class SearchAnswer(BaseModel):
    """The best garments, best first; of those that match, how many have each value of each facet."""

    results: list[FoundShown]
    count: int
    understood: Understanding
    facets: dict[str, dict[str, int]]
    embedder: str
    notes: list[SearchNote]


class SimilarGarments(BaseModel):
    """What looks most like one garment, in the eyes of an embedder."""

    results: list[FoundShown]
    embedder: str


def search_routes(shop: Shop) -> APIRouter:
    """Search and likeness."""
    router = APIRouter(prefix="/api/v1", tags=["search"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # who looks at pictures uses the cores it was given

    @router.get(
        "/search",
        summary="Search garments by words",
        responses=documented(*_ASKED, *REFUSED),
    )
    def by_words(
        _: GarmentReader,
        q: Annotated[str, Query(max_length=20_000, description="Words in English or Chinese.")] = "",
        filter: _Filter = [],  # noqa: A002, B006 - the query's own word; FastAPI copies it
        k: _K = 20,
    ) -> SearchAnswer:
        return _answer(shop, flows.search(shop, q, None, filter, k).to_json())

    @router.post(
        "/search",
        summary="Search garments by a picture, or by a picture and words",
        description="The picture is looked at and not kept. Words say what should be different about it.",
        responses=documented(*_ASKED, "MOD-1808", "MOD-2205", *UNUSABLE, *REFUSED),
    )
    async def by_picture(
        _: GarmentReader,
        file: Annotated[UploadFile, File(description="One picture.")],
        q: Annotated[str, Form(max_length=20_000)] = "",
        crop: Annotated[str, Form(max_length=100, description="left,top,width,height in shares.")] = "",
        filter: Annotated[list[str], Form(max_length=50)] = [],  # noqa: A002, B006
        k: Annotated[int, Form(ge=1, le=200)] = 20,
    ) -> SearchAnswer:
        _name, data = file_name(file), await read_upload(file)

        def find() -> SearchAnswer:
            return _answer(shop, flows.search(shop, q, data, filter, k, crop).to_json())

        return await anyio.to_thread.run_sync(find, limiter=desk)

    @router.get(
        "/garments/{garment_id}/similar",
        summary="Find what looks most like a garment",
        responses=documented("MOD-1103", "MOD-1806", "MOD-1807", *REFUSED),
    )
    async def similar(
        _: GarmentReader,
        garment_id: GarmentId,
        k: _K = 12,
        photo: Annotated[str, Query(max_length=500, description="Of its photos this one.")] = "",
    ) -> SimilarGarments:
        def find() -> SimilarGarments:
            found = shop.finding.similar(garment_id, k, photo)
            eyes = shop.finding.embedder()
            results = _found(shop, [each.to_json() for each in found])
            return SimilarGarments(results=results, embedder=eyes.name if eyes else "")

        return await anyio.to_thread.run_sync(find, limiter=desk)

    return router


def _answer(shop: Shop, answer: dict[str, Any]) -> SearchAnswer:
    return SearchAnswer.model_validate({**answer, "results": _found(shop, answer["results"])})


def _found(shop: Shop, results: Sequence[dict[str, Any]]) -> list[FoundShown]:
    shown = garments_shown(shop, [each["garment"] for each in results])
    # Who asks for red is shown the red one of a garment's colours.
    asked = {each["garment"]: each["why"]["attributes"].get("colour", ()) for each in results}
    coloured = {id_: colours for id_, colours in asked.items() if colours}
    for id_, image in flows.pictures_in(shop.store, coloured).items():
        if id_ in shown:
            shown[id_] = shown[id_].model_copy(update={"photo_url": photo_url(image)})
    return [
        FoundShown.model_construct(
            garment=each["garment"],
            score=each["score"],
            why=WhyShown.model_validate(each["why"]),
            shown=shown[each["garment"]],
        )
        for each in results
        if each["garment"] in shown
    ]
