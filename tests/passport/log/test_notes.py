import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.log.notes import (
    WITNESS,
    Checkpoint,
    NoteSigner,
    cosignature,
    opened,
    proved_by,
    read_checkpoint,
    read_key,
    read_note,
    signed,
    with_signatures,
)

LOG = NoteSigner("log.brand.example/1", Ed25519PrivateKey.from_private_bytes(b"l" * 32))
EYE = NoteSigner("eye.example", Ed25519PrivateKey.from_private_bytes(b"e" * 32), WITNESS)
POINT = Checkpoint(LOG.name, 42, b"r" * 32)
NOTE = str(signed(POINT, LOG))


def test_the_published_example_of_a_signed_note_is_right() -> None:
    # golang.org/x/mod/sumdb/note, package documentation
    key = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ryy"
        "BwJnAM=\n"
    )
    note = read_note(text)
    assert proved_by(note, key) == 0
    assert str(note) == text


def test_a_checkpoint_is_read_as_it_was_signed() -> None:
    assert opened(NOTE, LOG.key) == POINT
    assert read_key(str(LOG.key)) == LOG.key


def test_a_cosignature_says_when() -> None:
    note = with_signatures(read_note(NOTE), [cosignature(str(POINT), EYE, 1_800_000_000)])
    again = read_note(str(note))
    assert proved_by(again, EYE.key) == 1_800_000_000
    assert proved_by(again, LOG.key) == 0
    assert proved_by(read_note(NOTE), EYE.key) is None


def test_of_a_key_the_later_signature_stays() -> None:
    note = with_signatures(read_note(NOTE), [cosignature(str(POINT), EYE, 1)])
    note = with_signatures(note, [cosignature(str(POINT), EYE, 2)])
    assert proved_by(note, EYE.key) == 2


@given(st.integers(0, len(NOTE) - 1), st.integers(0, 6))
def test_one_flipped_bit_is_refused(at: int, bit: int) -> None:
    raw = bytearray(NOTE.encode())
    if raw[at] < 0x80:
        raw[at] ^= 1 << bit
    else:
        raw[at] ^= 0x01
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(ModisteError, match=r"MOD-261[12]"):
        opened(text, LOG.key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "log\n01\n" + "A" * 44 + "\n",
        "log\n1\nAA==\n",
        "lo g\n1\n" + "A" * 43 + "=\n",
        "log\n1\n\n\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2611"):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "text", ["", "x", "x\n\n", "x\n\n— a\n", "x\n\n— a AAAA\n", "x\x00\n\n— a AAAAAAAA\n"]
)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2611"):
        read_note(text)


@pytest.mark.parametrize(
    "text", ["", "a", "a+00000000+AAAA", str(LOG.key)[:-4] + "AAAA", "a b+" + str(LOG.key)]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2611"):
        read_key(text)


def test_a_key_that_signs_twice_is_refused() -> None:
    lines = NOTE.rsplit("\n\n", 1)
    with pytest.raises(ModisteError, match="MOD-2612"):
        opened(NOTE + lines[1], LOG.key)


def test_another_logs_checkpoint_is_refused() -> None:
    other = Checkpoint("log.other.example", 42, b"r" * 32)
    with pytest.raises(ModisteError, match="MOD-2612"):
        opened(str(signed(other, LOG)), LOG.key)
