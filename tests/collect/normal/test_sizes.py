"""A size is read as it is written; what the text does not say is not made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import Size, size

# text, kind, shown as, system, group, fit
READ = [
    ("M", "letter", "M", "INT", "", ""),
    ("xl", "letter", "XL", "INT", "", ""),
    ("2XL", "letter", "XXL", "INT", "", ""),
    ("XXXL", "letter", "3XL", "INT", "", ""),
    ("S/M", "letter", "S/M", "INT", "", ""),
    ("XS-S", "letter", "XS/S", "INT", "", ""),
    ("L/XL", "letter", "L/XL", "INT", "", ""),
    ("Extra Large", "letter", "XL", "INT", "", ""),
    ("X-Small", "letter", "XS", "INT", "", ""),
    ("mittel", "letter", "M", "INT", "", ""),
    ("Größe L", "letter", "L", "INT", "", ""),
    ("Taille : S", "letter", "S", "INT", "", ""),
    ("加大", "letter", "XL", "INT", "", ""),
    ("中码", "letter", "M", "INT", "", ""),
    ("1X", "letter", "XL", "INT", "", ""),
    ("Ｍ", "letter", "M", "INT", "", ""),
    ("Petite S", "letter", "S", "INT", "", "petite"),
    ("M Tall", "letter", "M", "INT", "", "tall"),
    ("M (EU 38)", "letter", "M", "INT", "", ""),
    ("L (42-44)", "letter", "L", "INT", "", ""),
    ("EU 38", "number", "38", "EU", "", ""),
    ("38 EU", "number", "38", "EU", "", ""),
    ("EU38", "number", "38", "EU", "", ""),
    ("IT42", "number", "42", "IT", "", ""),
    ("FR 38", "number", "38", "FR", "", ""),
    ("DE-40", "number", "40", "DE", "", ""),
    ("UK10", "number", "10", "UK", "", ""),
    ("UK 10-12", "number", "10/12", "UK", "", ""),
    ("US 6", "number", "6", "US", "", ""),
    ("US 00", "number", "00", "US", "", ""),
    ("9号", "number", "9", "JP", "", ""),
    ("欧码39", "number", "39", "EU", "", ""),
    ("EUR 41", "number", "41", "EU", "", ""),
    ("EU 42 2/3", "number", "42.7", "EU", "", ""),
    ("EU 42½", "number", "42.5", "EU", "", ""),
    ("EU 42,5", "number", "42.5", "EU", "", ""),
    ("Women's US 8.5", "number", "8.5", "US", "women", ""),
    ("US Mens 10", "number", "10", "US", "men", ""),
    ("Damen EU 38", "number", "38", "EU", "women", ""),
    ("US 14 Tall", "number", "14", "US", "", "tall"),
    ("US 12P", "number", "12", "US", "", "petite"),
    ("44R", "number", "44", "", "", "regular"),
    ("36/38", "number", "36/38", "", "", ""),
    ("38", "number", "38", "", "", ""),
    ("Gr. 40", "number", "40", "", "", ""),
    ("W32 L34", "waist_length", "W32 L34", "US", "", ""),
    ("32x34", "waist_length", "W32 L34", "US", "", ""),
    ("32W x 34L", "waist_length", "W32 L34", "US", "", ""),
    ("W32/L34", "waist_length", "W32 L34", "US", "", ""),
    ("33/30", "waist_length", "W33 L30", "US", "", ""),
    ("W32", "waist_length", "W32", "US", "", ""),
    ("75B", "bra", "75B", "EU", "women", ""),
    ("B75", "bra", "75B", "EU", "women", ""),
    ("34DD", "bra", "34DD", "UK", "women", ""),
    ("FR 90C", "bra", "90C", "FR", "women", ""),
    ("3-4 years", "age", "3Y/4Y", "", "children", ""),
    ("6-9M", "age", "6M/9M", "", "children", ""),
    ("18m", "age", "18M", "", "children", ""),
    ("4 ans", "age", "4Y", "", "children", ""),
    ("2T", "age", "2Y", "US", "children", ""),
    ("Newborn", "age", "0M", "", "children", ""),
    ("5岁", "age", "5Y", "", "children", ""),
    ("104 cm", "height", "104", "EU", "children", ""),
    ("110/116 cm", "height", "110/116", "EU", "children", ""),
    ("160/84A", "body", "160/84A", "CN", "", ""),
    ("170/92A(XL)", "body", "170/92A", "CN", "", ""),
    ("one size", "one_size", "one size", "", "", ""),
    ("均码", "one_size", "one size", "", "", ""),
    ("TU", "one_size", "one size", "", "", ""),
    ("Einheitsgröße", "one_size", "one size", "", "", ""),
]


@pytest.mark.parametrize(
    ("text", "kind", "shown", "system", "group", "fit"), READ, ids=[row[0] for row in READ]
)
def test_sizes_as_labels_write_them(
    text: str, kind: str, shown: str, system: str, group: str, fit: str
) -> None:
    read = size(text)
    assert read is not None
    assert (read.kind, read.text, read.system, read.group, read.fit) == (kind, shown, system, group, fit)


@pytest.mark.parametrize(
    "text", ["", " ", "banana", "-", "EU", "4000", "XS-XL-M", "44 to 38", "19 years", "?"]
)
def test_what_is_no_size_is_none(text: str) -> None:
    assert size(text) is None


def test_a_bare_number_has_the_callers_system_or_none() -> None:
    assert size("38") == Size("number", ("38",), confidence=0.3)
    assert size("38", system="FR", group="women") == Size("number", ("38",), "FR", "women", confidence=0.9)
    assert size("UK 10", system="FR").system == "UK"  # type: ignore[union-attr] # what the text says goes first


def test_the_kind_that_a_source_sells_decides_between_readings() -> None:
    shoe, bra = size("8.5", kind="shoe", system="US"), size("34B", kind="bra")
    assert shoe is not None and (shoe.kind, shoe.values) == ("shoe", ("8.5",))
    assert bra is not None and bra.confidence == 1
    assert size("XL", kind="bra") is None


@given(st.text() | st.from_regex(r"[0-9A-Za-z/ .,½×-]{0,12}", fullmatch=True))
def test_any_text_gives_a_size_or_none_and_its_text_reads_as_the_same_size(text: str) -> None:
    read = size(text)
    if read is None:
        return
    assert 0 < read.confidence <= 1
    again = size(read.text, system=read.system, kind="bra" if read.kind == "bra" else "")
    assert again is not None
    assert again.values == read.values
