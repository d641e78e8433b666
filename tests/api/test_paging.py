"""Cursors are opaque, round-trip, and refuse what they did not make."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.api.paging import from_cursor, to_cursor
from modiste.garment import ModisteError


@given(st.text(min_size=1).filter(str.isprintable))
@settings(max_examples=50, deadline=None)
def test_what_goes_in_comes_out(last):
    cursor = to_cursor(last)
    assert from_cursor(cursor) == last
    assert last == "" or cursor != last


def test_no_cursor_is_the_first_page():
    assert from_cursor(None) is None
    assert to_cursor(None) is None


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "%",
        "a",
        "coat-001",
        "ÄÖ",
        "====",
        base64.urlsafe_b64encode(b"1:\x00").decode(),
        "MTo\x00",
        "/////w==",
    ],
)
def test_a_made_up_cursor_is_refused(sent):
    with pytest.raises(ModisteError) as refused:
        from_cursor(sent)
    assert refused.value.code == "MOD-2215"
