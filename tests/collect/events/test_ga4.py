"""The BigQuery export: an event becomes an interaction an item, of a pseudonym, with the consent stated."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.events.samples import ga4
from tests.collect.reading import PSEUDONYM, ends_well, read

from modiste.collect import GA4, Arrival, Rejection, open_source
from modiste.garment import Consent, Customer, Interaction


def lines(*events: object) -> bytes:
    return b"\n".join(orjson.dumps(each) for each in events) + b"\n"


def test_an_item_an_interaction(tmp_path: Path) -> None:
    (found,) = read(tmp_path, GA4, lines(ga4()))
    assert isinstance(found, Arrival)
    coat, scarf = found.records
    assert isinstance(coat, Interaction) and isinstance(scarf, Interaction)
    assert (coat.kind, coat.sku_id, coat.value, coat.currency) == (
        "add_to_cart",
        "coat-1-m",
        Decimal("199.95"),
        "EUR",
    )
    assert scarf.sku_id == "scarf-2"
    assert coat.at == datetime(2026, 1, 1, tzinfo=UTC)
    assert coat.address == "https://shop.example/coat"  # what follows the ? may name a person
    assert coat.customer_id == PSEUDONYM("ann0@example.com")
    assert coat.session_id and coat.session_id != coat.customer_id
    assert [type(group[-1]) for group in found.needs] == [Customer, Consent]


def test_nothing_of_a_person_but_the_pseudonym_leaves_the_connector(tmp_path: Path) -> None:
    shown = str(
        read(tmp_path, GA4, lines(ga4(), ga4(1, event_timestamp="soon"), ga4(2, items=[{"quantity": "x"}])))
    )
    for raw in ("ann0", "ann1", "ann2", "18446744", "Berlin", "iOS"):
        assert raw not in shown or raw in ("Berlin", "iOS")  # a held row keeps what names nobody
    assert "@example.com" not in shown


@pytest.mark.parametrize(
    ("storage", "stated"), [("Yes", True), ("No", False), ("Unset", False), (None, False)]
)
def test_only_a_yes_is_a_consent(tmp_path: Path, storage: str | None, stated: bool) -> None:
    (found,) = read(tmp_path, GA4, lines(ga4(privacy_info={"analytics_storage": storage})))
    assert isinstance(found, Arrival)
    assert any(isinstance(each, Consent) for group in found.needs for each in group) == stated


@pytest.mark.parametrize("layout", ["array", "pretty", "lines", "bom"])
def test_lines_and_arrays_however_laid_out_are_the_same(tmp_path: Path, layout: str) -> None:
    events = [ga4(number) for number in range(5)]
    plain = [each.records for each in read(tmp_path, GA4, lines(*events)) if isinstance(each, Arrival)]
    data = {
        "array": orjson.dumps(events),
        "pretty": orjson.dumps(events, option=orjson.OPT_INDENT_2),
        "lines": lines(*events).replace(b"\n", b"\r\n\r\n"),
        "bom": b"\xef\xbb\xbf" + orjson.dumps(events),
    }[layout]
    assert [each.records for each in read(tmp_path, GA4, data) if isinstance(each, Arrival)] == plain
    assert len(read(tmp_path, GA4, data, after=3)) == 2


def test_events_without_items_are_kept_by_their_name(tmp_path: Path) -> None:
    search = ga4(
        event_name="view_search_results",
        items=[],
        event_params=[{"key": "search_term", "value": {"string_value": "红裙"}}],
    )
    scroll = ga4(event_name="scroll", items=[])
    first, second = (
        each.records[0] for each in read(tmp_path, GA4, lines(search, scroll)) if isinstance(each, Arrival)
    )
    assert isinstance(first, Interaction) and (first.kind, first.query) == ("search", "红裙")
    assert isinstance(second, Interaction) and (second.kind, second.name) == ("other", "scroll")


@pytest.mark.parametrize(
    "wrong",
    [
        {"event_timestamp": "soon"},
        {"event_timestamp": "1"},
        {"event_timestamp": "9" * 30},
        {"event_name": ""},
        {"items": [{"item_id": "x", "quantity": "1.5"}]},
        {"items": [{"item_id": "x", "price": "cheap"}]},
        {"items": [{"item_id": "x"}] * 201},
    ],
)
def test_what_does_not_do_is_held_with_the_reason(tmp_path: Path, wrong: dict[str, object]) -> None:
    good, bad = read(tmp_path, GA4, lines(ga4(), ga4(1, **wrong)))
    assert isinstance(good, Arrival)
    assert isinstance(bad, Rejection) and bad.code == "MOD-1250"
    assert bad.place == "line 2"


def test_a_held_event_is_read_again_as_the_same_customer(tmp_path: Path) -> None:
    (bad,) = read(tmp_path, GA4, lines(ga4(items=[{"item_id": "x", "quantity": "many"}])))
    assert isinstance(bad, Rejection)
    (mended,) = read(tmp_path, GA4, bad.excerpt.replace("many", "3"))
    assert isinstance(mended, Arrival)
    assert isinstance(mended.records[0], Interaction)
    assert (mended.records[0].customer_id, mended.records[0].quantity) == (PSEUDONYM("ann0@example.com"), 3)


def test_it_is_recognised_by_its_fields(tmp_path: Path) -> None:
    for data, sure in (
        (lines(ga4()), 1.0),
        (orjson.dumps([ga4()]), 1.0),
        (b'{"a": 1}', 0.0),
        (b"a,b\n1,2\n", 0.0),
    ):
        path = tmp_path / "x.json"
        path.write_bytes(data)
        assert GA4.recognise(open_source(path)) == sure


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text('{}[]",:0123 \n\\user_idevnt', max_size=120).map(str.encode))
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    ends_well(tmp_path_factory.mktemp("any"), GA4, data)


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["key", "value", "item_id", "price", "quantity", "string_value"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    ),
    st.sampled_from(sorted(ga4())),
)
def test_any_value_in_any_field_ends_well(
    tmp_path_factory: pytest.TempPathFactory, value: object, name: str
) -> None:
    ends_well(tmp_path_factory.mktemp("any"), GA4, lines(ga4(), ga4(1) | {name: value}))
