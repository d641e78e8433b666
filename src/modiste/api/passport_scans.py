"""Scans and claims of labels by anybody, over HTTP; what looks suspicious, for those who may see passports.

Knows shapes as JSON; what a scan or a claim means is the workspace's.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import PassportReader, PassportWriter
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
Label = Annotated[str, Field(min_length=1, max_length=500, description="What the label says.")]


class ScanPlaceGiven(BaseModel):
    """Where, if the reader's owner agreed to tell; kept in whole degrees."""

    model_config = ConfigDict(title="PassportScanPlaceGiven", extra="forbid")

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class ScanGiven(BaseModel):
    """That somebody looks at a label."""

    model_config = ConfigDict(title="PassportScanGiven", extra="forbid")

    item: Label
    country: str = Field("", pattern="^([A-Za-z]{2})?$", description="ISO 3166-1 alpha-2, where it is told.")
    place: ScanPlaceGiven | None = None


class ScanReasonShown(BaseModel):
    """One thing that is odd about a label, as data and in words."""

    model_config = ConfigDict(title="PassportScanReason")

    kind: Literal["travel", "countries", "readers", "ended", "revoked", "unknown"]
    facts: dict[str, Any]
    en: str
    zh: str


class ScanAnswerShown(BaseModel):
    """What a scan is told."""

    model_config = ConfigDict(title="PassportScanAnswer")

    item: str
    passport: Literal["issued", "revoked", "replaced", "none"]
    caution: bool
    reasons: list[ScanReasonShown]
    note: str = Field(description="What a copied code proves, and what not.")
    note_zh: str


class ClaimGiven(BaseModel):
    """A code that came with a garment."""

    model_config = ConfigDict(title="PassportClaimGiven", extra="forbid")

    item: Label
    code: str = Field(max_length=40)
    pass_on: bool = Field(False, description="End an own claim and get a code for the next owner.")


class ClaimAnswerShown(BaseModel):
    """What a claim is told: one shape, whatever came of it."""

    model_config = ConfigDict(title="PassportClaimAnswer")

    result: Literal["claimed", "claimed_before", "passed_on", "refused"]
    new_code: str = Field(description="Shown this once; empty unless a garment was passed on.")
    why: str
    why_zh: str


class ReleaseGiven(BaseModel):
    """That an item came back, and its claim ends."""

    model_config = ConfigDict(title="PassportReleaseGiven", extra="forbid")

    item: Label
    reason: str = Field(min_length=1, max_length=1000)


class CauseShown(BaseModel):
    """A feature that sets something apart."""

    model_config = ConfigDict(title="PassportSuspicionCause")

    feature: str
    share: float = Field(description="Of the score.")
    value: float
    usual: float = Field(description="The middle of all.")
    en: str
    zh: str


class SuspicionShown(BaseModel):
    """An item or a supplier unlike its peers; a reason to look, not a proof."""

    model_config = ConfigDict(title="PassportSuspicion")

    name: str
    score: float = Field(description="Robust spreads above the middle of all.")
    reasons: list[CauseShown]


class SuspicionsShown(BaseModel):
    """Who stands out, the most suspicious first."""

    model_config = ConfigDict(title="PassportSuspicions")

    model: str
    items_seen: int
    suppliers_seen: int
    items: list[SuspicionShown]
    suppliers: list[SuspicionShown]


def passport_scan_routes(shop: Shop) -> APIRouter:
    """Scans, claims and suspicions."""
    router = APIRouter(prefix="/api/v1/passports", tags=["passports"], route_class=StrictRoute)

    @router.post(
        "/scans", summary="Tell of a scan, and hear what is odd", responses=documented("MOD-2203", "MOD-2660")
    )
    def scan(request: Request, given: ScanGiven) -> ScanAnswerShown:
        place = (given.place.latitude, given.place.longitude) if given.place else None
        found = shop.scans.scan(given.item, _address(request), given.country, place)
        return ScanAnswerShown(**found.shown())

    @router.post("/claims", summary="Claim a garment by its code", responses=documented("MOD-2203"))
    def claim(request: Request, given: ClaimGiven) -> ClaimAnswerShown:
        found = shop.scans.claim(given.item, given.code, _address(request), passes_on=given.pass_on)
        return ClaimAnswerShown(**found.shown())

    @router.post(
        "/releases",
        summary="End the claim of an item that came back",
        status_code=204,
        responses=documented("MOD-1103", *_REFUSED),
    )
    def release(caller: PassportWriter, given: ReleaseGiven) -> None:
        shop.scans.release(given.item, caller.name, given.reason)

    @router.get("/suspicions", summary="Items and suppliers that stand out", responses=documented(*_REFUSED))
    def suspicions(_: PassportReader) -> SuspicionsShown:
        return SuspicionsShown(**shop.scans.suspicions())

    return router


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
