"""The quality report over HTTP: the newest one, with its trend.

A new one is a job of the kind `quality`; how it is made is the workspace's.
"""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")


class FixShown(BaseModel):
    """One thing to mend; the first of a report gains most."""

    model_config = ConfigDict(title="Fix")

    kind: str
    subject: str
    count: int
    gain: float = Field(ge=0, description="How much of the shop it would mend, 0 to 1.")
    examples: list[str]


class QualityShown(BaseModel):
    """A quality report. `figures` are shares from 0 to 1; `trend` has every figure over earlier reports."""

    model_config = ConfigDict(title="Quality", extra="allow")

    at: str
    garments: int
    images: int
    figures: dict[str, float]
    fixes: list[FixShown]
    trend: dict[str, list[tuple[str, float]]]
    completeness: list[dict[str, Any]]
    validity: dict[str, Any]
    duplicates: dict[str, Any]
    image_quality: dict[str, Any]
    labels: dict[str, Any]
    drift: dict[str, Any]
    diversity: list[dict[str, Any]]


def quality_routes(shop: Shop) -> APIRouter:
    """What the shop's data are worth."""
    router = APIRouter(prefix="/api/v1/quality", tags=["quality"], route_class=StrictRoute)

    @router.get("", summary="Look at the newest quality report", responses=documented("MOD-1103", *_REFUSED))
    def newest(_: GarmentReader) -> QualityShown:
        return QualityShown.model_validate(flows.newest_quality(shop))

    return router
