"""The design desk over HTTP: which generators there are, and the concepts of a wish, listed and one by one.

Knows addresses and shapes; the work is the workspace's. A concept's address says all that made it, so that it
can be asked for again.
"""

from typing import Annotated
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_CODES = ("MOD-2700", "MOD-2701", "MOD-2702", "MOD-2703", *REFUSED)
_Model = Annotated[str, Query(pattern="^(flow|gan)$", description="Which generator.")]
_Category = Annotated[str, Query(max_length=60, description="Such as `dress`; of all in turn where empty.")]
_Palette = Annotated[
    str | None, Query(max_length=200, description="`#aa3355,#f0e0d0`; colours are free without one.")
]
_Seed = Annotated[int, Query(ge=0, le=2**31 - 1)]


class GeneratorShown(BaseModel):
    """A generator and the categories that it knows."""

    kind: str
    model: str
    categories: list[str]


class GeneratorList(BaseModel):
    """Every generator that is here."""

    items: list[GeneratorShown]


class ConceptShown(BaseModel):
    """A picture of a garment that nobody has made."""

    number: int
    category: str
    url: str


class ConceptList(BaseModel):
    """The concepts of a wish."""

    model: str
    seed: int
    items: list[ConceptShown]


def design_routes(shop: Shop) -> APIRouter:
    """What the design desk answers."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # who draws uses the cores it was given

    @router.get("/generators", summary="List the generators", responses=documented(*REFUSED))
    def generators(_: GarmentReader) -> GeneratorList:
        return GeneratorList.model_validate({"items": flows.list_generators(shop)})

    @router.get("/concepts", summary="List the concepts of a wish", responses=documented(*_CODES))
    def concepts(
        _: GarmentReader,
        model: _Model = "flow",
        category: _Category = "",
        palette: _Palette = None,
        n: Annotated[int, Query(ge=1, le=1000)] = 16,
        seed: _Seed = 0,
    ) -> ConceptList:
        wish = flows.concept_wish(category, palette, n, seed)
        name, categories = flows.concept_categories(shop, wish, model)
        asked = {"model": model, "category": category, "seed": seed}
        colours = {} if palette is None else {"palette": palette}
        items = [
            ConceptShown(
                number=number,
                category=each,
                url="/api/v1/design/concepts/picture?" + urlencode({**asked, **colours, "number": number}),
            )
            for number, each in enumerate(categories)
        ]
        return ConceptList(model=name, seed=seed, items=items)

    @router.get(
        "/concepts/picture",
        summary="Draw one concept",
        response_class=Response,
        responses=bytes_as("image/png") | documented(*_CODES),
    )
    async def picture(
        _: GarmentReader,
        model: _Model = "flow",
        category: _Category = "",
        palette: _Palette = None,
        seed: _Seed = 0,
        number: Annotated[int, Query(ge=0, le=999)] = 0,
    ) -> Response:
        wish = flows.concept_wish(category, palette, 1, seed)

        def draw() -> bytes:
            return flows.make_concepts(shop, wish, model, number).png(0)

        content = await anyio.to_thread.run_sync(draw, limiter=desk)
        return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    return router
