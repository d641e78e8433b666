"""When the simulated containers sail: one a week, three in turn, out full and home empty.

Knows the timetable and where a container is; what is in it is `orders`'.
"""

from dataclasses import dataclass

from modiste.supply.epcis.rules import Place
from modiste.supply.fleet.sites import ROUTE, SITES, sailed

HOUR = 3_600_000
DAY = 24 * HOUR
CONTAINERS = tuple(each for each in SITES if each.kind == "container")
FIRST, EVERY = 8 * DAY, 7 * DAY
AT_SEA = int(8.7 * DAY)
"""Some 5,500 km at 14 knots."""
LOADS, UNLOADS, TURNS = 12 * HOUR, 10 * HOUR, 36 * HOUR
"""Loaded before it sails; at the warehouse, and under way home, after it has come."""
_WAREHOUSE = next(each.at for each in SITES if each.kind == "warehouse")


@dataclass(frozen=True, slots=True)
class Voyage:
    """One sailing; moments in milliseconds since 1970."""

    number: int
    container: str
    loads: int
    sails: int
    comes: int
    unloads: int
    turns: int
    home: int


def voyage(number: int, begins_ms: int) -> Voyage:
    """A sailing by its number, from 0."""
    sails = begins_ms + FIRST + number * EVERY
    comes = sails + AT_SEA
    container = CONTAINERS[number % len(CONTAINERS)].id
    home = comes + TURNS + AT_SEA
    return Voyage(number, container, sails - LOADS, sails, comes, comes + UNLOADS, comes + TURNS, home)


def next_voyage(at: int, begins_ms: int) -> Voyage:
    """The first sailing that what is ready now is still loaded for."""
    return voyage(max(0, -(-(at + LOADS - begins_ms - FIRST) // EVERY)), begins_ms)


def last_voyage(container: str, at: int, begins_ms: int) -> Voyage | None:
    """The sailing that a container is on, or came home from last; None before its first."""
    own = next(number for number, each in enumerate(CONTAINERS) if each.id == container)
    number = (at + LOADS - begins_ms - FIRST) // EVERY
    number -= (number - own) % len(CONTAINERS)
    return voyage(number, begins_ms) if number >= 0 else None


def whereabouts(container: str, at: int, begins_ms: int) -> Place:
    """Where a container is."""
    on = last_voyage(container, at, begins_ms)
    if on is None or at >= on.home:
        return ROUTE[0]
    if at < on.comes:
        return sailed((at - on.sails) / AT_SEA)
    if at < on.turns:
        return _WAREHOUSE if at >= on.unloads else ROUTE[-1]
    return sailed(1 - (at - on.turns) / AT_SEA)
