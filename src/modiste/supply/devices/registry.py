"""Who may report: devices, their keys with validity, and the secrets that constrained devices share with us.

Knows keys as values, how long each counts, and what a new device is given once; rows are the store's. A
secret is kept nowhere: it is derived from the shop's own secret and the key's id whenever it is needed, so
that a stolen database holds none.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import DeviceKind, ModisteError
from modiste.supply.devices.envelope import HmacKey, ProofKind, Prover, SignatureCheck, SigningKey

_ID = re.compile(r"[a-z0-9][a-z0-9._:-]{0,119}")
_PLACE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s\x00-\x20\x7f]+")
OVERLAP_MS = 7 * 24 * 3600 * 1000
"""How long an old key still counts beside the new one, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A key of a device; moments in milliseconds since 1970.

    Attributes:
        public: The Ed25519 key's 32 bytes; empty for a shared secret.
        valid_to: The moment from which it no longer counts, since another took its place; 0 for none.
        revoked_at: The moment from which nothing that it proves is believed; 0 for never.
    """

    id: str
    device: str
    kind: ProofKind
    public: bytes
    valid_from: int
    valid_to: int = 0
    revoked_at: int = 0

    def check(self, now: int) -> None:
        """Refuse a key that does not count now.

        Raises:
            ModisteError: MOD-2534, with the reason.
        """
        if self.revoked_at and now >= self.revoked_at:
            raise ModisteError("MOD-2534", key=self.id, reason="it was revoked")
        if now < self.valid_from:
            raise ModisteError("MOD-2534", key=self.id, reason="it does not count yet")
        if self.valid_to and now >= self.valid_to:
            raise ModisteError("MOD-2534", key=self.id, reason="another took its place")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a device holds; `secret` and `receipt` are in hexadecimal, shown once and written to no log.

    Attributes:
        secret: The Ed25519 key's private half, or the shared secret; "" where the device made its own key.
        receipt: The secret by which it knows our receipts.
    """

    device: str
    key: str
    kind: ProofKind
    secret: str = field(repr=False)
    receipt: str = field(repr=False)

    def sealing_key(self) -> HmacKey | SigningKey:
        """The key that seals."""
        raw = bytes.fromhex(self.secret)
        if self.kind == "ed25519":
            return SigningKey(Ed25519PrivateKey.from_private_bytes(raw))
        return HmacKey(raw)

    def receipt_key(self) -> HmacKey:
        """The key that opens receipts."""
        return HmacKey(bytes.fromhex(self.receipt))

    def to_json(self) -> dict[str, Any]:
        """Plain values: a secret among them."""
        return {
            "device": self.device,
            "key": self.key,
            "kind": self.kind,
            "secret": self.secret,
            "receipt": self.receipt,
        }


def proof_kind(kind: DeviceKind) -> ProofKind:
    """Gateways and readers sign; what is constrained shares a secret."""
    return "ed25519" if kind in ("gateway", "rfid_reader") else "hmac-sha256"


def checked_place(place: str) -> str:
    """A place as events name it: nothing, or an absolute URI.

    Raises:
        ModisteError: MOD-2538 for anything else.
    """
    if place and (len(place) > 120 or not _PLACE.fullmatch(place)):
        raise ModisteError("MOD-2538", reason=f"a place is an absolute URI, {place[:60]!r} is none")
    return place


def issue(
    device: str, kind: DeviceKind, house: bytes, now: int, public: str = ""
) -> tuple[DeviceKey, Credentials]:
    """A new key for a device: the row to keep and what is shown once.

    Args:
        device: Its id.
        kind: What it is; this decides the kind of proof.
        house: The shop's secret, 32 bytes.
        now: From when it counts.
        public: A gateway's own public key in hexadecimal; the private half then never leaves it.

    Raises:
        ModisteError: MOD-2538 for an id or a public key that is none.
    """
    if not _ID.fullmatch(device):
        raise ModisteError("MOD-2538", reason=f"{device[:60]!r} is no id: a-z, 0-9, . _ : - are")
    key_id, proof = secrets.token_hex(16), proof_kind(kind)
    receipt = _derived(house, "receipt", key_id).hex()
    if proof == "hmac-sha256":
        if public:
            raise ModisteError("MOD-2538", reason=f"a {kind} shares a secret and has no public key")
        secret = _derived(house, "seal", key_id).hex()
        return DeviceKey(key_id, device, proof, b"", now), Credentials(device, key_id, proof, secret, receipt)
    private = "" if public else secrets.token_hex(32)
    if private:
        raw = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw()
    else:
        raw = _public(public)
    return DeviceKey(key_id, device, proof, raw, now), Credentials(device, key_id, proof, private, receipt)


class Registry:
    """The keys as they are now, by id, ready to check proofs."""

    def __init__(self, keys: Iterable[DeviceKey], places: dict[str, str], house: bytes) -> None:
        self._keys = {key.id: key for key in keys}
        self._places, self._house = places, house
        self._provers: dict[str, Prover] = {}
        self._receipts: dict[str, HmacKey] = {}

    def key(self, id_: str) -> DeviceKey:
        """A key, whether or not it still counts.

        Raises:
            ModisteError: MOD-2532 where there is none.
        """
        found = self._keys.get(id_)
        if found is None:
            raise ModisteError("MOD-2532", key=id_)
        return found

    def prover(self, key: DeviceKey) -> Prover:
        """What checks its proofs."""
        found = self._provers.get(key.id)
        if found is None:
            made: Prover = (
                SignatureCheck(Ed25519PublicKey.from_public_bytes(key.public))
                if key.kind == "ed25519"
                else HmacKey(_derived(self._house, "seal", key.id))
            )
            found = self._provers[key.id] = made
        return found

    def receipt_key(self, id_: str) -> HmacKey:
        """What proves our receipts to the owner of a key."""
        found = self._receipts.get(id_)
        if found is None:
            found = self._receipts[id_] = HmacKey(_derived(self._house, "receipt", id_))
        return found

    def place(self, device: str) -> str:
        """Where a device stands, "" where nobody said."""
        return self._places.get(device, "")


def _derived(house: bytes, use: str, key_id: str) -> bytes:
    return hmac.digest(house, f"modiste device {use} {key_id}".encode(), hashlib.sha256)


def _public(text: str) -> bytes:
    try:
        raw = bytes.fromhex(text)
        Ed25519PublicKey.from_public_bytes(raw)
    except (ValueError, UnsupportedAlgorithm):
        raise ModisteError("MOD-2538", reason="a public key is 64 hexadecimal digits") from None
    return raw
