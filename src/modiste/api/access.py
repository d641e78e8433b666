"""Who is calling and what they may do: API keys with scopes, and the session behind a one-time token.

Where key hashes are kept is the store's work; each route only names the scope it needs.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

import anyio.to_thread
from fastapi import Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer, SecurityScopes
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from modiste.api.shield import is_loopback
from modiste.garment import ModisteError

SCOPES: dict[str, str] = {
    "garments:read": "see garments and their photos",
    "garments:write": "change and delete garments, upload photos",
    "fittings:write": "solve bodies and try garments on",
    "models:read": "see models, their evaluations and recipes; predict with them",
    "models:write": "promote and roll back models, ask for explanations",
    "jobs:read": "see jobs and follow them",
    "jobs:write": "submit, cancel and resume jobs",
    "settings:write": "see and change the shop's settings",
    "keys:write": "create and revoke API keys",
    "recommendations:read": "ask for recommendations and why, see rules and experiments",
    "customers:read": "see what customers with a history did, by pseudonym",
    "events:write": "send what customers did",
    "rules:write": "change the rules of recommendations",
    "experiments:write": "start and stop experiments",
    "storefront:use": "what the script tag on the shop's own pages needs; it may be public",
    "demand:read": "see forecasts, stock, trends and what was decided on them",
    "plans:write": "propose, approve and refuse decisions on stock",
    "supply:read": "see supply events and journeys",
    "supply:write": "capture supply events, name queries, subscribe",
    "devices:read": "see devices, how far each has come and what was set aside",
    "devices:send": "hand over what devices sealed; each message proves itself",
    "devices:write": "register devices, rotate and revoke their keys",
    "passports:read": "see passports and the log of proofs",
    "passports:write": "issue and revoke passports",
    "fabrics:read": "see cloths, what follows from them and what they cost",
    "fabrics:write": "keep and forget cloths",
    "shop:read": "see what the shop needs and what is in quarantine",
}
_KEY_MARK = "mod_"
_OPEN = (
    "/api/v1/openapi.json",
    "/api/v1/session",
    "/api/v1/embed.js",
    # A shopper with a label has no key.
    "/api/v1/passports/scans",
    "/api/v1/passports/claims",
)
_SESSION_SECONDS = 24 * 3600
_MOST_SESSIONS = 64
_bearer = HTTPBearer(
    auto_error=False, scheme_name="key", description="An API key: `Authorization: Bearer mod_...`."
)
_cookie = APIKeyCookie(
    name="modiste_session",
    auto_error=False,
    scheme_name="session",
    description="The studio's session; the port is part of the cookie's name (`modiste_session_8321`).",
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A caller: a stable name (never a secret) and what they may do."""

    name: str
    scopes: frozenset[str]


NOBODY = Principal("nobody", frozenset())
LOCAL = Principal("local", frozenset(SCOPES))


def new_key() -> tuple[str, str]:
    """Make a key of 256 random bits: (the secret to show once, the hash to keep)."""
    secret = _KEY_MARK + secrets.token_urlsafe(32)
    return secret, hash_key(secret)


