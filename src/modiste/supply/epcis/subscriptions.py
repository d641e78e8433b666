"""When a subscription to a query is due, and the proof with which its answer is sent.

Knows schedules and signatures (EPCIS 2.0, section 8.2.5); what is new since the last time is the book's, and
sending is the workspace's.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from modiste.garment import ModisteError

_UNITS: tuple[tuple[str, int, int], ...] = (
    ("second", 0, 59),
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("dayOfMonth", 1, 31),
    ("month", 1, 12),
    ("dayOfWeek", 1, 7),
)
_RANGE = re.compile(r"(?:\[?(\d{1,2})(?:-(\d{1,2}))?\]?)")
_MOST_DAYS = 366 * 5


@dataclass(frozen=True)
class Schedule:
    """The seconds, minutes, hours, days and months at which a query is run; weekday 1 is Monday."""

    seconds: frozenset[int]
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]

    def after(self, moment: datetime) -> datetime | None:
        """The next time past a moment, in UTC; None where there is none in five years."""
        at = moment.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
        for _ in range(_MOST_DAYS):
            if at.month in self.months and at.day in self.days and at.isoweekday() in self.weekdays:
                for hour in sorted(each for each in self.hours if each >= at.hour):
                    for minute in sorted(self.minutes):
                        for second in sorted(self.seconds):
                            found = at.replace(hour=hour, minute=minute, second=second)
                            if found >= at:
                                return found
            at = at.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        return None


@dataclass(frozen=True)
class Subscription:
    """A wish to be told of what a named query finds.

    Attributes:
        query: The query's name.
        dest: Where to send, https or http.
        signature_token: The receiver's secret; it signs what is sent.
        schedule: When; None for at once, whenever something new is kept.
        is_told_of_nothing: Send an empty answer as well.
    """

    query: str
    dest: str
    signature_token: str = field(default="", repr=False)
    schedule: Schedule | None = None
    is_told_of_nothing: bool = False


def read_subscription(query: str, given: Mapping[str, Any]) -> Subscription:
    """A subscription from what a client sends.

    Raises:
        ModisteError: MOD-2507 for an address or a schedule that does not do.
    """
    dest, token = given.get("dest"), given.get("signatureToken", "")
    parts = urlsplit(dest) if isinstance(dest, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise _refused("dest is no http(s) address")
    if not isinstance(token, str) or len(token) > 500:
        raise _refused("signatureToken is no text of at most 500 signs")
    wanted = given.get("schedule")
    if (wanted is None) == (given.get("stream") is not True):
        raise _refused("it needs either stream, true, or a schedule")
    schedule = read_schedule(wanted) if wanted is not None else None
    return Subscription(query, str(dest), token, schedule, given.get("reportIfEmpty") is True)


def read_schedule(given: object) -> Schedule:
    """A schedule such as `{"hour": "1", "minute": "5"}`: numbers, ranges and lists, `*` or nothing for each.

    Raises:
        ModisteError: MOD-2507 for one that the standard does not know.
    """
    names = {name for name, _, _ in _UNITS}
    if not isinstance(given, Mapping) or not given or not set(given) <= names:
        raise _refused(f"a schedule has {', '.join(sorted(names))}")
    sets = []
    finest = min(index for index, (name, _, _) in enumerate(_UNITS) if name in given)
    for index, (name, low, high) in enumerate(_UNITS):
        if name in given:
            sets.append(frozenset(_numbers(str(given[name]), low, high)))
        else:  # below the finest that is given it is the first one; above, any
            sets.append(frozenset({low} if index < finest else range(low, high + 1)))
    return Schedule(*sets)


def signature(token: str, body: bytes) -> str:
    """The value of the `GS1-Signature` header: HMAC-SHA-256 of the body under the receiver's token."""
    return f"sha256={hmac.new(token.encode(), body, hashlib.sha256).hexdigest()}"


def _numbers(text: str, low: int, high: int) -> Iterator[int]:
    if text == "*":
        yield from range(low, high + 1)
        return
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not low <= first <= last <= high:
            raise _refused(f"{part[:20]!r} is no number from {low} to {high}")
        yield from range(first, last + 1)


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2507", reason=reason)
