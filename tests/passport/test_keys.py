import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.keys import base58, base58_bytes, kept_key, multikey, public_of


def test_a_key_is_made_once_and_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "issuer.key"
    made = kept_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_key(path).private_bytes_raw() == made.private_bytes_raw()


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "issuer.key"
    path.write_bytes(b"short")
    with pytest.raises(ModisteError, match="MOD-2601"):
        kept_key(path)
    assert path.read_bytes() == b"short"


def test_a_multikey_tells_its_key(tmp_path: Path) -> None:
    key = kept_key(tmp_path / "key")
    text = multikey(key)
    assert text.startswith("z6Mk")
    assert public_of(text).public_bytes_raw() == key.public_key().public_bytes_raw()
    assert multikey(key.public_key()) == multikey(key.public_key().public_bytes_raw()) == text


@pytest.mark.parametrize(
    "text",
    ["", "z", "z6Mk", "x6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ", "z6Mk0OIl", "z" + "1" * 34, "z" + "2" * 500],
)
def test_what_is_no_multikey_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2601"):
        public_of(text)


@given(st.binary(max_size=70))
def test_base58_is_its_own_inverse(raw: bytes) -> None:
    assert base58_bytes(base58(raw)) == raw
