"""Magazines and blogs: RSS and Atom feeds as files, to mentions of attributes; no article's text is kept.

Knows feeds by feedparser; addresses are fetched elsewhere, under the allow-list. A feed is small and is read
whole, within a limit.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any

from pydantic import ValidationError

from modiste.collect.normal import language, moment
from modiste.collect.opening import stream_of
from modiste.collect.press.attributes import attributes_of
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import Mention, ModisteError, content_id

MOST_BYTES = 32_000_000
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_TAG = re.compile(r"<[^>]{0,2000}>")
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)[^>]*\[", re.IGNORECASE)


@dataclass(frozen=True)
class Magazine:
    """The connector `magazine`."""

    kind: str = "magazine"
    title: str = "Magazine feed (RSS, Atom)"

    def recognise(self, source: Source) -> float:
        """By the root element; a shop's product feed has `g:` in its items."""
        head = source.head[:4096]
        if not _FEED.search(head):
            return 0.0
        return 0.1 if b"base.google.com/ns" in source.head else 0.9

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection an article: a mention for every attribute that it names.

        Raises:
            ModisteError: MOD-1233 for a feed that is too large, declares entities or is none.
        """
        with stream_of(source, limits) as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ModisteError("MOD-1233", name=source.name, reason=f"a feed has at most {MOST_BYTES} bytes")
        if _ENTITY.search(data):
            raise ModisteError("MOD-1233", name=source.name, reason="it declares entities of its own")
        feed = _parsed(source.name, data)
        if not feed.get("version") and not feed.entries:
            raise ModisteError("MOD-1233", name=source.name, reason="it is no RSS and no Atom feed")
        spoken = language(str(feed.feed.get("language", ""))) or ""
        issued = _moment(feed.feed)
        for number, entry in enumerate(feed.entries, 1):
            if number > after:
                yield _judged(f"item {number}", entry, spoken, issued, str(feed.feed.get("title", "")))


def _parsed(name: str, data: bytes) -> Any:
    try:
        import feedparser  # noqa: PLC0415 - it comes with the extra `collect`
    except ImportError:
        reason = "feeds need the extra: pip install 'modiste[collect]' -c constraints.txt"
        raise ModisteError("MOD-1233", name=name, reason=reason) from None
    try:
        # A file-like object: a plain string could be taken for an address and fetched.
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a stranger's bytes in a lenient parser
        reason = f"{type(error).__name__}: {error}"[:200].lower().rstrip(".")
        raise ModisteError("MOD-1233", name=name, reason=reason) from None


def _judged(place: str, entry: Any, spoken: str, issued: datetime | None, title: str) -> Arrival | Rejection:
    text = _text(entry)
    shown = str(entry.get("link") or entry.get("title") or "")[:2000]
    at, told = _moment(entry), {}
    if at is None:
        at, told = issued, {"at": "missing; taken as the feed's own date"}
    if at is None:
        return Rejection.of(place, ModisteError("MOD-1255", name=shown[:120] or place), shown)
    found = attributes_of(text)
    if not found:
        return Rejection.of(place, ModisteError("MOD-1256", name=shown[:120] or place), shown)
    key = str(entry.get("id") or entry.get("link") or text[:500])
    try:
        records = tuple(
            Mention(
                id=f"m-{content_id(f'{key}|{attribute}|{value}'.encode(errors='surrogatepass'), 24)}",
                address=str(entry.get("link", ""))[:2000],
                at=at,
                attribute=attribute,
                value=value,
                count=min(count, 10_000),
                language=spoken,
                source=title[:120],
            )
            for (attribute, value), count in sorted(found.items())
        )
    except ValidationError as error:
        return Rejection.of(place, error, shown)
    return Arrival(place, records, raw=told)


def _text(entry: Any) -> str:
    """Title, summary, content and tags without markup."""
    parts = [entry.get("title", ""), entry.get("summary", "")]
    parts += [each.get("value", "") for each in entry.get("content", ())]
    parts += [each.get("term", "") for each in entry.get("tags", ())]
    return unescape(_TAG.sub(" ", " . ".join(str(part) for part in parts if part)))


def _moment(entry: Any) -> datetime | None:
    for name in ("published", "updated", "created"):
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, struct_time):
            try:
                return datetime(*parsed[:6], tzinfo=UTC)
            except ValueError:
                continue
        if read := moment(str(entry.get(name, ""))):
            return read.at
    return None


MAGAZINE = Magazine()
