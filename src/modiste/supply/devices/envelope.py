"""A sealed batch: the exact bytes of messages behind a version, a key's id and a proof.

Knows bytes and proofs; whose key it is and whether it still counts is `registry`'s. The kind of proof is the
key's own and never the envelope's to say, so that no one can ask for a weaker one:

    "MOD1" | key id, 16 bytes | proof, 64 bytes (Ed25519) or 32 (HMAC-SHA256) | messages, one a line
    "MODR" | key id, 16 bytes | HMAC-SHA256, 32 bytes | {"device":..,"epoch":..,"seq":..}
    "MODS" | key id, 16 bytes | HMAC-SHA256, 32 bytes | {"device":..,"epoch":..,"number":..,"values":{..}}
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.supply.messages import MOST_BYTES
from modiste.supply.protocols import Receipt, SettingOrder

ProofKind = Literal["ed25519", "hmac-sha256"]
PROOF_BYTES: dict[ProofKind, int] = {"ed25519": 64, "hmac-sha256": 32}
MOST_MESSAGES = 64
"""Messages of one envelope."""
MOST_SEALED = 4 * MOST_BYTES
"""Bytes of one envelope."""
_VERSION, _RECEIPT, _SETTINGS = b"MOD1", b"MODR", b"MODS"
_KEY_BYTES, _HEAD = 16, 4 + 16


class Prover(Protocol):
    """What checks a proof of one key."""

    @property
    def kind(self) -> ProofKind:
        """Which kind of proof it checks."""

    def holds(self, proof: bytes, said: bytes) -> bool:
        """Whether the key's owner said it."""


@dataclass(frozen=True, slots=True)
class HmacKey:
    """A secret that device and house share."""

    secret: bytes
    kind: ProofKind = "hmac-sha256"

    def proof(self, said: bytes) -> bytes:
        """The proof of some bytes."""
        return hmac.digest(self.secret, said, hashlib.sha256)

    def holds(self, proof: bytes, said: bytes) -> bool:
        """Whether the proof is of these bytes."""
        return hmac.compare_digest(proof, self.proof(said))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A gateway's own Ed25519 key; the house knows its public half alone."""

    private: Ed25519PrivateKey
    kind: ProofKind = "ed25519"

    def proof(self, said: bytes) -> bytes:
        """The signature of some bytes."""
        return self.private.sign(said)


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """The public half of a gateway's key."""

    public: Ed25519PublicKey
    kind: ProofKind = "ed25519"

    def holds(self, proof: bytes, said: bytes) -> bool:
        """Whether the signature is of these bytes."""
        try:
            self.public.verify(proof, said)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope taken apart; nothing of it is believed yet."""

    key: str
    rest: bytes


def seal(bodies: Sequence[bytes], key_id: str, key: HmacKey | SigningKey) -> bytes:
    """One envelope around messages of one device, in their order."""
    head, body = _VERSION + bytes.fromhex(key_id), b"\n".join(bodies)
    return head + key.proof(head + body) + body


def apart(sealed: bytes) -> Envelope:
    """The key's id and what follows it.

    Raises:
        ModisteError: MOD-2531 for anything that is no envelope of this version.
    """
    if len(sealed) > MOST_SEALED:
        raise ModisteError("MOD-2531", reason=f"{len(sealed)} bytes are more than {MOST_SEALED}")
    if sealed[:4] != _VERSION:
        raise ModisteError("MOD-2531", reason="it does not begin with MOD1")
    if len(sealed) <= _HEAD + PROOF_BYTES["hmac-sha256"]:
        raise ModisteError("MOD-2531", reason="it is cut short")
    return Envelope(sealed[4:_HEAD].hex(), sealed[_HEAD:])


def proved(envelope: Envelope, prover: Prover) -> list[bytes]:
    """The bytes of the messages, once the proof holds.

    Raises:
        ModisteError: MOD-2533 where it does not, MOD-2531 for more messages than an envelope may hold.
    """
    size = PROOF_BYTES[prover.kind]
    proof, body = envelope.rest[:size], envelope.rest[size:]
    said = _VERSION + bytes.fromhex(envelope.key) + body
    if len(proof) != size or not body or not prover.holds(proof, said):
        raise ModisteError("MOD-2533", key=envelope.key)
    bodies = body.split(b"\n", MOST_MESSAGES)
    if len(bodies) > MOST_MESSAGES:
        raise ModisteError("MOD-2531", reason=f"it holds more than {MOST_MESSAGES} messages")
    return bodies


def seal_receipt(receipt: Receipt, key_id: str, key: HmacKey) -> bytes:
    """A receipt, with the proof that it is ours."""
    return _sealed(_RECEIPT, asdict(receipt), key_id, key)


def open_receipt(sealed: bytes, key_id: str, key: HmacKey) -> Receipt:
    """The receipt, once its proof holds.

    Raises:
        ModisteError: MOD-2531 for what is no receipt, MOD-2533 where the proof does not hold.
    """
    return Receipt(**_opened(_RECEIPT, sealed, key_id, key))


def seal_settings(order: SettingOrder, key_id: str, key: HmacKey) -> bytes:
    """An order of settings, with the proof that it is ours."""
    return _sealed(_SETTINGS, asdict(order), key_id, key)


def are_settings(sealed: bytes) -> bool:
    """Whether something that the house said is an order of settings; nothing is proved yet."""
    return sealed.startswith(_SETTINGS)


def open_settings(sealed: bytes, key_id: str, key: HmacKey) -> SettingOrder:
    """The order, once its proof holds; raises as `open_receipt`."""
    return SettingOrder(**_opened(_SETTINGS, sealed, key_id, key))


def _sealed(version: bytes, said: Mapping[str, Any], key_id: str, key: HmacKey) -> bytes:
    head, body = version + bytes.fromhex(key_id), orjson.dumps(said)
    return head + key.proof(head + body) + body


def _opened(version: bytes, sealed: bytes, key_id: str, key: HmacKey) -> Mapping[str, Any]:
    head = version + bytes.fromhex(key_id)
    if sealed[: len(head)] != head or len(sealed) > MOST_BYTES:
        raise ModisteError("MOD-2531", reason="it is nothing that the house says to this key")
    proof, body = sealed[_HEAD : _HEAD + 32], sealed[_HEAD + 32 :]
    if not key.holds(proof, head + body):
        raise ModisteError("MOD-2533", key=key_id)
    said: Mapping[str, Any] = orjson.loads(body)
    return said
