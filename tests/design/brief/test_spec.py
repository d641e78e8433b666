"""Specs: locks hold against every edit, what was said goes before the usual, files are believed nothing."""

import pytest

from modiste.design import GarmentSpec, SpecField, read_brief, read_spec
from modiste.garment import ModisteError


def test_a_locked_field_never_changes() -> None:
    spec = read_brief("V neck T-shirt with short sleeves").locked(["neckline"])
    later = spec.edited(read_brief("crew neck, long sleeves", "t-shirt"))
    assert later.value("neckline") == "v"
    assert later.value("sleeve") == "long"
    assert later.fields["neckline"].is_locked
    assert any("locked at v" in each.en for each in later.contradictions)
    for text in ("boat neck tee", "a dress with a scoop neck", "圆领"):
        later = later.edited(read_brief(text, "t-shirt"))
        assert later.value("neckline") == "v"


def test_defaults_do_not_undo_what_was_said() -> None:
    spec = read_brief("slim T-shirt, EU 38")
    later = spec.edited(read_brief("long sleeves", "t-shirt"))
    assert (later.value("fit"), later.value("size"), later.value("sleeve")) == ("slim", "38", "long")


def test_an_unknown_field_cannot_be_locked() -> None:
    with pytest.raises(ModisteError, match="MOD-2761"):
        read_brief("tee").locked(["collar"])


def test_a_spec_is_read_back_whole() -> None:
    spec = read_brief("navy tee").locked(["colours"])
    assert read_spec(spec.to_json().encode()) == spec
    assert spec.hash != read_brief("navy tee").hash


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"fields": {"wings": {"value": "two"}}}', b" " * 200_001])
def test_what_is_no_spec_is_refused(data: bytes) -> None:
    with pytest.raises(ModisteError, match=r"MOD-276[01]"):
        read_spec(data)


def test_confidence_is_a_share() -> None:
    with pytest.raises(ValueError, match="less than or equal to 1"):
        GarmentSpec(fields={"fit": SpecField(value="slim", confidence=1.2)})
