"""An envelope: sealed, opened by who knows the key, and refused when a single bit is another."""

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.supply import Receipt
from modiste.supply.devices.envelope import (
    HmacKey,
    Prover,
    SignatureCheck,
    SigningKey,
    apart,
    open_receipt,
    proved,
    seal,
    seal_receipt,
)

ID = secrets.token_hex(16)
BODIES = [b'{"a":1}', b'{"b":2}']
_PRIVATE = Ed25519PrivateKey.generate()
KEYS = {
    "ed25519": (SigningKey(_PRIVATE), SignatureCheck(_PRIVATE.public_key())),
    "hmac": (HmacKey(b"s" * 32), HmacKey(b"s" * 32)),
}


@pytest.mark.parametrize("kind", KEYS)
def test_what_was_sealed_is_opened_and_no_bit_may_change(kind: str) -> None:
    key, prover = KEYS[kind]
    sealed = seal(BODIES, ID, key)
    assert apart(sealed).key == ID
    assert proved(apart(sealed), prover) == BODIES
    refused = 0
    for place in range(len(sealed)):
        flipped = sealed[:place] + bytes((sealed[place] ^ 1 << place % 8,)) + sealed[place + 1 :]
        with pytest.raises(ModisteError, match=r"MOD-253[13]"):
            proved(apart(flipped), prover)
        refused += 1
    print(f"{refused} of {len(sealed)} flipped bytes refused")
    assert refused == len(sealed)


def test_a_proof_of_another_kind_does_not_count() -> None:
    for kind, other in (("ed25519", "hmac"), ("hmac", "ed25519")):
        with pytest.raises(ModisteError, match="MOD-2533"):
            proved(apart(seal(BODIES, ID, KEYS[kind][0])), KEYS[other][1])


@pytest.mark.parametrize(
    ("sealed", "why"),
    [
        (b"", "begin"),
        (b"MOD2" + b"0" * 200, "begin"),
        (b"\x80\x04\x95pickled", "begin"),
        (b"MOD1" + b"0" * 40, "cut short"),
        (b"MOD1" + b"0" * 10_000_000, "more than"),
    ],
)
def test_anything_else_is_no_envelope(sealed: bytes, why: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2531.*{why}"):
        apart(sealed)


def test_an_envelope_holds_at_most_64_messages_and_at_least_one() -> None:
    key: HmacKey = HmacKey(b"s" * 32)
    prover: Prover = key
    assert len(proved(apart(seal([b"{}"] * 64, ID, key)), prover)) == 64
    with pytest.raises(ModisteError, match="more than 64"):
        proved(apart(seal([b"{}"] * 65, ID, key)), prover)
    with pytest.raises(ModisteError, match=r"MOD-253[13]"):
        proved(apart(seal([], ID, key)), prover)


def test_a_receipt_is_believed_from_us_alone() -> None:
    key = HmacKey(b"r" * 32)
    receipt = Receipt("press-07", 3, 41)
    sealed = seal_receipt(receipt, ID, key)
    assert open_receipt(sealed, ID, key) == receipt
    for wrong in (sealed[:-1] + b"2", b"", sealed.replace(b"MODR", b"MOD1")):
        with pytest.raises(ModisteError, match=r"MOD-253[13]"):
            open_receipt(wrong, ID, key)
    with pytest.raises(ModisteError, match="MOD-2533"):
        open_receipt(sealed, ID, HmacKey(b"x" * 32))
    with pytest.raises(ModisteError, match="MOD-2531"):
        open_receipt(sealed, secrets.token_hex(16), key)
