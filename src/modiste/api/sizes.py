"""Sizes over HTTP: which size of a garment somebody should take, predicted and simulated, and what to do.

Knows the shapes of answers; both opinions are the workspace's. Measures that are sent are not kept.
"""

from typing import Annotated, Literal

import anyio
import anyio.to_thread
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import Fitter
from modiste.api.garments import ID_PATTERN, REFUSED_BODY, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import Measures
from modiste.workspace import Shop, flows


class SizeWanted(BaseModel):
    """Whose size: a customer of the shop, measures of a body in centimetres, or both."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"measures": {"height": 168, "chest": 92, "waist": 74, "hip": 99}}]},
    )

    customer: Annotated[str, Field(max_length=200, pattern=rf"^$|{ID_PATTERN}")] = ""
    measures: Measures = Field(default_factory=dict)
    simulate: bool = Field(False, description="Drape the pattern on the body as well; takes some seconds.")
    preference: Literal["close", "as-designed", "loose"] = "as-designed"


class PredictedChance(BaseModel):
    """A predicted probability, with the 95 % interval of the shares that came about where it was given."""

    value: float
    ci95: tuple[float, float]


class LearnedSizeShown(BaseModel):
    """One size by orders and returns: how likely it comes back, and for which reason."""

    model_config = ConfigDict(title="LearnedSize")

    size: str
    returned: PredictedChance
    reasons: dict[Literal["small", "large", "other"], PredictedChance]


class LearnedOpinionShown(BaseModel):
    """What orders and returns say, and of how many of this garment and this customer."""

    model_config = ConfigDict(title="LearnedOpinion")

    recommended: str
    sizes: list[LearnedSizeShown]
    garment_wearings: int
    customer_wearings: int
    model: str = Field(description="The promoted model, as `size@3`; empty for the shop's trade by itself.")
    basis: Literal["predicted"]


class SimulatedOpinionShown(BaseModel):
    """What the pattern says, draped on a body of these measures; scores are no measured accuracy."""

    model_config = ConfigDict(title="SimulatedOpinion")

    recommended: str
    reason: str
    confidence: float
    sizes: dict[str, float]
    cut_basis: str
    basis: Literal["simulated"]


class SizeNote(BaseModel):
    """Why an opinion is missing."""

    en: str
    zh: str


class SizeAdviceShown(BaseModel):
    """One size from both opinions, how they stand to each other, and what to do."""

    model_config = ConfigDict(title="SizeAdvice")

    garment: str
    customer: str
    recommended: str
    agreement: Literal["agree", "near", "apart", "learned-only", "simulated-only"]
    en: str
    zh: str
    learned: LearnedOpinionShown | None
    simulated: SimulatedOpinionShown | None
    notes: list[SizeNote]


def size_routes(shop: Shop) -> APIRouter:
    """Size advice."""
    router = APIRouter(prefix="/api/v1", tags=["sizes"], route_class=StrictRoute)
    desk = anyio.CapacityLimiter(1)  # a drape uses the cores it was given

    @router.post(
        "/garments/{garment_id}/size",
        summary="Say which size of a garment to take",
        description="From the shop's learned sizes, which `modiste size` makes, and with `simulate` from the "
        "pattern on the body. Measures that are sent are not kept.",
        responses=documented("MOD-1103", "MOD-1530", "MOD-1531", "MOD-2352", "MOD-2359", *REFUSED_BODY),
    )
    async def advise(_: Fitter, garment_id: GarmentId, wanted: SizeWanted) -> SizeAdviceShown:
        def ask() -> SizeAdviceShown:
            advice = flows.advise_size(
                shop,
                garment_id,
                wanted.customer,
                wanted.measures,
                simulate=wanted.simulate,
                preference=wanted.preference,
                learn=False,
            )
            return SizeAdviceShown.model_validate(advice.to_json())

        return await anyio.to_thread.run_sync(ask, limiter=desk)

    return router