def hash_key(secret: str) -> str:
    """SHA-256 in hex. 256 random bits need no slow hash: there is nothing to guess (unlike a password)."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Sessions:
    """The studio's way in on this machine: a token that works once and becomes a cookie.

    Sessions live in memory and end with the server.
    """

    def __init__(self, token: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._token = token.encode() if token else None
        self._ends: dict[str, float] = {}
        self._clock = clock
        self._lock = threading.Lock()

    def enter(self, token: str) -> str:
        """Trade the token for a session.

        Raises:
            ModisteError: MOD-2213 when it is not the token, or was used before.
        """
        with self._lock:
            right = self._token is not None and secrets.compare_digest(
                self._token, token.encode("utf-8", "replace")
            )
            if not right or len(self._ends) >= _MOST_SESSIONS:
                raise ModisteError("MOD-2213")
            self._token = None
            session = secrets.token_urlsafe(32)
            self._ends[hash_key(session)] = self._clock() + _SESSION_SECONDS
            return session

    def knows(self, session: str) -> bool:
        """Whether this session has begun here and not ended."""
        with self._lock:
            return self._ends.get(hash_key(session), 0.0) > self._clock()

    def leave(self, session: str) -> None:
        """End a session; an unknown one is fine."""
        with self._lock:
            self._ends.pop(hash_key(session), None)


class Gate:
    """ASGI layer that finds out who calls and turns strangers away before a byte of their body is read.

    Args:
        app: what is behind the gate.
        find: from a key's hash to (its name, its scopes), or None.
        sessions: the studio's.
        unlocked: callers from this machine need no credentials.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        find: Callable[[str], tuple[str, Iterable[str]] | None],
        sessions: Sessions,
        unlocked: bool,
    ) -> None:
        self._app = app
        self._find = find
        self._sessions = sessions
        self._unlocked = unlocked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the caller in `request.state.principal`."""
        if scope["type"] == "http":
            caller = await self._caller(HTTPConnection(scope))
            path = scope["path"]
            if caller is NOBODY and path.startswith("/api/") and path not in _OPEN:
                raise ModisteError("MOD-2209")
            scope.setdefault("state", {})["principal"] = caller
        await self._app(scope, receive, send)

    async def _caller(self, connection: HTTPConnection) -> Principal:
        sent = connection.headers.get("authorization", "")
        if sent:
            kind, _, secret = sent.partition(" ")
            if kind.lower() != "bearer" or not secret.startswith(_KEY_MARK):
                raise ModisteError("MOD-2209")
            found = await anyio.to_thread.run_sync(self._find, hash_key(secret))
            if found is None:
                raise ModisteError("MOD-2209")
            return Principal(found[0], frozenset(found[1]))
        session = connection.cookies.get(cookie_name(connection))
        if session and self._sessions.knows(session):
            return Principal("studio", frozenset(SCOPES))
        client = connection.client.host if connection.client else ""
        return LOCAL if self._unlocked and is_loopback(client) else NOBODY


def cookie_name(connection: HTTPConnection) -> str:
    """Cookies ignore ports (RFC 6265, 8.5); with the port in the name two shops can be open side by side."""
    return f"modiste_session_{connection.url.port or 80}"


async def _allowed(
    request: Request,
    needed: SecurityScopes,
    _key: object = Security(_bearer),
    _session: object = Security(_cookie),
) -> Principal:
    caller: Principal = request.state.principal
    if caller is NOBODY:
        raise ModisteError("MOD-2209")
    for scope in needed.scopes:
        if scope not in caller.scopes:
            raise ModisteError("MOD-2210", scope=scope)
    return caller


def _allow(scope: str) -> Any:
    assert scope in SCOPES, scope
    return Security(_allowed, scopes=[scope])


# What a route's first parameter is: the caller, once they have the scope; nobody else gets in.
Known = Annotated[Principal, Security(_allowed)]
GarmentReader = Annotated[Principal, _allow("garments:read")]
GarmentWriter = Annotated[Principal, _allow("garments:write")]
Fitter = Annotated[Principal, _allow("fittings:write")]
ModelReader = Annotated[Principal, _allow("models:read")]
ModelWriter = Annotated[Principal, _allow("models:write")]
JobReader = Annotated[Principal, _allow("jobs:read")]
JobWriter = Annotated[Principal, _allow("jobs:write")]
SettingsWriter = Annotated[Principal, _allow("settings:write")]
KeyWriter = Annotated[Principal, _allow("keys:write")]
ShopReader = Annotated[Principal, _allow("shop:read")]
RecommendationReader = Annotated[Principal, _allow("recommendations:read")]
CustomerReader = Annotated[Principal, _allow("customers:read")]
EventWriter = Annotated[Principal, _allow("events:write")]
RuleWriter = Annotated[Principal, _allow("rules:write")]
ExperimentWriter = Annotated[Principal, _allow("experiments:write")]
DemandReader = Annotated[Principal, _allow("demand:read")]
PlanWriter = Annotated[Principal, _allow("plans:write")]
SupplyReader = Annotated[Principal, _allow("supply:read")]
SupplyWriter = Annotated[Principal, _allow("supply:write")]
DeviceReader = Annotated[Principal, _allow("devices:read")]
DeviceSender = Annotated[Principal, _allow("devices:send")]
DeviceWriter = Annotated[Principal, _allow("devices:write")]
PassportReader = Annotated[Principal, _allow("passports:read")]
PassportWriter = Annotated[Principal, _allow("passports:write")]
FabricReader = Annotated[Principal, _allow("fabrics:read")]
FabricWriter = Annotated[Principal, _allow("fabrics:write")]
StorefrontCaller = Annotated[Principal, _allow("storefront:use")]
