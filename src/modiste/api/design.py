"""The design desk over HTTP: which generators there are.

Knows addresses and shapes; the work is the workspace's.
"""

from fastapi import APIRouter
from pydantic import BaseModel

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows


class GeneratorShown(BaseModel):
    """A generator and the categories that it knows."""

    kind: str
    model: str
    categories: list[str]


class GeneratorList(BaseModel):
    """Every generator that is here."""

    items: list[GeneratorShown]


def design_routes(shop: Shop) -> APIRouter:
    """What the design desk answers."""
    router = APIRouter(prefix="/api/v1/design", tags=["design"], route_class=StrictRoute)

    @router.get("/generators", summary="List the generators", responses=documented(*REFUSED))
    def generators(_: GarmentReader) -> GeneratorList:
        return GeneratorList.model_validate({"items": flows.list_generators(shop)})

    return router
