"""Moments sort as time does and money is exact, in the text and the numbers that SQLite keeps."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from modiste.store.columns import ExactMoney, UtcMoment

DIALECT = sqlite.dialect()
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))


@settings(max_examples=100, deadline=None)
@given(moments, moments)
def test_text_sorts_as_time_does(one: datetime, other: datetime) -> None:
    kind = UtcMoment()
    texts = [kind.process_bind_param(moment, DIALECT) for moment in (one, other)]
    assert (texts[0] < texts[1]) == (one < other)
    assert kind.process_result_value(texts[0], DIALECT) == one


@settings(max_examples=100, deadline=None)
@given(st.decimals(-(10**10), 10**10, places=4))
def test_money_comes_back_exactly(amount: Decimal) -> None:
    kind = ExactMoney()
    assert kind.process_result_value(kind.process_bind_param(amount, DIALECT), DIALECT) == amount


def test_nothing_stays_nothing() -> None:
    for kind in (UtcMoment(), ExactMoney()):
        assert kind.process_bind_param(None, DIALECT) is None
        assert kind.process_result_value(None, DIALECT) is None


def test_a_moment_of_another_zone_is_the_same_instant() -> None:
    text = UtcMoment().process_bind_param(
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=5), DIALECT
    )
    assert text == "2026-01-01T00:00:00.000005+00:00"
