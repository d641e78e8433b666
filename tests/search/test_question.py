"""What people write is understood, and what is not is told."""

import pytest

from modiste.garment import ModisteError
from modiste.search import Words
from modiste.search.question import Range, facet_terms, parsed_filters, price_range, understood


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("this but green, long sleeves", ["green", "long-sleeve"], []),
        ("red dress", ["red", "dress"], []),
        ("红色连衣裙", ["red", "dress"], []),
        ("我想要一件红色的连衣裙", ["red", "dress"], []),
        ("shirt without stripes", ["shirt"], ["stripe"]),
        ("shirt, no stripes or dots", ["shirt"], ["stripe", "dot"]),
        ("not red dress", ["dress"], ["red"]),
        ("dress -red", ["dress"], ["red"]),
        ("不要条纹的衬衫", ["shirt"], ["条纹"]),
        ("不要条纹或波点", [], ["条纹", "波点"]),
        ("dress with no sleeves", ["dress", "sleeveless"], []),
        ("无袖连衣裙", ["sleeveless", "dress"], []),
        ("jumper", ["sweater"], []),
        ("swaeter", ["sweater"], []),
    ],
)
def test_what_is_wanted_and_what_is_not(
    words: Words, text: str, wanted: list[str], excluded: list[str]
) -> None:
    read = understood(text, words)
    assert list(read.wanted) == wanted
    assert list(read.excluded) == excluded


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("dress under 50 €", Range(None, 50, "EUR")),
        ("dress under 50", Range(None, 50, "")),
        ("between 20 and 49.90 euros", Range(20, 49.9, "EUR")),
        ("over $100 coat", Range(100, None, "USD")),
        ("300元以下的连衣裙", Range(None, 300, "CNY")),
        ("100到200元", Range(100, 200, "CNY")),
        ("不超过99元", Range(None, 99, "CNY")),
        ("red dress", None),
    ],
)
def test_prices_in_words(words: Words, text: str, price: Range | None) -> None:
    read = understood(text, words)
    assert read.price == price
    assert read.unknown == ()


def test_typos_and_unknown_words_are_told(words: Words) -> None:
    read = understood("reed drss платье", words)
    assert read.corrections == {"reed": "red", "drss": "dress"}
    assert read.unknown == ("платье",)
    assert read.asked[1].terms[0][1] < 1


def test_a_long_text_is_refused(words: Words) -> None:
    with pytest.raises(ModisteError, match="MOD-1801"):
        understood("dress " * 2000, words)


@pytest.mark.parametrize("text", ["", " ", "\0", "?!", "--", "不要", "without", "under 5", "'; -- ;"])
def test_odd_texts_end_well(words: Words, text: str) -> None:
    assert understood(text, words).wanted == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("20..50", Range(20, 50)),
        ("..50 EUR", Range(None, 50, "EUR")),
        ("20..", Range(20)),
        ("20", Range(20, 20)),
    ],
)
def test_price_filters(text: str, bounds: Range) -> None:
    assert price_range(text) == bounds


@pytest.mark.parametrize("text", ["", "..", "cheap", "1;2", "1..2..3", "-5", "1e9"])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1805"):
        price_range(text)


@pytest.mark.parametrize("pair", ["colour", "=red", "colour=", "", "a" * 600 + "=b"])
def test_what_is_no_filter_is_refused(pair: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1805"):
        parsed_filters([pair])


def test_filters_are_gathered_by_name() -> None:
    assert parsed_filters(["colour=red", "Colour = blue", "size=a=b"]) == {
        "colour": ["red", "blue"],
        "size": ["a=b"],
    }


@pytest.mark.parametrize("value", ["red", "RED", "红", "红色", "scarlet"])
def test_a_filters_value_is_understood(words: Words, value: str) -> None:
    assert facet_terms(words, "colour", [value]) == ["@colour=red"]


@pytest.mark.parametrize("value", ["dress", "Dresses", "连衣裙", "frock"])
def test_a_category_is_understood(words: Words, value: str) -> None:
    assert facet_terms(words, "category", [value]) == ["@category=Dresses"]


@pytest.mark.parametrize("value", ["red' OR '1'='1", "*", "%", "@colour=red", "red\nblue", "1=1"])
def test_injections_find_nothing(words: Words, value: str) -> None:
    assert "@colour=blue" not in facet_terms(words, "colour", [value])


def test_an_unknown_filter_names_the_known_ones(words: Words) -> None:
    with pytest.raises(ModisteError, match="category, colour, price"):
        facet_terms(words, "brand; DROP TABLE garments", ["x"])
