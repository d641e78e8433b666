"""The profile is whole: every field says what it is, in both languages, and has a value that fits."""

import re

import pytest
from tests.passport.profile.facts_of_a_tee import VALUES

from modiste.garment import ModisteError
from modiste.passport.profile.profile import AUDIENCES, LEVELS, read_profile
from modiste.passport.profile.values import value_of


def test_every_field_is_whole() -> None:
    profile = read_profile()
    assert profile.id == "modiste.textile.1"
    for each in profile.fields.values():
        assert re.fullmatch(r"[a-z]+(\.[a-z_]+)+", each.id)
        assert each.title and re.search(r"[\u4e00-\u9fff]", each.title_zh) and each.says.endswith(".")
        assert each.level in LEVELS and each.audience in AUDIENCES
        assert each.tier in profile.words["tiers"] and set(each.evidence) <= set(profile.words["evidence"])
        assert each.members or each.type not in ("record", "records")
    assert profile.scope["share"] in profile.fields and profile.scope["electronics"] in profile.fields


def test_every_field_has_a_value_that_is_written_one_way() -> None:
    assert set(VALUES) == set(read_profile().fields)
    for id_, value in VALUES.items():
        made = value_of(read_profile(), id_, value)
        assert value_of(read_profile(), id_, made) == made


@pytest.mark.parametrize("id_", ["modiste.textile.9", "../../secret"])
def test_an_unknown_profile_or_field_is_named(id_: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2680"):
        read_profile(id_)
    with pytest.raises(ModisteError, match="MOD-2681"):
        read_profile().field(id_)
