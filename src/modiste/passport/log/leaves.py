"""What an entry of the log says: a commitment to something, or in plain words that a key began or ended.

Knows the two kinds of entry. A commitment is of a salt and the thing; once the salt is forgotten nobody can
tell what was committed to, and every proof about the entry holds as before.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical, read_canonical

SALT_BYTES = 32
LeafKind = Literal["event", "passport", "status", "page", "key"]


@dataclass(frozen=True)
class KeyEntry:
    """That an issuer's key counts from here on, or no longer.

    Attributes:
        did: The issuer.
        key: The key, a multikey.
        state: `added` or `revoked`; what is logged behind a revocation is not the issuer's word.
        at: When, RFC 3339.
    """

    did: str
    key: str
    state: Literal["added", "revoked"]
    at: str

    def entry(self) -> bytes:
        """Its bytes."""
        return canonical({"kind": "key", **vars(self)})


def new_salt() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, said: Any) -> bytes:
    """The commitment to a JSON value, or to its canonical bytes, under a salt: 32 bytes."""
    return hashlib.sha256(salt + (said if isinstance(said, bytes) else canonical(said))).digest()


def committed_entry(kind: LeafKind, committed: bytes) -> bytes:
    """The entry that commits to something."""
    return canonical({"commitment": committed.hex(), "kind": kind})


def read_key_entry(entry: bytes) -> KeyEntry | None:
    """What an entry says of a key; none where it is of another kind."""
    said: Mapping[str, Any] = read_canonical(entry)
    if said.get("kind") != "key":
        return None
    try:
        return KeyEntry(**{name: each for name, each in said.items() if name != "kind"})
    except TypeError:
        raise ModisteError("MOD-2610", reason="an entry about a key has other members") from None
