"""What a shop can say of an item in its passport: the garment's own facts, and where and when it was made.

Knows how the spine and the journey meet a passport's fields; each field names where it comes from, and what
nobody knows is left out. Proofs are `passports`'.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from modiste.garment import Colourway, Garment, Sku
from modiste.passport import PART_LEVELS, Content, PartLevel, canonical, compose
from modiste.workspace.flows.passport_facts import Alike, ShopPassportFacts, item_parts
from modiste.workspace.flows.passport_sources import SpineFacts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PROFILE = "modiste.textile.1"
_STEPS = {
    "creating_class_instance": "fibre",
    "commissioning": "made",
    "packing": "packed",
    "shipping": "shipped",
    "receiving": "received",
    "retail_selling": "sold",
}
_TELLS_ORIGIN = _STEPS.keys() - {"shipping"}


@dataclass(frozen=True)
class ItemContent:
    """What is said of one item.

    Attributes:
        item: Its canonical Digital Link.
        garment: Of which garment it is, or "".
        said: The passport's fields.
        parts: What is said of its model and its batch, in passports of their own.
    """

    item: str
    garment: str
    said: Mapping[str, Any]
    parts: tuple["PartContent", ...] = ()


@dataclass(frozen=True)
class PartContent:
    """What is said once of a model or a batch, for all its items.

    Attributes:
        level: Of which of the two.
        link: Its Digital Link.
        garment: Of which garment it is, or "".
        said: The passport's fields.
        digest: SHA-256 of that, by which the same is known again.
    """

    level: PartLevel
    link: str
    garment: str
    said: Mapping[str, Any]
    digest: bytes


@dataclass(frozen=True)
class _Shared:
    """What items of one making share: garment's facts, fields of levels without a link, the items'."""

    alike: Alike
    facts: Mapping[str, Any]
    content: Mapping[str, Any]
    fields: Mapping[str, Any]
    parts: tuple[PartContent, ...]


class PassportContents:
    """Fields of the passports of one shop, as it is now: items of one making are composed together."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._facts = shop, ShopPassportFacts(shop)
        self._journeys = shop.supplying.journeys()
        self._stages = dict[tuple[int, bool], dict[str, Any]]()
        self._shared = dict[int, _Shared]()

    def of(self, item: str) -> ItemContent:
        """The fields of an item, by any of its names; refuses as `of_all`."""
        return self.of_all([item])[0]

    def of_all(self, items: Sequence[str]) -> list[ItemContent]:
        """The fields of items, by any of their names, read together.

        Raises:
            ModisteError: MOD-2626 for what is no single item, MOD-1103 where no event is about one, MOD-2684
                for a garment out of scope.
        """
        links = [item_parts(each)[0] for each in items]
        ways = self._shop.supplying.journeys_of(links, self._journeys)
        events = {number: each.event for number, each in self._journeys.events.items()}
        return [self._of(way, events) for way in ways]

    def _of(self, journey: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]) -> ItemContent:
        link, gtin, serial = item_parts(journey["item"])
        of = self._facts.by_gtin.get(gtin)
        alike = self._facts.alike(journey, events)
        shared = self._shared_of(alike, of)
        origin = [
            self._stage(each, is_own=each["thing"] == link)
            for each in journey["steps"]
            if each["step"] in _TELLS_ORIGIN and not each["is_void"]
        ]
        own = self._facts.own(journey, alike)
        if any(each.id in shared.fields for each in own):  # somebody entered the like, which vies with it
            fields = compose(alike.content.profile, [*own, *alike.facts], {}).fields_of("item")
        else:
            fields = {**shared.fields, **{each.id: each.said() for each in own}}
        said = {
            "type": "TextileItem",
            "profile": PROFILE,
            "gtin": gtin,
            "serial": serial,
            **shared.facts,
            "origin": origin,
            "isSimulated": any(each["isSimulated"] for each in origin),
            "content": {**shared.content, "item": {"id": link, "fields": fields}},
        }
        return ItemContent(link, of.garment.id if of else "", said, shared.parts)

    def _shared_of(self, alike: Alike, of: SpineFacts | None) -> "_Shared":
        if id(alike) not in self._shared:
            content, levels = alike.content, [each for each in PART_LEVELS if each in alike.content.ids]
            rest = content.said(levels=[each for each in PART_LEVELS if each not in levels])
            parts = (_part(content, level, of.garment.id if of else "") for level in levels)
            facts = _facts(of.garment, of.colourway, of.sku) if of else {}
            # What is alike is kept beside, so that its id stays its own.
            self._shared[id(alike)] = _Shared(alike, facts, rest, content.fields_of("item"), tuple(parts))
        return self._shared[id(alike)]

    @cached_property
    def _places(self) -> dict[str, Any]:
        return {each.id: each for each in self._shop.places.listing()}

    def _stage(self, step: Mapping[str, Any], *, is_own: bool) -> dict[str, Any]:
        """One stage of making, with the event that tells it.

        Whose facility it was is told of the item itself; who made its materials is not for everybody.
        """
        key = (step["number"], is_own)
        if key not in self._stages:
            self._stages[key] = self._told(step, is_own=is_own)
        return self._stages[key]

    def _told(self, step: Mapping[str, Any], *, is_own: bool) -> dict[str, Any]:
        place = self._places.get(step["site"])
        facility = {
            "facility": step["site"] or step["place"],
            "facilityName": place.name if place else "",
            "facilityNameZh": place.name_zh if place else "",
        }
        return {
            "stage": _STEPS.get(step["step"], step["step"]),
            "at": step["at"],
            "facilityKind": place.kind if place else "",
            "isSimulated": bool(place and place.is_simulated),
            "source": step["event_id"],
            **(facility if is_own else {}),
        }


def _part(content: Content, level: PartLevel, garment: str) -> PartContent:
    said = {
        "type": f"Textile{level.capitalize()}",
        "profile": content.profile.id,
        "scope": content.scope,
        "fields": content.fields_of(level),
    }
    return PartContent(level, content.ids[level], garment, said, hashlib.sha256(canonical(said)).digest())


def _facts(garment: Garment, colourway: Colourway, sku: Sku) -> dict[str, Any]:
    """The garment's own facts; what is empty is left out."""
    source = "synthetic house" if garment.synthetic else garment.source or "catalogue"
    named: Sequence[tuple[str, Any]] = (
        ("name", garment.name),
        ("brand", garment.brand),
        ("category", garment.category),
        ("season", garment.season),
        ("colour", colourway.colour),
        ("size", sku.size),
    )
    more = ((name, garment.attributes.get(name)) for name in ("material", "fibre", "care"))
    said = {name: value for name, value in (*named, *more) if value}
    return {"garment": {"id": garment.id, **said, "source": source, "isSynthetic": garment.synthetic}}
