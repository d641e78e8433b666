"""Data integrity proofs: `eddsa-jcs-2022`, made and checked.

Knows one cryptosuite. Source: W3C Data Integrity EdDSA Cryptosuites v1.0, section 3.3.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical
from modiste.passport.keys import base58, base58_bytes

SUITE = "eddsa-jcs-2022"
_MEMBERS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue", "@context"}


def signed_bytes(
    document: Mapping[str, Any], key: Ed25519PrivateKey, method: str, created: datetime
) -> bytes:
    """A document with its proof as RFC 8785 writes it; each member is written once.

    Args:
        document: Without one.
        key: Whose word it is.
        method: The key's address, `did:web:...#...`.
        created: When.
    """
    if not all(map(str.isascii, document)):
        return canonical(signed_document(document, key, method, created))
    members = {name: canonical(each) for name, each in document.items()}
    options, hashed = _options_of(method, moment(created), members.get("@context", b""))
    proof = base58(key.sign(hashed + hashlib.sha256(_joined(members)).digest()))
    members["proof"] = canonical({**options, "proofValue": f"z{proof}"})
    return _joined(members)


def signed_document(
    document: Mapping[str, Any], key: Ed25519PrivateKey, method: str, created: datetime
) -> dict[str, Any]:
    """A document with its proof.

    Args:
        document: Without one.
        key: Whose word it is.
        method: The key's address, `did:web:...#...`.
        created: When.
    """
    options = _options(method, moment(created))
    if "@context" in document:
        options["@context"] = document["@context"]
    proof = key.sign(_hashed(document, options))
    return {**document, "proof": {**options, "proofValue": "z" + base58(proof)}}


def check_document(document: Mapping[str, Any], key_of: Callable[[str], Ed25519PublicKey]) -> str:
    """See that a document's proof holds; returns the key's address.

    Args:
        document: With one proof.
        key_of: The key of an address; raises where it knows none.

    Raises:
        ModisteError: MOD-2620 where the proof is none of this suite or does not hold.
    """
    proof = document.get("proof")
    if not isinstance(proof, Mapping) or not set(proof) <= _MEMBERS:
        raise _refused("it has no proof, or one with other members")
    value, method = proof.get("proofValue"), proof.get("verificationMethod")
    wanted = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    if any(proof.get(name) != each for name, each in wanted.items()):
        raise _refused(f"it is no proof of {SUITE}")
    if not isinstance(value, str) or not isinstance(method, str) or value[:1] != "z":
        raise _refused("its value or its key is missing")
    if "@context" in proof and proof["@context"] != document.get("@context"):
        raise _refused("it was made under another context")
    bare = {name: each for name, each in document.items() if name != "proof"}
    options = {name: each for name, each in proof.items() if name != "proofValue"}
    raw = base58_bytes(value[1:])
    try:
        key_of(method).verify(raw, _hashed(bare, options))
    except InvalidSignature:
        raise _refused("its signature is not of these words") from None
    return method


def moment(at: datetime) -> str:
    """A moment as credentials write it, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _options(method: str, created: str) -> dict[str, Any]:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }


@lru_cache(maxsize=16)
def _options_of(method: str, created: str, context: bytes) -> tuple[Mapping[str, Any], bytes]:
    """A proof's options and their hash, which are alike for all that is signed in the same second."""
    made = _options(method, created)
    if context:
        made["@context"] = orjson.loads(context)
    return made, hashlib.sha256(canonical(made)).digest()


def _joined(members: Mapping[str, bytes]) -> bytes:
    """An object of members that are written, whose names are ASCII."""
    return b"{" + b",".join(orjson.dumps(name) + b":" + members[name] for name in sorted(members)) + b"}"


def _hashed(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return (
        hashlib.sha256(canonical(dict(options))).digest() + hashlib.sha256(canonical(dict(document))).digest()
    )


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2620", reason=reason)
