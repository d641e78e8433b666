"""A moment in UTC from any export's writing; what could be two moments is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import moment


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-03-01T12:00:00+01:00", "2026-03-01T11:00:00"),
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00"),
        ("2026-03-01T12:00:00.123456Z", "2026-03-01T12:00:00.123456"),
        ("2026-03-01 12:00:00 UTC", "2026-03-01T12:00:00"),
        ("2026-03-01 12:00", "2026-03-01T12:00:00"),
        ("2026-03-01", "2026-03-01T00:00:00"),
        ("20260301", "2026-03-01T00:00:00"),
        ("20260301123456", "2026-03-01T12:34:56"),
        ("2026/3/1", "2026-03-01T00:00:00"),
        ("2026年3月1日", "2026-03-01T00:00:00"),
        ("2026年3月1日 12时30分", "2026-03-01T12:30:00"),
        ("31.12.2025", "2025-12-31T00:00:00"),
        ("31.12.25 23:59", "2025-12-31T23:59:00"),
        ("12/31/2025", "2025-12-31T00:00:00"),
        ("31/12/2025", "2025-12-31T00:00:00"),
        ("12/31/2025 1:05 PM", "2025-12-31T13:05:00"),
        ("12/31/2025 12:05 am", "2025-12-31T00:05:00"),
        ("1 March 2026", "2026-03-01T00:00:00"),
        ("March 1st, 2026", "2026-03-01T00:00:00"),
        ("Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00:00"),
        ("1. März 2026", "2026-03-01T00:00:00"),
        ("1 août 2026", "2026-08-01T00:00:00"),
        ("1 de enero de 2026", "2026-01-01T00:00:00"),
        ("1767225600", "2026-01-01T00:00:00"),
        ("1767225600000", "2026-01-01T00:00:00"),
        ("1767225600000000", "2026-01-01T00:00:00"),
    ],
)
def test_moments(text: str, shown: str) -> None:
    read = moment(text)
    assert read is not None
    assert read.at == datetime.fromisoformat(shown).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "32/01/2026",
        "0001-01-01",
        "9999-12-31",
        "12:30",
        "13 foo 2026",
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text) is None


def test_day_or_month_first_is_told_unless_the_caller_knows() -> None:
    read = moment("03/04/2026")
    assert read is not None and read.at.month == 4 and "may be day and month" in read.doubts[0]
    british, american = moment("03/04/2026", day_first=True), moment("03/04/2026", day_first=False)
    assert british and american
    assert (british.at.month, american.at.month) == (4, 3)
    assert british.doubts == american.doubts == ()
    german = moment("03.04.2026")
    assert german and german.doubts == ()


def test_a_time_without_a_zone_has_the_sources_or_is_told() -> None:
    told, known = moment("2026-07-01 12:00"), moment("2026-07-01 12:00", zone="Europe/Paris")
    assert told and "time zone" in told.doubts[0]
    assert known and known.doubts == () and known.at.hour == 10
    assert moment("2026-07-01 12:00", zone="Middle/Earth") is None


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_iso_text_is_read_back(at: datetime, minutes: int) -> None:
    from datetime import timezone

    exact = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read = moment(exact.isoformat())
    assert read is not None and read.at == exact


@given(st.text() | st.text("0123456789-/.: TZ年月日", max_size=24))
def test_any_text_gives_a_moment_in_utc_or_none(text: str) -> None:
    read = moment(text)
    assert read is None or read.at.tzinfo is UTC
