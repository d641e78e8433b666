import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.credentials.status import BITS, encoded, is_set, status_entry, status_subject


@given(st.sets(st.integers(0, BITS - 1), max_size=20))
def test_the_bits_that_were_set_are_set(positions: set[int]) -> None:
    text = encoded(positions)
    assert all(is_set(text, each) for each in positions)
    assert not any(is_set(text, each) for each in range(0, BITS, 997) if each not in positions)


def test_the_example_of_the_standard_is_read() -> None:
    # Bitstring Status List v1.0, example 3: a list of 131,072 zeros
    text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    assert not is_set(text, 94_567)


def test_the_first_bit_is_the_highest() -> None:
    raw = gzip.decompress(base64.urlsafe_b64decode(encoded([0])[1:] + "=="))
    assert raw[0] == 0x80


@pytest.mark.parametrize("text", ["", "u", "uAAAA", "z" + encoded([])[1:], encoded([])[:-8], "u" + "\u00e9"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2621"):
        is_set(text, 0)


@pytest.mark.parametrize("size", [BITS // 8 - 1, 2_000_000])
def test_a_list_of_another_length_is_refused(size: int) -> None:
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(size))).rstrip(b"=").decode()
    with pytest.raises(ModisteError, match="MOD-2621"):
        is_set("u" + packed, 0)


@pytest.mark.parametrize("position", [-1, BITS])
def test_a_bit_that_is_not_there_is_refused(position: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2621"):
        is_set(encoded([]), position)


def test_an_entry_names_its_list() -> None:
    entry = status_entry("https://brand.example/status/1", "revocation", 7)
    subject = status_subject("https://brand.example/status/1", "revocation", [7])
    assert entry["statusListCredential"] + "#list" == subject["id"]
    assert is_set(subject["encodedList"], int(entry["statusListIndex"]))
