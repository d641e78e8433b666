"""What sources say of a garment, row after row, against what they said before and what people made of it.

Knows three-way merging by small prints of values; where prints are kept is the store's. A value that still is
what a source gave is the source's to change; one that a person has set stays. Garments are plain values here,
in the order of the record's fields.
"""

import struct
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from modiste.collect import UNDATED
from modiste.garment import Garment

_FIELDS = ("name", "category", "brand", "department", "season", "description", "source")
_NAMES = tuple(Garment.model_fields)
_PLACES = tuple((name, _NAMES.index(name)) for name in _FIELDS)
_ATTRIBUTES, _CREATED, _UPDATED = map(_NAMES.index, ("attributes", "created_at", "updated_at"))
_PRINT = struct.Struct("<II")


class Merging:
    """One garment while rows that speak of it are taken in."""

    def __init__(self, had: tuple[Any, ...] | None, before: bytes | None) -> None:
        """Begin with what is kept.

        Args:
            had: the garment as it is kept, None where there is none.
            before: the prints of what sources said last; None when none ever did: `had` is a person's work.
        """
        self._values = (
            None if had is None else [*had[:_ATTRIBUTES], dict(had[_ATTRIBUTES]), *had[_ATTRIBUTES + 1 :]]
        )
        self._said = dict(_PRINT.iter_unpack(before or b""))
        # What was said last, as text: most rows of a style say most of it again.
        self._last: dict[str, str] = {}
        self._last_attributes: dict[str, str] = {}
        self.is_changed = False
        self.is_said_anew = False

    def take(self, said: tuple[Any, ...], now: datetime) -> bool:
        """Take in what a source says; whether it changes the garment."""
        values, wrote = self._values, False
        if values is None:
            self._values = values = [*said]
            values[_ATTRIBUTES] = dict(said[_ATTRIBUTES])
            values[_CREATED] = now if said[_CREATED] == UNDATED else said[_CREATED]
            wrote = True
        last = self._last
        for name, place in _PLACES:
            new, old = said[place], values[place]
            if not new or (new == old and last.get(name) == new):
                continue
            if new != old and (not old or self._is_sources(name, old)):
                values[place], wrote = new, True
            if last.get(name) != new:
                last[name] = new
                self._say(name, new)
        attributes, last = values[_ATTRIBUTES], self._last_attributes
        for name, new in said[_ATTRIBUTES].items():
            old = attributes.get(name)
            if new == old and last.get(name) == new:
                continue
            # Another row of the same style may have said what this one does not, so nothing is taken away.
            if new != old and (old is None or self._is_sources(f"attributes.{name}", old)):
                attributes[name], wrote = new, True
            if last.get(name) != new:
                last[name] = new
                if new:
                    self._say(f"attributes.{name}", new)
        if wrote:
            values[_UPDATED] = now
            self.is_changed = True
        return wrote

    @property
    def values(self) -> tuple[Any, ...]:
        """The garment as it should be."""
        return tuple(self._values or ())

    @property
    def prints(self) -> bytes:
        """Eight bytes a value: which it is and what it is; what a source does not say now, it said before."""
        return b"".join(_PRINT.pack(name, value) for name, value in self._said.items())

    def _is_sources(self, name: str, value: str) -> bool:
        return self._said.get(_name_sum(name)) == _sum(value)

    def _say(self, name: str, value: str) -> None:
        key, print_ = _name_sum(name), _sum(value)
        if self._said.get(key) != print_:
            self._said[key] = print_
            self.is_said_anew = True


def enriched(garment: Garment, before: bytes | None) -> dict[str, str]:
    """What people or models set and no source said: fields by name, attributes as `attributes.NAME`."""
    said = dict(_PRINT.iter_unpack(before or b""))
    return {name: value for name, value in _values(garment) if value and said.get(_sum(name)) != _sum(value)}


def _values(garment: Garment) -> Iterator[tuple[str, str]]:
    for name in _FIELDS:
        yield name, getattr(garment, name)
    for key, value in garment.attributes.items():
        yield f"attributes.{key}", value


def _sum(text: str) -> int:
    return zlib.crc32(text.encode(errors="surrogatepass"))


_name_sum = lru_cache(4096)(_sum)
