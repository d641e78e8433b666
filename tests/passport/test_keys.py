import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.keys import (
    PASSPHRASE,
    PASSPHRASE_FILE,
    KeyFile,
    base58,
    base58_bytes,
    kept_key,
    kept_seed,
    key_file,
    multikey,
    public_of,
    seal_key,
)


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


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "issuer.key"
    kept_key(path)
    for mode in (0o640, 0o604, 0o660):
        path.chmod(mode)
        with pytest.raises(ModisteError, match=f"MOD-2646.*{mode:04o}"):
            kept_key(path)


def test_a_passphrase_opens_a_key_and_no_other_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.key"
    plain = kept_seed(path)
    assert (key_file(tmp_path / "none"), key_file(path)) == (None, KeyFile(path, 0o600, is_sealed=False))
    with pytest.raises(ModisteError, match="MOD-2602"):
        seal_key(path, is_sealed=True)
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    assert kept_seed(path) == plain
    seal_key(path, is_sealed=True)
    sealed = path.read_bytes()
    assert plain not in sealed and key_file(path) == KeyFile(path, 0o600, is_sealed=True)
    assert kept_seed(path) == plain
    seal_key(path, is_sealed=True)
    assert path.read_bytes() != sealed, "a salt is never used twice"
    monkeypatch.setenv(PASSPHRASE, "wrong horse")
    with pytest.raises(ModisteError, match="MOD-2602") as refused:
        kept_key(path)
    assert "horse" not in str(refused.value) and plain.hex() not in str(refused.value)
    monkeypatch.delenv(PASSPHRASE)
    with pytest.raises(ModisteError, match="MOD-2602"):
        kept_key(path)


def test_a_passphrase_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, path = tmp_path / "passphrase", tmp_path / "witness.key"
    secret.write_text("correct horse\n", encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_FILE, str(secret))
    seed = kept_seed(path)
    assert key_file(path) == KeyFile(path, 0o600, is_sealed=True)
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    assert kept_seed(path) == seed
    seal_key(path, is_sealed=False)
    assert path.read_bytes() == seed
    monkeypatch.delenv(PASSPHRASE)
    secret.write_text("\n", encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-2602"):
        kept_key(path)
    secret.unlink()
    with pytest.raises(ModisteError, match="MOD-1110"):
        kept_key(path)


def test_one_flipped_bit_in_a_sealed_key_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "issuer.key"
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    kept_seed(path)
    whole = path.read_bytes()
    for at in (0, 14, 31, 43, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(ModisteError, match=r"MOD-260[12]"):
            kept_key(path)
    path.write_bytes(whole[:-1])
    with pytest.raises(ModisteError, match="MOD-2601"):
        kept_key(path)
