"""The design desk over HTTP: which generators there are, and the concepts of a wish, listed and one by one.

Knows addresses and shapes; the work is the workspace's. A concept's address says all that made it, so that it
can be asked for again.
"""

from typing import Annotated, Literal
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from fastapi import APIRouter, File, Query, Response, UploadFile
from pydantic import BaseModel, Field

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.photos import UNUSABLE, read_upload
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_PATH_CODES = ("MOD-2707", "MOD-2708")
_CODES = ("MOD-2700", "MOD-2701", "MOD-2702", "MOD-2703", "MOD-2711", *REFUSED)
_Model = Annotated[
    str,
    Query(pattern="^(flats|flow|gan)?$", description="Which generator; the one that suits best where empty."),
]
_Attributes = Annotated[
    str, Query(max_length=300, description="`sleeve:long,length:maxi`: what it has, of sketches only.")
]
_Category = Annotated[str, Query(max_length=60, description="Such as `dress`; of all in turn where empty.")]
_Palette = Annotated[
    str | None, Query(max_length=200, description="`#aa3355,#f0e0d0`; colours are free without one.")
]
_Seed = Annotated[int, Query(ge=0, le=2**31 - 1)]
_Number = Annotated[int, Query(ge=0, le=999)]
_Steps = Annotated[
    str,
    Query(
        max_length=200,
        description="`shape:4,details:17`: hold that part, take the rest of the concept of that number.",
    ),
]
_Steer = Annotated[
    str, Query(max_length=100, description="`light:1.5,long:-1`: how far along each named direction.")
]


class GeneratorShown(BaseModel):
    """A generator and the categories that it knows."""

    kind: str
    model: str
    categories: list[str]
    attributes: dict[str, dict[str, list[str]]] = Field(
        description="What may be asked for of each category; empty for a generator that takes none."
    )


class GeneratorList(BaseModel):
    """Every generator that is here."""

    items: list[GeneratorShown]


class ConceptShown(BaseModel):
    """A picture of a garment that nobody has made; number, steps and steer ask for it again."""

    number: int
    category: str
    url: str
    steps: str = ""
    steer: str = ""


class TooCloseShown(BaseModel):
    """A concept that is as like to a garment of the shop as its own copy could be."""

    number: int = Field(description="Its place among the items.")
    garment: str
    likeness: float


class ConceptNovelty(BaseModel):
    """How many photos of the shop's garments the concepts were compared with, and which are too close."""

    among: int
    too_close: list[TooCloseShown]


class ConceptList(BaseModel):
    """The concepts of a wish."""

    kind: str
    model: str
    seed: int
    items: list[ConceptShown]
    novelty: ConceptNovelty


class DirectionShown(BaseModel):
    """A way to go: what it moves, in standard deviations, and what moves with it."""

    name: str
    moved: float
    leakage: float = Field(description="How far the other measures moved on average, over `moved`.")
    kept: float | None = Field(description="Share whose class stayed; null where no classifier knows them.")


class DirectionList(BaseModel):
    """The named directions of a category."""

    items: list[DirectionShown]


class Resemblance(BaseModel):
    """What of a generator's is most like a picture."""

    model: str
    category: str
    attributes: dict[str, str] = Field(default_factory=dict, description="Of sketches alone.")
    error: float = Field(description="Root of the mean squared difference, of a range of 2.")
    picture: str = Field(description="A PNG in base64.")


