"""Kept evaluations over HTTP: results, curves, and the pictures behind every figure.

What was kept, and how curves follow from it, is the workspace's.
"""

from datetime import datetime
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.pictures import encoded
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

EvaluationId = Annotated[
    str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=160, description="As in the list.")
]
_Label = Annotated[str | None, Query(max_length=200)]
_SHORT = ("accuracy", "macro_f1", "ece")


class EvaluationRow(BaseModel):
    """One evaluation in a list; `metrics` holds accuracy, macro F1 and ECE as `{value, ci95, unit}`."""

    id: str
    model: str
    data: str
    protocol: str
    n: int
    at: datetime
    metrics: dict[str, Any]


class EvaluationShown(BaseModel):
    """A whole result: every metric with its interval, per class, confusion, reliability, slices, mistakes."""

    model_config = ConfigDict(title="Evaluation", extra="allow")

    id: str
    model: str
    data: str
    protocol: str
    n: int
    at: datetime
    seconds: float
    peak_mb: float
    metrics: dict[str, Any]
    per_class: list[dict[str, Any]]
    confusion: dict[str, Any] = Field(description="`labels`, and `counts` with true classes in rows.")
    reliability: list[dict[str, Any]]
    worst_mistakes: list[dict[str, Any]]


class CurvePoints(BaseModel):
    """A curve as two lists of equal length."""

    x: list[float]
    y: list[float]


class CurvesShown(BaseModel):
    """One class against the rest: false against true positive rate, and recall against precision."""

    model_config = ConfigDict(title="Curves")

    label: str
    roc: CurvePoints
    pr: CurvePoints
    roc_auc: float | None
    average_precision: float | None


class ExampleShown(BaseModel):
    """One judged case, and where its picture is."""

    model_config = ConfigDict(title="Example")

    row: int
    id: str
    true: str
    predicted: str
    confidence: float
    picture_url: str


class Examples(Page[ExampleShown]):
    """A page of cases, and how many there are in all."""

    count: int


def evaluation_routes(shop: Shop) -> APIRouter:
    """What models were found to be worth."""
    router = APIRouter(prefix="/api/v1/evaluations", tags=["evaluations"], route_class=StrictRoute)
    missing = ("MOD-1103", *REFUSED)

    @router.get("", summary="List evaluations", responses=documented(*REFUSED))
    def listing(
        _: ModelReader,
        model: Annotated[str, Query(max_length=200, description="`name` or `name@version`.")] = "",
        limit: Limit = 50,
    ) -> Page[EvaluationRow]:
        rows = [
            EvaluationRow(
                **{name: each[name] for name in ("id", "model", "data", "protocol", "n", "at")},
                metrics={name: each["metrics"][name] for name in _SHORT if name in each["metrics"]},
            )
            for each in shop.evaluations.all(model)[:limit]
        ]
        return Page(items=rows)

    @router.get("/{evaluation_id}", summary="Look at an evaluation", responses=documented(*missing))
    def one(_: ModelReader, evaluation_id: EvaluationId) -> EvaluationShown:
        return EvaluationShown.model_validate(shop.evaluations.get(evaluation_id))

    @router.get(
        "/{evaluation_id}/curves",
        summary="ROC and precision-recall of a class",
        responses=documented(*missing),
    )
    def curves(
        _: ModelReader, evaluation_id: EvaluationId, label: Annotated[str, Query(max_length=200)]
    ) -> CurvesShown:
        found = shop.evaluations.curves(evaluation_id, label)
        return CurvesShown(
            label=label,
            roc=CurvePoints(x=found.roc[0], y=found.roc[1]),
            pr=CurvePoints(x=found.pr[0], y=found.pr[1]),
            roc_auc=found.roc_auc,
            average_precision=found.average_precision,
        )

    @router.get(
        "/{evaluation_id}/examples",
        summary="List the cases behind a cell of the confusion matrix",
        description="Of mistakes the surest first, of hits alone the least sure.",
        responses=documented("MOD-2215", *missing),
    )
    def examples(
        _: ModelReader,
        evaluation_id: EvaluationId,
        true: _Label = None,
        predicted: _Label = None,
        wrong: Annotated[bool, Query(description="Only mistakes.")] = False,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Examples:
        offset = _offset(cursor)
        rows, count = shop.evaluations.examples(
            evaluation_id, true=true, predicted=predicted, wrong=wrong, offset=offset, limit=limit
        )
        items = [
            ExampleShown(**vars(each), picture_url=f"{router.prefix}/{evaluation_id}/pictures/{each.row}")
            for each in rows
        ]
        more = offset + len(rows) < count
        return Examples(
            items=items, count=count, next_cursor=to_cursor(str(offset + len(rows))) if more else None
        )

    @router.get(
        "/{evaluation_id}/pictures/{row}",
        summary="The picture of a case",
        response_class=Response,
        responses={
            200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
            **documented("MOD-1208", *missing),
        },
    )
    async def picture(
        _: ModelReader, evaluation_id: EvaluationId, row: Annotated[int, Path(ge=0, le=10_000_000)]
    ) -> Response:
        def look() -> bytes:
            return encoded(shop.evaluations.picture(evaluation_id, row, flows.picture_source))

        return Response(
            await anyio.to_thread.run_sync(look),
            media_type="image/png",
            headers={"Cache-Control": "private, max-age=3600"},
        )

    return router


def _offset(cursor: str | None) -> int:
    place = from_cursor(cursor) or "0"
    if not place.isdecimal() or len(place) > 9:
        raise ModisteError("MOD-2215")
    return int(place)
