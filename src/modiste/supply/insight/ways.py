"""The ways between places as events tell them: what left where, and where and when it came.

Knows which business steps begin and end a way; how long ways take is `arrivals`'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modiste.garment import canonical_id
from modiste.supply.epcis.things import classes_of, items_of, millis, place_of
from modiste.supply.epcis.vocabulary import bare_word

LEAVES = frozenset(("shipping", "departing"))
"""A reader that lost a tag says departing, too; only what is then in transit has left for somewhere."""
COMES = frozenset(("receiving", "arriving", "accepting", "unloading"))
PART = "/254/"
"""What follows names a part of a site."""


@dataclass(frozen=True, slots=True)
class Way:
    """Things that left together; moments in milliseconds since 1970.

    Attributes:
        origin: The site they left.
        destination: The site they came to, or "" while they are under way.
        left_at: When.
        came_at: When; 0 while they are under way.
        things: How many lots and items.
    """

    origin: str
    destination: str
    left_at: int
    came_at: int
    things: int


def ways(events: Iterable[Mapping[str, Any]]) -> list[Way]:
    """The ways that events tell, in the order they began.

    Args:
        events: By time; what was declared an error is left out before.
    """
    gone: dict[str, tuple[str, int]] = {}
    found: dict[tuple[str, str, int, int], int] = {}
    for event in events:
        step, site = bare_word(event.get("bizStep", "")), site_of(place_of(event))
        if step not in LEAVES | COMES or not site:
            continue
        at = millis(event["eventTime"])
        is_moving = bare_word(event.get("disposition", "")) == "in_transit"
        for _, thing in (*items_of(event), *classes_of(event)):
            if step == "shipping" or (step == "departing" and is_moving):
                gone[thing] = (site, at)
            elif thing in gone and gone[thing][0] != site:
                key = (gone[thing][0], site, gone.pop(thing)[1], at)
                found[key] = found.get(key, 0) + 1
    under_way: dict[tuple[str, int], int] = {}
    for leaving in gone.values():
        under_way[leaving] = under_way.get(leaving, 0) + 1
    made = [Way(*key, count) for key, count in found.items()]
    made += [Way(origin, "", left, 0, count) for (origin, left), count in under_way.items()]
    return sorted(made, key=lambda way: (way.left_at, way.origin))


def site_of(place: str) -> str:
    """The site of a place, by its canonical name."""
    return canonical_id(place).partition(PART)[0] if place else ""
