"""Care: the mildest that any fibre asks for, and a symbol for each code."""

from modiste.design.techpack.care import WORDS, care
from modiste.design.techpack.care_symbols import SYMBOLS


def test_the_most_delicate_fibre_decides() -> None:
    assert care({"wool": 0.3, "polyester": 0.7}).symbols == (
        "wash_hand",
        "bleach_not",
        "dry_flat",
        "iron_110",
        "clean_p",
    )
    assert care({"cotton": 1.0}).symbols[3] == "iron_200"
    assert care({}).symbols == care({"of the moon": 1.0}).symbols


def test_shares_are_told_largest_first() -> None:
    assert list(care({"elastane": 0.05, "cotton": 0.95}).composition) == ["cotton", "elastane"]


def test_every_code_has_words_and_a_drawing_inside_its_square() -> None:
    assert set(SYMBOLS) == set(WORDS)
    for symbol in SYMBOLS.values():
        points = [point for line in symbol.lines for point in line] + list(symbol.dots)
        assert all(0.0 <= value <= 1.0 for point in points for value in point)
