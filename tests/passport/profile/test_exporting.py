"""Content in other formats, held against their published schemas; what they cannot say is told."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from tests.passport.profile.facts_of_a_tee import ITEM, tee

from modiste.garment import ModisteError
from modiste.passport.profile.content import Content
from modiste.passport.profile.exporting import DocumentFrame, Exported, exported
from modiste.passport.profile.mapping import MAPPINGS, read_mapping
from modiste.passport.profile.profile import read_profile

FRAME = DocumentFrame(
    "https://modiste.example/passports/1",
    "did:web:modiste.example",
    "Modiste",
    "2026-04-01T00:00:00Z",
    "2036-04-01T00:00:00Z",
)


def written(target: str, content: Content | None = None) -> Exported:
    return exported(content or tee(), read_mapping(target), FRAME)


@pytest.fixture(scope="module")
def schemas(modiste_data: Path) -> dict[str, jsonschema_rs.Draft202012Validator]:
    folder = modiste_data / "trace" / "dppvalidator-schemas"
    return {
        version: jsonschema_rs.Draft202012Validator(
            json.loads((folder / f"untp-dpp-schema-{version}.json").read_text()), validate_formats=True
        )
        for version in ("0.6.1", "0.7.0")
    }


@pytest.mark.parametrize("version", ["0.6.1", "0.7.0"])
def test_untp_documents_hold_against_their_schema(version: str, schemas: dict[str, Any]) -> None:
    made = written(f"untp-{version}")
    assert made.lacking == ()
    assert [
        f"{each.instance_path}: {each.message[:200]}" for each in schemas[version].iter_errors(made.document)
    ] == []
    few = tee(composition__fibres=None, certificates__held=None, footprint__carbon=None, weight__net=None)
    assert schemas[version].is_valid(written(f"untp-{version}", few).document)


def test_what_a_format_wants_and_lacks_is_told(schemas: dict[str, Any]) -> None:
    made = written("untp-0.7.0", tee(**{"origin__making_up.country": None}))
    assert made.lacking == ("credentialSubject.countryOfProduction",)
    assert not schemas["0.7.0"].is_valid(made.document)


def test_what_a_format_cannot_say_is_told() -> None:
    told = {each.field: each.reason for each in written("untp-0.7.0").unsaid}
    assert told["packaging.weight"].startswith("the format wants")
    assert told["compliance.technical_file"] == "it is not for the public"
    assert told["footprint.carbon"] == "said without low, high, factor"
    assert told["warranty.months"] == "the format has no place for it"
    few = tee(composition__fibres=[{"fibre": "cotton", "share": "100"}])
    told = {each.field: each.reason for each in written("untp-0.7.0", few).unsaid}
    assert told["composition.fibres"] == "the format wants country with it"
    told = {
        each.field: each.reason for each in written("eutex", tee(composition__structure="leather")).unsaid
    }
    assert told["composition.structure"] == "the format has no word for it"


@pytest.mark.parametrize("target", MAPPINGS)
def test_each_public_field_is_said_or_told(target: str) -> None:
    made, mapping = written(target), read_mapping(target)
    told = {each.field for each in made.unsaid}
    ruled = {rule.field for rule in mapping.rules}
    empty = {"substances.of_concern"}
    for id_, field in read_profile().fields.items():
        assert id_ in told or id_ in ruled or id_ in empty, id_
        assert id_ in told or field.audience == "public", id_
    assert ruled | set(mapping.unsaid) <= set(read_profile().fields)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2687"):
        read_mapping("untp-0.5")


# --- eutex ---


@pytest.fixture(scope="module")
def textile(modiste_data: Path) -> Path:
    return modiste_data / "trace" / "openepcis-dpp-ready" / "extensions" / "eu" / "textile"


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from names(each)
    elif isinstance(value, list):
        for each in value:
            yield from names(each)
    elif isinstance(value, str):
        yield value


def test_eutex_documents_use_words_of_the_published_vocabulary(textile: Path) -> None:
    document = written("eutex").document
    assert document["id"] == ITEM
    declared = set(
        re.findall(r"^(eutex:\w+)\s", (textile / "ontology" / "textile.ttl").read_text(), re.MULTILINE)
    )
    used = {each for each in names(document) if each.startswith("eutex:")}
    assert len(used) > 25 and used <= declared
    examples = "".join(path.read_text() for path in sorted(textile.parents[2].rglob("*.jsonld")))
    others = {each for each in names(document) if re.match(r"(gs1|oec):\w+$", each)}
    assert {each for each in others if each not in examples} == set()


def bare(value: Any) -> Any:
    """A node as the schema of shortcuts has it: no prefixes, codes and words as plain texts."""
    if isinstance(value, dict):
        if set(value) <= {"@id"} or "@value" in value:
            return bare(value.get("@id", value.get("@value")))
        return {
            ("@type" if each == "type" else each.partition(":")[2] or each): bare(v)
            for each, v in value.items()
        }
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return float(value)
    return (
        value.partition(":")[2] if isinstance(value, str) and value.startswith(("eutex:", "gs1:")) else value
    )


def test_eutex_nodes_hold_against_the_published_schema(textile: Path) -> None:
    schema = json.loads((textile / "validation" / "textile-schema.json").read_text())
    validator = jsonschema_rs.Draft202012Validator(
        schema | {"$ref": "#/$defs/TextileProduct"}, validate_formats=True
    )
    document = {name: each for name, each in bare(written("eutex").document).items() if name != "@type"}
    assert [f"{each.instance_path}: {each.message[:200]}" for each in validator.iter_errors(document)] == []
    shapes = (textile / "validation" / "textile-shapes.ttl").read_text()
    wanted = re.findall(
        r"sh:path (gs1:textileMaterial\w+) ;(?:(?!sh:path).)*?sh:minCount 1", shapes, re.DOTALL
    )
    assert len(wanted) == 2
    for material in written("eutex").document["gs1:textileMaterial"]:
        assert set(wanted) <= set(material)
