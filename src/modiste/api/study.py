"""The Fashion-MNIST study over HTTP: the claim, the runs, our models and their speed, each with its origin.

The numbers are the benchmarks' records; the workspace reads them.
"""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import read_study


class StudyRunShown(BaseModel):
    """One training of the article's network, in per cent; null is what was not measured."""

    who: str
    run: str
    training: float | None
    validation: float | None
    test: float | None


class Origin(BaseModel):
    """How a figure was obtained."""

    date: str
    machine: str
    how: str
    notes: str


class StudyMeanShown(Origin):
    """The mean test accuracy of some runs, in per cent, with the 95 % interval of the mean."""

    who: str
    value: float
    ci95: tuple[float, float] | None


class StudyEpochShown(BaseModel):
    """One epoch of the long run, in per cent."""

    epoch: int
    training: float | None
    validation: float | None
    test: float | None
    validation_loss: float | None


class ArticleShown(BaseModel):
    """The article's claim in per cent, and what its network does when it is run."""

    claim: float
    runs: list[StudyRunShown]
    means: list[StudyMeanShown]
    curve: list[StudyEpochShown]


class StudyModelShown(Origin):
    """A figure of one of our shipped models."""

    model: str
    metric: str
    value: float
    ci95: tuple[float, float] | None
    unit: str


class StudySpeedShown(Origin):
    """A figure of speed or size, beside a peer's where it was measured with it."""

    claim: str
    value: float
    ci95: tuple[float, float] | None
    unit: str
    peer: str | None
    peer_value: float | None


class PublishedShown(BaseModel):
    """What others say that they reached, in per cent."""

    model: str
    test: float
    source: str


class StudyShown(BaseModel):
    """The study, whole."""

    model_config = ConfigDict(title="Study")

    article: ArticleShown
    ours: list[StudyModelShown]
    speed: list[StudySpeedShown]
    published: list[PublishedShown] = Field(description="As their authors report them; not run by us.")


def study_routes() -> APIRouter:
    """The study."""
    router = APIRouter(prefix="/api/v1/study", tags=["study"], route_class=StrictRoute)

    @router.get("", summary="The Fashion-MNIST study", responses=documented(*REFUSED))
    def study(_: ModelReader) -> StudyShown:
        return StudyShown.model_validate(vars(read_study()))

    return router
