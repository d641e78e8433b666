"""One page from the web, only from origins that the shop allows, as its robots.txt permits, within a size.

Knows addresses and what a server answers; what the page says is read from the file that it becomes.
"""

import urllib.error
import urllib.request
from collections.abc import Collection
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from modiste.garment import ModisteError

AGENT = "modiste"
PAGE_BYTES = 20_000_000
_ROBOTS_BYTES = 500_000
"""RFC 9309, section 2.5: at least 500 kibibytes of robots.txt are read."""
_MOST_REDIRECTS = 5
_SECONDS = 20.0
_TYPES = ("text/html", "application/xhtml+xml", "application/json", "application/ld+json")


def is_address(text: str) -> bool:
    """Whether a source is an address on the web."""
    return text.lower().startswith(("http://", "https://"))


def fetch_page(address: str, origins: Collection[str], to: Path, most: int = PAGE_BYTES) -> None:
    """Fetch a page into a file.

    Args:
        address: where it is.
        origins: scheme, host and port of the sites that may be asked, such as `https://shop.example`.
        to: the file.
        most: at most so many bytes.

    Raises:
        ModisteError: MOD-1241 for an origin that is not listed, also after a redirect; MOD-1243 when the
            site's robots.txt forbids it, or it is too large, of another type, or cannot be had.
    """
    allowed = {each.rstrip("/").lower() for each in origins}
    for _ in range(_MOST_REDIRECTS + 1):
        origin = _origin(address)
        if origin not in allowed:
            raise ModisteError("MOD-1241", origin=origin, known=", ".join(sorted(allowed)) or "none")
        _ask_robots(origin, address)
        with _opened(address) as answer:
            if 300 <= answer.status < 400:
                address = urljoin(address, answer.headers.get("Location", ""))
                continue
            kind = answer.headers.get_content_type()
            if answer.status != 200 or kind not in _TYPES:
                raise _refused(address, f"the site answered {answer.status} with {kind}")
            data = answer.read(most + 1)
        if len(data) > most:
            raise _refused(address, f"it has more than {most} bytes")
        to.write_bytes(data)
        return
    raise _refused(address, f"it leads on more than {_MOST_REDIRECTS} times")


def _opened(address: str) -> HTTPResponse:
    opener = urllib.request.OpenerDirector()
    # These two and no more: no redirect is followed unasked, no proxy, file:, ftp:, cookie or password used.
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler())
    request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": ", ".join(_TYPES)})  # noqa: S310 - the origin is on the shop's list
    try:
        answer = opener.open(request, timeout=_SECONDS)
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise _refused(address, f"it cannot be had: {str(reason).lower().rstrip('.')}") from None
    if not isinstance(answer, HTTPResponse):
        raise _refused(address, "no site answered")
    return answer


def _ask_robots(origin: str, address: str) -> None:
    with _opened(f"{origin}/robots.txt") as answer:
        if answer.status >= 500 or 300 <= answer.status < 400:
            # RFC 9309, 2.3.1.4: what cannot be reached is taken for a prohibition.
            raise _refused(address, "the site's robots.txt cannot be had")
        if answer.status >= 400:
            return
        text = answer.read(_ROBOTS_BYTES).decode(errors="replace")
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    if not rules.can_fetch(AGENT, address):
        raise _refused(address, "the site's robots.txt forbids it")


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").lower()
    except ValueError:
        return "an address that is none"
    if parts.username or parts.password or parts.scheme not in ("http", "https") or not host:
        return "an address with a password or of another kind"
    return f"{parts.scheme}://{host}{port}"


def _refused(address: str, reason: str) -> ModisteError:
    return ModisteError("MOD-1243", address=address[:300], reason=reason)
