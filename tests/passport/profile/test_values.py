"""What a value may be: exact numbers, real codes, nothing that JSON says in two ways."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical, read_canonical
from modiste.passport.profile.profile import read_profile
from modiste.passport.profile.values import value_of


@pytest.mark.parametrize(
    ("id_", "value", "reason"),
    [
        ("weight.net", float("nan"), "no number that a passport says"),
        ("weight.net", "Infinity", "no number that a passport says"),
        ("weight.net", True, "no number"),
        ("weight.net", "1e400", "no number that a passport says"),
        ("warranty.months", "2.5", "whole"),
        ("identity.gtin", "09521234003008", "check digit"),
        ("identity.operator_gln", "123", "GLN"),
        ("identity.commodity_code", "61", "commodity"),
        ("origin.fibre.country", "Turkey", "ISO 3166"),
        ("identity.name", "", "no text"),
        ("identity.name", "a\x00", "control"),
        ("identity.name", "\ud800", "surrogates"),
        ("identity.name", "x" * 2001, "2001 characters"),
        ("repair.instructions", "javascript:alert(1)", "no address"),
        ("identity.made_on", "2026-02-30", "day"),
        ("scope.is_electronic", "yes", "neither"),
        ("care.symbols", ["wash_30", "wash_40"], "two symbols for wash"),
        ("care.symbols", ["boil"], "none of"),
        ("care.symbols", [], "no symbol"),
        ("composition.structure", "knitted", "none of"),
        ("composition.fibres", [{"fibre": "cotton", "share": "95"}], "comes to 95, not to 100"),
        ("composition.fibres", [{"fibre": "cotton"}], "share is missing"),
        ("composition.fibres", [{"fibre": "cotton", "share": "100", "colour": "red"}], "'colour'"),
        ("composition.fibres", "cotton", "no list"),
        ("certificates.held", [{"scheme": "GOTS"}] * 51, "51 are more than 50"),
        ("origin.dyeing.facilities", [{}], "says nothing"),
        ("footprint.carbon", [], "no record"),
        ("version.previous", "abc", "SHA-256"),
    ],
)
def test_what_a_field_cannot_be_is_refused_with_its_reason(id_: str, value: Any, reason: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2682") as refused:
        value_of(read_profile(), id_, value)
    assert reason in refused.value.detail


@given(st.one_of(st.floats(), st.decimals(), st.integers(), st.text(max_size=20)))
def test_a_number_is_refused_or_written_so_that_every_reader_sees_the_same(value: Any) -> None:
    try:
        made = value_of(read_profile(), "weight.net", value)
    except ModisteError as error:
        assert error.code == "MOD-2682"
    else:
        assert read_canonical(canonical(made)) == made
        assert value_of(read_profile(), "weight.net", made) == made
