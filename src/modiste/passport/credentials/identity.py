"""Who issues: a `did:web` name and the document that lists its keys.

Knows names and documents; since when a key counts stands in the log, not here.
Source: W3C DID v1.1; did:web method specification; W3C Controlled Identifiers v1.0 (Multikey).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.keys import public_of

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?")
CONTEXTS = ["https://www.w3.org/ns/did/v1.1", "https://w3id.org/security/multikey/v1"]


def did_of(host: str) -> str:
    """The name of who answers at a host.

    Raises:
        ModisteError: MOD-2622 where it is no host.

    Example:
        >>> did_of("brand.example:8321")
        'did:web:brand.example%3A8321'
    """
    if not _HOST.fullmatch(host):
        raise ModisteError("MOD-2622", value=host[:80])
    return f"did:web:{host.replace(':', '%3A')}"


def key_address(did: str, key: str) -> str:
    """Where a key of an issuer is named."""
    return f"{did}#{key}"


def did_document(did: str, keys: Sequence[str]) -> dict[str, Any]:
    """The document of an issuer with these multikeys."""
    methods = [
        {"id": key_address(did, key), "type": "Multikey", "controller": did, "publicKeyMultibase": key}
        for key in keys
    ]
    return {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [each["id"] for each in methods],
    }


def key_at(address: str, did: str) -> Ed25519PublicKey:
    """The key that an address of ours names; its fragment is the key itself.

    Raises:
        ModisteError: MOD-2620 where the address is another issuer's, MOD-2601 where it names no key.
    """
    owner, _, key = address.partition("#")
    if owner != did:
        raise ModisteError("MOD-2620", reason=f"{owner[:100]} signed, not {did}")
    return public_of(key)


def named_keys(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The multikeys of a document.

    Raises:
        ModisteError: MOD-2620 where it is no document with keys.
    """
    methods, id_ = document.get("verificationMethod"), document.get("id")
    if not isinstance(methods, list) or not isinstance(id_, str):
        raise ModisteError("MOD-2620", reason="the issuer's document names no keys")
    found = [each.get("publicKeyMultibase") for each in methods if isinstance(each, dict)]
    return tuple(each for each in found if isinstance(each, str))
