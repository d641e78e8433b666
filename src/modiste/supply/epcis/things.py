"""What an event is about: its items, its quantities, its moment and its place, each under one name.

Knows where each kind of event keeps them; what follows from them is `rules`' and the book's.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from modiste.garment import canonical_id

Role = Literal["epc", "child", "parent", "input", "output"]
ROLES: tuple[Role, ...] = ("epc", "child", "parent", "input", "output")
EPCS: tuple[tuple[str, Role], ...] = (
    ("epcList", "epc"),
    ("childEPCs", "child"),
    ("inputEPCList", "input"),
    ("outputEPCList", "output"),
)
QUANTITIES: tuple[tuple[str, Role], ...] = (
    ("quantityList", "epc"),
    ("childQuantityList", "child"),
    ("inputQuantityList", "input"),
    ("outputQuantityList", "output"),
)
_KILOS = {"KGM": 1.0, "GRM": 0.001, "MGM": 1e-6, "TNE": 1000.0, "LBR": 0.45359237, "ONZ": 0.028349523125}
"""Kilograms of a unit of mass, by its code in UN/CEFACT Recommendation 20."""


def items_of(event: Mapping[str, Any]) -> Iterator[tuple[Role, str]]:
    """Each item and what it is to the event, under its canonical name."""
    if "parentID" in event:
        yield "parent", canonical_id(event["parentID"])
    for name, role in EPCS:
        for epc in event.get(name, ()):
            yield role, canonical_id(epc)


def classes_of(event: Mapping[str, Any]) -> Iterator[tuple[Role, str]]:
    """Each class or lot of which the event has a quantity, under its canonical name."""
    for name, role in QUANTITIES:
        for each in event.get(name, ()):
            yield role, canonical_id(each["epcClass"])


def kilos_of(event: Mapping[str, Any], name: str) -> float | None:
    """The mass of a list of quantities in kilograms; None where one of them has another unit, or none."""
    total = 0.0
    for each in event.get(name, ()):
        if each.get("uom") not in _KILOS or "quantity" not in each:
            return None
        total += each["quantity"] * _KILOS[each["uom"]]
    return total


def place_of(event: Mapping[str, Any]) -> str:
    """Where it happened: the read point, else the business location, or ""."""
    return str(event.get("readPoint", event.get("bizLocation", {})).get("id", ""))


@lru_cache(16_384)
def millis(moment: str) -> int:
    """Milliseconds since 1970 of an RFC 3339 time.

    Raises:
        ValueError: For a date that no calendar has.
    """
    at = datetime.fromisoformat(moment)
    return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)
