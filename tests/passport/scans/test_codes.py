"""Codes that are claimed once: random, typed with mistakes, kept as keyed hashes."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.passport import code_digest, new_code, plain_code
from modiste.passport.scans.codes import SIGNS


def test_codes_are_all_different_and_use_every_sign() -> None:
    codes = [new_code() for _ in range(2000)]
    assert len(set(codes)) == 2000
    counts = Counter("".join(code.replace("-", "")[:-1] for code in codes))
    assert set(counts) == set(SIGNS)
    assert max(counts.values()) / min(counts.values()) < 1.6
    assert all(plain_code(code) == code.replace("-", "") for code in codes)


def test_what_people_read_wrongly_is_read_rightly() -> None:
    code = new_code()
    typed = f"  {code.lower().replace('0', 'o').replace('1', 'i').replace('-', ' ')} "
    assert plain_code(typed) == plain_code(code)
    assert plain_code(code.replace("1", "L").replace("0", "O")) == plain_code(code)


def test_every_wrong_sign_and_every_swap_of_neighbours_is_noticed() -> None:
    code = plain_code(new_code())
    for at in range(len(code)):
        others = set(SIGNS) - {code[at]}
        assert all(plain_code(code[:at] + each + code[at + 1 :]) == "" for each in others)
    for at in range(len(code) - 2):
        if code[at] != code[at + 1]:
            assert plain_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :]) == ""


@given(st.text(SIGNS + "oOiIlLuU-*$ é０", max_size=18))
def test_anything_may_be_typed(typed: str) -> None:
    plain = plain_code(typed)
    assert plain_code(plain) == plain


@pytest.mark.parametrize(
    "typed", ["", "-", "0" * 13, "0" * 15, "U" * 14, "0" * 5000, "００００００００００００００"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert plain_code(typed) == ""


def test_a_digest_belongs_to_one_shop_one_item_and_one_code() -> None:
    given_ = (b"key", "item", "code")
    made = {code_digest(*given_), code_digest(b"other", "item", "code"), code_digest(b"key", "other", "code")}
    assert len(made | {code_digest(b"key", "item", "other")}) == 4
    assert code_digest(*given_) == code_digest(*given_)
    assert len(code_digest(*given_)) == 32
