"""Ed25519 keys: kept in files that only their owner reads, told in public as multikeys.

Knows keys; whose they are and since when stands in the log.
"""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.store import exclusive, telling, write_whole

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {each: value for value, each in enumerate(_BASE58)}
_ED25519 = b"\xed\x01"
MOST_BASE58 = 200


def kept_key(path: Path) -> Ed25519PrivateKey:
    """The private key in a file, made where there is none.

    Raises:
        ModisteError: MOD-1110 when the file cannot be read or written, MOD-2601 when it is damaged: another
            key in its place would be taken for a thief's.
    """
    return Ed25519PrivateKey.from_private_bytes(kept_seed(path))


def kept_seed(path: Path) -> bytes:
    """The 32 random bytes of a key in a file, made where there is none; refuses as `kept_key`."""
    with telling(path), exclusive(path.with_name(f".{path.name}.lock")):
        if not path.exists():
            write_whole(path, secrets.token_bytes(32), 0o600)
        seed = path.read_bytes()
    if len(seed) != 32:
        raise ModisteError("MOD-2601", where=path, reason=f"it has {len(seed)} bytes, not 32")
    return seed


def multikey(public: bytes | Ed25519PublicKey | Ed25519PrivateKey) -> str:
    """A public key as W3C's Multikey writes it, `z6Mk...`."""
    if isinstance(public, Ed25519PrivateKey):
        public = public.public_key()
    raw = public if isinstance(public, bytes) else public.public_bytes_raw()
    return "z" + base58(_ED25519 + raw)


def public_of(text: str) -> Ed25519PublicKey:
    """The public key of a multikey.

    Raises:
        ModisteError: MOD-2601 where it is none of Ed25519.
    """
    raw = base58_bytes(text.removeprefix("z"))
    if not text.startswith("z") or len(raw) != 34 or raw[:2] != _ED25519:
        raise ModisteError("MOD-2601", where=repr(text[:60]), reason="it is no multikey of Ed25519")
    return Ed25519PublicKey.from_public_bytes(raw[2:])


def base58(raw: bytes) -> str:
    """Bytes in the letters of Bitcoin."""
    value, found = int.from_bytes(raw), ""
    while value:
        value, digit = divmod(value, 58)
        found = _BASE58[digit] + found
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + found


def base58_bytes(text: str) -> bytes:
    """The bytes of such letters; none where there is another letter or more than 200."""
    if len(text) > MOST_BASE58 or not all(each in _VALUES for each in text):
        return b""
    value = 0
    for each in text:
        value = value * 58 + _VALUES[each]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + value.to_bytes((value.bit_length() + 7) // 8)
