"""Whether this machine and this shop can do what Modiste offers, over HTTP.

Looking is the workspace's; here the machine's paths are left out.
"""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, examine


class CheckShown(BaseModel):
    """One thing looked at. `missing` can be added; `failed` is wrong. `remedy` says what to do."""

    name: str
    state: Literal["ok", "missing", "failed"]
    detail: str
    remedy: str


class Examination(BaseModel):
    """All that was looked at; healthy when nothing failed."""

    healthy: bool
    checks: list[CheckShown]


def doctor_routes(shop: Shop) -> APIRouter:
    """The examination."""
    router = APIRouter(prefix="/api/v1/doctor", tags=["settings"], route_class=StrictRoute)

    @router.get("", summary="Examine this machine and this shop", responses=documented(*REFUSED))
    def doctor(_: ModelReader) -> Examination:
        checks = [
            CheckShown(
                name=each.name,
                state=each.state,
                detail=without_paths(each.detail),
                remedy="" if each.state == "ok" else without_paths(each.remedy),
            )
            for each in examine(shop.root)
        ]
        return Examination(healthy=all(each.state != "failed" for each in checks), checks=checks)

    return router
