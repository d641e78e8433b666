"""Events of a page: what they become, and that their own id alone tells them apart."""

from datetime import UTC, datetime

import pytest

from modiste.collect import pseudonymous, web_event
from modiste.garment import ModisteError

OF = pseudonymous(b"salt")
SAID = {
    "id": "e-1",
    "kind": "view_item",
    "at": datetime(2026, 11, 1, tzinfo=UTC),
    "customer": "ann",
    "session": "s",
    "garment": "coat-1",
    "sku": "",
    "quantity": 2,
    "value": "9.50",
    "currency": "EUR",
    "query": "",
    "consent": True,
    "weight": 1.0,
}


def test_an_event_becomes_an_interaction() -> None:
    made = web_event("storefront", SAID, OF)
    (record,) = made.records
    assert (record.customer_id, record.garment_id, record.kind) == (OF("ann"), "coat-1", "view_item")
    assert (record.quantity, str(record.value), record.currency) == (2, "9.5000", "EUR")
    assert len(made.needs) == 2
    again = web_event("storefront", {**SAID, "consent": False, "at": datetime(2026, 11, 2, tzinfo=UTC)}, OF)
    assert again.records[0].id == record.id and len(again.needs) == 1


def test_a_search_names_no_garment_and_odd_words_are_made_plain() -> None:
    made = web_event("storefront", {**SAID, "garment": "", "kind": "search", "query": " red\u3000dress "}, OF)
    assert made.records[0].garment_id is None and made.records[0].query
    with pytest.raises(ModisteError, match="MOD-1250"):
        web_event("storefront", {**SAID, "value": "much"}, OF)
