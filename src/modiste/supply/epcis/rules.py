"""What events may say of one another: masses balance, lives end once, what is in a box, ways take their time.

Knows the state of an item and how events change it; the schema lacks all of this. Where states are kept is
the book's. An event that comes late is judged by what is certain of its time: life and travel, not who was in
what box.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from modiste.supply.epcis.balances import Balances, transformation_of
from modiste.supply.epcis.things import Gist, gist_of

SLACK = 5 * 60 * 1000
"""Milliseconds by which the clocks of two parties may differ."""
AHEAD = 24 * 3600 * 1000
"""Milliseconds by which an event may lie before us in time."""
FASTEST = 1100.0
"""Kilometres an hour: an aeroplane with the wind."""
NEAR = 50.0
"""Kilometres below which a place is not exact enough to judge a speed."""
_EARTH = 6371.0
_GEO = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:[,;].*)?")

Rule = Literal["time", "life", "inside", "travel", "mass"]
Place = tuple[float, float]
Where = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is known of an item; moments in milliseconds since 1970, None where not known.

    Attributes:
        begun_at: When it was commissioned, or made of others.
        ended_at: When it was decommissioned, or used up.
        last_at: The newest event about it.
        last_place: Where that was.
        parent: What it is in, or "".
        moved_at: When it was last put in or taken out.
    """

    begun_at: int | None = None
    ended_at: int | None = None
    last_at: int | None = None
    last_place: str = ""
    parent: str = ""
    moved_at: int | None = None


