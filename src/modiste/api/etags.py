"""Entity tags: what a representation is called, and the conditions a request may set (RFC 9110, 13.1).

What is represented is the routes' concern.
"""

import hashlib
import re
from typing import Annotated

from fastapi import Header, Response

from modiste.garment import ModisteError

IfMatch = Annotated[str | None, Header(description="The ETag of the version that was looked at.")]
IfNoneMatch = Annotated[str | None, Header(description="The ETag of what the caller has.")]
_TAG = re.compile(r'\s*(W/)?("[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|$)')


def etag_of(content: bytes) -> str:
    """A strong tag: the first 128 bits of the content's SHA-256, in quotes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def not_modified(sent: str | None, etag: str, headers: dict[str, str] | None = None) -> Response | None:
    """The 304 answer when the caller already has this; None when the content must be sent."""
    if sent is None or not (sent.strip() == "*" or etag in _tags(sent, weak=True)):
        return None
    return Response(status_code=304, headers={"ETag": etag, **(headers or {})})


def require_match(sent: str | None, etag: str) -> None:
    """Let a change through only when the caller saw what is there now.

    Raises:
        ModisteError: MOD-2207 (428) without If-Match, MOD-2208 (412) when the tag is another's.
    """
    if sent is None:
        raise ModisteError("MOD-2207")
    if not (sent.strip() == "*" or etag in _tags(sent, weak=False)):
        raise ModisteError("MOD-2208", etag=etag)


def _tags(header: str, *, weak: bool) -> set[str]:
    """The tags of a header; weak ones (W/) count only where weak comparison is allowed."""
    return {tag for mark, tag in _TAG.findall(header) if weak or not mark}
