"""From what a device reported to EPCIS events: readings to sensor elements, tag reads to comings and goings.

Knows events as JSON objects without their ids, and which tags a reader sees; all of it pure, by the device's
own time, so that a message makes the same events whenever it comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from modiste.garment import canonical_id
from modiste.store import TagPresence
from modiste.supply.messages import Message, Sensed

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_MS = 253_402_300_799_000
Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Smoothing:
    """When a tag counts as there and as gone.

    Attributes:
        least_reads: So many reads make it there.
        least_strength: Weaker reads are not counted, in dBm.
        gone_ms: Without a read for so long it is gone.
    """

    least_reads: int = 2
    least_strength: float = -75.0
    gone_ms: int = 5_000


def sensed_event(message: Message, place: str) -> Event | None:
    """The readings of a message as one event; None where it has none."""
    if not message.sensed:
        return None
    device = f"urn:modiste:device:{message.device}"
    elements = []
    for at, readings in _by_moment(message.sensed):
        reports = [_report(one) for one in readings]
        elements.append({"sensorMetadata": {"time": moment(at), "deviceID": device}, "sensorReport": reports})
    last = max(one.at for one in message.sensed)
    about = [place] if rides_in(place) else []
    return {**_event(last, place, "sensor_reporting"), "epcList": about, "sensorElementList": elements}


@lru_cache(maxsize=4096)
def rides_in(place: str) -> bool:
    """Whether a device's place is a thing that moves: an asset, a carton or a container, no location.

    Example:
        >>> rides_in("urn:epc:id:grai:4012345.90001.1"), rides_in("urn:epc:id:sgln:4012345.00001.0")
        (True, False)
    """
    return canonical_id(place).startswith(_THINGS)


_THINGS = tuple(f"https://id.gs1.org/{ai}/" for ai in ("00", "01", "8003", "8004"))
_COMPONENTS = {"Latitude": "latitude", "Longitude": "longitude"}


def _report(one: Sensed) -> dict[str, Any]:
    said = {"value": one.value, "uom": one.unit}
    component = _COMPONENTS.get(one.quantity)
    return {"type": "Angle", "component": component, **said} if component else {"type": one.quantity, **said}


def smoothed(
    message: Message, place: str, present: Mapping[str, TagPresence], rules: Smoothing
) -> tuple[list[Event], dict[str, TagPresence | None]]:
    """What a message's tag reads mean.

    Args:
        message: One message of the device, the next in its order.
        place: Where the device stands, a URI or "".
        present: The tags it saw before, by EPC.
        rules: When a tag is there.

    Returns:
        The events, and the tags whose presence changed: None for one that is gone.
    """
    events: list[Event] = []
    changed: dict[str, TagPresence | None] = {}
    seen = dict(present)

    def depart(now: int) -> None:
        for epc in sorted(seen):
            tag = seen[epc]
            if tag.last_at + rules.gone_ms <= now:
                del seen[epc]
                changed[epc] = None
                if tag.is_there:
                    events.append({**_event(tag.last_at, place, "departing"), "epcList": [epc]})

    for read in sorted(message.reads, key=lambda one: (one.at, one.epc)):
        if read.strength < rules.least_strength:
            continue
        depart(read.at)
        before = seen.get(read.epc) or TagPresence(message.device, read.epc, read.at, read.at, 0, False)
        tag = replace(before, last_at=max(read.at, before.last_at), reads=before.reads + 1)
        if not tag.is_there and tag.reads >= rules.least_reads:
            tag = replace(tag, is_there=True)
            events.append({**_event(tag.first_at, place, "arriving"), "epcList": [read.epc]})
        seen[read.epc] = changed[read.epc] = tag
    depart(message.made)
    return events, changed


def moment(at: int) -> str:
    """Milliseconds since 1970 as EPCIS writes a moment."""
    seconds, rest = divmod(min(at, _MOST_MS), 1000)
    return f"{_second(seconds)}.{rest:03d}Z"


@lru_cache(maxsize=4096)
def _second(seconds: int) -> str:
    return (_START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def _event(at: int, place: str, step: str) -> Event:
    made: Event = {
        "type": "ObjectEvent",
        "eventTime": moment(at),
        "eventTimeZoneOffset": "+00:00",
        "action": "OBSERVE",
        "bizStep": step,
    }
    return {**made, "readPoint": {"id": place}} if place and not rides_in(place) else made


def _by_moment(readings: Sequence[Sensed]) -> Iterable[tuple[int, list[Sensed]]]:
    found: dict[int, list[Sensed]] = {}
    for one in readings:
        found.setdefault(one.at, []).append(one)
    return sorted(found.items())
