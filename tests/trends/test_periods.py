"""Dates as people write them: every kind, years of 53 weeks, mixed steps, one grid."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.trends.panel import after
from modiste.trends.periods import NAT, Grid, grid_of, read_dates, written


def days(*texts: str) -> list[int]:
    return [(date.fromisoformat(text) - date(1970, 1, 1)).days for text in texts]


@pytest.mark.parametrize(
    ("given_", "wanted", "kind"),
    [
        (["2015-08-10", "2015-08-17T00:00:00", "2015-08-24 12:30Z"],
         ("2015-08-10", "2015-08-17", "2015-08-24"), "day"),
        (["2015/8/3", "2015/8/31"], ("2015-08-03", "2015-08-31"), "day"),
        ([20150803, 20150831], ("2015-08-03", "2015-08-31"), "day"),
        ([1438560000, 1438646400], ("2015-08-03", "2015-08-04"), "day"),
        ([1438560000000, 1438646400000], ("2015-08-03", "2015-08-04"), "day"),
        (["31.12.2015", "01.01.2016"], ("2015-12-31", "2016-01-01"), "day"),
        (["12/31/2015", "01/01/2016"], ("2015-12-31", "2016-01-01"), "day"),
        (["01/02/2016", "01/03/2016", "01/04/2016"], ("2016-01-02", "2016-01-03", "2016-01-04"), "day"),
        (["2015-W53", "2016-W01"], ("2015-12-28", "2016-01-04"), "iso week"),
        (["2015W32", "2015-w33-1"], ("2015-08-03", "2015-08-10"), "iso week"),
        ([202053, 202101], ("2020-12-28", "2021-01-04"), "iso week"),
        ([202011, 202012], ("2020-11-01", "2020-12-01"), "month"),
        (["2015-08", "2015-09"], ("2015-08-01", "2015-09-01"), "month"),
        (["2015M08", "2015M09"], ("2015-08-01", "2015-09-01"), "month"),
        (["Aug 2015", "Sep 2015"], ("2015-08-01", "2015-09-01"), "month"),
        (["2015Q3", "2015-Q4"], ("2015-07-01", "2015-10-01"), "quarter"),
        (["2015", 2016.0], ("2015-01-01", "2016-01-01"), "year"),
    ],
)  # fmt: skip
def test_every_kind_of_date_is_read(given_: list[object], wanted: tuple[str, ...], kind: str) -> None:
    found, told = read_dates(given_)
    assert (found.tolist(), told) == (days(*wanted), kind)


def test_plain_numbers_are_periods_and_what_is_no_date_is_told() -> None:
    found, kind = read_dates([40, 46, "47"])
    assert (found.tolist(), kind) == ([40, 46, 47], "number")
    found, _ = read_dates(["2015-08-10", "2015-02-30", "soon", "", None, "0001-01-01"])
    assert (found != NAT).tolist() == [True, False, False, False, False, False]


def test_days_and_months_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ModisteError) as refused:
        read_dates(["01/02/2016", "05/03/2016", "01/04/2016"])
    assert refused.value.code == "MOD-2410"


def grid(texts: list[list[str]]) -> Grid:
    series = np.repeat(np.arange(len(texts)), [len(each) for each in texts])
    found, kind = read_dates([text for each in texts for text in each])
    return grid_of(series, found, kind, [f"s{place}" for place in range(len(texts))], "file")


def run(first: str, step: str, count: int) -> list[str]:
    begin = np.datetime64(first, "D")
    more = after(begin, count - 1, step)  # type: ignore[arg-type]
    return [str(begin), *map(str, more)]


@pytest.mark.parametrize("step", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("first", ["2015-08-10", "2015-12-31", "2016-02-29", "2014-11-15"])
def test_the_step_is_told_by_the_dates_and_the_grid_gives_them_back(step: str, first: str) -> None:
    texts = run(first, step, 30)
    made = grid([texts, texts[3:20:5]])
    assert made.step == step
    places = made.place(np.array(days(*texts)))
    assert (np.diff(places) == 1).all()
    assert made.dates(places).astype(str).tolist() == texts


def test_weeks_go_on_through_years_of_53() -> None:
    texts = [f"2015-W{week}" for week in range(50, 54)] + ["2016-W01", "2016-W02"]
    made = grid([texts])
    places = made.place(np.array(read_dates(texts)[0]))
    assert made.step == "week"
    assert (np.diff(places) == 1).all()
    assert written(made.dates(places), "iso week") == texts


def test_sparse_weeks_stay_weeks() -> None:
    texts = run("2020-01-06", "week", 60)
    assert grid([texts[::3] + texts[-1:], [texts[0], texts[9]], [texts[5]]]).step == "week"


@pytest.mark.parametrize(
    "texts",
    [
        [run("2020-01-01", "day", 40), run("2020-01-01", "month", 10)],
        [run("2020-01-06", "week", 40), run("2020-01-06", "week", 40), run("2018-01-31", "month", 12)],
        [run("2019-01-31", "month", 12) + run("2020-01-01", "day", 20)],
    ],
)
def test_mixed_steps_are_refused_with_names(texts: list[list[str]]) -> None:
    with pytest.raises(ModisteError) as refused:
        grid(texts)
    assert refused.value.code == "MOD-2406"
    assert "'s" in refused.value.detail


@given(
    st.dates(date(1971, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["day", "iso week", "month", "quarter", "year"]),
)
def test_written_dates_are_read_as_they_were(begun: date, kind: str) -> None:
    starts = {
        "day": begun,
        "iso week": begun - timedelta(days=begun.weekday()),
        "month": begun.replace(day=1),
        "quarter": begun.replace(month=3 * ((begun.month - 1) // 3) + 1, day=1),
        "year": begun.replace(month=1, day=1),
    }
    there = np.array([starts[kind]], "datetime64[D]")
    texts = written(there, kind) + (["2091"] if kind == "year" else [])  # type: ignore[arg-type]
    found, told = read_dates(texts)
    assert told == kind
    assert found[0] == there[0].astype(int)
