"""Models over HTTP: which there are, versions and cards, promote and roll back.

The registry is learning's; what a model makes of pictures is in the rooms' own routers.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader, ModelWriter
from modiste.api.paging import Page
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.learning import ModelCard, ModelEntry
from modiste.workspace import Shop, flows

MODEL_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^(shipped|[1-9][0-9]{0,8})$"
ModelName = Annotated[str, Path(pattern=MODEL_NAME, max_length=80, description="As `clothing`.")]
Version = Annotated[str, Path(pattern=VERSION, description="A number, or `shipped`.")]
RunId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9.-]{0,120}$", description="As in the list.")]
REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
REFUSED_BODY = ("MOD-2204", "MOD-2205", "MOD-2206", *REFUSED)


class Refusal(BaseModel):
    """Why something could not be used."""

    code: str
    title: str
    detail: str
    remedy: str


class ModelShown(BaseModel):
    """One version of a model. `is_current`: the bare name stands for it; `error`: why it has no card."""

    model_config = ConfigDict(title="Model")

    name: str
    version: str
    stage: Literal["candidate", "production", "archived", "shipped", "folder"]
    is_current: bool
    created_at: datetime
    card: ModelCard | None = Field(description="What it is, what it was made from, and what it is worth.")
    error: Refusal | None = None


class Choice(BaseModel):
    """The version to put into production."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": "2"}]})

    version: str = Field(pattern=VERSION)


class StageChangeShown(BaseModel):
    """One line of a model's history."""

    model_config = ConfigDict(title="StageChange", from_attributes=True)

    version: str
    stage: str
    at: datetime
    why: str


class RunRow(BaseModel):
    """A finished training; `metrics` are of its held-out examples. Version null: kept, but not served."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    model: str
    version: str | None
    at: datetime
    epochs: int
    seconds: float
    recipe: str
    data: str
    metrics: dict[str, Any]


class RunShown(RunRow):
    """A training in full: its recipe as it was, a row of figures an epoch, and its held-out result."""

    model_config = ConfigDict(title="Run", from_attributes=True)

    history: list[dict[str, float | None]]
    settings: dict[str, Any]
    temperature: float | None
    validation: dict[str, Any] | None


class CompressionShown(BaseModel):
    """What a compression saved and cost: a row a model, the uncompressed first."""

    model_config = ConfigDict(title="Compression")

    at: datetime
    of: str
    model: str
    version: str
    by: str
    notes: dict[str, Any]
    table: list[dict[str, Any]]


def model_routes(shop: Shop) -> APIRouter:
    """The registry, and the models at work."""
    router = APIRouter(prefix="/api/v1/models", tags=["models"], route_class=StrictRoute)

    @router.get("", summary="List the models that their bare names stand for", responses=documented(*REFUSED))
    def listing(_: ModelReader) -> Page[ModelShown]:
        return Page(items=[_shown(entry) for entry in shop.registry.models() if entry.is_current])

    @router.get("/{name}", summary="Look at a model", responses=documented("MOD-1328", *REFUSED))
    def one(_: ModelReader, name: ModelName) -> ModelShown:
        return _shown(shop.registry.resolve(name, allow_folder=False))

    @router.get(
        "/{name}/versions", summary="List a model's versions", responses=documented("MOD-1328", *REFUSED)
    )
    def versions(_: ModelReader, name: ModelName) -> Page[ModelShown]:
        shop.registry.resolve(name, allow_folder=False)
        return Page(items=[_shown(entry) for entry in shop.registry.versions(name)])

    @router.get(
        "/{name}/versions/{version}", summary="Look at a version", responses=documented("MOD-1328", *REFUSED)
    )
    def version(_: ModelReader, name: ModelName, version: Version) -> ModelShown:
        return _shown(shop.registry.resolve(f"{name}@{version}", allow_folder=False))

    @router.get(
        "/{name}/history", summary="Promotions and the like", responses=documented("MOD-1328", *REFUSED)
    )
    def history(_: ModelReader, name: ModelName) -> Page[StageChangeShown]:
        told = shop.registry.history(name)
        return Page(items=[StageChangeShown.model_validate(each) for each in told])

    @router.get("/{name}/runs", summary="List a model's trainings", responses=documented(*REFUSED))
    def runs(_: ModelReader, name: ModelName) -> Page[RunRow]:
        return Page(items=[RunRow.model_validate(run) for run in flows.list_runs(shop, name)])

    @router.get(
        "/{name}/runs/{run_id}", summary="Look at a training", responses=documented("MOD-1103", *REFUSED)
    )
    def run(_: ModelReader, name: ModelName, run_id: RunId) -> RunShown:
        return RunShown.model_validate(flows.read_run(shop, name, run_id))

    @router.get(
        "/{name}/compressions", summary="What compressing a model saved", responses=documented(*REFUSED)
    )
    def compressions(_: ModelReader, name: ModelName) -> Page[CompressionShown]:
        found = flows.list_compressions(shop, name)
        return Page(items=[CompressionShown.model_validate(each) for each in found])

    @router.post(
        "/{name}/promote",
        summary="Put a version into production",
        responses=documented("MOD-1328", "MOD-1323", *REFUSED_BODY),
    )
    def promote(_: ModelWriter, name: ModelName, choice: Choice) -> ModelShown:
        return _shown(shop.registry.promote(name, choice.version))

    @router.post(
        "/{name}/roll-back",
        summary="Put back what was in production before",
        responses=documented("MOD-1109", "MOD-1328", *REFUSED),
    )
    def roll_back(_: ModelWriter, name: ModelName) -> ModelShown:
        return _shown(shop.registry.roll_back(name))

    return router


def _shown(entry: ModelEntry) -> ModelShown:
    """A damaged model is shown with the reason; it must not hide the others."""
    plain = {name: getattr(entry, name) for name in ("name", "version", "stage", "is_current", "created_at")}
    try:
        return ModelShown(**plain, card=entry.card)
    except ModisteError as error:
        return ModelShown(**plain, card=None, error=Refusal(**described(error)))


def described(error: ModisteError) -> dict[str, str]:
    """An error as a refusal's fields, without this machine's paths."""
    detail = without_paths(error.detail)
    return {"code": error.code, "title": error.title, "detail": detail, "remedy": error.remedy}
