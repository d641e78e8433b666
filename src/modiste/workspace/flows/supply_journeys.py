"""Where an item has been: its events, those of what it was made of, and of the boxes while it was in them.

Knows how one event leads to others; which are kept, and how they are found, is `supply_events`'.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from modiste.garment import ModisteError
from modiste.store import KeptEvent, KeptState
from modiste.supply import bare_word, millis, place_of, site_of, transformation_of
from modiste.workspace.flows.supply_things import PART, ROLE_NUMBERS, things_of

Find = Callable[[str, int, int, int | None, int, Mapping[int, KeptEvent]], list[KeptEvent]]
"""Events about a thing: its name, since when, until when, in which role, how many at most; those at hand."""
_DEEPEST = 12
_MOST = 2000
_MOST_REMEMBERED = 5_000
_EVER = 1 << 62
_ALWAYS = -_EVER


@dataclass(frozen=True)
class _Told:
    """What of an event a journey asks again and again."""

    at: int
    roles: Mapping[str, frozenset[str]]
    inputs: tuple[str, ...]
    parents: tuple[str, ...]


class Journeys:
    """Ways of items, followed one after another: what they share is looked at once."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._found: dict[tuple[Any, ...], list[KeptEvent]] = {}
        self._told: dict[int, _Told] = {}
        self._branches: dict[tuple[str, str, int, int, int], dict[int, dict[str, Any]]] = {}
        self._own: Mapping[str, list[KeptEvent]] = {}
        self.events: dict[int, KeptEvent] = {}
        """Those that were met, by number."""

    def expect(self, own: Mapping[str, list[KeptEvent]], find: Find) -> None:
        """Take over what events are about the items that come next, the oldest first, and who finds more."""
        self._forget()
        self._own, self._find = own, find

    def followed(self, name: str) -> list[dict[str, Any]]:
        """The steps of an item's way, the oldest first; they belong to others as well, so change none."""
        steps = self._follow(name, "itself", 0, _EVER, 0)
        return sorted(steps.values(), key=itemgetter("at", "number"))

    def _branch(
        self, name: str, because: str, since: int, until: int, depth: int
    ) -> Mapping[int, dict[str, Any]]:
        """The steps of what an item was made of or lay in."""
        if depth > _DEEPEST:
            return {}
        key = (name, because, since, until, depth)
        if key not in self._branches:
            self._branches[key] = self._follow(*key)
        return self._branches[key]

    def _follow(
        self, name: str, because: str, since: int, until: int, depth: int
    ) -> dict[int, dict[str, Any]]:
        rows, steps, boxes = self._rows(name, since, until), dict[int, dict[str, Any]](), dict[str, int]()
        declared = [each.event for each in rows if "errorDeclaration" in each.event]
        void = {each["eventID"]: each["errorDeclaration"].get("reason", "") for each in declared}

        def follow(other: str, why: str, start: int, end: int) -> None:
            nonlocal steps
            steps = _with(steps, self._branch(other, f"{why} {other}", start, end, depth + 1))

        for row in rows:
            event = row.event
            if row.number not in steps:
                steps[row.number] = _step(row, name, because, void.get(event["eventID"]))
            if event["eventID"] in void:
                continue
            told = self._telling(row)
            mine = told.roles.get(name, frozenset())
            if event["type"] == "TransformationEvent" and "output" in mine:
                for item in told.inputs:
                    if item != name:
                        follow(item, "made of", 0, told.at)
            elif event["type"] == "AggregationEvent" and "child" in mine:
                for item in told.parents:
                    if item == name:
                        continue
                    if event["action"] == "ADD":
                        boxes.setdefault(item, told.at)
                    elif event["action"] == "DELETE" and item in boxes:
                        follow(item, "inside", boxes.pop(item), told.at)
        for box, at in boxes.items():
            follow(box, "inside", at, min(until, self._emptied(box, at)))
        return steps

    def _rows(self, name: str, since: int, until: int) -> list[KeptEvent]:
        if name in self._own and (since, until) == (0, _EVER):
            rows = self._own[name][:_MOST]
        else:
            rows = self._asked(name, since, until + 1)
        self.events.update((each.number, each) for each in rows)
        return rows

    def _telling(self, row: KeptEvent) -> _Told:
        if row.number not in self._told:
            event, things = row.event, things_of(row.event)
            roles = dict[str, set[str]]()
            for role, item in things:
                roles.setdefault(item, set()).add(role)
            inputs = [item for role, item in [*things, *self._other_parts(event)] if role == "input"]
            parents = [item for role, item in things if role == "parent"]
            named = {item: frozenset(of) for item, of in roles.items()}
            at = millis(event["eventTime"])
            self._told[row.number] = _Told(
                at, named, tuple(dict.fromkeys(inputs)), tuple(dict.fromkeys(parents))
            )
        return self._told[row.number]

    def _other_parts(self, event: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What the other parts of a transformation are about."""
        if event["type"] != "TransformationEvent" or not (name := transformation_of(event)):
            return []
        parts = self._asked(name, _ALWAYS, _EVER, PART)
        return sorted({thing for each in parts for thing in things_of(each.event)})

    def _emptied(self, box: str, since: int) -> int:
        """When a box was next emptied of all that it held, or the end of time."""
        for row in self._asked(box, since, _EVER, ROLE_NUMBERS["parent"]):
            empties = row.event.get("action") == "DELETE" and not row.event.get("childEPCs")
            if empties and not row.event.get("childQuantityList"):
                return millis(row.event["eventTime"])
        return _EVER

    def _asked(self, name: str, since: int, until: int, role: int | None = None) -> list[KeptEvent]:
        key = (name, since, until, role)
        if key not in self._found:
            self._found[key] = self._find(*key, _MOST, self.events)
        return self._found[key]

    def _forget(self) -> None:
        for kept in (self._found, self._told, self._branches, self.events):
            if len(kept) >= _MOST_REMEMBERED:
                kept.clear()


def _with(steps: dict[int, dict[str, Any]], more: Mapping[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Steps with those of a branch behind them, as far as there is room; the first stays."""
    if len(steps) + len(more) <= _MOST:
        return {**more, **steps}
    for number, step in more.items():
        if len(steps) < _MOST:
            steps.setdefault(number, step)
    return steps


def way_of(item: str, steps: list[dict[str, Any]], state: KeptState | None) -> dict[str, Any]:
    """A journey as it is told.

    Raises:
        ModisteError: MOD-1103 where it has no steps: no event is about the item.
    """
    if not steps:
        raise ModisteError("MOD-1103", kind="item", id=item[:100])
    return {
        "item": item,
        "begun_at": moment_of(state.begun_at) if state and state.begun_at is not None else None,
        "ended_at": moment_of(state.ended_at) if state and state.ended_at is not None else None,
        "inside": state.parent if state else "",
        "steps": steps,
    }


def moment_of(at: int) -> str:
    """A moment in milliseconds since 1970 as RFC 3339 writes it."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _step(row: KeptEvent, name: str, because: str, void: str | None) -> dict[str, Any]:
    event = row.event
    return {
        "number": row.number,
        "event_id": event["eventID"],
        "at": moment_of(millis(event["eventTime"])),
        "type": event["type"],
        "action": event.get("action", ""),
        "step": bare_word(event.get("bizStep", "")),
        "disposition": bare_word(event.get("disposition", "")),
        "place": place_of(event),
        "site": site_of(place_of(event)),
        "thing": name,
        "because": because,
        "is_void": void is not None,
        "void_reason": bare_word(void or ""),
        "sensors": event.get("sensorElementList", []),
    }
