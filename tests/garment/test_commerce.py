"""A price has a beginning, an end after it, and an exact amount."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from modiste.garment import Price

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_price_ends_after_it_starts() -> None:
    common = {"id": "p", "sku_id": "s", "currency": "EUR", "valid_from": NOW, "recorded_at": NOW}
    assert Price(amount="19.99", **common).amount * 3 == Price(amount="59.97", **common).amount
    for wrong in ({"amount": "1", "valid_to": NOW}, {"amount": "-1"}):
        with pytest.raises(ValidationError):
            Price(**common, **wrong)
