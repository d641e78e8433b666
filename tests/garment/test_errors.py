"""An error tells its number, what happened, and what to do; it survives being sent to another process."""

import copy

import pytest

from modiste.garment import CATALOGUE, ModisteError


def test_an_error_says_everything_in_one_line() -> None:
    error = ModisteError("MOD-1302", kind="Optimiser", name="adm", known="adam, sgd")
    assert str(error) == "MOD-1302: Optimiser 'adm' is not known. Known: adam, sgd."
    assert (error.code, error.title, error.status) == ("MOD-1302", "Unknown name in a recipe", 422)


def test_braces_in_a_value_are_only_text() -> None:
    error = ModisteError("MOD-1302", kind="Loss", name="{0.__class__}", known="mse")
    assert "{0.__class__}" in error.detail


def test_a_copied_error_is_the_same_error() -> None:
    error = ModisteError("MOD-1304", count=1, classes=1)
    assert str(copy.copy(error)) == str(error)


def test_an_unknown_code_is_a_programming_mistake() -> None:
    assert "MOD-9999" not in CATALOGUE
    with pytest.raises(KeyError):
        ModisteError("MOD-9999")
