"""What suppliers sign, over HTTP: who may sign, and their statements taken in byte by byte.

Knows JSON and addresses; signatures and what is taken of a statement are the workspace's.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import PassportReader, PassportWriter
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.store import KeptStatement
from modiste.workspace import Shop

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_TAKEN = ("MOD-1103", "MOD-2600", "MOD-2620", "MOD-2686", "MOD-2691", "MOD-2692", "MOD-2693")
Garment = Annotated[str, Query(min_length=1, max_length=200, description="Of which garment it is.")]
_BODY: dict[str, Any] = {
    "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}, "required": True}
}


class PassportSignerShown(BaseModel):
    """A supplier who may sign what passports say."""

    model_config = ConfigDict(title="PassportSigner")

    did: str
    key: str = Field(description="A multikey of Ed25519.")
    name: str
    tiers: list[str] = Field(description="Of which tiers it may speak; of all where none is named.")
    made_at: datetime
    made_by: str
    ended_at: datetime | None


class PassportSignersShown(BaseModel):
    """Who may sign, and who might once."""

    model_config = ConfigDict(title="PassportSigners")

    items: list[PassportSignerShown]


class PassportSignerGiven(BaseModel):
    """A supplier who is to sign."""

    model_config = ConfigDict(title="PassportSignerGiven", extra="forbid")

    did: str = Field(min_length=1, max_length=500, description="did:key:..., or did:web:... with its key.")
    name: str = Field(min_length=1, max_length=500)
    key: str = Field("", max_length=200, description="A did:web's key; none is fetched.")
    tiers: list[str] = Field([], max_length=20)


class PassportSignerEnded(BaseModel):
    """A supplier who is not to sign any more."""

    model_config = ConfigDict(title="PassportSignerEnded", extra="forbid")

    did: str = Field(min_length=1, max_length=500)


class SupplierStatementShown(BaseModel):
    """What a supplier signed of a garment."""

    model_config = ConfigDict(title="SupplierStatement")

    sha256: str = Field(description="By which passports name it.")
    garment: str
    did: str
    name: str = Field(description="What the shop calls its signer.")
    is_private: bool = Field(description="Bundles tell its hash alone.")
    made_at: datetime
    made_by: str
    valid_until: datetime | None
    withdrawn_at: datetime | None


class SupplierStatementsShown(BaseModel):
    """Statements, the newest first."""

    model_config = ConfigDict(title="SupplierStatements")

    items: list[SupplierStatementShown]


class StatementTakenShown(BaseModel):
    """What came of a statement."""

    model_config = ConfigDict(title="StatementTaken")

    sha256: str
    did: str
    name: str
    fields: list[str] = Field(description="What was taken.")
    refused: dict[str, str] = Field(description="Fields that were not, each with the reason.")
    is_private: bool
    valid_until: datetime | None


def passport_statement_routes(shop: Shop) -> APIRouter:
    """Signers and statements."""
    router = APIRouter(prefix="/api/v1/passports", tags=["passports"], route_class=StrictRoute)

    @router.get("/signers", summary="Suppliers who may sign", responses=documented(*_REFUSED))
    def signers(_: PassportReader) -> PassportSignersShown:
        return _signers(shop)

    @router.post(
        "/signers",
        summary="Let a supplier sign",
        responses=documented("MOD-2601", "MOD-2694", *_REFUSED),
    )
    def name_signer(caller: PassportWriter, given: PassportSignerGiven) -> PassportSignersShown:
        shop.passports.statements.name_signer(
            given.did, given.name, caller.name, key=given.key, tiers=given.tiers
        )
        return _signers(shop)

    @router.post(
        "/signers/end",
        summary="Let a supplier sign no more",
        responses=documented("MOD-1103", *_REFUSED),
    )
    def end_signer(caller: PassportWriter, given: PassportSignerEnded) -> PassportSignersShown:
        shop.passports.statements.end_signer(given.did, caller.name)
        return _signers(shop)

    @router.get("/statements", summary="What suppliers signed", responses=documented(*_REFUSED))
    def statements(
        _: PassportReader,
        garment: Annotated[str, Query(max_length=200, description="Of one garment.")] = "",
    ) -> SupplierStatementsShown:
        found = shop.passports.statements.listing(garment)
        return SupplierStatementsShown(items=[_statement(each) for each in found])

    @router.post(
        "/statements",
        summary="Take in a supplier's signed statement",
        openapi_extra=_BODY,
        responses=documented(*_TAKEN, *_REFUSED),
    )
    async def take(
        caller: PassportWriter,
        request: Request,
        garment: Garment,
        private: Annotated[bool, Query(description="Bundles tell its hash alone.")] = False,
    ) -> StatementTakenShown:
        made = shop.passports.statements.take(
            garment, await request.body(), caller.name, is_private=private, name="statement over HTTP"
        )
        return StatementTakenShown(
            **{**vars(made), "fields": list(made.fields), "refused": dict(made.refused)}
        )

    @router.post(
        "/statements/{sha256}/withdraw",
        summary="Take a statement back",
        responses=documented("MOD-1103", *_REFUSED),
    )
    def withdraw(
        caller: PassportWriter, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")], garment: Garment
    ) -> SupplierStatementShown:
        return _statement(shop.passports.statements.withdraw(sha256, garment, caller.name))

    return router


def _signers(shop: Shop) -> PassportSignersShown:
    return PassportSignersShown(
        items=[
            PassportSignerShown(
                did=each.did,
                key=each.key,
                name=each.name,
                tiers=list(each.tiers),
                made_at=_moment(each.made_at),
                made_by=each.made_by,
                ended_at=_moment(each.ended_at) if each.ended_at else None,
            )
            for each in shop.passports.statements.signers()
        ]
    )


def _statement(kept: KeptStatement) -> SupplierStatementShown:
    return SupplierStatementShown(
        sha256=kept.sha256,
        garment=kept.garment,
        did=kept.did,
        name=kept.name,
        is_private=kept.is_private,
        made_at=_moment(kept.made_at),
        made_by=kept.made_by,
        valid_until=_moment(kept.valid_until) if kept.valid_until else None,
        withdrawn_at=_moment(kept.withdrawn_at) if kept.withdrawn_at else None,
    )


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
