"""A conversion says its system, its range, how sure it is and after which table; none is a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import convert, size
from modiste.collect.normal.size_words import LETTERS

# size, to, group, values. Women's: Hohensteiner Institute bust girths in EN 13402-3; shoes: ISO 19407.
KNOWN = [
    ("UK 10", "DE", "women", ("36",)),
    ("UK 10", "US", "women", ("6",)),
    ("UK 10", "IT", "women", ("42",)),
    ("UK 10", "FR", "women", ("38",)),
    ("UK 10", "JP", "women", ("9",)),
    ("FR 40", "DE", "women", ("38",)),
    ("IT 44", "UK", "women", ("12",)),
    ("DE 40", "INT", "women", ("M",)),
    ("DE 34", "INT", "women", ("XS",)),
    ("M", "DE", "women", ("40", "42")),
    ("S/M", "DE", "women", ("36", "38", "40", "42")),
    ("160/84A", "DE", "women", ("36",)),
    ("DE 36", "CN", "women", ("84A",)),
    ("M", "EU", "men", ("48", "50")),
    ("EU 50", "US", "men", ("40",)),
    ("UK 40", "IT", "men", ("50",)),
    ("W32", "EU", "men", ("48",)),
    ("4 years", "EU", "", ("104",)),
    ("6-9M", "EU", "", ("68", "74")),
    ("104 cm", "UK", "", ("4Y",)),
    ("75B", "UK", "", ("34B",)),
    ("34DD", "EU", "", ("75E",)),
    ("75B", "FR", "", ("90B",)),
]
SHOES = [
    ("EU 42", "UK", "men", "8"),
    ("EU 42", "US", "men", "9"),
    ("EU 38", "US", "women", "7"),
    ("EU 42", "JP", "men", "26.5"),
    ("CN 265", "EU", "men", "42"),
    ("JP 24", "CN", "women", "240"),
    ("US 9", "EU", "men", "42"),
]


@pytest.mark.parametrize(("text", "to", "group", "values"), KNOWN)
def test_clothes(text: str, to: str, group: str, values: tuple[str, ...]) -> None:
    read = size(text)
    assert read is not None
    made = convert(read, to, group=group)  # type: ignore[arg-type] # as the table writes them
    assert made is not None
    assert made.values == values
    assert made.system == to
    assert 0 < made.confidence < 1
    assert made.source


@pytest.mark.parametrize(("text", "to", "group", "value"), SHOES)
def test_shoes(text: str, to: str, group: str, value: str) -> None:
    read = size(text, kind="shoe")
    assert read is not None
    made = convert(read, to, group=group)  # type: ignore[arg-type] # as the table writes them
    assert made is not None and made.values == (value,)


@pytest.mark.parametrize(
    ("text", "to", "group"),
    [
        ("38", "UK", "women"),  # of which system?
        ("EU 38", "UK", ""),  # a woman's or a man's?
        ("EU 380", "UK", "women"),
        ("one size", "EU", "women"),
        ("W32 L34", "EU", "women"),
        ("M", "JP", "men"),  # no table has it
    ],
)
def test_what_cannot_be_known_is_not_converted(text: str, to: str, group: str) -> None:
    read = size(text)
    assert read is None or convert(read, to, group=group) is None  # type: ignore[arg-type] # as the table


def test_a_range_is_less_sure_than_one_size_and_the_ambiguous_eu_than_a_country() -> None:
    def sure(text: str, to: str) -> float:
        read = size(text)
        made = read and convert(read, to, group="women")  # type: ignore[arg-type] # as the table writes them
        assert made
        return made.confidence

    assert sure("S/M", "DE") < sure("M", "DE") < sure("UK 10", "DE")
    assert sure("UK 10", "EU") < sure("UK 10", "DE")


@given(
    st.sampled_from(["EU", "FR", "IT", "UK", "US"]),
    st.sampled_from(["EU", "FR", "IT", "UK", "US"]),
    st.integers(0, 60),
    st.sampled_from(["women", "men"]),
)
def test_there_and_back_is_the_same_size(one: str, two: str, value: int, group: str) -> None:
    read = size(f"{one} {value}")
    there = read and convert(read, two, group=group)  # type: ignore[arg-type] # as the table writes them
    if not read or not there:
        return
    other = size(f"{two} {there.values[0]}")
    back = other and convert(other, one, group=group)  # type: ignore[arg-type] # as the table writes them
    assert back and back.values == read.values


@given(st.sampled_from(LETTERS), st.sampled_from(["women", "men"]))
def test_larger_letters_are_larger_numbers(letter: str, group: str) -> None:
    read, following = size(letter), size(LETTERS[min(LETTERS.index(letter) + 1, 12)])
    assert read and following
    small, large = (convert(each, "EU", group=group) for each in (read, following))  # type: ignore[arg-type] # as the table writes them
    if small and large and read != following:
        assert int(small.values[-1]) < int(large.values[0])
