"""Dates as people write them, the step between them, and the one grid that all series are put on.

Knows days, ISO weeks, months, quarters, years and plain numbers; which column holds them is `tables`'.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.panel import Dates, Step

Kind = Literal["day", "iso week", "month", "quarter", "year", "number"]
"""How dates were written; forecasts are written likewise."""

Ints = NDArray[np.int64]
NAT = np.iinfo(np.int64).min
EARLIEST, LATEST = 1900, 2100
_MOST_NUMBER = 10_000_000
_REGULAR, _POINTS = 0.8, 6
_CLASSES: tuple[Step, ...] = ("day", "week", "month", "quarter", "year")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?")),
    ("day", re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?: \d\d?:\d\d.*)?")),
    ("number", re.compile(r"-?\d+(?:\.0+)?")),
    ("iso week", re.compile(r"(\d{4})-?W(\d\d)(?:-?[1-7])?", re.IGNORECASE)),
    ("quarter", re.compile(r"(\d{4})[- ]?Q([1-4])", re.IGNORECASE)),
    ("month", re.compile(r"(\d{4})[-/.M ](\d{1,2})", re.IGNORECASE)),
    ("either", re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d\d?:\d\d.*)?")),
    ("named", re.compile(r"[A-Za-z]{3,9}[ -]\d{4}")),
)


def read_dates(values: Sequence[Any] | NDArray[Any]) -> tuple[Ints, Kind]:
    """(rows,) days since 1970, `NAT` where a value is no date of the kind that most are; and that kind.

    Days, timestamps, ISO weeks (2015-W32, by their Monday), months, quarters, years, numbers such as
    20150803, 201508 or 1438560000, and plain numbers of periods. Whether the day or the month comes first
    is told by numbers above twelve.

    Raises:
        ModisteError: MOD-2410 where day and month cannot be told apart.

    Example:
        >>> days, kind = read_dates(["2015-W53", "2016-W01", "soon"])
        >>> kind, np.diff(days[:2]).tolist(), bool(days[2] == NAT)
        ('iso week', [7], True)
    """
    words = [_word(value) for value in values]
    distinct = list(dict.fromkeys(words))
    sorts = {word: _sort(word) for word in distinct}
    most = Counter(sort for sort in sorts.values() if sort).most_common(1)
    sort = most[0][0] if most else "day"
    if sort == "number":
        found, kind = _numbers({word: sorts[word] for word in distinct})
    else:
        day_first = _day_first([word for word in distinct if sorts[word] == "either"])
        kind = {"either": "day", "named": "month"}.get(sort, sort)  # type: ignore[assignment]
        found = {
            word: _day(word, sorts[word], day_first) if sorts[word] == sort else NAT for word in distinct
        }
    return np.array([found[word] for word in words], np.int64), kind


def _word(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT alone are not themselves
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="replace").strip().strip('"')
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[D]"))
    return str(value).strip().strip('"')


def _sort(word: str) -> str:
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(word)), "")


def _day_first(words: Sequence[str]) -> bool:
    pairs = [tuple(int(part) for part in re.split(r"[/.-]", word.split(" ")[0])[:2]) for word in words]
    if any(first > 12 for first, _ in pairs):
        return True
    if not pairs or any(second > 12 for _, second in pairs):
        return False
    # Neither exceeds twelve: only a regular step can tell months from days.
    for is_first in (True, False):
        days = sorted(_day(word, "either", day_first=is_first) for word in words)
        if len(days) > 2 and len(set(np.diff(days).tolist())) == 1:
            return is_first
    raise ModisteError("MOD-2410", value=words[0])


def _day(word: str, sort: str, day_first: bool) -> int:
    try:
        if sort == "named":
            text = word.replace("-", " ")
            form = "%b %Y" if len(text.split(" ")[0]) == 3 else "%B %Y"
            return _since(datetime.strptime(text, form).date())
        pattern = next(each for name, each in _PATTERNS if name == sort and each.fullmatch(word))
        match = pattern.fullmatch(word)
        assert match is not None
        parts = [int(part) for part in match.groups()]
        if sort == "iso week":
            made = date.fromisocalendar(parts[0], parts[1], 1)
        elif sort == "quarter":
            made = date(parts[0], 3 * parts[1] - 2, 1)
        elif sort == "month":
            made = date(parts[0], parts[1], 1)
        elif sort == "either":
            first, second, year = parts
            made = date(year, second, first) if day_first else date(year, first, second)
        else:
            made = date(*parts)
    except ValueError:
        return NAT
    return _since(made)


def _since(made: date) -> int:
    return (made - date(1970, 1, 1)).days if EARLIEST <= made.year <= LATEST else NAT


def _numbers(sorts: dict[str, str]) -> tuple[dict[str, int], Kind]:
    """What numbers mean is told by all of them together."""
    numbers = {word: int(float(word)) if sort == "number" else None for word, sort in sorts.items()}
    given = [number for number in numbers.values() if number is not None]
    low, high = min(given), max(given)
    kind: Kind = "number"

    def made(number: int) -> int:
        return number if abs(number) <= _MOST_NUMBER else NAT

    if len(given) > 1 and low >= EARLIEST and high <= LATEST:
        kind, made = "year", lambda number: _since(date(number, 1, 1))
    elif low >= EARLIEST * 100 + 1 and high <= LATEST * 100 + 53:
        if any(number % 100 > 12 for number in given):
            kind, made = (
                "iso week",
                lambda number: _day(f"{number // 100}-W{number % 100:02}", "iso week", False),
            )
        else:
            kind, made = "month", lambda number: _day(f"{number // 100}-{number % 100:02}", "month", False)
    elif low >= EARLIEST * 10_000 and high <= (LATEST + 1) * 10_000:
        kind = "day"

        def made(number: int) -> int:
            text = str(number)
            return _day(f"{text[:4]}-{text[4:6]}-{text[6:]}", "day", False)
    elif low >= 100_000_000:
        kind, scale = "day", 86_400 * (1000 if high > 100_000_000_000 else 1)

        def made(number: int) -> int:
            return number // scale

    return {word: NAT if number is None else made(number) for word, number in numbers.items()}, kind


@dataclass(frozen=True)
class Grid:
    """Where dates lie: `place` counts periods, `dates` are the days on which they begin.

    Attributes:
        step: from one to the next.
        anchor: weekday of weeks (days since 1970 modulo 7), day of the month of longer ones; 31 is the last.
        phase: month that quarters and years begin with, modulo 3 and 12.
    """

    step: Step
    anchor: int = 0
    phase: int = 0

    def place(self, days: Ints) -> Ints:
        """(rows,) in which period each day lies."""
        if self.step in ("day", "number"):
            return days
        if self.step == "week":
            return (days - self.anchor) // 7
        months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return np.asarray((months - self.phase) // _MONTHS[self.step])

    def dates(self, places: Ints) -> Dates:
        """(places,) the days on which these periods begin."""
        if self.step in ("day", "number"):
            return places.astype("datetime64[D]")
        if self.step == "week":
            return (places * 7 + self.anchor).astype("datetime64[D]")
        months = (places * _MONTHS[self.step] + self.phase).astype("datetime64[M]")
        lengths = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
        return np.asarray(months.astype("datetime64[D]") + np.minimum(self.anchor, lengths) - 1)


_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def grid_of(series: Ints, days: Ints, kind: Kind, ids: Sequence[str], path: object) -> Grid:
    """The grid of all series: the step that those of regular dates have.

    Args:
        series: (rows,) which series each row is of.
        days: (rows,) its day.
        kind: how dates were written.
        ids: the series' names.
        path: the file, for the message.

    Raises:
        ModisteError: MOD-2406 when series, or parts of one, go by different steps.
    """
    if kind == "number":
        return Grid("number")
    order = np.lexsort((days, series))
    series, days = series[order], days[order]
    same = (series[1:] == series[:-1]) & (days[1:] > days[:-1])
    gaps, of = np.diff(days)[same], series[1:][same]
    classes = _classes(days[:-1][same], days[1:][same], gaps)
    step = _step(classes, of, len(ids), gaps, days, kind, ids, path)
    if step == "day":
        return Grid("day")
    if step == "week":
        return Grid("week", int(np.bincount(days % 7, minlength=7).argmax()))
    day, is_end, months = _in_month(days)
    anchor = 31 if is_end.mean() > 0.5 else int(np.bincount(day).argmax())
    size = _MONTHS[step]
    return Grid(step, anchor, int(np.bincount(months % size, minlength=size).argmax()))


def _in_month(days: Ints) -> tuple[Ints, NDArray[np.bool_], Ints]:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return day, (dates + 1).astype("datetime64[M]") != months, months.astype(np.int64)


def _classes(before: Ints, days: Ints, gaps: Ints) -> Ints:
    """(gaps,) the place in `_CLASSES` of each gap, -1 where it is of none."""
    found = np.full(len(gaps), -1, np.int64)
    found[gaps == 1] = 0
    found[gaps == 7] = 1
    day, is_end, months = _in_month(days)
    day_before, end_before, months_before = _in_month(before)
    alike = (day == day_before) | (is_end & end_before)
    for place, size in ((2, 1), (3, 3), (4, 12)):
        found[alike & (months - months_before == size)] = place
    return found


def _step(
    classes: Ints, of: Ints, n: int, gaps: Ints, days: Ints, kind: Kind, ids: Sequence[str], path: object
) -> Step:
    known = classes >= 0
    counts = np.zeros((n, len(_CLASSES)), np.int64)
    np.add.at(counts, (of[known], classes[known]), 1)
    total = np.bincount(of, minlength=n)
    regular = (total >= 1) & (counts.max(1) >= _REGULAR * total)
    for place in np.flatnonzero((total >= 2 * _POINTS) & ((counts >= _POINTS).sum(1) > 1)):
        mine = classes[(of == place) & known]
        # One step after the other makes few changes of step; a sparse series has many.
        if 10 * (np.diff(mine) != 0).sum() <= len(mine):
            steps = [
                _CLASSES[each] for each in dict.fromkeys(mine.tolist()) if counts[place, each] >= _POINTS
            ]
            said = f"{ids[int(place)]!r} begins by {steps[0]} and goes on by {steps[1]}"
            raise ModisteError("MOD-2406", path=path, found=said)
    finest: dict[str, Step] = {"iso week": "week", "month": "month", "quarter": "quarter", "year": "year"}
    if not regular.any():
        if kind in finest:
            return finest[kind]
        if len(gaps) and not (gaps % 7).any():
            return "week"
        day, is_end, _ = _in_month(days)
        return "month" if len(gaps) and (len(set(day.tolist())) == 1 or is_end.all()) else "day"
    votes = np.bincount(counts[regular].argmax(1), minlength=len(_CLASSES))
    sure = regular & (total >= _POINTS - 1)
    sure_votes = np.bincount(counts[sure].argmax(1), minlength=len(_CLASSES))
    if (sure_votes > 0).sum() > 1:
        _refuse_mixed(counts, sure, sure_votes, ids, path)
    return _CLASSES[int((sure_votes if sure_votes.any() else votes).argmax())]


def _refuse_mixed(
    counts: Ints, sure: NDArray[np.bool_], votes: Ints, ids: Sequence[str], path: object
) -> None:
    said = []
    for place in np.flatnonzero(votes):
        first = int(np.flatnonzero(sure & (counts.argmax(1) == place))[0])
        said.append(f"{votes[place]} series by {_CLASSES[place]} (such as {ids[first]!r})")
    raise ModisteError("MOD-2406", path=path, found=", ".join(said))


def written(dates: Dates, kind: Kind) -> list[str]:
    """Dates in the manner in which the file writes them.

    Example:
        >>> written(np.array(["2020-12-28", "2021-01-04"], "datetime64[D]"), "iso week")
        ['2020-W53', '2021-W01']
    """
    if kind == "number":
        return [str(int(each)) for each in dates.astype(np.int64)]
    days = [date.fromisoformat(str(each)) for each in dates]
    if kind == "iso week":
        return [f"{each.isocalendar().year}-W{each.isocalendar().week:02}" for each in days]
    if kind == "month":
        return [f"{each.year}-{each.month:02}" for each in days]
    if kind == "quarter":
        return [f"{each.year}-Q{(each.month + 2) // 3}" for each in days]
    return [str(each.year) if kind == "year" else each.isoformat() for each in days]
