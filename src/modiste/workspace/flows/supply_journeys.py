"""Where an item has been: its events, those of what it was made of, and of the boxes while it was in them.

Knows how one event leads to others; which are kept, and how they are found, is `supply_events`'.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from modiste.store import EventFilter, KeptEvent
from modiste.supply import bare_word, millis, place_of, site_of, transformation_of
from modiste.workspace.flows.supply_things import PART, ROLE_NUMBERS, things_of


class Journey:
    """The events on an item's way, found once each."""

    _DEEPEST = 12
    _MOST = 2000

    def __init__(self, find: Callable[..., list[KeptEvent]]) -> None:
        self._find = find
        self._steps: dict[int, dict[str, Any]] = {}
        self._seen: set[tuple[str, int, int]] = set()

    def followed(self, name: str) -> list[dict[str, Any]]:
        """The steps, the oldest first."""
        self._follow(name, "itself", 0, 1 << 62, 0)
        return sorted(self._steps.values(), key=lambda step: (step["at"], step["number"]))

    def _follow(self, name: str, because: str, since: int, until: int, depth: int) -> None:
        if depth > self._DEEPEST or (name, since, until) in self._seen or len(self._steps) >= self._MOST:
            return
        self._seen.add((name, since, until))
        asked = EventFilter(things=((name, False),), since=since, until=until + 1)
        rows = self._find(asked, is_descending=False, limit=self._MOST)
        declared = [each.event for each in rows if "errorDeclaration" in each.event]
        void = {each["eventID"]: each["errorDeclaration"].get("reason", "") for each in declared}
        boxes: dict[str, int] = {}
        for row in rows:
            event = row.event
            self._steps.setdefault(row.number, _step(row, name, because, void.get(event["eventID"])))
            if event["eventID"] in void:
                continue
            at, mine = millis(event["eventTime"]), {role for role, item in things_of(event) if item == name}
            others = [(role, item) for role, item in things_of(event) if item != name]
            if event["type"] == "TransformationEvent" and "output" in mine:
                for role, item in [*others, *self._other_parts(event)]:
                    if role == "input":
                        self._follow(item, f"made of {item}", 0, at, depth + 1)
            elif event["type"] == "AggregationEvent" and "child" in mine:
                for role, item in others:
                    if role == "parent" and event["action"] == "ADD":
                        boxes.setdefault(item, at)
                    elif role == "parent" and event["action"] == "DELETE" and item in boxes:
                        self._follow(item, f"inside {item}", boxes.pop(item), at, depth + 1)
        for box, at in boxes.items():
            self._follow(box, f"inside {box}", at, min(until, self._emptied(box, at)), depth + 1)

    def _other_parts(self, event: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """What the other parts of a transformation are about."""
        if not (name := transformation_of(event)):
            return []
        asked = EventFilter(things=((name, False),), roles=(PART,))
        parts = self._find(asked, is_descending=False, limit=self._MOST)
        return sorted({thing for each in parts for thing in things_of(each.event)})

    def _emptied(self, box: str, since: int) -> int:
        """When a box was next emptied of all that it held, or the end of time."""
        asked = EventFilter(things=((box, False),), roles=(ROLE_NUMBERS["parent"],), since=since)
        for row in self._find(asked, is_descending=False, limit=self._MOST):
            empties = row.event.get("action") == "DELETE" and not row.event.get("childEPCs")
            if empties and not row.event.get("childQuantityList"):
                return millis(row.event["eventTime"])
        return 1 << 62


Find = Callable[..., list[KeptEvent]]
_MOST_REMEMBERED = 5_000


def asking_once(find: Find) -> Find:
    """The same way to find events, which asks once for the same: items share materials and boxes."""
    kept: dict[tuple[Any, ...], list[KeptEvent]] = {}

    def found(asked: EventFilter, **how: Any) -> list[KeptEvent]:
        key = (asked.things, asked.roles, asked.since, asked.until)
        if key not in kept:
            if len(kept) >= _MOST_REMEMBERED:
                kept.clear()
            kept[key] = find(asked, **how)
        return kept[key]

    return found


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
