"""Ed25519 keys: kept in files that only their owner reads, told in public as multikeys.

Knows keys; whose they are and since when stands in the log. A passphrase that keys are kept under is named in
the environment, by itself or by the file that holds it, and is in no setting, row or text. Sources: RFC 7914
(scrypt), RFC 8439 (ChaCha20-Poly1305).
"""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from modiste.garment import ModisteError
from modiste.store import exclusive, telling, write_whole

PASSPHRASE = "MODISTE_KEY_PASSPHRASE"  # noqa: S105
PASSPHRASE_FILE = "MODISTE_KEY_PASSPHRASE_FILE"  # noqa: S105
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {each: value for value, each in enumerate(_BASE58)}
_ED25519 = b"\xed\x01"
MOST_BASE58 = 200
_LETTERS = 10
_TEN_LETTERS = 58**_LETTERS
_SEALED = b"modiste.key.1\n"
_SALT, _NONCE, _SEED, _TAG = 16, 12, 32, 16
_COST = 2**15
"""Of scrypt: 32 MB and some 0.1 s a guess."""


@dataclass(frozen=True)
class KeyFile:
    """How a key is kept.

    Attributes:
        path: Where.
        mode: Its file's mode.
        is_sealed: Whether a passphrase opens it.
    """

    path: Path
    mode: int
    is_sealed: bool


def kept_key(path: Path) -> Ed25519PrivateKey:
    """The private key in a file, made where there is none.

    Raises:
        ModisteError: MOD-1110 when the file cannot be read or written, MOD-2601 when it is damaged: another
            key in its place would be taken for a thief's, MOD-2602 where its passphrase is missing or
            another, MOD-2646 where others may read it.
    """
    return Ed25519PrivateKey.from_private_bytes(kept_seed(path))


def kept_seed(path: Path) -> bytes:
    """The 32 random bytes of a key in a file, made where there is none; refuses as `kept_key`."""
    secret = _passphrase(os.environ)
    with telling(path), exclusive(path.with_name(f".{path.name}.lock")):
        if not path.exists():
            _write(path, secrets.token_bytes(_SEED), secret)
        mode, data = stat.S_IMODE(path.stat().st_mode), path.read_bytes()
    seed = _seed(path, data, secret)
    if os.name == "posix" and mode & 0o077:
        raise ModisteError("MOD-2646", where=path, mode=f"{mode:04o}")
    return seed


def key_file(path: Path) -> KeyFile | None:
    """How a key is kept, none where there is no file; the key is not opened."""
    with telling(path):
        if not path.exists():
            return None
        return KeyFile(path, stat.S_IMODE(path.stat().st_mode), path.read_bytes().startswith(_SEALED))


def seal_key(path: Path, *, is_sealed: bool) -> None:
    """Keep a key under the passphrase of the environment, or under none.

    Raises:
        ModisteError: As `kept_key`; MOD-2602 where no passphrase is named to keep it under.
    """
    seed, secret = kept_seed(path), _passphrase(os.environ)
    if is_sealed and secret is None:
        raise ModisteError("MOD-2602", where=path, reason="no passphrase is named to keep it under")
    with telling(path), exclusive(path.with_name(f".{path.name}.lock")):
        _write(path, seed, secret if is_sealed else None)


def _passphrase(environment: Mapping[str, str]) -> bytes | None:
    """The passphrase, none where the environment names none."""
    if PASSPHRASE in environment:
        return environment[PASSPHRASE].encode() or None
    name = environment.get(PASSPHRASE_FILE)
    if not name:
        return None
    with telling(Path(name)):
        found = Path(name).read_bytes().rstrip(b"\r\n")
    if not found:
        raise ModisteError("MOD-2602", where=name, reason="the file of the passphrase is empty")
    return found


def _write(path: Path, seed: bytes, secret: bytes | None) -> None:
    data = seed
    if secret is not None:
        salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
        cipher = ChaCha20Poly1305(_derived(secret, salt))
        data = _SEALED + salt + nonce + cipher.encrypt(nonce, seed, _SEALED)
    write_whole(path, data, 0o600)


def _seed(path: Path, data: bytes, secret: bytes | None) -> bytes:
    if not data.startswith(_SEALED):
        if len(data) != _SEED:
            raise ModisteError("MOD-2601", where=path, reason=f"it has {len(data)} bytes, not {_SEED}")
        return data
    if len(data) != len(_SEALED) + _SALT + _NONCE + _SEED + _TAG:
        raise ModisteError("MOD-2601", where=path, reason=f"it has {len(data)} bytes")
    if secret is None:
        raise ModisteError("MOD-2602", where=path, reason="no passphrase is named")
    salt, rest = data[len(_SEALED) :][:_SALT], data[len(_SEALED) + _SALT :]
    try:
        cipher = ChaCha20Poly1305(_derived(secret, salt))
        return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], _SEALED)
    except InvalidTag:
        raise ModisteError("MOD-2602", where=path, reason="the passphrase is another") from None


@lru_cache(maxsize=32)
def _derived(secret: bytes, salt: bytes) -> bytes:
    """What scrypt makes of a passphrase; a key is read often, and guessing alone is to be slow."""
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(secret)


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
        value, some = divmod(value, _TEN_LETTERS)  # long numbers are divided seldom
        letters = ""
        while some or (value and len(letters) < _LETTERS):
            some, digit = divmod(some, 58)
            letters = _BASE58[digit] + letters
        found = letters + found
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
