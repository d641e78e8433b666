"""Digital Links: all vectors of GS1's own engine, and a link that is written is read back."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError, Sgtin, element_string, item_link, read_link, written_link

SIGNS = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


def test_all_118_vectors_of_the_syntax_engine_come_out_as_they_say(modiste_data: Path) -> None:
    """The file leaves out which options were on: a link that is both good and bad is good to the lenient."""
    path = modiste_data / "trace" / "gs1-digital-link" / "gs1_dl_vectors.json"
    vectors = json.loads(path.read_text(encoding="utf-8"))["parse"]
    good = {each["uri"] for each in vectors if each["valid"]}
    assert len(vectors) == 118
    for each in vectors:
        if each["valid"]:
            assert element_string(read_link(each["uri"], is_lenient=True)) == each["ai"], each
        else:
            with pytest.raises(ModisteError, match="MOD-2501"):
                read_link(each["uri"], is_lenient=each["uri"] not in good)


@settings(max_examples=60, deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=20))
def test_a_link_of_any_serial_is_read_back(serial: str) -> None:
    item = Sgtin("09506000134352", serial)
    assert read_link(item_link(item, "https://id.brand.example/x")).item == item


def test_qualifiers_stand_in_the_path_and_attributes_after_it() -> None:
    elements = (("01", "09520123456788"), ("10", "ABC/1"), ("21", "12345"), ("17", "180426"))
    made = written_link(elements, "https://id.brand.example")
    assert made == "https://id.brand.example/01/09520123456788/10/ABC%2F1/21/12345?17=180426"
    read = read_link(made)
    assert (read.elements, read.stem, read.value("17")) == (elements, "https://id.brand.example", "180426")


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("https://a/01/09520123456788/21/x?17=181399", "yymmd0"),
        ("https://a/01/09520123456789", "csum"),
        ("https://a/414/9520123456788/21/1", "may not"),
        ("https://a/01/09520123456788/21/a%2", "escape"),
        ("https://a/01/09520123456788/21/" + "x" * 2000, "no http"),
    ],
)
def test_a_bad_link_is_refused_with_the_reason(uri: str, reason: str) -> None:
    with pytest.raises(ModisteError, match=reason):
        read_link(uri)


def test_a_link_needs_a_key() -> None:
    with pytest.raises(ModisteError, match="no key"):
        written_link((("21", "12"),))
