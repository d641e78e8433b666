"""Moments as exports write them: ISO 8601, day or month first, epoch seconds, Chinese; doubts are told.

Knows formats; time zones are the source's to say, UTC where nothing does.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from modiste.collect.normal.spelling import CACHE, folded

FIRST_YEAR, LAST_YEAR = 1900, 2200
_CLOCK = (
    r"(?:[ t,]+(?P<hour>\d{1,2})[:.h时](?P<minute>\d{2})"
    r"(?:[:.分](?P<second>\d{2})秒?(?:[.,](?P<part>\d{1,9}))?)?分?"
    r"\s*(?P<half>[ap]\.?m\.?)?)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/.年](?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})日?{_CLOCK}")
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[t ]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?z?"
)
_LOCAL = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second_>\d{{1,2}})"
    rf"(?P=mark)(?P<year>\d{{4}}|\d{{2}}){_CLOCK}"
)
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b")
_EPOCH = re.compile(r"-?\d{10}(?:\.\d+)?|\d{13}|\d{16}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier gennaio enero gen ene",
            "feb february februar fevrier febbraio febrero fev",
            "mar march marz mars marzo maerz mrz",
            "apr april avril aprile abril avr abr",
            "may mai maggio mayo mag",
            "jun june juni juin giugno junio giu",
            "jul july juli juillet luglio julio juil lug",
            "aug august aout agosto ago",
            "sep sept september septembre settembre septiembre set",
            "oct october oktober octobre ottobre octubre okt ott",
            "nov november novembre noviembre",
            "dec december dezember decembre dicembre diciembre dez dic",
        ),
        1,
    )
    for name in names.split()
}


_ANY_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?:[a-z]+\.?,? )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:de )?"
    rf"(?P<name>{_ANY_MONTH})\.?,? ?(?:de )?|"
    rf"(?P<name_>{_ANY_MONTH})\.? (?P<day_>\d{{1,2}})(?:st|nd|rd|th)?,? )(?P<year>\d{{4}}){_CLOCK}"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC; `is_day` where no time was given, `doubts` tell what may not be so."""

    at: datetime
    is_day: bool = False
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=CACHE)
def moment(text: str, *, zone: str = "UTC", day_first: bool | None = None) -> Moment | None:
    """Read a moment.

    Args:
        text: such as "2026-03-01T12:00:00+01:00", "01/12/2010 08:26", "1 March 2026", "1767225600".
        zone: the IANA name of the zone of a text that has none.
        day_first: whether 03/04 is the third of April; None takes the day first and tells the doubt.

    Returns:
        The moment, or None where the text is none or lies outside the years 1900 to 2200.

    Example:
        >>> moment("01/12/2010 08:26", day_first=True).at.isoformat()
        '2010-12-01T08:26:00+00:00'
        >>> moment("3/4/2026").doubts
        ('3/4 may be day and month or month and day: taken as day and month',)
    """
    plain = folded(text[:60])
    if _EPOCH.fullmatch(plain):
        return _epoch(plain)
    doubts: list[str] = []
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        parts = found.groupdict()
        month, day = int(parts["month"]), int(parts["day"])
    elif found := _NAMED.fullmatch(plain):
        parts = found.groupdict()
        month, day = _MONTHS[parts["name"] or parts["name_"]], int(parts["day"] or parts["day_"])
    elif found := _LOCAL.fullmatch(plain):
        parts = found.groupdict()
        day, month = _day_and_month(parts, day_first, doubts)
    else:
        return None
    if not parts.get("zone") and zone == "UTC" and parts.get("hour"):
        doubts.append("it names no time zone: taken as UTC")
    return _moment(parts, month, day, zone, tuple(doubts))


def day_first_in(text: str) -> bool | None:
    """Whether the dates in a text put the day before the month; None where none or both orders are seen.

    Example:
        >>> day_first_in("3/4/2026, 25/4/2026"), day_first_in("04/25/2026"), day_first_in("3/4/2026")
        (True, False, None)
    """
    pairs = [(int(one), int(two)) for one, two in _SLASHED.findall(text)]
    day, month = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    return day if day != month else None


def _day_and_month(
    parts: dict[str, str | None], day_first: bool | None, doubts: list[str]
) -> tuple[int, int]:
    first, second = int(parts["first"] or 0), int(parts["second_"] or 0)
    if first > 12 or second > 12:
        return (first, second) if first > 12 else (second, first)
    if day_first is None and first != second:
        # A dot is never between month and day.
        if parts["mark"] != ".":
            written = f"{first}{parts['mark']}{second}"
            doubts.append(f"{written} may be day and month or month and day: taken as day and month")
        return first, second
    return (second, first) if day_first is False else (first, second)


def _moment(
    parts: dict[str, str | None], month: int, day: int, zone: str, doubts: tuple[str, ...]
) -> Moment | None:
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900
    hour = int(parts.get("hour") or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    micros = int((parts.get("part") or "0").ljust(6, "0")[:6])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        where = _zone(parts.get("zone")) or ZoneInfo(zone)
        at = datetime(
            year,
            month,
            day,
            hour,
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            micros,
            where,
        )
        return Moment(at.astimezone(UTC), parts.get("hour") is None, doubts)
    except (ValueError, KeyError, OverflowError, OSError):
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text in ("z", "utc", "gmt"):
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _epoch(text: str) -> Moment | None:
    scale = {13: 1_000, 16: 1_000_000}.get(len(text), 1)
    try:
        whole, _, part = text.partition(".")
        micros = int(whole) * (1_000_000 // scale) + int((part or "0").ljust(6, "0")[:6])
        at = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=micros)
    except (ValueError, OverflowError):
        return None
    return Moment(at) if FIRST_YEAR <= at.year <= LAST_YEAR else None
