"""Models over HTTP: which there are, versions and cards, promote and roll back.

The registry is learning's; what a model makes of pictures is in the rooms' own routers.
"""

from collections.abc import Mapping
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
from modiste.workspace import Shop

_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^(shipped|[1-9][0-9]{0,8})$"
ModelName = Annotated[str, Path(pattern=_NAME, max_length=80, description="As `clothing`.")]
Version = Annotated[str, Path(pattern=VERSION, description="A number, or `shipped`.")]
REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
REFUSED_BODY = ("MOD-2204", "MOD-2205", "MOD-2206", *REFUSED)


class Refusal(BaseModel):
    """Why something could not be used."""

    code: str
    title: str
    detail: str
    remedy: str


class CardMetricShown(BaseModel):
    """A figure on a model's card with how it was obtained."""

    model_config = ConfigDict(title="CardMetric")

    value: float
    ci95: tuple[float, float] | None
    unit: str
    data: str
    split: str
    protocol: str
    n: int


class ModelShown(BaseModel):
    """One version of a model. `is_current`: the bare name stands for it; `error`: why it has no card.

    `ms_bs1`: CPU milliseconds a picture, alone, on one thread, as the newest compression with it measured;
    null if never. `metrics` are the card's, by name.
    """

    model_config = ConfigDict(title="Model")

    name: str
    version: str
    stage: Literal["candidate", "production", "archived", "shipped", "folder"]
    is_current: bool
    created_at: datetime
    size_bytes: int | None
    ms_bs1: float | None
    metrics: dict[str, CardMetricShown]
    card: ModelCard | None = Field(description="What it is, what it was made from, and what it is worth.")
    error: Refusal | None = None


class Choice(BaseModel):
    """The version to put into production."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"version": "2"}]})

    version: str = Field(pattern=VERSION)


def model_routes(shop: Shop) -> APIRouter:
    """The registry, and the models at work."""
    router = APIRouter(prefix="/api/v1/models", tags=["models"], route_class=StrictRoute)

    def shown(entry: ModelEntry) -> ModelShown:
        return _shown(entry, _speeds(shop))

    @router.get("", summary="List the models that their bare names stand for", responses=documented(*REFUSED))
    def listing(_: ModelReader) -> Page[ModelShown]:
        return Page(items=[shown(entry) for entry in shop.registry.models() if entry.is_current])

    @router.get("/{name}", summary="Look at a model", responses=documented("MOD-1328", *REFUSED))
    def one(_: ModelReader, name: ModelName) -> ModelShown:
        return shown(shop.registry.resolve(name, allow_folder=False))

    @router.get(
        "/{name}/versions", summary="List a model's versions", responses=documented("MOD-1328", *REFUSED)
    )
    def versions(_: ModelReader, name: ModelName) -> Page[ModelShown]:
        shop.registry.resolve(name, allow_folder=False)
        return Page(items=[shown(entry) for entry in shop.registry.versions(name)])

    @router.get(
        "/{name}/versions/{version}", summary="Look at a version", responses=documented("MOD-1328", *REFUSED)
    )
    def version(_: ModelReader, name: ModelName, version: Version) -> ModelShown:
        return shown(shop.registry.resolve(f"{name}@{version}", allow_folder=False))

    @router.post(
        "/{name}/promote",
        summary="Put a version into production",
        responses=documented("MOD-1328", "MOD-1323", *REFUSED_BODY),
    )
    def promote(_: ModelWriter, name: ModelName, choice: Choice) -> ModelShown:
        return shown(shop.registry.promote(name, choice.version))

    @router.post(
        "/{name}/roll-back",
        summary="Put back what was in production before",
        responses=documented("MOD-1109", "MOD-1328", *REFUSED),
    )
    def roll_back(_: ModelWriter, name: ModelName) -> ModelShown:
        return shown(shop.registry.roll_back(name))

    return router


def _speeds(shop: Shop) -> dict[str, float]:
    """Milliseconds by `name@version`, the newest measurement last and so the one that stays."""
    rows = [row for table in reversed(shop.compressions.all()) for row in table.rows]
    return {str(row["name"]): float(row["ms_bs1"]) for row in rows if "ms_bs1" in row}


def _shown(entry: ModelEntry, speeds: Mapping[str, float]) -> ModelShown:
    """A damaged model is shown with the reason; it must not hide the others."""
    plain: dict[str, Any] = {
        name: getattr(entry, name) for name in ("name", "version", "stage", "is_current", "created_at")
    }
    plain["ms_bs1"] = speeds.get(f"{entry.name}@{entry.version}")
    try:
        card = entry.card
    except ModisteError as error:
        refusal = Refusal(**described(error))
        return ModelShown(**plain, card=None, size_bytes=None, metrics={}, error=refusal)
    metrics = {each.name: CardMetricShown.model_validate(each, from_attributes=True) for each in card.metrics}
    return ModelShown(**plain, card=card, size_bytes=card.size_bytes, metrics=metrics)


def described(error: ModisteError) -> dict[str, str]:
    """An error as a refusal's fields, without this machine's paths."""
    detail = without_paths(error.detail)
    return {"code": error.code, "title": error.title, "detail": detail, "remedy": error.remedy}
