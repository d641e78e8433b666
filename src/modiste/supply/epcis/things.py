"""What an event is about: its items, its quantities, its moment and its place, each under one name.

Knows where each kind of event keeps them; what follows from them is `rules`' and the book's.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from modiste.garment import canonical_id

Role = Literal["epc", "child", "parent", "input", "output"]
Thing = tuple[Role, str]
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


class Gist(NamedTuple):
    """What an event is about, found out once; `at` is None for a date that no calendar has."""

    items: list[Thing]
    classes: list[Thing]
    at: int | None
    place: str


def gist_of(event: Mapping[str, Any]) -> Gist:
    """What an event of the right shape is about."""
    try:
        at = millis(event["eventTime"])
    except (ValueError, OverflowError):
        at = None
    return Gist(items_of(event), classes_of(event), at, place_of(event))


def items_of(event: Mapping[str, Any]) -> list[Thing]:
    """Each item and what it is to the event, under its canonical name."""
    found: list[Thing] = [("parent", canonical_id(event["parentID"]))] if "parentID" in event else []
    for name, role in EPCS:
        if name in event:
            found += [(role, canonical_id(epc)) for epc in event[name]]
    return found


def classes_of(event: Mapping[str, Any]) -> list[Thing]:
    """Each class or lot of which the event has a quantity, under its canonical name."""
    found: list[Thing] = []
    for name, role in QUANTITIES:
        if name in event:
            found += [(role, canonical_id(each["epcClass"])) for each in event[name]]
    return found


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
