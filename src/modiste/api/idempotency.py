"""Idempotency-Key: the same request sent twice is done once and answered twice (IETF draft, httpapi 07).

The first answer is kept by the store; what the request does is the routes' concern. A body is spooled and
fingerprinted before the route sees it; the boundary of a multipart body is left out of its fingerprint,
because clients draw a new one for every attempt.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from typing import IO

import anyio
import anyio.to_thread
from fastapi import Response
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from modiste.garment import ModisteError
from modiste.store import Replies, Reply

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,200})"?', re.IGNORECASE)
_SECRET = ("/api/v1/session", "/api/v1/keys")
_PERSONAL = (
    "/api/v1/bodies",
    "/api/v1/fittings",
    "/api/v1/patterns",
    "/api/v1/photo-try-ons",
    "/api/v1/storefront/photo-try-ons",
    "/api/v1/storefront/fit-advice",
)
_KEYED = "/api/v1/devices"
_CHUNK = 1 << 18
_MOST_KEPT = 4_000_000
_KEPT_HEADERS = frozenset({b"content-type", b"location", b"etag"})


class Idempotency:
    """ASGI layer for POST requests with an Idempotency-Key, behind the gate: a reply belongs to one caller.

    Not for sessions, keys and devices, whose answers hold secrets, nor for bodies, patterns, fittings and
    photo try-ons, whose answers hold somebody's measures or picture: neither is ever kept. Answers that say
    "not now" (401, 403, 5xx) are not kept either, so that a second try may succeed. While the first is at
    work, a second gets 409.
    """

    def __init__(self, app: ASGIApp, *, replies: Replies) -> None:
        self._app = app
        self._replies = replies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or do the work and remember."""
        keys = Headers(scope=scope).getlist("idempotency-key") if scope["type"] == "http" else []
        if not keys or scope["method"] != "POST" or not is_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        if len(keys) != 1 or not _KEY.fullmatch(keys[0]):
            raise ModisteError("MOD-2218")
        owner, key = scope["state"]["principal"].name, keys[0]
        with tempfile.SpooledTemporaryFile(max_size=1 << 20) as body:
            await _spool(receive, body)
            print_ = await anyio.to_thread.run_sync(_fingerprint, scope, body)
            known = await anyio.to_thread.run_sync(self._replies.begin, owner, key, print_)
            if isinstance(known, Reply):
                await _replay(known)(scope, receive, send)
                return
            if known != "new":
                raise ModisteError({"other": "MOD-2214", "busy": "MOD-2220"}[known])
            kept = _Kept(send)
            reply: Reply | None = None
            try:
                await self._app(scope, _again(body, receive), kept)
                reply = kept.reply()
            finally:
                with anyio.CancelScope(shield=True):
                    if reply is None:
                        await anyio.to_thread.run_sync(self._replies.forget, owner, key)
                    else:
                        await anyio.to_thread.run_sync(self._replies.finish, owner, key, reply)


def is_kept(path: str) -> bool:
    """Whether answers to a POST there are kept."""
    return path not in _SECRET and not path.startswith((*_PERSONAL, _KEYED))


def _replay(reply: Reply) -> Response:
    response = Response(reply.body, status_code=reply.status)
    for name, value in reply.headers.items():
        response.headers[name] = value
    response.headers["Idempotency-Replayed"] = "true"
    return response


async def _spool(receive: Receive, body: IO[bytes]) -> None:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        if chunk:
            await anyio.to_thread.run_sync(body.write, chunk)
        if not message.get("more_body", False):
            return


def _fingerprint(scope: Scope, body: IO[bytes]) -> str:
    """SHA-256 of what the request asks for: method, path, query, type and body."""
    kind = Headers(scope=scope).get("content-type", "")
    found = _BOUNDARY.search(kind)
    seen = hashlib.sha256()
    for part in (scope["method"], scope["path"], kind.partition(";")[0].strip().lower()):
        seen.update(str(part).encode("utf-8", "replace") + b"\n")
    seen.update(scope["query_string"] + b"\n")
    body.seek(0)
    for piece in _without(body, b"--" + found[1].encode() if found else b""):
        seen.update(piece)
    return seen.hexdigest()


def _without(body: IO[bytes], mark: bytes) -> Iterator[bytes]:
    """The body in pieces, every `mark` taken out; a mark may lie across two chunks."""
    rest = b""
    while chunk := body.read(_CHUNK):
        rest += chunk
        if not mark:
            yield rest
            rest = b""
            continue
        *pieces, rest = rest.split(mark)
        yield from pieces
        keep = len(mark) - 1
        yield rest[:-keep]
        rest = rest[-keep:]
    yield rest


def _again(body: IO[bytes], receive: Receive) -> Receive:
    """Play the spooled body to the route; after it, the real connection (to hear of a hang-up)."""
    body.seek(0)
    over = False

    async def replay() -> Message:
        nonlocal over
        if over:
            return await receive()
        chunk = await anyio.to_thread.run_sync(body.read, _CHUNK)
        over = len(chunk) < _CHUNK
        return {"type": "http.request", "body": chunk, "more_body": not over}

    return replay


class _Kept:
    """Passes an answer on and keeps a copy, if it is one to keep."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._status = 0
        self._headers: dict[str, str] = {}
        self._body = bytearray()
        self._whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = {
                name.decode("latin-1"): value.decode("latin-1")
                for name, value in message["headers"]
                if name.lower() in _KEPT_HEADERS
            }
        elif message["type"] == "http.response.body":
            if len(self._body) <= _MOST_KEPT:
                self._body += message.get("body", b"")
            self._whole = not message.get("more_body", False)
        await self._send(message)

    def reply(self) -> Reply | None:
        """What to remember; None for half an answer, one too large, or one that says "not now"."""
        passing = self._status >= 500 or self._status in (401, 403)
        if not self._whole or passing or len(self._body) > _MOST_KEPT:
            return None
        return Reply(self._status, self._headers, bytes(self._body))
