"""A digital product passport as a verifiable credential.

Knows the credential's own members; what is said of the item is handed in.
Source: W3C Verifiable Credentials Data Model v2.0, section 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modiste.garment import ModisteError
from modiste.passport.credentials.proofs import moment

CONTEXT = ["https://www.w3.org/ns/credentials/v2", {"@vocab": "urn:modiste:passport:1#"}]
KINDS = ["VerifiableCredential", "DigitalProductPassport"]
MEMBERS = frozenset(
    (
        "@context",
        "id",
        "type",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialSubject",
        "credentialStatus",
        "previousVersion",
        "proof",
    )
)


@dataclass(frozen=True)
class PassportFacts:
    """What a passport is made of.

    Attributes:
        id: Its own address.
        issuer: The issuer's did.
        issuer_name: What people call the issuer.
        item: The item's Digital Link.
        said: What is said of it: fields by name.
        valid_from: From when it is the issuer's word.
        valid_until: Until when.
        status: Where its status stands, as `status_entry` has it.
        previous: The address and hash of the version before, if any.
    """

    id: str
    issuer: str
    issuer_name: str
    item: str
    said: Mapping[str, Any]
    valid_from: datetime
    valid_until: datetime
    status: Mapping[str, Any]
    previous: Mapping[str, str] | None = None


def passport_credential(facts: PassportFacts) -> dict[str, Any]:
    """The credential, without its proof."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": facts.id,
        "type": KINDS,
        "issuer": {"id": facts.issuer, "name": facts.issuer_name},
        "validFrom": moment(facts.valid_from),
        "validUntil": moment(facts.valid_until),
        "credentialSubject": {**facts.said, "id": facts.item},
        "credentialStatus": dict(facts.status),
    }
    if facts.previous:
        made["previousVersion"] = dict(facts.previous)
    return made


def check_shape(credential: Any) -> None:
    """See that a value is a passport.

    Raises:
        ModisteError: MOD-2623 with the first thing that is not.
    """
    if not isinstance(credential, dict):
        raise _not_one("it is no object")
    unknown = sorted(set(credential) - MEMBERS)
    if unknown:
        raise _not_one(f"{unknown[0][:60]!r} is none of its members")
    if credential.get("@context") != CONTEXT or credential.get("type") != KINDS:
        raise _not_one("its context or type is another")
    texts = ("id", "validFrom", "validUntil")
    if not all(isinstance(credential.get(name), str) for name in texts):
        raise _not_one("its id or a date is missing")
    for name in ("issuer", "credentialSubject", "credentialStatus"):
        inner = credential.get(name)
        if not isinstance(inner, dict) or not isinstance(inner.get("id"), str):
            raise _not_one(f"{name} names nobody")


def _not_one(reason: str) -> ModisteError:
    return ModisteError("MOD-2623", reason=reason)
