"""Searches for cloths over HTTP: goals, the front as arrays, samples that correct it, choices that rank it.

Knows the shapes of answers; the search is a job of the workspace.
"""

from pathlib import Path as Place
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, File, Path, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import FabricReader, FabricWriter
from modiste.api.jobs import JobShown
from modiste.api.photos import file_name
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

REVIEW_BYTES = 64_000_000
Segment = Annotated[
    str, Query(min_length=3, max_length=200, description="Such as `age<35 and department=Dresses`.")
]
SearchId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
MemberNumber = Annotated[int, Path(ge=0)]
_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210", "MOD-2853")
_FOUND = ("MOD-2858", *_REFUSED)
_GOALS = ("MOD-2800", "MOD-2805", "MOD-2830", "MOD-2850", "MOD-2851", "MOD-2852", "MOD-2854")


class FabricGoals(BaseModel):
    """What is asked: the fields of examples/fabric/goals.toml, the scenario as a table."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "name": "A light jersey",
                    "seed": 1,
                    "knit": {"fibres": ["CO", "CV"], "tex": [10, 30], "loop_mm": [2.2, 4]},
                    "objectives": [
                        {"of": "mass_gsm", "want": "least", "worst": 250, "best": 100},
                        {"of": "rct_m2k_w", "want": "most", "worst": 0.005, "best": 0.03},
                    ],
                }
            ]
        },
    )

    name: str = Field(max_length=300)
    seed: int = Field(1, ge=0, le=2**31 - 1)
    objectives: list[dict[str, Any]] = Field(min_length=1, max_length=4)


class FabricSearchAsked(BaseModel):
    """How far to go."""

    model_config = ConfigDict(extra="forbid")

    evaluations: int = Field(5000, ge=1, le=1_000_000, description="Cloths judged in all.")


class FabricObjectiveShown(BaseModel):
    """Something to have as much or as little of as can be."""

    model_config = ConfigDict(title="FabricObjective")

    of: str
    want: Literal["least", "most"]
    worst: float
    best: float


class FabricLimitShown(BaseModel):
    """What must hold."""

    model_config = ConfigDict(title="FabricLimit")

    of: str
    least: float | None
    most: float | None


class FabricFrontShown(BaseModel):
    """A front as arrays, in the order of its members: what a chart brushes."""

    model_config = ConfigDict(title="FabricFront")

    id: str
    name: str
    how: str
    seed: int
    evaluations: int
    samples: int
    choices: int
    objectives: list[FabricObjectiveShown]
    limits: list[FabricLimitShown]
    count: int
    columns: dict[str, list[float]]
    units: dict[str, str]
    designs: list[dict[str, float | str]]


class FabricNumberShown(BaseModel):
    """A predicted number with its 95 % interval."""

    model_config = ConfigDict(title="FabricNumber")

    value: float
    low: float
    high: float


class FabricMemberShown(BaseModel):
    """A cloth of a front, whole."""

    model_config = ConfigDict(title="FabricMember")

    number: int
    design: dict[str, float | str]
    spec: dict[str, Any]
    values: dict[str, FabricNumberShown]


class MeasuredSample(BaseModel):
    """What was measured of a sample: the fields of examples/fabric/measured.toml."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "member": 0,
                    "measured": {"mass_gsm": {"value": 118, "uncertainty": 1.2, "method": "ISO 3801"}},
                }
            ]
        },
    )

    member: int = Field(ge=0)
    made: dict[str, float] = Field(default_factory=dict, description="Variables that came out otherwise.")
    measured: dict[str, dict[str, float | str]] = Field(min_length=1)


class ResidualShown(BaseModel):
    """A measured property beside its prediction."""

    model_config = ConfigDict(title="Residual")

    measured: float
    uncertainty: float
    predicted: float
    error_pct: float


class SampleShown(BaseModel):
    """What a sample told."""

    model_config = ConfigDict(title="Sample")

    samples: int
    measured: dict[str, ResidualShown]


class FabricChoice(BaseModel):
    """Which of two members was chosen."""

    model_config = ConfigDict(extra="forbid")

    chosen: int = Field(ge=0)
    over: int = Field(ge=0)


class WishQuoteShown(BaseModel):
    """A sentence of a review, and the row it is from."""

    model_config = ConfigDict(title="WishQuote")

    row: int
    rating: float | None
    text: str


class WishAspectShown(BaseModel):
    """What a segment says of cloth, beside others."""

    model_config = ConfigDict(title="WishAspect")

    name: str
    en: str
    zh: str
    mood: str
    count: int
    rate: float
    rate_others: float
    difference_ci95: list[float]
    stands_out: bool
    stars: float | None
    stars_otherwise: float | None
    quotes: list[WishQuoteShown]


class WishProposalShown(BaseModel):
    """An objective that reviews ask for."""

    model_config = ConfigDict(title="WishProposal")

    of: str
    want: str
    en: str
    zh: str
    unit: str
    weight: float = Field(description="Share of the segment's reviews behind it.")
    aspects: list[str]
    because: str
    rows: list[int]


class WishUnansweredShown(BaseModel):
    """What is asked for that nothing predicted answers."""

    model_config = ConfigDict(title="WishUnanswered")

    name: str
    en: str
    zh: str
    because: str


