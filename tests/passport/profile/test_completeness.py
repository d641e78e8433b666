"""Completeness counts what somebody stands for, and names whom to ask for the rest."""

from dataclasses import replace

from tests.passport.profile.facts_of_a_tee import IDS, facts_of_a_tee, tee

from modiste.passport.profile.completeness import completeness
from modiste.passport.profile.content import compose
from modiste.passport.profile.profile import read_profile


def test_all_is_a_hundred_and_nothing_is_none() -> None:
    assert completeness(tee()).percent == 100
    nothing = completeness(compose(read_profile(), (), IDS))
    assert (nothing.percent, nothing.required_percent) == (0, 0)
    told = [id_ for tier in nothing.tiers for id_ in (*tier.missing_required, *tier.missing)]
    assert sorted(told) == sorted(read_profile().fields)


def test_a_required_field_counts_three_times_an_optional_one() -> None:
    profile, whole = read_profile(), 0
    whole = sum(3 if each.required else 1 for each in profile.fields.values())
    assert completeness(tee(identity__name=None)).percent == 100 * (whole - 3) // whole
    assert completeness(tee(identity__lot=None)).percent == 100 * (whole - 1) // whole
    assert completeness(tee(identity__lot=None)).required_percent == 100


def test_what_is_missing_is_told_by_tier_and_what_is_simulated_counts_as_missing() -> None:
    facts = [
        replace(each, how="simulated") if each.id == "origin.dyeing.country" else each
        for each in facts_of_a_tee(substances__is_pfas_free=None, durability__colour_fastness=None)
    ]
    found = completeness(compose(read_profile(), facts, IDS))
    dyeing = next(each for each in found.said()["by_tier"] if each["tier"] == "dyeing")
    assert dyeing["missing_required"] == ["durability.colour_fastness"]
    assert dyeing["missing"] == ["substances.is_pfas_free"]
    assert dyeing["simulated"] == ["origin.dyeing.country"]
    assert 0 < dyeing["percent"] < 100 and found.required_percent < 100
