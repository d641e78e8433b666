import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.credentials.proofs import check_document, signed_bytes, signed_document
from modiste.passport.jcs import canonical
from modiste.passport.keys import base58_bytes, public_of

KEY = Ed25519PrivateKey.from_private_bytes(b"i" * 32)
AT = datetime(2026, 11, 27, 12, tzinfo=UTC)


def key_of(method: str) -> Ed25519PublicKey:
    return KEY.public_key()


def signed(**document: Any) -> dict[str, Any]:
    return signed_document(document, KEY, "did:web:brand.example#1", AT)


def test_the_signature_of_w3cs_vector_is_reproduced(modiste_data: Path) -> None:
    folder = modiste_data / "trace/vc-di-eddsa/TestVectors"
    pair = json.loads((folder / "keyPair.json").read_text())
    expected = json.loads((folder / "eddsa-jcs-2022/signedJCS.json").read_text())
    key = Ed25519PrivateKey.from_private_bytes(base58_bytes(pair["privateKeyMultibase"][1:])[2:])
    proof = expected["proof"]
    document = {name: each for name, each in expected.items() if name != "proof"}
    created = datetime.fromisoformat(proof["created"])
    assert signed_document(document, key, proof["verificationMethod"], created) == expected
    public = public_of(pair["publicKeyMultibase"])
    assert check_document(expected, lambda _: public) == proof["verificationMethod"]


@pytest.mark.parametrize(
    "document",
    [
        {"b": 1, "a": {"d": [1, 2], "c": "\u4e2d"}, "@context": ["x", {"@vocab": "y"}]},
        {"a": 1.5, "Z": None, "proofs": []},
        {"\u4e2d": 1, "a": 2},
        {},
    ],
)
def test_signed_bytes_are_those_of_the_signed_document(document: dict[str, Any]) -> None:
    for moment_ in (AT, AT.replace(year=2027)):
        expected = canonical(signed_document(document, KEY, "did:web:brand.example#1", moment_))
        assert signed_bytes(document, KEY, "did:web:brand.example#1", moment_) == expected


def test_a_document_tells_whose_key_signed_it() -> None:
    assert check_document(signed(a=1), key_of) == "did:web:brand.example#1"


@pytest.mark.parametrize(
    "change",
    [
        {"a": 2},
        {"b": 1},
        {"proof": None},
        {"proof": {"created": "2026-11-27T12:00:01Z"}},
        {"proof": {"verificationMethod": "did:web:brand.example#2"}},
        {"proof": {"cryptosuite": "eddsa-rdfc-2022"}},
        {"proof": {"proofValue": "z3"}},
        {"proof": {"proofValue": "u3"}},
        {"proof": {"nonce": "1"}},
        {"proof": {"proofPurpose": "authentication"}},
        {"proof": {"@context": ["https://example.com"]}},
    ],
)
def test_another_document_or_proof_is_refused(change: dict[str, Any]) -> None:
    document = signed(a=1)
    proof = change.get("proof", {})
    document = {**document, **change, "proof": {**document["proof"], **proof} if proof is not None else None}
    with pytest.raises(ModisteError, match="MOD-2620"):
        check_document(document, key_of)