class WishesShown(BaseModel):
    """What a segment's reviews ask of cloth."""

    model_config = ConfigDict(title="FabricWishes")

    segment: str
    reviews: int
    reviews_others: int
    how: str
    aspects: list[WishAspectShown]
    proposals: list[WishProposalShown]
    unanswered: list[WishUnansweredShown]


class RankedFabricShown(BaseModel):
    """A member by what choices tell."""

    model_config = ConfigDict(title="RankedFabric")

    number: int
    utility: float = Field(description="A difference of 1 is chosen 73 times in 100.")
    deviation: float


class FabricTasteShown(BaseModel):
    """What choices tell so far."""

    model_config = ConfigDict(title="FabricTaste")

    choices: int
    pair: list[FabricMemberShown] = Field(description="The two to choose from next.")
    valued: dict[str, float] = Field(description="Utility by a standard deviation of each objective.")
    ranking: list[RankedFabricShown]
    best: list[FabricMemberShown]


def fabric_search_routes(shop: Shop) -> APIRouter:
    """Searches: begun, gone on with, shown, corrected, ranked."""
    router = APIRouter(prefix="/api/v1/fabric-searches", tags=["fabrics"], route_class=StrictRoute)

    @router.get("", summary="The searches that are kept", responses=documented(*_REFUSED))
    def searches(_: FabricReader) -> dict[str, str]:
        return {id: state.goals.name for id, state in shop.fabric_searches.all().items()}

    def read(file: UploadFile, segment: str) -> WishesShown:
        name = file_name(file)
        data = file.file.read(REVIEW_BYTES + 1)
        if len(data) > REVIEW_BYTES:
            raise ModisteError("MOD-1204", name=name, count=len(data), limit=REVIEW_BYTES)
        # What people wrote is not kept: the file is gone with the answer.
        with TemporaryDirectory() as folder:
            place = Place(folder) / ("reviews.zip" if name.lower().endswith(".zip") else "reviews.csv")
            place.write_bytes(data)
            return WishesShown.model_validate(flows.read_wishes(place, segment))

    @router.post(
        "/wishes",
        summary="Read what a segment's reviews ask of cloth",
        description="Reviews as CSV, zipped or not; the file is not kept.",
        responses=documented("MOD-1204", "MOD-2205", "MOD-2860", "MOD-2861", "MOD-2862", *_REFUSED),
    )
    async def wishes(_: FabricReader, file: Annotated[UploadFile, File()], segment: Segment) -> WishesShown:
        return await anyio.to_thread.run_sync(read, file, segment)

    @router.put("/{id}", summary="Begin a search", responses=documented(*_GOALS, *_FOUND))
    def begin(_: FabricWriter, id: SearchId, goals: FabricGoals) -> FabricFrontShown:
        tree = goals.model_dump(exclude_none=True)
        seed = tree.pop("seed")
        return _front(id, flows.front_told(shop.fabric_searches.begin(id, tree, seed)))

    @router.post(
        "/{id}/runs",
        summary="Go on with a search",
        description="The job's `result` holds hypervolume, hypervolume_random and seconds.",
        status_code=202,
        responses={
            202: {
                "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}}
            },
            **documented("MOD-2214", "MOD-2220", *_FOUND),
        },
    )
    def run(_: FabricWriter, id: SearchId, asked: FabricSearchAsked, response: Response) -> JobShown:
        shop.fabric_searches.find(id)
        job = shop.jobs.submit("fabric-search", {"id": id, "evaluations": asked.evaluations})
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return JobShown.model_validate(job)

    @router.get("/{id}", summary="A front as arrays", responses=documented(*_FOUND))
    def front(_: FabricReader, id: SearchId) -> FabricFrontShown:
        return _front(id, flows.front_told(shop.fabric_searches.find(id)))

    @router.get(
        "/{id}/members/{number}", summary="A cloth of a front", responses=documented("MOD-2857", *_FOUND)
    )
    def member(_: FabricReader, id: SearchId, number: MemberNumber) -> FabricMemberShown:
        return FabricMemberShown.model_validate(flows.member_told(shop.fabric_searches.find(id), number))

    @router.post(
        "/{id}/samples",
        summary="Type in what was measured of a sample",
        responses=documented("MOD-2855", "MOD-2857", *_FOUND),
    )
    def sample(_: FabricWriter, id: SearchId, told: MeasuredSample) -> SampleShown:
        return SampleShown.model_validate(shop.fabric_searches.take_sample(id, told.model_dump()))

    @router.get("/{id}/taste", summary="What choices tell", responses=documented("MOD-2857", *_FOUND))
    def taste(_: FabricReader, id: SearchId) -> FabricTasteShown:
        return FabricTasteShown.model_validate(flows.taste_told(shop.fabric_searches.find(id)))

    @router.post("/{id}/choices", summary="Choose one of two", responses=documented("MOD-2857", *_FOUND))
    def choose(_: FabricWriter, id: SearchId, choice: FabricChoice) -> FabricTasteShown:
        return FabricTasteShown.model_validate(shop.fabric_searches.choose(id, choice.chosen, choice.over))

    return router


def _front(id: str, told: dict[str, Any]) -> FabricFrontShown:
    return FabricFrontShown.model_validate({"id": id, **told})
