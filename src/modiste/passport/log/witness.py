"""A witness: it remembers each log's last checkpoint and signs the next only if that goes on from it.

Knows one witness's memory and C2SP's tlog-witness in bytes; who carries the bytes is `witness_service`'s. Its
memory is on disk before its signature leaves, so that a witness that was killed refuses the same forks.
Source: C2SP tlog-witness, v1.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from modiste.garment import ModisteError
from modiste.passport.log.merkle import check_consistency
from modiste.passport.log.notes import (
    Checkpoint,
    NoteKey,
    NoteSigner,
    Signature,
    cosignature,
    opened,
    read_signatures,
)
from modiste.store import exclusive, telling, write_whole

MOST_PROOF = 63
_EMPTY = hashlib.sha256(b"").digest()


class Answer(NamedTuple):
    """What a witness answers, as HTTP does."""

    status: int
    text: str = ""


class Witness:
    """One witness and its memory.

    Args:
        folder: Where it remembers.
        signer: Its key, of kind 4.
        logs: Whose checkpoints it looks at.
        clock: Seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        signer: NoteSigner,
        logs: Sequence[NoteKey],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder, self.signer, self._clock = folder, signer, clock
        self._logs = {each.name: each for each in logs}
        self._guard = threading.Lock()

    def add_checkpoint(self, body: str) -> Answer:
        """Judge `old <size>`, a consistency proof, and a checkpoint: 200 with a signature, or why not.

        400 for what is no request, 403 where the log did not sign it, 404 for a log that is not known, 409
        with the size it remembers where another one was named or a tree of this size had another root, 422
        where the proof does not hold.
        """
        try:
            old, proof, note = _request(body)
            origin = note.split("\n", 1)[0]
            if origin not in self._logs:
                return Answer(404, f"the log {origin[:100]} is not known here\n")
            now = opened(note, self._logs[origin])
            if old > now.size:
                raise ModisteError("MOD-2611", reason=f"{old} is more than {now.size}")
        except ModisteError as error:
            return Answer(403 if error.code == "MOD-2612" else 400, f"{error.detail}\n")
        refusal = self._remember(now, old, proof)
        return refusal or Answer(200, str(cosignature(str(now), self.signer, int(self._clock()))))

    def _remember(self, now: Checkpoint, old: int, proof: Sequence[bytes]) -> Answer | None:
        path = self._folder / f"{hashlib.sha256(now.origin.encode()).hexdigest()[:32]}.json"
        with self._guard, telling(path), exclusive(path.with_suffix(".lock")):
            size, root = _remembered(path)
            if old != size or (now.size == size and now.root != root):
                return Answer(409, f"{size}\n")
            try:
                if size:
                    check_consistency(size, root, now.size, now.root, proof)
                elif proof:
                    raise ModisteError("MOD-2610", reason="of the first tree nothing is to be proved")
            except ModisteError as error:
                return Answer(422, f"{error.detail}\n")
            remembered = {"origin": now.origin, "size": now.size, "root": now.root.hex()}
            write_whole(path, json.dumps(remembered).encode())
        return None


def ask(
    send: Callable[[str], Answer],
    key: NoteKey,
    note: str,
    checkpoint: Checkpoint,
    known: int,
    prove: Callable[[int, int], Sequence[bytes]],
) -> Signature:
    """A witness's signature below a checkpoint.

    Args:
        send: Carries a body to it.
        key: Its public key, by which the answer is told from another's.
        note: The checkpoint as its log signed it.
        checkpoint: What is in it.
        known: The size that the witness is thought to remember; it tells another where it does not.
        prove: Makes the proof from one size to another.

    Raises:
        ModisteError: MOD-2615 with the witness's reason where it refuses.
    """
    for _ in range(2):
        proof = prove(known, checkpoint.size) if 0 < known < checkpoint.size else ()
        lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in proof)
        answer = send(f"old {known}\n{lines}\n{note}")
        if answer.status == 200:
            for each in read_signatures(answer.text):
                if (each.name, each.id) == (key.name, key.id):
                    return each
            raise ModisteError("MOD-2615", name=key.name, reason="it signed with another key")
        remembered = answer.text.strip()
        if answer.status != 409 or not remembered.isdigit() or int(remembered) == known:
            break
        known = int(remembered)
        if known > checkpoint.size:
            reason = f"it has seen {known} entries, and here are {checkpoint.size}"
            raise ModisteError("MOD-2615", name=key.name, reason=reason)
    if answer.status == 409:
        reason = f"it has seen another tree of {remembered} entries"
    else:
        reason = f"{answer.status} {answer.text.strip()[:200]}"
    raise ModisteError("MOD-2615", name=key.name, reason=reason.strip())


def _request(body: str) -> tuple[int, list[bytes], str]:
    head, found, note = body.partition("\n\n")
    first, *lines = head.split("\n")
    old = first.removeprefix("old ")
    if not found or first == old or not (old.isascii() and old.isdigit()) or len(lines) > MOST_PROOF:
        raise ModisteError("MOD-2611", reason="a request begins with `old <size>`, a proof and an empty line")
    try:
        proof = [base64.b64decode(each, validate=True) for each in lines]
    except ValueError:
        raise ModisteError("MOD-2611", reason="a hash of the proof is no base64") from None
    return int(old), proof, note


def _remembered(path: Path) -> tuple[int, bytes]:
    if not path.exists():
        return 0, _EMPTY
    found = json.loads(path.read_bytes())
    return found["size"], bytes.fromhex(found["root"])
