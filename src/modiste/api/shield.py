"""What every request passes first: a name for it, the Host and Origin checks, the size limit, safe headers.

Who the caller is and what the routes do is left to others. Pure ASGI: nothing is buffered.
"""

import ipaddress
import re
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from fastapi import Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modiste.api.problems import internal, problem
from modiste.garment import ModisteError

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>\d{1,5}))?")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'",
}


STOREFRONT = "/api/v1/storefront/"
_EMBEDDED = "/api/v1/embed.js"
FRAMED = "/try-on"
"""The one page that may stand in a frame; in whose, its own policy says."""
_PREFLIGHT: Mapping[str, str] = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Max-Age": "600",
}


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The most bytes of a request's body: of JSON and the like, and of a multipart upload."""

    body: int = 1_000_000
    upload: int = 64_000_000


class TooLarge(HTTPException):
    """Raised while a body streams in, past the limit; an HTTPException so that FastAPI lets it through."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        self.limit = limit


class Shield:
    """The outermost ASGI layer.

    Args:
        app: what is shielded.
        hosts: the names this server answers to (without port), lower case. An answer to any other would let a
            hostile page rebind its own name to this address and read the shop (DNS rebinding).
        limits: the most bytes a request may bring.
        origins: the shop's own pages, such as `https://shop.example`: they may call the storefront's routes,
            and nothing else, from another host.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        limits: SizeLimits,
        origins: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._app = app
        self._origins = origins
        self._hosts = frozenset(hosts)
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; refuse web sockets, let life-cycle messages pass."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent_id = headers.get("x-request-id", "")
        request_id = sent_id if _REQUEST_ID.fullmatch(sent_id) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        page = self._page(scope["path"], headers)
        outgoing = _Outgoing(send, request_id, scope["method"] == "HEAD", _crossing(scope["path"], page))
        limit = self._limit(headers)
        try:
            self._check(scope["method"], headers, limit, page)
            if scope["method"] == "OPTIONS" and page:
                await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, outgoing)
                return
            if scope["method"] == "HEAD" and not scope["path"].endswith("/events"):
                scope = {**scope, "method": "GET"}
            await self._app(scope, _limited(receive, limit), outgoing)
        except (
            Exception
        ) as error:  # the last net: whatever it was, the caller gets a problem and the log the rest
            if outgoing.started:
                raise
            response = self._refusal(error, scope["path"], request_id)
            await response(scope, receive, outgoing)

    def _limit(self, headers: Headers) -> int:
        multipart = headers.get("content-type", "").lower().startswith("multipart/form-data")
        return self._limits.upload if multipart else self._limits.body

    def _page(self, path: str, headers: Headers) -> str:
        """The origin of a page of the shop's that may call there, or ""."""
        origin = headers.get("origin", "")
        return origin if path.startswith(STOREFRONT) and origin in self._origins() else ""

    def _check(self, method: str, headers: Headers, limit: int, page: str) -> None:
        hosts = headers.getlist("host")
        host = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if host is None or host["name"].lower() not in self._hosts:
            raise ModisteError("MOD-2211", host=(hosts[0] if hosts else "")[:100])
        if method not in _SAFE and not page:
            origin = headers.get("origin")
            foreign = origin is not None and origin.lower().partition("://")[2] != hosts[0].lower()
            if foreign or headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
                raise ModisteError("MOD-2212")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length[:19]) > limit:
            raise TooLarge(limit)

    @staticmethod
    def _refusal(error: Exception, path: str, request_id: str) -> Response:
        if isinstance(error, TooLarge):
            error = ModisteError("MOD-2205", limit=error.limit)
        if isinstance(error, ModisteError):
            # What was not read of the body would be taken for the next request; so close.
            return problem(error, instance=path, request_id=request_id, headers={"Connection": "close"})
        return internal(path, request_id, error)


def _crossing(path: str, page: str) -> Mapping[str, str]:
    """Headers of what a page of another host may use: the script, and answers to a page of the shop's."""
    if path == _EMBEDDED:
        return {"Cross-Origin-Resource-Policy": "cross-origin"}
    if path == FRAMED:
        return {"X-Frame-Options": "", "Cross-Origin-Resource-Policy": "cross-origin"}
    if not path.startswith(STOREFRONT):
        return {}
    shared = {"Access-Control-Allow-Origin": page, "Cross-Origin-Resource-Policy": "cross-origin"}
    return {"Vary": "Origin", **(shared if page else {})}


def is_loopback(host: str) -> bool:
    """Whether an address to bind is reachable from this machine only.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
        (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _limited(receive: Receive, limit: int) -> Receive:
    """Count the bytes as they come in; a wrong or missing Content-Length helps nobody past the limit."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise TooLarge(limit)
        return message

    return counted


class _Outgoing:
    """The way out: adds the headers, and drops the body of an answer to HEAD."""

    def __init__(self, send: Send, request_id: str, bodiless: bool, crossing: Mapping[str, str]) -> None:
        self._send = send
        self._request_id = request_id
        self._bodiless = bodiless
        self._crossing = crossing
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._request_id
            for name, value in {**_HEADERS, **self._crossing}.items():
                if value:
                    headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        elif self._bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)
