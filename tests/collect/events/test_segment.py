"""Segment's calls in GA4's words."""

from decimal import Decimal
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.events.samples import ga4, segment
from tests.collect.reading import PSEUDONYM, ends_well, read

from modiste.collect import GA4, SEGMENT, Arrival, Rejection, open_source
from modiste.garment import Consent, Interaction


def lines(*events: object) -> bytes:
    return b"\n".join(orjson.dumps(each) for each in events)


def one(folder: Path, **changes: object) -> Interaction:
    (found,) = read(folder, SEGMENT, lines(segment(**changes)))
    assert isinstance(found, Arrival)
    (record,) = found.records
    assert isinstance(record, Interaction)
    return record


def test_a_product_view(tmp_path: Path) -> None:
    record = one(tmp_path)
    assert (record.kind, record.garment_id, record.sku_id) == ("view_item", "dress-9", "dress-9-s")
    assert (record.value, record.currency) == (Decimal("89.0000"), "USD")
    assert record.customer_id == PSEUDONYM("user-0")
    assert record.address == "https://shop.example/dress"


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("Order Completed", "purchase"),
        ("Products Searched", "search"),
        ("Cart Viewed", "view_cart"),
        ("Own Event", "other"),
    ],
)
def test_names(tmp_path: Path, event: str, kind: str) -> None:
    assert one(tmp_path, event=event).kind == kind


def test_an_order_has_a_line_a_product(tmp_path: Path) -> None:
    products = [{"product_id": "A", "quantity": 2}, {"product_id": "B", "sku": "B-1"}]
    (found,) = read(
        tmp_path, SEGMENT, lines(segment(event="Order Completed", properties={"products": products}))
    )
    assert isinstance(found, Arrival)
    assert [each.garment_id for each in found.records if isinstance(each, Interaction)] == ["a", "b"]


def test_pages_and_people(tmp_path: Path) -> None:
    assert (
        one(tmp_path, type="page", event=None, properties={"url": "https://shop.example/"}).kind
        == "page_view"
    )
    identified = one(
        tmp_path, type="identify", event=None, properties=None, traits={"email": "b@example.com"}
    )
    assert (identified.kind, identified.name) == ("other", "identify")


def test_consent_is_a_named_category_that_is_true(tmp_path: Path) -> None:
    def stated(preferences: object) -> bool:
        context = {"consent": {"categoryPreferences": preferences}}
        (found,) = read(tmp_path, SEGMENT, lines(segment(context=context)))
        assert isinstance(found, Arrival)
        return any(isinstance(each, Consent) for group in found.needs for each in group)

    assert stated({"Analytics": True})
    assert not any(
        map(stated, [{"Analytics": False}, {"Analytics": "true"}, {"Advertising": True}, {}, None, 3])
    )


def test_a_held_call_names_nobody(tmp_path: Path) -> None:
    (bad,) = read(tmp_path, SEGMENT, lines(segment(timestamp="soon", traits={"phone": "+49 30 1234567"})))
    assert isinstance(bad, Rejection) and bad.code == "MOD-1250"
    for raw in ("ann@example.com", '"user-0"', "203.0.113.7", "507f191e", '"Ann"', "1234567"):
        assert raw not in bad.excerpt


def test_it_is_told_from_ga4(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(lines(segment()))
    (tmp_path / "g").write_bytes(lines(ga4()))
    assert SEGMENT.recognise(open_source(tmp_path / "s")) == 1.0 == GA4.recognise(open_source(tmp_path / "g"))
    assert SEGMENT.recognise(open_source(tmp_path / "g")) == 0.0


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(sorted(segment())),
    st.none() | st.integers() | st.lists(st.text(max_size=3)),
)
def test_any_bytes_and_any_value_end_well(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, value: object
) -> None:
    folder = tmp_path_factory.mktemp("any")
    ends_well(folder, SEGMENT, data)
    ends_well(
        folder,
        SEGMENT,
        lines(segment(), segment(1) | {name: str(value) if isinstance(value, int) else value}),
    )
