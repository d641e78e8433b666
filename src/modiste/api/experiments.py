"""Experiments over HTTP: two or more ways to recommend side by side, and which is better, with intervals.

Who gets which arm and when a difference is sure is the recommend room's to say.
"""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from modiste.api.access import ExperimentWriter, RecommendationReader
from modiste.api.garments import REFUSED, REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
ExperimentName = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class ArmDraft(BaseModel):
    """One way to recommend: a model of the shop's, with or without the merchandisers' rules."""

    model_config = ConfigDict(extra="forbid")

    name: _Name
    share: float = Field(1.0, gt=0, le=1000, description="Its part among the shares of all arms.")
    model: str = Field(
        "", max_length=120, description="As in the recommender's state; empty for what is served."
    )
    diversity: float | None = Field(None, ge=0, le=1, description="0 by score alone, 1 as unlike as can be.")
    explore: float | None = Field(None, ge=0, le=0.5, description="The share of places given to chance.")
    rules: bool = True


class ExperimentDraft(BaseModel):
    """An experiment to start; the first arm is what the others are compared with."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "more-variety", "arms": [{"name": "as-is"}, {"name": "wide", "diversity": 0.6}]}
            ]
        },
    )

    name: _Name
    arms: list[ArmDraft] = Field(min_length=2, max_length=8)
    placement: Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9_-]*$")] = ""
    goal: Literal["click", "cart", "purchase"] = "click"
    note: str = Field("", max_length=200)


class WithInterval(BaseModel):
    """A value with its interval of 95 %, which holds at every look (a confidence sequence)."""

    value: float
    ci95: tuple[float, float]


class ArmResult(BaseModel):
    """What an arm gave; the unit is a customer or a visit, whatever they saw and did."""

    name: str
    share: float
    model: str
    units: int
    goals: int = Field(description="Units that reached the goal within a week of being shown something.")
    rate: WithInterval | None = Field(description="Null where nobody was shown anything.")
    lift: WithInterval | None = Field(
        description="The rate less that of the first arm; null for the first arm."
    )
    p: float | None = Field(description="Always valid: may be looked at as often as one likes.")
    verdict: Literal["first", "better", "worse", "undecided"]


class ExperimentShown(BaseModel):
    """An experiment and its results so far."""

    model_config = ConfigDict(title="Experiment")

    name: str
    placement: str
    goal: Literal["click", "cart", "purchase"]
    note: str
    started_at: datetime
    stopped_at: datetime | None
    arms: list[ArmResult]
    is_decided: bool
    method: str = Field(description="How intervals and p were obtained, with the paper.")
    uneven: bool = Field(
        description="Whether units are spread otherwise than the shares say: a fault somewhere."
    )


class Experiments(BaseModel):
    """Every experiment, the newest first."""

    items: list[ExperimentShown]


def experiment_routes(shop: Shop) -> APIRouter:
    """The shop's experiments."""
    router = APIRouter(prefix="/api/v1/experiments", tags=["experiments"], route_class=StrictRoute)

    @router.get("", summary="List experiments with their results", responses=documented(*REFUSED))
    def experiments(_: RecommendationReader) -> Experiments:
        found = shop.recommending.experiments.all()
        return Experiments(items=[ExperimentShown.model_validate(each) for each in found])

    @router.post(
        "",
        summary="Start an experiment",
        status_code=201,
        responses=documented("MOD-2374", "MOD-2375", *REFUSED_BODY),
    )
    def start(_: ExperimentWriter, draft: ExperimentDraft) -> ExperimentShown:
        said = draft.model_dump(exclude={"name"})
        return ExperimentShown.model_validate(shop.recommending.experiments.start(draft.name, said))

    @router.get("/{name}", summary="Look at one experiment", responses=documented("MOD-1103", *REFUSED))
    def experiment(_: RecommendationReader, name: ExperimentName) -> ExperimentShown:
        return ExperimentShown.model_validate(shop.recommending.experiments.get(name))

    @router.post("/{name}/stop", summary="Stop an experiment", responses=documented("MOD-1103", *REFUSED))
    def stop(_: ExperimentWriter, name: ExperimentName) -> ExperimentShown:
        return ExperimentShown.model_validate(shop.recommending.experiments.stop(name))

    return router
