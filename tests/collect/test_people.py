"""A pseudonym is the same for the same person in one shop, and says nothing without the salt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.people import nobody, pseudonymous, redacted

OF = pseudonymous(b"one salt")


def test_one_person_one_pseudonym() -> None:
    assert OF("Ann@Example.com") == OF(" ann@example.com ")
    assert OF("17850") == OF("17850.0")
    assert OF("ann") != OF("bob")
    assert OF("ann") != pseudonymous(b"another salt")("ann")


@pytest.mark.parametrize("raw", ["", " ", "guest", "NULL", "0", "(not set)"])
def test_nobody_has_none(raw: str) -> None:
    assert OF(raw) is None
    assert nobody("ann") is None


@given(st.text())
def test_a_pseudonym_is_its_own_and_an_id(raw: str) -> None:
    made = OF(raw)
    assert made is None or (OF(made) == made and len(made) == 26)


def test_a_held_row_names_nobody_and_reads_as_the_same_person() -> None:
    text = redacted("1,ann@example.com,ann", ["ann", "ann@example.com", ""], OF)
    assert text == f"1,{OF('ann@example.com')},{OF('ann')}"
    assert redacted("1,ann", ["ann"], nobody) == "1,"
