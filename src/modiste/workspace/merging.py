"""What a source says of a garment now, against what it said before and what people made of it since.

Knows three-way merging by small prints of values; where prints are kept is the store's. A value that still is
what a source gave is the source's to change; one that a person has set stays.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from modiste.garment import Garment

_FIELDS = ("name", "category", "brand", "department", "season", "description", "source")
_IsSources = Callable[[str, str], bool]
_PRINT = struct.Struct("<II")


def prints_of(garment: Garment, before: bytes | None = None) -> bytes:
    """Eight bytes a value: which it is, and what it is; what a source does not say now, it said before."""
    said = dict(_PRINT.iter_unpack(before or b""))
    said |= {_sum(name): _sum(value) for name, value in _values(garment) if value}
    return b"".join(_PRINT.pack(name, value) for name, value in said.items())


def enriched(garment: Garment, before: bytes | None) -> dict[str, str]:
    """What people or models set and no source said: fields by name, attributes as `attributes.NAME`."""
    said = dict(_PRINT.iter_unpack(before or b""))
    return {name: value for name, value in _values(garment) if value and said.get(_sum(name)) != _sum(value)}


def merged(had: Garment, now: Garment, before: bytes | None) -> Garment:
    """The garment as it should be.

    Args:
        had: as it is kept.
        now: as the source says it.
        before: the prints of what a source said last; None when none ever did, then `had` is a person's work.
    """
    said = dict(_PRINT.iter_unpack(before or b""))

    def is_sources(name: str, value: str) -> bool:
        return said.get(_sum(name)) == _sum(value)

    changes: dict[str, object] = {}
    for name in _FIELDS:
        old, new = getattr(had, name), getattr(now, name)
        if new and new != old and (not old or is_sources(name, old)):
            changes[name] = new
    attributes = _attributes(had.attributes, now.attributes, is_sources)
    if attributes != had.attributes:
        changes["attributes"] = attributes
    return had.model_copy(update=changes | {"updated_at": now.updated_at}) if changes else had


def _attributes(had: Mapping[str, str], now: Mapping[str, str], is_sources: _IsSources) -> dict[str, str]:
    """Another row of the same style may have said what this one does not, so nothing is taken away."""
    theirs = {name for name, value in had.items() if not is_sources(f"attributes.{name}", value)}
    return {**had, **{name: value for name, value in now.items() if name not in theirs}}


def _values(garment: Garment) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        yield name, getattr(garment, name)
    for key, value in garment.attributes.items():
        yield f"attributes.{key}", value


def _sum(text: str) -> int:
    return zlib.crc32(text.encode(errors="surrogatepass"))
