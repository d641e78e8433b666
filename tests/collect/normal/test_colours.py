"""A colour's name gives its base and hex value in six languages; an unknown part lowers the confidence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import BASES, colour

ONE = [
    ("black", "black"),
    ("Navy", "blue"),
    ("Off White", "white"),
    ("Optic White", "white"),
    ("Jet Black", "black"),
    ("light pink", "pink"),
    ("dark heather grey", "grey"),
    ("heather gray", "grey"),
    ("Pale Lilac", "purple"),
    ("mustard", "yellow"),
    ("Burgundy", "red"),
    ("camel", "beige"),
    ("cognac", "brown"),
    ("olive", "green"),
    ("teal", "blue"),
    ("rose gold", "gold"),
    ("multi", "multicolour"),
    ("clear", "transparent"),
    ("schwarz", "black"),
    ("Weiß", "white"),
    ("hellblau", "blue"),
    ("hell-blau", "blue"),
    ("Dunkelgrün", "green"),
    ("bunt", "multicolour"),
    ("Weinrot", "red"),
    ("Anthrazit", "black"),
    ("Türkis", "blue"),
    ("Altrosa", "pink"),
    ("noir", "black"),
    ("Bleu marine", "blue"),
    ("gris chiné", "grey"),
    ("écru", "beige"),
    ("vert foncé", "green"),
    ("moutarde", "yellow"),
    ("argenté", "silver"),
    ("rosso scuro", "red"),
    ("azzurro", "blue"),
    ("grigio", "grey"),
    ("arancione", "orange"),
    ("azul marino", "blue"),
    ("amarillo", "yellow"),
    ("negro", "black"),
    ("dorado", "gold"),
    ("黑色", "black"),
    ("藏青色", "blue"),
    ("浅灰", "grey"),
    ("深蓝色", "blue"),
    ("米白色", "white"),
    ("酒红", "red"),
    ("卡其色", "beige"),
    ("军绿", "green"),
    ("玫红色", "pink"),
    ("深紫色", "purple"),
    ("＃", None),
    ("咖啡色", "brown"),
    ("#ff0000", "red"),
    ("#FFF", "white"),
    ("#0b1a3f", "blue"),
    ("leopard", None),
    ("", None),
    ("Dawn Chorus", None),
]
COMPOUND = [
    ("navy/white", ["blue", "white"]),
    ("Black & Gold", ["black", "gold"]),
    ("Schwarz/Rot", ["black", "red"]),
    ("Rot-Weiß", ["red", "white"]),
    ("noir et blanc", ["black", "white"]),
    ("red, green, blue", ["red", "green", "blue"]),
    ("黑拼白", ["black", "white"]),
    ("黑白格", ["black", "white"]),
    ("blanco y negro", ["white", "black"]),
]


@pytest.mark.parametrize(("text", "base"), ONE)
def test_one_colour(text: str, base: str | None) -> None:
    found = colour(text)
    assert (found and found.base) == base


@pytest.mark.parametrize(("text", "bases"), COMPOUND)
def test_a_compound_has_its_parts_and_the_first_is_the_base(text: str, bases: list[str]) -> None:
    found = colour(text)
    assert found is not None
    assert [part.base for part in found.parts] == bases
    assert found.base == bases[0]


def test_a_trade_name_is_read_by_its_last_word_and_less_sure() -> None:
    for text, base in (("Vintage Rose", "pink"), ("Midnight Tokyo", "blue"), ("stone washed denim", "blue")):
        found = colour(text)
        assert found is not None
        assert (found.base, found.confidence) == (base, 0.6)
    half = colour("navy/unheard-of")
    assert half is not None and half.confidence == 0.5 and half.parts == ()


def test_a_shade_moves_the_hex_value() -> None:
    light, plain, dark = (colour(text) for text in ("light red", "red", "dark red"))
    assert light and plain and dark
    assert [each.hex for each in (light, plain, dark)] == ["#ff8080", "#ff0000", "#8c0000"]


@given(st.text() | st.text("abcdefnrw /-&色黑白", max_size=12))
def test_any_text_gives_a_colour_or_none(text: str) -> None:
    found = colour(text)
    if found:
        assert found.base in BASES
        assert 0 < found.confidence <= 1
        assert found.hex is None or re.fullmatch("#[0-9a-f]{6}", found.hex)
