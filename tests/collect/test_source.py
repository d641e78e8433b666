"""What a connector gives back says where it stood and what was wrong with it."""

import pytest
from pydantic import ValidationError

from modiste.collect import PictureRef, Rejection
from modiste.collect.source import EXCERPT_LENGTH
from modiste.garment import ModisteError, Sku


def test_a_rejection_takes_number_and_words_from_the_error() -> None:
    error = ModisteError("MOD-1001", value="12", reason="a GTIN has 8, 12, 13 or 14 digits")
    refused = Rejection.of("line 17", error, "12\tcoat")
    assert (refused.place, refused.code, refused.excerpt) == ("line 17", "MOD-1001", "12\tcoat")
    assert refused.reason == "'12' is not a GTIN: a GTIN has 8, 12, 13 or 14 digits."


def test_what_pydantic_refuses_is_told_with_field_value_and_reason() -> None:
    with pytest.raises(ValidationError) as caught:
        Sku(id="s", colourway_id="c", size="M", gtin="00000000000018")
    refused = Rejection.of("item 3", caught.value)
    assert refused.code == "MOD-1230"
    assert refused.reason.startswith("Sku.gtin = '00000000000018' is refused: ")
    assert "check digit should be 7" in refused.reason


def test_an_excerpt_is_bounded() -> None:
    error = ModisteError("MOD-1001", value="", reason="it is empty")
    assert len(Rejection.of("line 1", error, "x" * 9000).excerpt) == EXCERPT_LENGTH


@pytest.mark.parametrize(
    ("place", "is_address"),
    [("https://shop.example/a.jpg", True), ("a.jpg", False), ("a/https://b", False), ("file:///x", True)],
)
def test_a_picture_on_the_web_is_told_from_a_file(place: str, is_address: bool) -> None:
    assert PictureRef("coat", place).is_address is is_address
