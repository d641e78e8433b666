"""Passports over HTTP: what the house does with them, and what everybody may read without a key.

Knows JSON and addresses; proofs are the workspace's. What is open is what a shopper, a witness or a verifier
needs: bundles, statuses, the issuer's keys, the log as C2SP has it, and the page that checks.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import PassportReader, PassportWriter
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.store import KeptPassport
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
_BUNDLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "A bundle's bytes"}
}
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


class PassportShown(BaseModel):
    """A passport of an item, as the shop keeps it."""

    model_config = ConfigDict(title="Passport")

    id: str
    item: str = Field(description="The item's canonical Digital Link.")
    garment: str = Field(description="Empty where the shop has no SKU of the item's GTIN.")
    version: int
    status: Literal["issued", "replaced", "revoked"]
    entry: int = Field(description="Its index in the log.")
    issued_at: datetime
    issued_by: str
    ended_at: datetime | None
    ended_by: str
    reason: str


class PassportDetailShown(PassportShown):
    """A passport with what it says."""

    model_config = ConfigDict(title="PassportDetail")

    credential: dict[str, Any] = Field(description="The W3C credential, with its proof.")
    is_erased: bool = Field(description="What it said was forgotten; it proves nothing any more.")


class PassportFieldShown(BaseModel):
    """A field of the profile."""

    model_config = ConfigDict(title="PassportField")

    id: str
    title: str
    title_zh: str
    is_required: bool
    audience: Literal["public", "legitimate_interest", "authority"]
    level: Literal["model", "batch", "item"]


class PassportSaidShown(PassportFieldShown):
    """A field with what it says."""

    model_config = ConfigDict(title="PassportSaid")

    value: str
    unit: str
    how: str = Field(description="Measured, declared, derived or simulated.")
    source: str = Field(description="What kind of evidence.")
    signer: str = Field(description="The did of the supplier who signed it, or empty.")
    signer_name: str = Field(description="What the shop calls that supplier.")


class PassportTierShown(BaseModel):
    """What a tier of suppliers has yet to say."""

    model_config = ConfigDict(title="PassportTier")

    tier: str
    title: str
    title_zh: str
    percent: int
    signed_percent: int = Field(description="What of it a supplier signed; the rest is merely stated.")
    missing: list[PassportFieldShown]


class PassportContentShown(BaseModel):
    """What a passport says now, and how complete that is; what is simulated counts for nothing."""

    model_config = ConfigDict(title="PassportContent")

    profile: str
    percent: int
    required_percent: int
    signed_percent: int
    tiers: list[PassportTierShown]
    fields: list[PassportSaidShown]


class PassportsGiven(BaseModel):
    """For which items to issue passports."""

    model_config = ConfigDict(title="PassportsGiven", extra="forbid")

    items: list[str] = Field([], max_length=500, description="Items by any of their names.")
    garment: str = Field("", max_length=200, description="Every known item of a garment.")


class PassportsIssuedShown(BaseModel):
    """What was issued; items that say what they said keep the passport that they have."""

    model_config = ConfigDict(title="PassportsIssued")

    asked: int
    issued: list[PassportShown]


class RevocationGiven(BaseModel):
    """Why a passport is taken back."""

    model_config = ConfigDict(title="RevocationGiven", extra="forbid")

    reason: str = Field(min_length=1, max_length=1000)


class PassportCheckShown(BaseModel):
    """One line of a verdict."""

    model_config = ConfigDict(title="PassportCheck")

    name: str
    status: Literal["ok", "failed", "unknown"]
    why: str
    why_zh: str


class PassportVerdictShown(BaseModel):
    """What came of checking a bundle."""

    model_config = ConfigDict(title="PassportVerdict")

    ok: bool
    checks: list[PassportCheckShown]


class PassportLogShown(BaseModel):
    """The log in a few words."""

    model_config = ConfigDict(title="PassportLog")

    origin: str
    size: int
    root: str
    key: str
    issuer: str
    witnesses: list[str]
    independent_witnesses: bool
    quorum: int
    keys: list[dict[str, Any]]
    passports: dict[str, int] = Field(description="How many are in each state.")


class PassportAnchorShown(BaseModel):
    """An anchor of the log."""

    model_config = ConfigDict(title="PassportAnchor")

    size: int = Field(description="Entries of the log that it covers.")
    root: str
    state: Literal["wanted", "sent", "mined", "final", "covered", "refused"]
    reason: str
    transaction: str
    block: int
    at: int = Field(description="Seconds since 1970, 0 before it is in a block.")
    gas: int
    gas_price: int = Field(description="In wei.")


class PassportAnchorsShown(BaseModel):
    """The chain and its anchors, the newest first."""

    model_config = ConfigDict(title="PassportAnchors")

    provider: Literal["embedded", "file", "json-rpc"]
    chain_id: int
    contract: str
    is_independent: bool
    says: str = Field(description="Whether it proves anything to others.")
    says_zh: str
    trouble: str = Field(description="Why the chain is left alone, or empty.")
    anchors: list[PassportAnchorShown]


def passport_routes(shop: Shop) -> APIRouter:
    """What the house does with passports."""
    router = APIRouter(prefix="/api/v1/passports", tags=["passports"], route_class=StrictRoute)

    @router.get("", summary="Passports of items", responses=documented("MOD-2215", *_REFUSED))
    def passports(
        _: PassportReader,
        garment: Annotated[str, Query(max_length=200, description="Of one garment.")] = "",
        status: Annotated[Literal["", "issued", "replaced", "revoked"], Query()] = "",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Page[PassportShown]:
        found, mark = shop.passports.page(garment, status, from_cursor(cursor) or "", limit)
        return Page(items=[_shown(each) for each in found], next_cursor=to_cursor(mark))

    @router.post(
        "",
        summary="Issue passports",
        responses=documented("MOD-1103", "MOD-2626", "MOD-2627", "MOD-2630", *_REFUSED),
    )
    def issue(caller: PassportWriter, given: PassportsGiven) -> PassportsIssuedShown:
        wanted = list(given.items)
        if given.garment:
            wanted += shop.passports.items_of(given.garment)
        if len(wanted) > 5_000:
            raise ModisteError("MOD-2630", count=len(wanted))
        made = shop.passports.issue(wanted, caller.name)
        return PassportsIssuedShown(
            asked=len(wanted), issued=[_shown(shop.passports.kept(each.id)) for each in made]
        )

    @router.get("/log", summary="The log, its keys and witnesses", responses=documented(*_REFUSED))
    def log(_: PassportReader) -> PassportLogShown:
        return PassportLogShown(**shop.passports.log.status(), passports=shop.passports.counts())

    @router.get(
        "/anchors",
        summary="The chain and its anchors",
        responses=documented("MOD-2648", "MOD-2649", *_REFUSED),
    )
    def anchors(_: PassportReader) -> PassportAnchorsShown:
        return PassportAnchorsShown.model_validate(shop.passports.anchors.status())

    @router.post(
        "/anchors",
        summary="Anchor the log now",
        responses=documented("MOD-2644", "MOD-2645", "MOD-2648", "MOD-2649", *_REFUSED),
    )
    def anchor(_: PassportWriter) -> PassportAnchorsShown:
        return PassportAnchorsShown.model_validate(shop.passports.anchors.anchor())

    @router.post("/verify", summary="Check a bundle's bytes", responses=documented(*_REFUSED))
    async def verify(_: PassportReader, request: Request) -> PassportVerdictShown:
        checks = shop.passports.verify(await request.body())
        return PassportVerdictShown(
            ok=all(each.status != "failed" for each in checks),
            checks=[
                PassportCheckShown(name=each.name, status=each.status, why=each.why(), why_zh=each.why("zh"))
                for each in checks
            ],
        )

    @router.get(
        "/labels.pdf",
        summary="A garment's labels on sheets to print",
        response_class=Response,
        responses=bytes_as("application/pdf") | documented("MOD-1103", "MOD-2690", *_REFUSED),
    )
    def labels(
        _: PassportReader,
        garment: Annotated[str, Query(min_length=1, max_length=200)],
        paper: Annotated[str, Query(max_length=20, description="By its labels' size in mm.")] = "70x37",
        skip: Annotated[int, Query(ge=0, le=100, description="Labels of the first sheet used up.")] = 0,
    ) -> Response:
        made = shop.passports.labels(shop.passports.items_of(garment), paper, skip)
        headers = {"Content-Disposition": 'attachment; filename="labels.pdf"'}
        return Response(made, headers=headers, media_type="application/pdf")

    @router.get("/{passport_id}", summary="A passport", responses=documented("MOD-1103", *_REFUSED))
    def passport(_: PassportReader, passport_id: Id) -> PassportDetailShown:
        kept = shop.passports.kept(passport_id)
        return PassportDetailShown(
            **_shown(kept).model_dump(),
            credential=orjson.loads(kept.body),
            is_erased=shop.passports.is_erased(kept),
        )

    @router.get(
        "/{passport_id}/content",
        summary="What a passport says, and what is missing of whom",
        responses=documented("MOD-1103", "MOD-2684", *_REFUSED),
    )
    def content(_: PassportReader, passport_id: Id) -> PassportContentShown:
        item = shop.passports.kept(passport_id).item
        return PassportContentShown.model_validate(flows.passport_fields(shop, item))

    @router.post(
        "/{passport_id}/revoke",
        summary="Take a passport back, for good",
        responses=documented("MOD-1103", "MOD-2627", *_REFUSED),
    )
    def revoke(caller: PassportWriter, passport_id: Id, given: RevocationGiven) -> PassportShown:
        return _shown(shop.passports.revoke(shop.passports.kept(passport_id).item, caller.name, given.reason))

    return router


def public_passport_routes(shop: Shop) -> APIRouter:
    """What everybody may read."""
    router = APIRouter(tags=["passports"])

    @router.get("/verify", summary="The page that checks a passport", response_class=HTMLResponse)
    def page() -> HTMLResponse:
        text, policy = flows.verification_page()
        return HTMLResponse(text, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})

    @router.get("/.well-known/did.json", summary="The issuer's keys of today")
    def identity(answer: Response) -> dict[str, Any]:
        answer.headers.update(_OPEN)
        return shop.passports.identity()

    @router.get(
        "/passports/of",
        summary="The bundle of an item's newest passport",
        response_class=Response,
        responses=_BUNDLE | documented("MOD-1103", "MOD-2615", "MOD-2628"),
    )
    def of(item: Annotated[str, Query(min_length=1, max_length=500)]) -> Response:
        return Response(
            shop.passports.bundle(item, events=True), headers=_OPEN, media_type="application/json"
        )

    @router.get(
        "/passports/status/{number}",
        summary="A list of statuses",
        responses=documented("MOD-1103"),
    )
    def statuses(number: Annotated[int, Path(ge=0, le=100_000)], answer: Response) -> dict[str, Any]:
        answer.headers.update(_OPEN)
        return shop.passports.statuses(number)

    @router.get(
        "/passports/{passport_id}",
        summary="The bundle of a passport",
        response_class=Response,
        responses=_BUNDLE | documented("MOD-1103", "MOD-2615", "MOD-2628"),
    )
    def bundle(passport_id: Id) -> Response:
        data = shop.passports.bundle(shop.passports.kept(passport_id).item)
        return Response(data, headers=_OPEN, media_type="application/json")

    @router.get(
        "/log/consistency",
        summary="That a smaller log is the beginning of a larger one",
        responses=documented("MOD-2610"),
    )
    def consistency(
        old: Annotated[int, Query(ge=1, le=2**53)],
        new: Annotated[int, Query(ge=1, le=2**53)],
        answer: Response,
    ) -> list[str]:
        answer.headers.update(_OPEN)
        return shop.passports.log.consistency(old, new)

    @router.get(
        "/log/{path:path}",
        summary="The log as C2SP's tlog-tiles",
        response_class=Response,
        responses=documented("MOD-1103"),
    )
    def tile(path: Annotated[str, Path(max_length=100)]) -> Response:
        found = shop.passports.log.file(path)
        if found is None:
            raise ModisteError("MOD-1103", kind="tile", id=path)
        kept = "no-cache" if path == "checkpoint" else "public, max-age=31536000, immutable"
        kind = "text/plain; charset=utf-8" if path == "checkpoint" else "application/octet-stream"
        return Response(found, headers={**_OPEN, "Cache-Control": kept}, media_type=kind)

    return router


def _shown(kept: KeptPassport) -> PassportShown:
    return PassportShown(
        id=kept.id,
        item=kept.item,
        garment=kept.garment,
        version=kept.version,
        status=kept.state,
        entry=kept.leaf,
        issued_at=_moment(kept.issued_at),
        issued_by=kept.issued_by,
        ended_at=_moment(kept.ended_at) if kept.ended_at else None,
        ended_by=kept.ended_by,
        reason=kept.reason,
    )


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
