"""Instagram's data download: what one person liked, saved and posted, as interactions of one pseudonym.

Knows the download's JSON (2019 to today); messages, followers, addresses and pictures are never read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modiste.collect.events.record import EPOCH, Event, judged, text_of
from modiste.collect.normal import moment
from modiste.collect.people import Pseudonym, nobody
from modiste.collect.press.members import Member, members
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

WEIGHTS = {"like": 1.0, "add_to_wishlist": 2.0, "share": 3.0}
"""A like says less than a saved post, and that less than a post of one's own."""
_PARTS = {
    "liked_posts": "like",
    "likes/": "like",
    "saved_posts": "add_to_wishlist",
    "saved_collections": "add_to_wishlist",
    "posts_": "share",
}
_LISTS = ("likes_media_likes", "saved_saved_media", "saved_saved_collections", "ig_posts", "media_likes")


@dataclass(frozen=True)
class Instagram:
    """The connector `instagram`."""

    pseudonym: Pseudonym = nobody
    kind: str = "instagram"
    title: str = "Instagram data download"

    def recognise(self, source: Source) -> float:
        """By the folders that the download has."""
        hits = sum(
            any(part in name for name in source.names) for part in ("liked_posts", "saved_posts", "posts_1")
        )
        own = any("instagram" in name.lower() for name in (source.name, *source.names[:50]))
        return min(1.0, 0.35 * hits + 0.3 * own) if hits else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection an entry, all of them of the one person whose download it is."""
        count = 0
        for member in members(source, tuple(_PARTS), limits):
            if isinstance(member, Rejection):
                count += 1
                if count > after:
                    yield member
                continue
            act = next(act for part, act in _PARTS.items() if part in member.name)
            for number, entry in enumerate(_entries(member.value), 1):
                count += 1
                if count > after:
                    yield self._judged(source, member, act, number, entry)

    def _judged(
        self, source: Source, member: Member, act: str, number: int, entry: Mapping[str, Any]
    ) -> Arrival | Rejection:
        place = f"{member.name} entry {number}"
        address, at = _what(entry)
        told = {}
        if at is None:
            at, told = member.written_at, {"at": "missing; taken as the download's own date"}
        if at is None:
            return Rejection.of(place, ModisteError("MOD-1255", name=member.name))
        event = Event(
            key=f"{act}|{address or number}|{at.isoformat()}",
            name=act,
            at=at,
            customer=f"instagram {source.name}",
            address=address,
            weight=WEIGHTS[act],
            raw=told,
        )
        return judged(place, event, self.kind, self.pseudonym, "")


def _entries(value: Any) -> Iterator[Mapping[str, Any]]:
    """The entries of a member, whichever of the layouts it has."""
    if isinstance(value, Mapping):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                value = value[name]
                break
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, Mapping):
            yield entry
        elif isinstance(entry, list) and len(entry) == 2:  # 2019: ["2019-05-01T10:00:00", "account"]
            yield {"timestamp": entry[0], "title": entry[1]}


def _what(entry: Mapping[str, Any]) -> tuple[str, datetime | None]:
    """The address and the moment of an entry; what is not there is "" and None."""
    address, stamp = "", entry.get("timestamp") or entry.get("creation_timestamp")
    maps = entry.get("string_map_data")
    listed = entry.get("string_list_data")
    inner = [
        *(maps.values() if isinstance(maps, Mapping) else ()),
        *(listed if isinstance(listed, list) else ()),
    ]
    media = entry.get("media")
    inner += media if isinstance(media, list) else []
    for each in inner:
        if isinstance(each, Mapping):
            address = address or text_of(each.get("href")) or text_of(each.get("uri"))
            stamp = stamp or each.get("timestamp") or each.get("creation_timestamp")
    return (address or text_of(entry.get("title"))).partition("?")[0], moment_of(stamp)


def moment_of(stamp: object) -> datetime | None:
    """A moment from epoch seconds or text; 0, which old downloads write for "unknown", is none."""
    read = moment(text_of(stamp)) if stamp else None
    return read.at if read and read.at > EPOCH else None


INSTAGRAM = Instagram()
