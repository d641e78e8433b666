"""What a supplier states of what it made and signs: a credential whose facts are the profile's fields.

Knows the statement's own members, whose key may sign it, and when it counts; nothing is fetched here. Which
supplier a key belongs to is the shop's to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.credentials.identity import key_address
from modiste.passport.credentials.proofs import check_document, moment, signed_document
from modiste.passport.keys import multikey, public_of

STATEMENT_CONTEXT = ["https://www.w3.org/ns/credentials/v2", {"@vocab": "urn:modiste:statement:1#"}]
STATEMENT_KINDS = ["VerifiableCredential", "SupplierStatement"]
STATEMENT_BYTES = 64_000
"""Of one, as RFC 8785 writes it."""
_DID_KEY = "did:key:"
STATEMENT_MEMBERS = frozenset(
    ("@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof")
)
_SUBJECT = {"id", "profile", "facts"}


@dataclass(frozen=True)
class Stated:
    """What a statement says of itself, whatever its format.

    Attributes:
        id: Its own id.
        did: Who signed.
        name: What the signer calls itself, or "".
        valid_from: From when it counts.
        valid_until: Until when, None where it names no end.
        subject: Of what it speaks: a Digital Link, or the signer's own name of it.
        facts: By the profile's field, its value; None where it is of another format.
        profile: By which profile, or "".
    """

    id: str
    did: str
    name: str
    valid_from: datetime
    valid_until: datetime | None
    subject: str
    facts: Mapping[str, Any] | None
    profile: str

    def counts_at(self, at: datetime) -> bool:
        """Whether it counts at a moment."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)


def did_of_key(key: str) -> str:
    """The name of whoever has a key, by nothing else than the key (did:key).

    Example:
        >>> did_of_key("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")
        'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    """
    return f"{_DID_KEY}{key}"


def signer_key(did: str, given: str = "") -> str:
    """The multikey of a signer: a did:key names it itself, a did:web's must be given.

    Raises:
        ModisteError: MOD-2694 where there is none, or another than a did:key names, MOD-2601 where it is none
            of Ed25519.
    """
    if did.startswith(_DID_KEY):
        key = did.removeprefix(_DID_KEY)
        if given not in ("", key):
            raise ModisteError("MOD-2694", did=did[:100], reason="it names another key than the one given")
    elif did.startswith("did:web:") and len(did) > len("did:web:"):
        key = given
        if not key:
            raise ModisteError("MOD-2694", did=did[:100], reason="its key must be given, none is fetched")
    else:
        raise ModisteError("MOD-2694", did=did[:100], reason="only did:key and did:web are known")
    public_of(key)
    return key


def signed_statement(
    said: Stated, key: Ed25519PrivateKey, created: datetime, method: str = ""
) -> dict[str, Any]:
    """A statement in the format of its own, signed.

    Args:
        said: What it says.
        key: The signer's.
        created: When.
        method: The key's address; for a did:web, whose fragment is the key, where none is given.
    """
    public = multikey(key)
    made: dict[str, Any] = {
        "@context": STATEMENT_CONTEXT,
        "id": said.id,
        "type": STATEMENT_KINDS,
        "issuer": {"id": said.did, "name": said.name},
        "validFrom": moment(said.valid_from),
        "credentialSubject": {"id": said.subject, "profile": said.profile, "facts": dict(said.facts or {})},
    }
    if said.valid_until is not None:
        made["validUntil"] = moment(said.valid_until)
    return signed_document(made, key, method or key_address(said.did, public), created)


def stated(document: Any) -> Stated:
    """What a document says of itself; no proof is looked at.

    Raises:
        ModisteError: MOD-2691 where it is no statement.
    """
    if not isinstance(document, Mapping) or "proof" not in document:
        raise _not_one("it is no signed JSON object")
    issuer = document.get("issuer")
    about = issuer if isinstance(issuer, Mapping) else {"id": issuer}
    did, name = about.get("id"), about.get("name", "")
    if not isinstance(did, str) or not did.startswith("did:") or not isinstance(name, str):
        raise _not_one("its issuer is no did")
    if not isinstance(document.get("id"), str) or not document["id"]:
        raise _not_one("it has no id")
    subject = document.get("credentialSubject")
    subject = subject if isinstance(subject, Mapping) else {}
    facts = None
    if document.get("type") == STATEMENT_KINDS:
        facts = _facts(document, subject)
    until = document.get("validUntil")
    return Stated(
        id=document["id"][:500],
        did=did[:500],
        name=name[:200],
        valid_from=_moment(document.get("validFrom")),
        valid_until=None if until is None else _moment(until),
        subject=str(subject.get("id", ""))[:500],
        facts=facts,
        profile=str(subject.get("profile", "")) if facts is not None else "",
    )


def check_signer(document: Mapping[str, Any], did: str, key: str) -> None:
    """See that a signer's key signed a document as its own.

    Raises:
        ModisteError: MOD-2620 where the signature does not hold, or is another's.
    """

    def key_of(method: str) -> Ed25519PublicKey:
        owner = method.partition("#")[0]
        if owner != did:
            raise ModisteError("MOD-2620", reason=f"{owner[:100]} signed, not {did[:100]}")
        return public_of(key)

    check_document(document, key_of)


def signed_facts(subject: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """The fields of a passport's subject that name a signed statement, each with its id."""
    held: list[Any] = [subject]
    if isinstance(subject, Mapping) and isinstance(content := subject.get("content"), Mapping):
        held += [content.get(level) for level in ("model", "batch", "item")]
    found = []
    for each in held:
        fields = each.get("fields") if isinstance(each, Mapping) else None
        for id_, said in fields.items() if isinstance(fields, Mapping) else ():
            source = said.get("source") if isinstance(said, Mapping) else None
            if isinstance(source, Mapping) and "statement" in source:
                found.append((str(id_), said))
    return found


def _facts(document: Mapping[str, Any], subject: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = sorted(map(str, set(document) - STATEMENT_MEMBERS)) or sorted(map(str, set(subject) - _SUBJECT))
    if unknown:
        raise _not_one(f"{unknown[0][:60]!r} is none of its members")
    if document.get("@context") != STATEMENT_CONTEXT:
        raise _not_one("its context is another")
    facts = subject.get("facts")
    if not isinstance(facts, Mapping) or not facts:
        raise _not_one("it states no facts")
    return facts


def _moment(text: Any) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise _not_one("a date of it is missing or none") from None
    if found.tzinfo is None:
        raise _not_one("a date of it has no time zone")
    return found.astimezone(UTC)


def _not_one(reason: str) -> ModisteError:
    return ModisteError("MOD-2691", reason=reason)
