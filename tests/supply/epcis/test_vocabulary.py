"""The words are GS1's own, all of them."""

import json
from pathlib import Path

from modiste.supply.epcis import vocabulary


def test_the_lists_are_those_of_the_published_schema(modiste_data: Path) -> None:
    path = modiste_data / "trace" / "gs1-epcis" / "EPCIS-JSON-Schema.json"
    known = json.loads(path.read_text(encoding="utf-8"))["definitions"]

    def words(name: str) -> set[str]:
        return set(known[name]["anyOf"][1]["enum"])

    assert set(vocabulary.STEPS) == words("bizStep")
    assert set(vocabulary.DISPOSITIONS) == words("disposition")
    assert set(vocabulary.TRANSACTIONS) == words("bizTransaction-type")
    assert set(vocabulary.COMPONENTS) == words("component")
    assert set(vocabulary.ALERTS) == words("sensorAlertType")
    assert set(vocabulary.MEASUREMENTS) == words("measurementType") | {"EffectiveDose", "EffectiveDoseRate"}


def test_a_word_is_one_however_it_is_written() -> None:
    assert vocabulary.bare_word("cbv:BizStep-shipping") == "shipping"
    assert vocabulary.bare_word("https://ex.example/step") == "https://ex.example/step"
