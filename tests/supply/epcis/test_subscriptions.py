"""Subscriptions: when they are due, and that nobody else can have sent what is sent."""

import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from modiste.garment import ModisteError
from modiste.supply.epcis.subscriptions import read_schedule, read_subscription, signature

NOW = datetime(2026, 1, 30, 23, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "next_"),
    [
        ({"hour": "1", "minute": "5"}, datetime(2026, 1, 31, 1, 5, tzinfo=UTC)),
        ({"second": "0,45"}, datetime(2026, 1, 30, 23, 59, 45, tzinfo=UTC)),
        ({"minute": "*"}, datetime(2026, 1, 31, 0, 0, tzinfo=UTC)),
        ({"dayOfMonth": "31", "month": "[3-4]"}, datetime(2026, 3, 31, tzinfo=UTC)),
        ({"dayOfWeek": "1", "hour": "6"}, datetime(2026, 2, 2, 6, tzinfo=UTC)),
        ({"dayOfMonth": "30", "month": "2"}, None),
    ],
)
def test_the_next_time_follows_from_the_schedule(given: dict[str, str], next_: datetime | None) -> None:
    assert read_schedule(given).after(NOW) == next_


@pytest.mark.parametrize(
    "given", [{}, {"year": "1"}, {"hour": "25"}, {"minute": "5-1"}, {"second": "x"}, "1"]
)
def test_a_schedule_that_is_none_is_refused(given: object) -> None:
    with pytest.raises(ModisteError, match="MOD-2507"):
        read_schedule(given)


def test_a_subscription_says_where_and_when() -> None:
    wish = read_subscription("mine", {"dest": "https://x.example/in", "signatureToken": "s", "stream": True})
    assert (wish.dest, wish.schedule) == ("https://x.example/in", None)
    assert "s'" not in repr(wish)
    for bad in (
        {"stream": True},
        {"dest": "ftp://x.example", "stream": True},
        {"dest": "https://u:p@x.example", "stream": True},
        {"dest": "https://x.example"},
        {"dest": "https://x.example", "stream": True, "schedule": {"hour": "1"}},
        {"dest": "https://x.example", "stream": True, "signatureToken": 7},
    ):
        with pytest.raises(ModisteError, match="MOD-2507"):
            read_subscription("mine", bad)


def test_what_is_sent_is_signed_under_the_receivers_token() -> None:
    wanted = hmac.new(b"secret", b"body", hashlib.sha256).hexdigest()
    assert signature("secret", b"body") == f"sha256={wanted}"
