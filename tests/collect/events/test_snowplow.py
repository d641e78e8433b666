"""Snowplow's 131 columns: the ecommerce entities become interactions, the GDPR entity a consent."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.events.samples import snowplow
from tests.collect.reading import PSEUDONYM, ends_well, read

from modiste.collect import SNOWPLOW, Arrival, Rejection, open_source
from modiste.garment import Consent, Interaction


def one(folder: Path, **changes: str) -> tuple[Arrival, Interaction]:
    (found,) = read(folder, SNOWPLOW, snowplow(**changes))
    assert isinstance(found, Arrival)
    record = found.records[0]
    assert isinstance(record, Interaction)
    return found, record


def test_an_ecommerce_action_with_its_product_and_consent(tmp_path: Path) -> None:
    found, record = one(tmp_path)
    assert (record.kind, record.garment_id, record.sku_id, record.quantity) == (
        "add_to_cart",
        "bag-3",
        "bag-3-red",
        2,
    )
    assert (record.value, record.currency) == (Decimal("120.5"), "GBP")
    assert record.customer_id == PSEUDONYM("ann@example.com")
    assert any(isinstance(each, Consent) for group in found.needs for each in group)


def test_without_the_gdpr_entity_no_consent_is_stated(tmp_path: Path) -> None:
    found, record = one(tmp_path, contexts="", event_name="page_view", event="page_view", unstruct_event="")
    assert record.kind == "page_view"
    assert not any(isinstance(each, Consent) for group in found.needs for each in group)


@pytest.mark.parametrize(
    "wrong", [{"contexts": "{"}, {"derived_tstamp": "then", "collector_tstamp": "then"}], ids=["json", "time"]
)
def test_what_does_not_do_is_held_without_a_name(tmp_path: Path, wrong: dict[str, str]) -> None:
    (bad,) = read(tmp_path, SNOWPLOW, snowplow(**wrong))
    assert isinstance(bad, Rejection) and bad.code == "MOD-1250"
    assert "ann@" not in bad.excerpt and "203.0.113.7" not in bad.excerpt


def test_a_line_with_other_columns_is_held(tmp_path: Path) -> None:
    good, bad = read(tmp_path, SNOWPLOW, f"{snowplow()}\n{snowplow(1)}\tmore\n")
    assert isinstance(good, Arrival) and isinstance(bad, Rejection)
    assert "131" in bad.reason


def test_it_is_recognised_by_its_width(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(snowplow())
    (tmp_path / "b").write_text("a\tb\n")
    assert [SNOWPLOW.recognise(open_source(tmp_path / name)) for name in "ab"] == [1.0, 0.0]


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=200),
    st.integers(0, 130),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
)
def test_any_bytes_and_any_cell_end_well(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, place: int, value: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    ends_well(folder, SNOWPLOW, data)
    cells = snowplow(1).split("\t")
    cells[place] = value
    ends_well(folder, SNOWPLOW, f"{snowplow()}\n{chr(9).join(cells)}\n".encode())