UNKNOWN_ITEM = ItemState()
States = MutableMapping[str, ItemState]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that an event breaks, and how."""

    rule: Rule
    reason: str


def geo_place(place: str) -> Place | None:
    """Latitude and longitude of a `geo:` name; places of other names have to be looked up.

    Example:
        >>> geo_place("geo:45.43,12.33")
        (45.43, 12.33)
    """
    match = _GEO.fullmatch(place)
    return (float(match[1]), float(match[2])) if match else None


def applied(
    event: Mapping[str, Any],
    states: States,
    now: int,
    where: Where = geo_place,
    gist: Gist | None = None,
    balances: Balances | None = None,
) -> Broken | None:
    """Judge an event by states and balances, and change them by it.

    Args:
        event: Of the right shape.
        states: What is known of the items, by canonical name; items not in it are unknown.
        now: Milliseconds since 1970.
        where: From a place's name to its latitude and longitude, or None.
        gist: Its gist, where the caller has it.
        balances: Of the transformations of which it or others with it tell parts.
    """
    if "errorDeclaration" in event:
        return None
    balances = balances or Balances()
    broken = _judged(event, states, now, where, gist or gist_of(event), balances)
    balances.note(event, is_refused=broken is not None)
    return broken


def _judged(
    event: Mapping[str, Any], states: States, now: int, where: Where, gist: Gist, balances: Balances
) -> Broken | None:
    things, _, at, place = gist
    if at is None:
        return Broken("time", f"{event['eventTime']} is in no calendar")
    if at > now + AHEAD:
        return Broken("time", f"{event['eventTime']} is more than a day ahead")
    changed: dict[str, ItemState] = {}
    broken = (
        _mass(event, balances)
        or _travel(things, states, at, place, where)
        or _life(event, things, states, at, changed)
        or _inside(event, things, states, at, changed)
    )
    if broken is None:
        for _, item in things:
            state = changed.get(item) or states.get(item, UNKNOWN_ITEM)
            changed[item] = _seen(state, at, place) if at >= (state.last_at or at) else state
        states.update(changed)
    return broken


def replayed(events: Iterable[Mapping[str, Any]], item: str) -> ItemState:
    """What is known of an item after its events in their order, none of which is judged again."""
    states: dict[str, ItemState] = {}
    for event in events:
        if "errorDeclaration" in event:
            continue
        things, _, at, place = gist_of(event)
        assert at is not None, "it was kept"
        for change in (_life, _inside):
            made: dict[str, ItemState] = {}
            change(event, things, states, at, made)
            states.update(made)
        states[item] = _seen(states.get(item, UNKNOWN_ITEM), at, place)
    return states.get(item, UNKNOWN_ITEM)


def _seen(state: ItemState, at: int, place: str) -> ItemState:
    # Six times as fast as `replace`, which every event of a capture would wait for.
    begun, ended, parent, moved = state.begun_at, state.ended_at, state.parent, state.moved_at
    return ItemState(begun, ended, at, place or state.last_place, parent, moved)


def _mass(event: Mapping[str, Any], balances: Balances) -> Broken | None:
    """No more comes out of a transformation than went in, where that is weighed whole."""
    if event["type"] != "TransformationEvent":
        return None
    balance = balances.after(event)
    if not balance.is_broken:
        return None
    told = " in all parts told so far" if transformation_of(event) else ""
    return Broken("mass", f"{balance.came_out:g} kg come out of {balance.went_in:g} kg{told}")


def _life(
    event: Mapping[str, Any],
    things: Sequence[tuple[Any, str]],
    states: Mapping[str, ItemState],
    at: int,
    changed: dict[str, ItemState],
) -> Broken | None:
    kind, action = event["type"], event.get("action")
    for role, item in things:
        state = changed.get(item) or states.get(item, UNKNOWN_ITEM)
        begins = role == "output" or (role == "epc" and kind == "ObjectEvent" and action == "ADD")
        ends = role == "input" or (role == "epc" and kind == "ObjectEvent" and action == "DELETE")
        if begins and state.begun_at is not None:
            return Broken("life", f"{item} begins twice")
        if ends and state.ended_at is not None:
            return Broken("life", f"{item} ends twice")
        if state.ended_at is not None and at > state.ended_at + SLACK:
            return Broken("life", f"{item} has ended before")
        if state.begun_at is not None and at < state.begun_at - SLACK:
            return Broken("life", f"{item} begins only later")
        if ends and state.last_at is not None and at < state.last_at - SLACK:
            return Broken("life", f"{item} is seen after this end")
        if begins:
            changed[item] = replace(state, begun_at=at)
        elif ends:
            changed[item] = replace(state, ended_at=at, parent="")
    return None


def _inside(
    event: Mapping[str, Any],
    things: Sequence[tuple[Any, str]],
    states: Mapping[str, ItemState],
    at: int,
    changed: dict[str, ItemState],
) -> Broken | None:
    action = event.get("action")
    if event["type"] != "AggregationEvent" or action == "OBSERVE":
        return None
    parent = next((item for role, item in things if role == "parent"), "")
    children = [item for role, item in things if role == "child"]
    if action == "DELETE" and not children and not event.get("childQuantityList"):
        children = [item for item, state in states.items() if state.parent == parent and parent]
    for child in children:
        state = changed.get(child) or states.get(child, UNKNOWN_ITEM)
        if state.moved_at is not None and at < state.moved_at:
            continue
        if action == "ADD":
            if child == parent or states.get(parent, UNKNOWN_ITEM).parent == child:
                return Broken("inside", f"{child} is put into itself")
            if state.parent not in ("", parent):
                return Broken("inside", f"{child} is still in {state.parent}")
            changed[child] = replace(state, parent=parent, moved_at=at)
        else:
            if state.moved_at is not None and state.parent != parent and parent:
                inside = f"in {state.parent}" if state.parent else "in nothing"
                return Broken("inside", f"{child} is {inside}, not in {parent}")
            changed[child] = replace(state, parent="", moved_at=at)
    return None


def _travel(
    things: Sequence[tuple[Any, str]], states: Mapping[str, ItemState], at: int, place: str, where: Where
) -> Broken | None:
    here = where(place) if place else None
    if here is None:
        return None
    for _, item in things:
        state = states.get(item, UNKNOWN_ITEM)
        there = where(state.last_place) if state.last_place and state.last_place != place else None
        if there is None or state.last_at is None:
            continue
        far, hours = kilometres(here, there), (abs(at - state.last_at) + SLACK) / 3_600_000
        if far > NEAR and far > FASTEST * hours:
            return Broken("travel", f"{item} cannot go {far:.0f} km in {hours:.2f} h")
    return None


def kilometres(one: Place, other: Place) -> float:
    """The way between two places on a sphere (haversine).

    Example:
        >>> round(kilometres((48.85, 2.35), (52.52, 13.40)))
        878
    """
    (a, b), (c, d) = (tuple(map(math.radians, each)) for each in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, half)))
