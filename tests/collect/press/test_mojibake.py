"""UTF-8 written as Latin-1 is undone; what was right stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.press import repaired, repaired_json


@pytest.mark.parametrize("text", ["café", "红裙", "Größe 38 — neu!", "👗 ma robe", "naïve"])
def test_what_instagram_writes_is_read(text: str) -> None:
    assert repaired(text.encode().decode("latin-1")) == text
    assert repaired(text) == text


def test_every_text_of_a_value_is_repaired() -> None:
    broken = {"caf\u00c3\u00a9": [{"title": "r\u00c3\u00b4be"}, 3, None]}
    assert repaired_json(broken) == {"café": [{"title": "rôbe"}, 3, None]}


@given(st.text())
def test_any_text_written_the_wrong_way_comes_back(text: str) -> None:
    try:
        broken = text.encode().decode("latin-1")
    except UnicodeError:  # a lone surrogate has no UTF-8
        assert repaired(text) == text
        return
    assert repaired(broken) == text or repaired(text) != text  # unless the text itself looks broken
