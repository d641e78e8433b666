"""What we write in another format is read back the same; others' passports become facts with their source."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.passport.profile.facts_of_a_tee import VALUES, tee
from tests.passport.profile.test_exporting import FRAME

from modiste.garment import ModisteError
from modiste.passport.profile.exporting import exported
from modiste.passport.profile.importing import imported
from modiste.passport.profile.mapping import MAPPINGS, read_mapping
from modiste.passport.profile.profile import read_profile


def document(target: str) -> dict[str, Any]:
    return json.loads(json.dumps(exported(tee(), read_mapping(target), FRAME).document))  # type: ignore[no-any-return]


@pytest.mark.parametrize(("target", "least"), [*zip(MAPPINGS, (20, 24, 29), strict=True)])
def test_what_was_written_is_read_back(target: str, least: int) -> None:
    made = imported(read_profile(), document(target))
    assert (made.target, made.unread) == (target, ())
    # eutex has no place for the method of a footprint, and without it none is taken.
    assert {each.field for each in made.refused} == (
        {f"footprint.{each}" for each in ("carbon", "energy", "water")} if target == MAPPINGS[-1] else set()
    )
    assert len(made.facts) >= least
    for each in made.facts:
        ours = VALUES[each.id]
        if isinstance(ours, dict):
            assert each.value.items() <= ours.items(), each.id
        elif each.id in ("composition.fibres", "certificates.held") or each.id.endswith("facilities"):
            assert all(a.items() <= b.items() for a, b in zip(each.value, ours, strict=True)), each.id
        else:
            assert each.value == ours, each.id
        assert each.source.kind == "document" and each.how == "declared"


def test_a_fact_names_the_document_and_its_issuer() -> None:
    source = imported(read_profile(), document("untp-0.7.0")).facts[0].source
    assert (source.ref, source.at, source.note) == (FRAME.id, FRAME.valid_from, "Modiste")


def test_what_cannot_be_taken_is_refused_and_what_is_not_read_is_told() -> None:
    brought = document("untp-0.7.0")
    brought["credentialSubject"]["countryOfProduction"]["countryCode"] = "Turkey"
    brought["credentialSubject"]["materialProvenance"][0]["massFraction"] = 0.5
    brought["credentialSubject"]["scorecard"] = [{"mood": 1}, {"mood": 2}]
    made = imported(read_profile(), brought)
    assert {each.field: each.code for each in made.refused} == {
        "origin.making_up.country": "MOD-2682",
        "composition.fibres": "MOD-2682",
    }
    assert made.unread == ("credentialSubject.scorecard.mood",)


@pytest.mark.parametrize("brought", [None, [], {}, {"@context": ["https://x.example"]}, {"@context": "x"}])
def test_what_is_no_passport_is_refused(brought: Any) -> None:
    with pytest.raises(ModisteError, match="MOD-2686"):
        imported(read_profile(), brought)


def test_a_passport_of_too_many_values_is_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2686.*more than"):
        imported(read_profile(), {**document("untp-0.6.1"), "x": [1] * 10_001})


def test_hostile_shapes_are_refused_or_told_never_raised() -> None:
    for place in ("materialProvenance", "performanceClaim", "producedAtFacility", "dimensions", "idScheme"):
        for value in (1, "x", [], [[]], [None], {}, {"weight": []}, [{"materialType": 3}], None):
            brought = document("untp-0.7.0")
            brought["credentialSubject"][place] = value
            imported(read_profile(), brought)


def test_untps_own_example_is_read(modiste_data: Path) -> None:
    """It is a battery's, of a version between; as 0.6.1 it says some of ours, and the rest is told."""
    path = modiste_data / "trace" / "untp" / "untp-dpp" / "artefacts" / "untp-dpp-instance.json"
    brought = json.loads(path.read_text())
    brought["@context"] = read_mapping("untp-0.6.1").frame["@context"]
    made = imported(read_profile(), brought)
    assert {each.id for each in made.facts} >= {"identity.name", "identity.serial"}
    assert made.unread
