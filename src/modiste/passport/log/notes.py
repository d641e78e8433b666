"""Signed notes and what is written in them: checkpoints of a log, and witnesses' cosignatures (C2SP).

Knows text and Ed25519. A key is told by its name and four bytes that follow from it, so a note may carry
signatures of keys that the reader does not know.
Source: C2SP signed-note, tlog-checkpoint and tlog-cosignature, v1.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError

MOST_BYTES = 64_000
MOST_SIZE = 2**63 - 1
NoteKind = Literal[1, 4]
LOG: NoteKind = 1
WITNESS: NoteKind = 4
_NAME = re.compile(r"[^\s+]{1,200}")
_SIGNATURE = "— "


@dataclass(frozen=True)
class NoteKey:
    """A public key of notes: `<name>+<id>+<key>` in text.

    Attributes:
        name: Whose; a log's is its origin.
        public: 32 bytes.
        kind: 1 signs notes, 4 cosigns checkpoints with the time.
    """

    name: str
    public: bytes
    kind: NoteKind = LOG

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature tells its key."""
        said = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(said).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_text(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class NoteSigner:
    """A private key of notes."""

    name: str
    private: Ed25519PrivateKey
    kind: NoteKind = LOG

    @property
    def key(self) -> NoteKey:
        """Its public half."""
        return NoteKey(self.name, self.private.public_key().public_bytes_raw(), self.kind)


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself at one size.

    Attributes:
        origin: Which log.
        size: How many entries.
        root: Of their tree, 32 bytes.
    """

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{_text(self.root)}\n"


@dataclass(frozen=True)
class Signature:
    """One line below a note, of a key that is or is not known."""

    name: str
    id: bytes
    proof: bytes

    def __str__(self) -> str:
        return f"{_SIGNATURE}{self.name} {_text(self.id + self.proof)}\n"


@dataclass(frozen=True)
class Note:
    """A text and the signatures below it; none of them is believed yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))


def read_key(text: str) -> NoteKey:
    """A public key from its text.

    Raises:
        ModisteError: MOD-2611 where it is none.
    """
    name, _, rest = text.strip().partition("+")
    id_, _, key = rest.partition("+")
    raw = _bytes(key)
    if not _NAME.fullmatch(name) or len(raw) != 33 or raw[0] not in {LOG, WITNESS}:
        raise _unread(f"{text[:80]!r} is no key of notes")
    found = NoteKey(name, raw[1:], LOG if raw[0] == LOG else WITNESS)
    if found.id.hex() != id_:
        raise _unread(f"the id {id_[:20]!r} is not that of the key of {name}")
    return found


def signed(checkpoint: Checkpoint, signer: NoteSigner) -> Note:
    """A checkpoint with its log's signature."""
    text = str(checkpoint)
    proof = signer.private.sign(text.encode())
    return Note(text, (Signature(signer.name, signer.key.id, proof),))


def cosignature(text: str, signer: NoteSigner, seconds: int) -> Signature:
    """A witness's word, at a second since 1970, that it saw a checkpoint and no fork before it."""
    proof = seconds.to_bytes(8) + signer.private.sign(_witnessed(text, seconds))
    return Signature(signer.name, signer.key.id, proof)


def read_note(text: str) -> Note:
    """A note from its text.

    Raises:
        ModisteError: MOD-2611 where it is none.
    """
    if len(text) > MOST_BYTES or any(ord(each) < 0x20 and each != "\n" for each in text):
        raise _unread("it is too long or has control characters")
    body, found, below = text.rpartition("\n\n")
    if not found or not below.endswith("\n"):
        raise _unread("it has no signatures")
    return Note(body + "\n", tuple(_signature(line) for line in below[:-1].split("\n")))


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from the text of a note.

    Raises:
        ModisteError: MOD-2611 where it is none; lines of extensions are not taken.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        raise _unread("a checkpoint has three lines")
    origin, size, root = lines[:3]
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size) or int(size) > MOST_SIZE:
        raise _unread(f"{size[:30]!r} is no size")
    raw = _bytes(root)
    if not _NAME.fullmatch(origin) or len(raw) != 32:
        raise _unread("its origin or root is none")
    return Checkpoint(origin, int(size), raw)


def proved_by(note: Note, key: NoteKey) -> int | None:
    """Whether a key's signature is below a note and right: the second it names, 0 for a log's, else None.

    Raises:
        ModisteError: MOD-2612 where there is one of this key that is wrong.
    """
    mine = [each for each in note.signatures if each.name == key.name and each.id == key.id]
    if not mine:
        return None
    if len(mine) > 1:
        raise ModisteError("MOD-2612", name=key.name, reason="it signed twice")
    proof, seconds = mine[0].proof, 0
    said = note.text.encode()
    if key.kind == WITNESS:
        seconds, proof = int.from_bytes(proof[:8]), proof[8:]
        said = _witnessed(note.text, seconds)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(proof, said)
    except InvalidSignature:
        raise ModisteError("MOD-2612", name=key.name, reason="the signature is not of this text") from None
    return seconds


def opened(text: str, key: NoteKey) -> Checkpoint:
    """The checkpoint of a note that a log's key signed.

    Raises:
        ModisteError: MOD-2611 where it is none, MOD-2612 where the key did not sign it or the log is another.
    """
    note = read_note(text)
    found = read_checkpoint(note.text)
    if found.origin != key.name:
        raise ModisteError("MOD-2612", name=key.name, reason=f"the checkpoint is of {found.origin}")
    if proved_by(note, key) is None:
        raise ModisteError("MOD-2612", name=key.name, reason="it did not sign")
    return found


def with_signatures(note: Note, more: Iterable[Signature]) -> Note:
    """A note with further signatures, each key's last one."""
    kept: dict[tuple[str, bytes], Signature] = {(each.name, each.id): each for each in note.signatures}
    kept.update({(each.name, each.id): each for each in more})
    return Note(note.text, tuple(kept.values()))


def read_signatures(text: str) -> Sequence[Signature]:
    """Signature lines alone, as a witness answers.

    Raises:
        ModisteError: MOD-2611 for any other line.
    """
    return [_signature(line) for line in text.splitlines()]


def _signature(line: str) -> Signature:
    name, _, proof = line.removeprefix(_SIGNATURE).partition(" ")
    raw = _bytes(proof)
    if not line.startswith(_SIGNATURE) or not _NAME.fullmatch(name) or not 4 < len(raw) < 500:
        raise _unread(f"{line[:60]!r} is no signature")
    return Signature(name, raw[:4], raw[4:])


def _witnessed(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    """Base64 in the one way it is written, else nothing."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return raw if _text(raw) == text else b""


def _unread(reason: str) -> ModisteError:
    return ModisteError("MOD-2611", reason=reason)
