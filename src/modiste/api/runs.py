"""How a version came to be, over HTTP: its training run, and the table of the compression it took part in.

The shop keeps both; training and compressing are jobs.
"""

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED, ModelName, Version
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.learning import Row
from modiste.workspace import Shop, run_behind


class EpochShown(BaseModel):
    """One row of a run's history; a network that is judged by other names brings those."""

    model_config = ConfigDict(title="Epoch", extra="allow")

    epoch: int
    loss: float | None = None
    seconds: float | None = None
    validation_loss: float | None = None
    validation_accuracy: float | None = None


class RunShown(BaseModel):
    """A training run, finished: while it runs its job's events tell of it. `job_id` is null without a job."""

    model_config = ConfigDict(title="Run")

    recipe: dict[str, Any]
    recipe_toml: str
    history: list[EpochShown]
    job_id: str | None
    seconds: float
    state: Literal["running", "done", "stopped"]


class CompressionShown(BaseModel):
    """The newest table with this version in it; the original comes first. `by`: int8, prune or distil."""

    model_config = ConfigDict(title="Compression")

    rows: list[Row]
    made_at: datetime
    by: str
    notes: dict[str, Any] = Field(description="How it was made, and on what it was compared.")


def run_routes(shop: Shop) -> APIRouter:
    """What is known of how a version was made."""
    router = APIRouter(
        prefix="/api/v1/models/{name}/versions/{version}", tags=["models"], route_class=StrictRoute
    )

    @router.get(
        "/run",
        summary="The training run behind a version",
        responses=documented("MOD-1328", "MOD-2020", "MOD-2021", *REFUSED),
    )
    def run(_: ModelReader, name: ModelName, version: Version) -> RunShown:
        entry = shop.registry.resolve(f"{name}@{version}", allow_folder=False)
        return RunShown.model_validate(vars(run_behind(shop, entry)))

    @router.get(
        "/compression",
        summary="The table of a compression",
        responses=documented("MOD-1328", "MOD-2022", *REFUSED),
    )
    def compression(_: ModelReader, name: ModelName, version: Version) -> CompressionShown:
        entry = shop.registry.resolve(f"{name}@{version}", allow_folder=False)
        table = shop.compressions.of(f"{entry.name}@{entry.version}")
        return CompressionShown.model_validate(vars(table))

    return router
