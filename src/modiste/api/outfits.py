"""Outfits over HTTP: what goes with a garment, each piece with why.

Knows the shapes of answers; putting outfits together is the workspace's.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader
from modiste.api.garments import REFUSED, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows


class OutfitPieceShown(BaseModel):
    """One garment of an outfit and why it is there."""

    model_config = ConfigDict(title="OutfitPiece")

    garment: str
    colourway: str
    slot: Literal["top", "bottom", "dress", "layer"]
    score: float
    harmony: str = Field(description="The rule of colour with the garment asked for; empty where unknown.")
    likeness: float | None = Field(description="Cosine of pictures; null where they are not indexed.")
    same: list[str]
    en: str
    zh: str


class OutfitShown(BaseModel):
    """A garment completed; `basis` says how its score came about."""

    model_config = ConfigDict(title="Outfit")

    garment: str
    colourway: str
    score: float
    pieces: list[OutfitPieceShown]
    basis: str
    model: str = Field(description="The promoted model that was asked, as `outfits@2`; or empty.")
    chance: float | None = Field(description="How likely people put such pieces together, by that model.")


class OutfitsFound(BaseModel):
    """Outfits, the best first."""

    outfits: list[OutfitShown]


def outfit_routes(shop: Shop) -> APIRouter:
    """Outfits."""
    router = APIRouter(prefix="/api/v1", tags=["outfits"], route_class=StrictRoute)

    @router.get(
        "/garments/{garment_id}/outfits",
        summary="Complete outfits around a garment",
        responses=documented("MOD-1103", "MOD-2012", "MOD-2361", *REFUSED),
    )
    def complete(
        _: GarmentReader,
        garment_id: GarmentId,
        k: Annotated[int, Query(ge=1, le=20, description="How many outfits.")] = 3,
        colourway: Annotated[str, Query(max_length=200, description="In this of its colours.")] = "",
    ) -> OutfitsFound:
        made = flows.complete_outfit(shop, garment_id, k, colourway)
        return OutfitsFound.model_validate({"outfits": [each.to_json() for each in made]})

    return router
