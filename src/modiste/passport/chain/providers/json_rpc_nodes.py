"""The addresses of one chain's JSON-RPC: each asked with patience, and believed where they agree.

Knows requests, retries and comparing; what is asked is `json_rpc`'s. An address may hold a key, so that only
its host is ever shown.
"""

import json
import ssl
import time
from collections.abc import Callable, Sequence
from functools import cache
from ipaddress import ip_address
from typing import Any

import httpx

from modiste.garment import ModisteError

TIMEOUT_SECONDS = 10.0
TRIES = 3
LONGEST_PAUSE = 30.0
MOST_BYTES = 4_000_000
_BUSY = frozenset((429, 502, 503, 504))


class Nodes:
    """One or more addresses; of several at least two must answer, and all that do must agree."""

    def __init__(
        self,
        urls: Sequence[str],
        timeout: float = TIMEOUT_SECONDS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        try:
            self._urls = {url.netloc.decode(): url for url in map(httpx.URL, urls)}
        except (httpx.InvalidURL, TypeError) as error:
            raise ModisteError("MOD-2649", reason="an address of JSON-RPC is none") from error
        if not urls or not all(url.scheme in ("http", "https") and url.host for url in self._urls.values()):
            raise ModisteError("MOD-2649", reason="an address of JSON-RPC begins with http:// or https://")
        if len(self._urls) < len(urls):
            raise ModisteError("MOD-2649", reason="two addresses are of the same host")
        # Anchors are rare: no connection is kept between questions, so that nobody has to close any.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(verify=_certificates(), timeout=timeout, limits=limits)
        self._pause = pause

    @property
    def are_local(self) -> bool:
        """Whether all are on this machine."""
        return all(_is_local(each.host) for each in self._urls.values())

    def answers(self, method: str, *values: Any, of: Callable[[Any], Any]) -> dict[str, Any]:
        """What each host that answers says, read by `of`.

        Raises:
            ModisteError: MOD-2641 where too few answer.
        """
        found: dict[str, Any] = {}
        silent: ModisteError | None = None
        for host in self._urls:
            try:
                found[host] = self._asked(host, method, values, of)
            except ModisteError as error:
                silent = error
        if silent is not None and len(found) < min(2, len(self._urls)):
            raise silent
        return found

    def agreed(self, method: str, *values: Any, of: Callable[[Any], Any]) -> Any:
        """What all hosts that answer say.

        Raises:
            ModisteError: MOD-2641 where too few answer, MOD-2642 where two say different things.
        """
        (first, said), *others = self.answers(method, *values, of=of).items()
        for other, differently in others:
            if differently != said:
                raise ModisteError("MOD-2642", first=first, second=other, what=method)
        return said

    def send(self, raw: bytes) -> None:
        """Hand a transaction to every address.

        Raises:
            ModisteError: MOD-2641 or MOD-2643 where none takes it.
        """
        refused: list[ModisteError] = []
        for host in self._urls:
            try:
                self._asked(host, "eth_sendRawTransaction", (f"0x{raw.hex()}",), str)
            except ModisteError as error:
                if "known" not in error.detail and "already imported" not in error.detail:
                    refused.append(error)
        if len(refused) == len(self._urls):
            raise refused[0]

    def _asked(self, host: str, method: str, values: Sequence[Any], of: Callable[[Any], Any]) -> Any:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(values)}
        said = self._replied(host, body)
        try:
            if said.get("error") is not None:
                raise ModisteError("MOD-2643", who=host, reason=str(said["error"]["message"])[:200])
            return of(said["result"])
        except (AttributeError, KeyError, TypeError, ValueError, AssertionError) as error:
            raise ModisteError("MOD-2641", who=host, reason=f"its answer to {method} is none") from error

    def _replied(self, host: str, body: dict[str, Any]) -> Any:
        reason, wait = "", 0.0
        for turn in range(TRIES):
            if turn:
                self._pause(wait)
            wait = 0.5 * 2**turn
            try:
                with self._client.stream("POST", self._urls[host], json=body) as reply:
                    if reply.status_code in _BUSY:
                        wait, reason = _wait(reply, wait), f"HTTP {reply.status_code}"
                        continue
                    data = b""
                    for part in reply.iter_bytes():
                        data += part
                        if len(data) > MOST_BYTES:
                            raise ModisteError("MOD-2641", who=host, reason="its answer is too long")
                return json.loads(data)
            except ValueError:
                reason = f"HTTP {reply.status_code} without JSON"
            except httpx.HTTPError as error:
                reason = type(error).__name__
        raise ModisteError("MOD-2641", who=host, reason=f"{reason}, {TRIES} times")


@cache
def _certificates() -> ssl.SSLContext:
    """Whom TLS trusts; reading them takes longer than a question."""
    return httpx.create_ssl_context()


def _wait(reply: httpx.Response, otherwise: float) -> float:
    """The seconds that a busy server asks for (RFC 9110 10.2.3), within bounds."""
    asked = reply.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else otherwise


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
