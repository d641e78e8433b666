"""Events from a table of one's own, text or Parquet."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.reading import PSEUDONYM, ends_well, read

from modiste.collect import EVENT_TABLE, Arrival, Rejection, open_source
from modiste.garment import Consent, Interaction

TEXT = """event_time,event_type,product_id,price,user_id,consent
2026-01-01 10:00:00 UTC,view,1001,12.50,ann,yes
2026-01-01 10:00:01 UTC,cart,1001,12.50,bob,
2026-01-01 10:00:01 UTC,cart,1001,12.50,bob,
yesterday,view,1002,,ann@example.com,yes
"""


def test_rows_are_interactions_in_ga4s_words(tmp_path: Path) -> None:
    view, cart, again, bad = read(tmp_path, EVENT_TABLE, TEXT)
    assert isinstance(view, Arrival) and isinstance(view.records[0], Interaction)
    assert (view.records[0].kind, view.records[0].customer_id) == ("view_item", PSEUDONYM("ann"))
    assert isinstance(cart, Arrival) and isinstance(again, Arrival)
    assert cart.records[0].id != again.records[0].id  # bob may put two in
    assert [any(isinstance(each, Consent) for g in found.needs for each in g) for found in (view, cart)] == [
        True,
        False,
    ]
    assert isinstance(bad, Rejection) and "ann@example.com" not in bad.excerpt


def test_a_parquet_file_gives_the_same(tmp_path: Path) -> None:
    lines = [line.split(",") for line in TEXT.splitlines()]
    table = pa.table({name: [row[place] or None for row in lines[1:]] for place, name in enumerate(lines[0])})
    pq.write_table(table, tmp_path / "events.parquet")
    data = (tmp_path / "events.parquet").read_bytes()
    found = read(tmp_path, EVENT_TABLE, data, "e.parquet")
    text = read(tmp_path, EVENT_TABLE, TEXT)
    assert [each.records for each in found if isinstance(each, Arrival)] == [
        each.records for each in text if isinstance(each, Arrival)
    ]
    assert EVENT_TABLE.recognise(open_source(tmp_path / "events.parquet")) > 0.85
    with pytest.raises(Exception, match=r"MOD-123[34]"):
        read(tmp_path, EVENT_TABLE, data[: len(data) // 2], "cut.parquet")


@settings(max_examples=30, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text('0123456789abc,;\t"\n-/: ', max_size=120).map(lambda t: b"event,time,sku\n" + t.encode())
)
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    ends_well(tmp_path_factory.mktemp("any"), EVENT_TABLE, data)
