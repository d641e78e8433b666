"""A version becomes the next by a table: renamed, dropped, checked anew; nothing goes in silence."""

from dataclasses import replace

import pytest
from tests.passport.profile.facts_of_a_tee import IDS, facts_of_a_tee

from modiste.garment import ModisteError
from modiste.passport.profile.content import compose
from modiste.passport.profile.conversion import Conversion, converted
from modiste.passport.profile.profile import Profile, read_profile


def next_profile() -> Profile:
    """The profile with a field renamed, one gone, and a stricter one."""
    now = read_profile()
    fields = {id_: each for id_, each in now.fields.items() if id_ != "packaging.weight"}
    fields["identity.maker"] = replace(fields.pop("identity.brand"), id="identity.maker")
    fields["composition.structure"] = replace(fields["composition.structure"], choices=("woven",))
    return replace(now, id="modiste.textile.2", fields=fields)


CONVERSION = Conversion(
    "modiste.textile.1",
    "modiste.textile.2",
    {"identity.brand": "identity.maker"},
    {"packaging.weight": "it is the packaging's own passport's"},
)


def test_facts_come_along_with_their_sources() -> None:
    made = converted(CONVERSION, next_profile(), facts_of_a_tee())
    assert made.left["packaging.weight"] == "it is the packaging's own passport's"
    assert set(made.left) == {"packaging.weight", "composition.structure"}
    content = compose(next_profile(), made.facts, IDS)
    assert content.value("identity.maker") == "Modiste"
    assert content.fields["identity.maker"].source.ref == "ann"
    assert content.said()["profile"] == "modiste.textile.2"


def test_a_table_leads_to_one_profile() -> None:
    with pytest.raises(ModisteError, match="MOD-2688"):
        converted(CONVERSION, read_profile(), ())