def design_routes(shop: Shop) -> APIRouter:
    """What the design desk answers."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # who draws uses the cores it was given

    @router.get("/generators", summary="List the generators", responses=documented(*REFUSED))
    def generators(_: GarmentReader) -> GeneratorList:
        return GeneratorList.model_validate({"items": flows.list_generators(shop)})

    @router.get(
        "/concepts",
        summary="List the concepts of a wish",
        description="Each is drawn to be compared with the photos of the shop's garments.",
        responses=documented(*_PATH_CODES, *_CODES),
    )
    async def concepts(
        _: GarmentReader,
        model: _Model = "",
        category: _Category = "",
        palette: _Palette = None,
        n: Annotated[int, Query(ge=1, le=1000)] = 16,
        seed: _Seed = 0,
        of: Annotated[int | None, Query(ge=0, le=999, description="Variations of the one concept.")] = None,
        steps: _Steps = "",
        steer: _Steer = "",
        hold: Annotated[
            Literal["shape", "details"], Query(description="What a variation keeps of it.")
        ] = "shape",
        attributes: _Attributes = "",
    ) -> ConceptList:
        wish = flows.concept_wish(category, palette, n, seed, attributes)
        flows.concept_path(0, steps, steer)
        kind = model or flows.usual_generator(shop, category)
        name, categories = flows.concept_categories(shop, wish, kind, of or 0)
        asked = {"model": kind, "category": category, "seed": seed}
        asked |= {} if palette is None else {"palette": palette}
        asked |= {"attributes": attributes} if attributes else {}

        def shown(place: int, each: str) -> ConceptShown:
            if of is None:
                path = {"number": place, "steps": steps, "steer": steer}
            else:  # the nth variation takes what is not held from the nth concept
                told = f"{steps},{hold}:{place}" if steps else f"{hold}:{place}"
                path, each = {"number": of, "steps": told, "steer": steer}, categories[0]
            said = {name: value for name, value in path.items() if value != ""}
            address = "/api/v1/design/concepts/picture?" + urlencode({**asked, **said})
            return ConceptShown.model_validate({**path, "category": each, "url": address})

        items = [shown(place, each) for place, each in enumerate(categories)]
        paths = [flows.concept_path(each.number, each.steps, each.steer) for each in items]

        def compare() -> ConceptNovelty:
            return ConceptNovelty.model_validate(flows.paths_novelty(shop, wish, paths, kind))

        novelty = await anyio.to_thread.run_sync(compare, limiter=desk)
        return ConceptList(kind=kind, model=name, seed=seed, items=items, novelty=novelty)

    @router.get(
        "/concepts/picture",
        summary="Draw one concept",
        response_class=Response,
        responses=bytes_as("image/png") | documented(*_PATH_CODES, *_CODES),
    )
    async def picture(
        _: GarmentReader,
        model: _Model = "",
        category: _Category = "",
        palette: _Palette = None,
        seed: _Seed = 0,
        number: _Number = 0,
        steps: _Steps = "",
        steer: _Steer = "",
        attributes: _Attributes = "",
    ) -> Response:
        wish = flows.concept_wish(category, palette, 1, seed, attributes)
        path = flows.concept_path(number, steps, steer)

        def draw() -> bytes:
            kind = model or flows.usual_generator(shop, category)
            if path.steps or path.steer:
                return flows.concept_along(shop, wish, path, kind).png(0)
            return flows.make_concepts(shop, wish, kind, number).png(0)

        content = await anyio.to_thread.run_sync(draw, limiter=desk)
        return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    @router.get(
        "/concepts/directions",
        summary="The named directions of a category",
        description="Reckoned from a thousand concepts when first asked for, which takes seconds.",
        responses=documented("MOD-2707", *_CODES),
    )
    async def named_directions(
        _: GarmentReader, model: _Model = "gan", category: _Category = ""
    ) -> DirectionList:
        kind = model or flows.usual_generator(shop, category)
        found = await anyio.to_thread.run_sync(flows.concept_directions, shop, kind, category, limiter=desk)
        return DirectionList.model_validate({"items": found})

    @router.post(
        "/concepts/resemblance",
        summary="Find what is most like a picture",
        description="The picture is looked at and not kept.",
        responses=documented("MOD-2703", "MOD-2707", "MOD-2764", *REFUSED_BODY, *UNUSABLE),
    )
    async def resemblance(
        _: GarmentReader,
        file: Annotated[UploadFile, File(description="One picture.")],
        model: _Model = "flats",
    ) -> Resemblance:
        data = await read_upload(file)
        found = await anyio.to_thread.run_sync(flows.resembled, shop, data, model or "flats", limiter=desk)
        return Resemblance(**found)

    return router
