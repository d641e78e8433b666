"""Encodings are told by what the bytes look like, and a row that does not keep to its file's is refused."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect.encoding import checked, encoding_of, text_of
from modiste.garment import ModisteError

GERMAN = "Artikel;Größe;Farbe\n17;XL;dunkelgrün\n"
CHINESE = "商品编码,商品名称,颜色,尺码\n1001,纯棉圆领短袖T恤,红色,均码\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8-sig", "utf-8-sig"),
        (GERMAN, "utf-16", "utf-16"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        (GERMAN, "cp1252", "cp1252"),
        ("Prix;29,95 €\n", "cp1252", "cp1252"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-8", "utf-8"),
        ("plain ascii\n", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_an_encoding_is_told_and_its_text_read(text: str, encoding: str, found: str) -> None:
    data = text.encode(encoding)
    assert encoding_of(data, is_whole=True) == found
    assert text_of(io.BytesIO(data), found).read() == text


def test_a_letter_cut_in_two_at_the_end_of_a_head_is_no_fault() -> None:
    data = CHINESE.encode()[:-2]
    assert encoding_of(data[:-1]) == "utf-8"
    assert encoding_of(data[:-1], is_whole=True) != "utf-8"


def test_bytes_that_mean_nothing_are_refused_with_what_was_read() -> None:
    text = text_of(io.BytesIO(b"caf\xff\xfe,1"), "utf-8").read()
    with pytest.raises(ModisteError, match="MOD-1231") as refused:
        checked(text, "utf-8")
    assert r"\udcff" in refused.value.detail
    wide = text_of(io.BytesIO(b"a\x00\x00\xd8b\x00"), "utf-16-le").read()
    with pytest.raises(ModisteError, match="MOD-1231"):
        checked(wide, "utf-16-le")
    assert checked("a \N{REPLACEMENT CHARACTER}", "utf-8")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_have_an_encoding_that_can_be_decoded(data: bytes) -> None:
    encoding = encoding_of(data, is_whole=True)
    assert isinstance(text_of(io.BytesIO(data), encoding).read(), str)
