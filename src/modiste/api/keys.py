"""API keys over HTTP: make one (shown once), list them (never their secrets), revoke one.

Hashes lie in the store; what a key may do is checked in access.py.
"""

from datetime import datetime
from typing import Annotated, Literal, cast, get_args

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import SCOPES, KeyWriter, new_key
from modiste.api.paging import Page
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.store import ApiKey
from modiste.workspace import Shop

ScopeName = Literal[
    "garments:read",
    "garments:write",
    "fittings:write",
    "models:read",
    "models:write",
    "jobs:read",
    "jobs:write",
    "settings:write",
    "keys:write",
    "recommendations:read",
    "customers:read",
    "events:write",
    "rules:write",
    "experiments:write",
    "storefront:use",
    "demand:read",
    "plans:write",
    "supply:read",
    "supply:write",
    "devices:read",
    "devices:send",
    "devices:write",
    "passports:read",
    "passports:write",
    "fabrics:read",
    "fabrics:write",
    "shop:read",
]
KeyId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
assert set(get_args(ScopeName)) == set(SCOPES)


class KeyRequest(BaseModel):
    """What a new key is called and may do."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "till", "scopes": ["garments:read"]}]}
    )

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")
    scopes: list[ScopeName] = Field(min_length=1, max_length=len(SCOPES))


class KeyShown(BaseModel):
    """A key without its secret."""

    id: str
    name: str
    scopes: list[ScopeName]
    created_at: datetime


class KeyMade(KeyShown):
    """A new key; `secret` is shown this once and kept nowhere."""

    secret: str


def issue_key(shop: Shop, name: str, scopes: list[str]) -> tuple[ApiKey, str]:
    """Make and keep a key: (its row, the secret to show once)."""
    secret, digest = new_key()
    return shop.store.keys.add(name, digest, sorted(set(scopes))), secret


def key_routes(shop: Shop) -> APIRouter:
    """Keys are managed with the scope keys:write; nobody can give what they do not have."""
    router = APIRouter(prefix="/api/v1/keys", tags=["keys"], route_class=StrictRoute)

    @router.post(
        "",
        summary="Create a key",
        status_code=201,
        responses=documented("MOD-2203", "MOD-2204", "MOD-2206", "MOD-2209", "MOD-2210"),
    )
    def create(caller: KeyWriter, request: KeyRequest) -> KeyMade:
        for scope in request.scopes:
            if scope not in caller.scopes:
                raise ModisteError("MOD-2210", scope=scope)
        key, secret = issue_key(shop, request.name, list(request.scopes))
        return KeyMade(**_shown(key).model_dump(), secret=secret)

    @router.get("", summary="List keys", responses=documented("MOD-2209", "MOD-2210"))
    def listing(_: KeyWriter) -> Page[KeyShown]:
        return Page(items=[_shown(key) for key in shop.store.keys.all()])

    @router.delete(
        "/{key_id}",
        summary="Revoke a key",
        status_code=204,
        response_class=Response,
        responses=documented("MOD-2209", "MOD-2210", "MOD-1103"),
    )
    def revoke(_: KeyWriter, key_id: KeyId) -> Response:
        if not shop.store.keys.remove(key_id):
            raise ModisteError("MOD-1103", kind="key", id=key_id)
        return Response(status_code=204)

    return router


def _shown(key: ApiKey) -> KeyShown:
    return KeyShown(
        id=key.id,
        name=key.name,
        scopes=[cast("ScopeName", scope) for scope in key.scopes],
        created_at=key.created_at,
    )
