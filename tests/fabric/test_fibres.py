"""Fibres are found in six languages and by code."""

import pytest

from modiste.fabric import LANGUAGES, fibre_named, fibre_table
from modiste.garment import ModisteError


@pytest.mark.parametrize(
    "word", ["cotton", "CO", "Baumwolle", "coton", "cotone", "algodón", "棉", "organic cotton"]
)
def test_cotton_is_cotton_in_every_language(word: str) -> None:
    assert fibre_named(word)[1].name == "cotton"


def test_every_fibre_is_found_by_its_own_names() -> None:
    for name, each in fibre_table().items():
        assert fibre_named(each.code)[1].name == name
        found = {language: fibre_named(each.names[language])[1].name for language in LANGUAGES}
        assert found == dict.fromkeys(LANGUAGES, name)


def test_numbers_are_what_fibres_have() -> None:
    for each in fibre_table().values():
        assert 0.9 <= each.density <= 1.6
        assert 0.1 <= each.conductivity <= 0.4
        assert 0 < each.regain <= 18.25 and 0 <= each.angle <= 110


def test_an_unknown_fibre_is_refused_with_the_nearest() -> None:
    with pytest.raises(ModisteError, match="MOD-2800") as refused:
        fibre_named("polyestre")
    assert "'polyester'" in str(refused.value)
