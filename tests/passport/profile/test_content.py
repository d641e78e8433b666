"""Facts become content: the best evidence counts, audiences see their part, scope is kept."""

import pytest
from tests.passport.profile.facts_of_a_tee import IDS, ITEM, facts_of_a_tee, tee

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical, read_canonical
from modiste.passport.profile.content import compose, differences
from modiste.passport.profile.facts import FactSource, fact
from modiste.passport.profile.profile import read_profile


def test_content_is_plain_json_by_level() -> None:
    said = tee().said("authority")
    assert read_canonical(canonical(said)) == said
    assert (said["profile"], said["scope"], said["item"]["id"]) == ("modiste.textile.1", "inside", ITEM)
    assert said["model"]["fields"]["weight.net"] == {
        "value": "160.5",
        "unit": "g",
        "how": "declared",
        "source": {"kind": "person", "ref": "ann", "at": "2026-04-01"},
        "audience": "public",
    }
    assert sum(len(said[level]["fields"]) for level in ("model", "batch", "item")) == len(
        read_profile().fields
    )
    assert said["model"]["fields"]["substances.of_concern"]["value"] == []


def test_each_audience_sees_what_is_for_it() -> None:
    seen = {each: canonical(tee().said(each)) for each in ("public", "legitimate_interest", "authority")}
    assert b"origin.dyeing.facilities" not in seen["public"]
    assert b"origin.dyeing.facilities" in seen["legitimate_interest"]
    assert b"compliance" not in seen["legitimate_interest"] and b"compliance" in seen["authority"]


def test_real_goes_before_simulated_then_trust_then_the_newer() -> None:
    profile = read_profile()

    def country(kind: str, value: str, at: str = "", *, simulated: bool = False):  # type: ignore[no-untyped-def]
        how = "simulated" if simulated else "declared"
        return fact(profile, "origin.dyeing.country", value, FactSource(kind, "x", at), how)

    def said(*facts):  # type: ignore[no-untyped-def]
        content = compose(profile, facts, IDS)
        return content.value("origin.dyeing.country"), content.disputed

    assert said(country("event", "TR", simulated=True), country("person", "PT")) == (
        "PT",
        ("origin.dyeing.country",),
    )
    assert said(country("person", "PT", "2026"), country("event", "TR")) == ("TR", ("origin.dyeing.country",))
    assert said(country("person", "PT", "2026"), country("person", "IT", "2025"))[0] == "PT"
    assert said(country("person", "PT"), country("event", "PT")) == ("PT", ())
    missing = fact(profile, "origin.dyeing.country", None, FactSource("event", "x"), "missing")
    assert said(missing) == (None, ())


def test_certificates_of_several_sources_stand_side_by_side() -> None:
    profile, held = read_profile(), "certificates.held"
    one = fact(profile, held, [{"scheme": "GOTS"}], FactSource("person", "ann"), evidence=["urn:a"])
    two = fact(profile, held, [{"scheme": "GRS"}], FactSource("certificate", "b"), evidence=["urn:b"])
    made_up = fact(profile, held, [{"scheme": "X"}], FactSource("event", "c"), "simulated")
    content = compose(profile, (one, two, made_up), IDS)
    assert content.value(held) == [{"scheme": "GRS"}, {"scheme": "GOTS"}]
    assert content.fields[held].evidence == ("urn:b", "urn:a") and not content.is_simulated


def test_a_source_that_a_field_does_not_come_from_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2683"):
        fact(read_profile(), "footprint.carbon", {}, FactSource("garment", "x"))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"scope__is_electronic": True}, "electronics"), ({"scope__textile_share": "79.9"}, "less than 80")],
)
def test_what_is_out_of_scope_is_refused(changed: dict[str, object], reason: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2684.*{reason}"):
        tee(**changed)


def test_without_a_word_on_it_the_scope_is_unknown() -> None:
    assert tee(scope__is_electronic=None).scope == "unknown"
    assert tee(scope__textile_share="80").scope == "inside"


def test_content_has_a_largest_size() -> None:
    records = [{"scheme": "x" * 1900, "issuer": "y" * 1900}] * 30
    with pytest.raises(ModisteError, match="MOD-2685"):
        tee(certificates__held=records).said()


def test_differences_name_what_was_and_what_is() -> None:
    found = differences(tee(), tee(identity__name="Tee", weight__net=None))
    assert [(each.id, each.was, each.now) for each in found] == [
        ("identity.name", "Plain tee", "Tee"),
        ("weight.net", "160.5", None),
    ]
    assert differences(tee(), compose(read_profile(), reversed(facts_of_a_tee()), IDS)) == ()
