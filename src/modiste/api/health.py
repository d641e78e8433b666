"""Whether the server lives (/healthz) and the shop can answer (/readyz); open to everyone, telling little.

What is wrong in detail stands in the log.
"""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop


class Health(BaseModel):
    """A sign of life."""

    status: Literal["ok"] = "ok"


def health_routes(shop: Shop) -> APIRouter:
    """The two probes of a cluster."""
    router = APIRouter(tags=["health"], route_class=StrictRoute)

    @router.get("/healthz", summary="Whether the server lives")
    async def alive() -> Health:
        return Health()

    @router.get("/readyz", summary="Whether the shop answers", responses=documented("MOD-2223"))
    def ready() -> Health:
        try:
            shop.jobs.page(limit=1)
        except (SQLAlchemyError, OSError, ModisteError) as error:
            raise ModisteError("MOD-2223", reason=type(error).__name__) from error
        return Health()

    return router
