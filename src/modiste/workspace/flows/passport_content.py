"""What a shop can say of an item in its passport: the garment's own facts, and where and when it was made.

Knows how the spine and the journey meet a passport's fields; each field names where it comes from, and what
nobody knows is left out. Proofs are `passports`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from modiste.garment import Colourway, Garment, ModisteError, Sku, canonical_id
from modiste.workspace.flows.passport_facts import ShopPassportFacts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PROFILE = "modiste.textile.1"
_GTIN = "https://id.gs1.org/01/"
_STEPS = {
    "creating_class_instance": "fibre",
    "commissioning": "made",
    "packing": "packed",
    "shipping": "shipped",
    "receiving": "received",
    "retail_selling": "sold",
}


@dataclass(frozen=True)
class ItemContent:
    """What is said of one item.

    Attributes:
        item: Its canonical Digital Link.
        garment: Of which garment it is, or "".
        said: The passport's fields.
    """

    item: str
    garment: str
    said: Mapping[str, Any]


class PassportContents:
    """Fields of the passports of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._facts = shop, ShopPassportFacts(shop)
        self._find = shop.supplying.asking_once()

    def of(self, item: str) -> ItemContent:
        """The fields of an item, by any of its names.

        Raises:
            ModisteError: MOD-2626 for what is no single item, MOD-1103 where no event is about it.
        """
        link = canonical_id(item)
        gtin, _, serial = link.removeprefix(_GTIN).partition("/21/")
        if not serial or not link.startswith(_GTIN):
            raise ModisteError("MOD-2626", value=item[:100])
        journey = self._shop.supplying.journey(link, find=self._find)
        of = self._facts.by_gtin.get(gtin)
        origin = [
            self._stage(each, is_own=each["thing"] == link)
            for each in journey["steps"]
            if _tells_origin(each)
        ]
        said = {
            "type": "TextileItem",
            "profile": PROFILE,
            "gtin": gtin,
            "serial": serial,
            **(_facts(of.garment, of.colourway, of.sku) if of else {}),
            "origin": origin,
            "isSimulated": any(each["isSimulated"] for each in origin),
            "content": self._facts.content(link, journey).said(),
        }
        return ItemContent(link, of.garment.id if of else "", said)

    @cached_property
    def _places(self) -> dict[str, Any]:
        return {each.id: each for each in self._shop.places.listing()}

    def _stage(self, step: Mapping[str, Any], *, is_own: bool) -> dict[str, Any]:
        """One stage of making, with the event that tells it.

        Whose facility it was is told of the item itself; who made its materials is not for everybody.
        """
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


def _tells_origin(step: Mapping[str, Any]) -> bool:
    return step["step"] in _STEPS and not step["is_void"] and step["step"] != "shipping"


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
