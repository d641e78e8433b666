"""Case, accents, widths and spaces do not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Größe　ＸＬ ", "grosse xl"),
        ("Écru", "ecru"),
        ("Łódź", "lodz"),
        ("ŒUVRE", "oeuvre"),
        ("한국", "한국"),
        ("ガ", "カ"),
    ],
)
def test_one_spelling(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_text_is_folded_as_any_other(text: str) -> None:
    assert folded(f"{text} é") == f"{folded(text)} e".strip()
