"""Texts in two languages are cut into the words that people mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.foundation.spelling import spelt, stemmed
from modiste.search.tokens import cut


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Red dresses, long-sleeved", ["red", "dress", "long-sleeve"]),
        ("红色连衣裙", ["red", "dress"]),
        ("紅色連衣裙", ["red", "dress"]),
        ("jumper", ["sweater"]),
        ("毛衣", ["sweater"]),
        ("polo衫 v领毛衣", ["polo-shirt", "v-neck", "sweater"]),
        ("t shirt T-shirts tee T恤", ["t-shirt"] * 4),
        ("wide leg pants", ["wide-leg", "trousers"]),
        ("kurzes rotes Kleid bleu", ["blue"]),
        ("without print", ["solid"]),
        ("无袖 no sleeves sleeveless", ["sleeveless"] * 3),
        ("women's 女款", ["women", "women"]),
    ],
)
def test_what_words_name(text: str, concepts: list[str]) -> None:
    assert [token.concepts[0] for token in cut(text) if token.concepts] == concepts


def test_a_t_shirt_is_no_shirt() -> None:
    assert [token.word for token in cut("striped T-shirt")] == ["striped", "t shirt"]


def test_a_phrase_does_not_go_over_a_comma() -> None:
    assert not any("long-sleeve" in token.concepts for token in cut("not too long, sleeves rolled"))


def test_unknown_chinese_becomes_pairs() -> None:
    assert [token.word for token in cut("阿尔玛衬衫")] == ["阿尔", "尔玛", "衬衫"]


@pytest.mark.parametrize(
    ("one", "other"), [("Écru Ｔ恤", "ecru t恤"), ("GRÖSSE", "grosse"), ("STRAẞE", "strasse")]
)
def test_spellings_are_one(one: str, other: str) -> None:
    assert spelt(one) == other


@pytest.mark.parametrize(
    ("word", "stem"),
    [("dresses", "dress"), ("dress", "dress"), ("berries", "berry"), ("women's", "women"), ("bus", "bus")],
)
def test_plurals_are_cut_and_nothing_else(word: str, stem: str) -> None:
    assert stemmed(word) == stem


@given(st.text(max_size=200))
def test_any_text_is_cut_in_order_and_within_itself(text: str) -> None:
    tokens = cut(text)
    assert all(0 <= token.start < token.end <= len(spelt(text)) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert cut(spelt(text)) == tokens or spelt(spelt(text)) != spelt(text)
