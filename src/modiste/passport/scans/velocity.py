"""What is odd about the scans of one label: places too far apart, too many readers, an item at its end.

Knows rules with stated limits; what is learned from a shop's own scans is `outliers`'.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

HOUR = 3_600_000
DAY = 24 * HOUR
EARTH_KM = 6371.0
OddKind = Literal["travel", "countries", "readers", "ended", "revoked", "unknown"]


@dataclass(frozen=True)
class Scan:
    """One look at a label.

    Attributes:
        at: When, in milliseconds since 1970.
        client: Who, by a pseudonym of that day.
        country: ISO 3166-1 alpha-2, or "".
        place: Latitude and longitude in whole degrees, where they were given.
        said: What the passport said: "issued", "revoked", "none".
    """

    at: int
    client: str
    country: str = ""
    place: tuple[float, float] | None = None
    said: str = "issued"


@dataclass(frozen=True)
class Odd:
    """One thing that is odd, as data; its words are `words`'."""

    kind: OddKind
    facts: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """From when on scans of one label are odd.

    Attributes:
        km_an_hour: Faster than airliners, from door to door.
        slack_km: What two places in whole degrees may be nearer than they look.
        countries: In one day.
        readers_an_hour: Different clients in an hour.
        readers_a_day: Different clients in a day.
    """

    km_an_hour: float = 900.0
    slack_km: float = 160.0
    countries: int = 3
    readers_an_hour: int = 12
    readers_a_day: int = 40


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way along a great circle between two places in degrees (haversine).

    Example:
        >>> round(kilometres((49, 9), (35, 140)))
        9495
    """
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(other[1] - one[1])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def speed(one: Scan, other: Scan, limits: Limits) -> float:
    """Kilometres an hour that an item would need between two scans; 0 where a place is not known."""
    if one.place is None or other.place is None:
        return 0.0
    way = kilometres(one.place, other.place) - limits.slack_km
    return max(way, 0.0) / max(abs(other.at - one.at) / HOUR, 0.25)


def oddities(scans: Sequence[Scan], ended_at: int | None = None, limits: Limits | None = None) -> list[Odd]:
    """What is odd about the newest scan of a label, seen beside those of the day before.

    Args:
        scans: Of one label, by time.
        ended_at: When the item was destroyed or taken out of use.
        limits: Other than the usual ones.
    """
    if not scans:
        return []
    rules, last = limits or Limits(), scans[-1]
    day = [each for each in scans if last.at - DAY < each.at <= last.at]
    found = []
    if ended_at is not None and last.at > ended_at:
        found.append(Odd("ended", {"at": ended_at}))
    if last.said == "revoked":
        found.append(Odd("revoked"))
    fastest = max(day, key=lambda each: speed(each, last, rules))
    if speed(fastest, last, rules) > rules.km_an_hour and fastest.place and last.place:
        way = round(kilometres(fastest.place, last.place))
        found.append(Odd("travel", {"km": way, "hours": round((last.at - fastest.at) / HOUR, 1)}))
    countries = {each.country for each in day} - {""}
    if len(countries) >= rules.countries:
        found.append(Odd("countries", {"countries": len(countries)}))
    for hours, most in ((1, rules.readers_an_hour), (24, rules.readers_a_day)):
        readers = {each.client for each in day if last.at - hours * HOUR < each.at}
        if len(readers) > most:
            found.append(Odd("readers", {"readers": len(readers), "hours": hours}))
            break
    return found
