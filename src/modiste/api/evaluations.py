"""What models are worth, over HTTP: kept evaluations, and the pictures behind a cell of their matrix.

The shop keeps and reads them; evaluating is a job.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED, ModelName, Refusal, Version, described
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Example, Kept, Shop

EvaluationId = Annotated[str, Path(pattern=r"^[0-9]{8}T[0-9]{12}-[0-9a-f]{8}$", description="As listed.")]
Label = Annotated[str, Query(min_length=1, max_length=300)]


class MetricShown(BaseModel):
    """A figure with its 95 % interval where one is known; null is what is not defined."""

    model_config = ConfigDict(title="Metric")

    value: float | None
    ci95: tuple[float | None, float | None] | None
    unit: str


class EvaluationShown(BaseModel):
    """One kept evaluation; `error` says why its files cannot be read, and then the rest is empty."""

    model_config = ConfigDict(title="Evaluation")

    id: str
    data: str
    protocol: str
    n: int
    at: datetime
    seconds: float
    metrics: dict[str, MetricShown]
    error: Refusal | None = None


class ClassScoreShown(BaseModel):
    """One class against the rest; areas are null where no case, or every case, is of it."""

    label: str
    n: int
    predicted: int
    precision: float
    recall: float
    f1: float
    f1_ci95: tuple[float, float] | None
    roc_auc: float | None
    average_precision: float | None


class CurveShown(BaseModel):
    """A class's curve, at most 200 points `[x, y]`; none where no case is of the class."""

    label: str
    points: list[tuple[float, float]]


class ReliabilityBinShown(BaseModel):
    """Confidences in `(low, high]`: how many, their mean, and how many of them were right."""

    low: float
    high: float
    n: int
    confidence: float | None
    accuracy: float | None


class CoveragePointShown(BaseModel):
    """The accuracy on the most confident share of the cases."""

    coverage: float
    accuracy: float


class ExampleShown(BaseModel):
    """One judged picture. Ids and address are null where the shop does not hold it."""

    image_id: str | None
    garment_id: str | None
    photo_url: str | None
    name: str
    actual: str
    predicted: str
    confidence: float


class EvaluationDetailShown(EvaluationShown):
    """A kept evaluation, whole. `confusion` has the actual classes in rows, the predicted in columns."""

    model_config = ConfigDict(title="EvaluationDetail")

    labels: list[str]
    confusion: list[list[int]]
    per_class: list[ClassScoreShown]
    roc: list[CurveShown] = Field(description="Points are [false positive rate, true positive rate].")
    pr: list[CurveShown] = Field(description="Points are [recall, precision].")
    reliability: list[ReliabilityBinShown]
    coverage: list[CoveragePointShown]
    worst: list[ExampleShown] = Field(description="The surest mistakes.")


def evaluation_routes(shop: Shop) -> APIRouter:
    """The kept evaluations of a version, newest first."""
    router = APIRouter(
        prefix="/api/v1/models/{name}/versions/{version}/evaluations",
        tags=["evaluations"],
        route_class=StrictRoute,
    )

    def known(name: str, version: str) -> tuple[str, str]:
        entry = shop.registry.resolve(f"{name}@{version}", allow_folder=False)
        return entry.name, entry.version

    @router.get(
        "", summary="List evaluations of a version", responses=documented("MOD-1328", "MOD-2215", *REFUSED)
    )
    def listing(
        _: ModelReader, name: ModelName, version: Version, cursor: Cursor = None, limit: Limit = 50
    ) -> Page[EvaluationShown]:
        page = shop.evaluations.page(*known(name, version), from_cursor(cursor), limit)
        items = [EvaluationShown.model_validate(_summary(each)) for each in page.items]
        return Page(items=items, next_cursor=to_cursor(page.next_after))

    @router.get(
        "/{evaluation_id}",
        summary="Look at an evaluation",
        responses=documented("MOD-1103", "MOD-1328", "MOD-2020", *REFUSED),
    )
    def one(
        _: ModelReader, name: ModelName, version: Version, evaluation_id: EvaluationId
    ) -> EvaluationDetailShown:
        told = shop.evaluations.get(*known(name, version), evaluation_id)
        worst = [_example(each) for each in told.worst]
        return EvaluationDetailShown.model_validate(
            {**told.detail, **_summary(told.summary), "worst": [each.model_dump() for each in worst]}
        )

    @router.get(
        "/{evaluation_id}/cell",
        summary="The pictures behind one cell of the confusion matrix",
        description="Mistakes come surest first, right answers least sure first.",
        responses=documented("MOD-1103", "MOD-1328", "MOD-2011", "MOD-2020", "MOD-2215", *REFUSED),
    )
    def cell(
        _: ModelReader,
        name: ModelName,
        version: Version,
        evaluation_id: EvaluationId,
        actual: Label,
        predicted: Label,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Page[ExampleShown]:
        page = shop.evaluations.cell(
            *known(name, version), evaluation_id, actual, predicted, _row(from_cursor(cursor)), limit
        )
        return Page(items=[_example(each) for each in page.items], next_cursor=to_cursor(page.next_after))

    return router


def _summary(kept: Kept) -> dict[str, object]:
    shown = {name: getattr(kept, name) for name in ("id", "protocol", "n", "at", "seconds")}
    error = Refusal(**described(kept.error)) if kept.error else None
    return {**shown, "data": without_paths(kept.data), "metrics": kept.metrics or {}, "error": error}


def _example(each: Example) -> ExampleShown:
    url = f"/api/v1/photos/{each.image_id}" if each.image_id else None
    return ExampleShown(**vars(each), photo_url=url)


def _row(after: str | None) -> int:
    """The row that a cell's cursor stands for."""
    if after is None:
        return 0
    if not after.isascii() or not after.isdecimal() or len(after) > 9:
        raise ModisteError("MOD-2215")
    return int(after)
