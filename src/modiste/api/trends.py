"""What rises and fades over HTTP: attributes' shares in sales, looks, new garments and press, with evidence.

When a change is sure is the trends room's to say; demand, stock and decisions have their own routers.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from modiste.api.access import DemandReader
from modiste.api.garments import REFUSED, photo_url
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

Source = Literal["sales", "looks", "catalogue", "press"]
Verdict = Literal["rising", "fading", "steady"]


class InTwo(BaseModel):
    """A name in both languages."""

    en: str
    zh: str


class TrendEvidence(BaseModel):
    """One thing that shows a change: a garment, or an article."""

    kind: Literal["garment", "article"]
    item: str
    photo_url: str | None = None
    facts: dict[str, Any] = {}


class TrendSignal(BaseModel):
    """An attribute's value in one source: whether it rises, how fast, from when, how sure."""

    source: Source
    source_name: InTwo
    attribute: str
    attribute_name: InTwo
    value: str
    verdict: Verdict
    q: float = Field(description="Share of false alarms among calls as sure as this one.")
    growth: float | None = Field(description="Against the same weeks before, as a share; measured.")
    growth_ci95: list[float | None]
    share: float | None
    share_before: float | None
    emergence: float
    is_year_on_year: bool
    weeks: int
    series: list[float | None] = Field(description="Weekly share.")
    evidence: list[TrendEvidence]


class Trends(BaseModel):
    """Every signal, the surest first."""

    as_of: datetime
    first_week: date
    weeks: int
    synthetic: bool
    how: str
    counts: dict[str, int]
    items: list[TrendSignal]


def trend_routes(shop: Shop) -> APIRouter:
    """Signals of trends."""
    router = APIRouter(prefix="/api/v1/trends", tags=["trends"], route_class=StrictRoute)

    @router.get(
        "", summary="List what rises and fades, the surest first", responses=documented("MOD-2435", *REFUSED)
    )
    def trends(
        _: DemandReader,
        source: Annotated[list[Source], Query(max_length=4)] = [],  # noqa: B006 - FastAPI copies it
        attribute: Annotated[str, Query(max_length=40, pattern=r"^[a-z]*$")] = "",
        verdict: Annotated[Verdict | None, Query()] = None,
    ) -> Trends:
        told = flows.shop_trends(shop, sources=source or flows.TREND_SOURCES, attribute=attribute)
        items = [_shown(each) for each in told["items"] if verdict in (None, each["verdict"])]
        return Trends.model_validate({**told, "items": items})

    return router


def _shown(signal: dict[str, Any]) -> dict[str, Any]:
    evidence = [
        {
            "kind": each["kind"],
            "item": each["item"],
            "photo_url": photo_url(each["image_id"]),
            "facts": {k: v for k, v in each.items() if k not in ("kind", "item", "image_id")},
        }
        for each in signal["evidence"]
    ]
    return {**signal, "evidence": evidence}
