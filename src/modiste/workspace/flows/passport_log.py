"""A shop's transparency log: supply events, passports and keys become its leaves, witnesses sign its size.

Knows how the passport room's log meets the store. A leaf's index is given in a row first, and the log's files
follow from the rows; a kill in between is finished by whoever comes next, so nothing is logged twice or left
out.
"""

import base64
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from modiste.garment import ModisteError
from modiste.learning import Event, Progress
from modiste.passport import (
    WITNESS,
    Answer,
    Checkpoint,
    KeyEntry,
    Leaf,
    Log,
    LoggedKey,
    NoteKey,
    NoteSigner,
    Witness,
    ask,
    canonical,
    commitment,
    committed_entry,
    did_of,
    kept_key,
    key_address,
    moment,
    multikey,
    new_salt,
    opened,
    read_key,
    read_key_entry,
    read_note,
    sent_to,
    tile_path,
    tiles_of,
    with_signatures,
)
from modiste.store import KeptEvent, KeptLeaf, NewLeaf, exclusive, telling, write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from modiste.workspace.shop import Shop

_PAGE = 500
_OWN_WITNESSES = 2
_COSIGNED = "cosigned"
LOG_FOLDER = "passport"
"""Where a shop's log and its keys lie."""


@dataclass(frozen=True)
class LogAudit:
    """What came of looking at the whole log again.

    Attributes:
        size: Entries of the log.
        events: Leaves whose event was looked at.
        passports: Leaves whose passport was looked at.
        erased: Leaves of which the salt was forgotten.
        first_bad: The first entry that is not what was logged, if any.
        reason: Why; "" where all is well.
    """

    size: int
    events: int = 0
    passports: int = 0
    erased: int = 0
    first_bad: int | None = None
    reason: str = ""


class ShopLog:
    """The log of one shop, and who signs for it."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._kept = shop, shop.store.passports
        self._folder = shop.root / LOG_FOLDER
        self._guard = threading.RLock()

    @property
    def host(self) -> str:
        """The host by which the issuer is named."""
        settings = self._shop.settings
        return settings.issuer_host or f"localhost:{settings.port or 8321}"

    @property
    def base(self) -> str:
        """Where passports and the log are read."""
        plain = self.host.partition(":")[0] in {"localhost", "127.0.0.1"}
        return f"{'http' if plain else 'https'}://{self.host}"

    @property
    def did(self) -> str:
        """The issuer's name."""
        return did_of(self.host)

    @property
    def key(self) -> "Ed25519PrivateKey":
        """The issuer's key of today."""
        return kept_key(self._folder / "keys" / "issuer.key")

    @property
    def method(self) -> str:
        """The address of that key."""
        return key_address(self.did, multikey(self.key))

    @cached_property
    def log(self) -> Log:
        """The log itself; its name stays where the host changes."""
        path = self._folder / "log" / "checkpoint"
        with self._guard, telling(path):
            origin = read_note(path.read_text()).text.split("\n")[0] if path.exists() else f"{self.host}/log"
            signer = NoteSigner(origin, kept_key(self._folder / "keys" / "log.key"))
            return Log(self._folder / "log", signer.key, signer)

    def close(self) -> None:
        """Let go of its files."""
        if "log" in self.__dict__:
            self.log.close()

    def catch_up(
        self, progress: Progress = lambda _event: None, should_stop: Callable[[], bool] = lambda: False
    ) -> int:
        """Log every supply event that has no leaf yet; returns how many."""
        logged, events = 0, self._shop.store.supply_events
        with self.sequencing():
            self.ensure_key()
            with self._kept.database.reading() as connection:
                begun = self._kept.last_event(connection)
            last = events.last_number()
            while not should_stop():
                with self._kept.database.writing() as connection:
                    self._kept.begin(connection)
                    found = events.after(connection, self._kept.last_event(connection), _PAGE)
                    self._kept.add_leaves(connection, [_leaf_of(each) for each in found])
                self.finish()
                logged += len(found)
                if len(found) < _PAGE:
                    break
                progress(Event("step", found[-1].number - begun, max(last - begun, 1), "leaves"))
        return logged

    @contextmanager
    def sequencing(self) -> Iterator[None]:
        """Inside the block, be the only one who gives out indexes; what a kill left is finished first."""
        with self._guard, exclusive(self._folder / ".sequencer.lock"):
            self.finish()
            yield

    def finish(self) -> None:
        """Bring the log's files to where the rows are."""
        size, entries = self.log.size, list[bytes]()
        for each in self._kept.leaves(size):
            entries.append(_entry(each))
            if len(entries) == 50 * _PAGE:
                self.log.append(entries)
                entries.clear()
        if entries:
            self.log.append(entries)

    def ensure_key(self) -> None:
        """See that the log names the issuer's key of today and no other as in force; for the sequencer."""
        now, wanted = moment(datetime.now(UTC)), multikey(self.key)
        states = {(each.key, each.state) for each in self.keys().values()}
        new = [] if (wanted, "added") in states else [KeyEntry(self.did, wanted, "added", now)]
        new += [
            KeyEntry(self.did, key, "revoked", now)
            for key, state in sorted(states)
            if state == "added" and key != wanted and (key, "revoked") not in states
        ]
        if not new:
            return
        with self._kept.database.writing() as connection:
            self._kept.begin(connection)
            leaves = [NewLeaf("key", 0, each.entry().decode(), b"", None) for each in new]
            self._kept.add_leaves(connection, leaves)
        self.finish()

    def rotate_key(self) -> str:
        """Take a new issuer's key, and log that the old one ended; returns the new one's address.

        What the old key signed before stays the issuer's word; behind its revocation it is not.
        """
        path = self._folder / "keys" / "issuer.key"
        with self.sequencing(), telling(path):
            self.ensure_key()
            following = path.with_name("issuer.next.key")
            kept_key(following)
            following.replace(path)
            self.ensure_key()
        return self.method

    def witnessed(self) -> str:
        """The newest checkpoint with its witnesses' signatures, asked for where they are missing.

        Raises:
            ModisteError: MOD-2615 where too many witnesses refuse or are away.
        """
        with self._guard:
            note, now = self.log.checkpoint_note(), self.log.checkpoint()
            path = self._folder / _COSIGNED
            if path.exists():
                text = path.read_text()
                if opened(text, self.log.key) == now:
                    return text
            known = opened(path.read_text(), self.log.key).size if path.exists() else 0
            said, refusals = [], []
            for key, send in self._witnesses().items():
                try:
                    said.append(ask(send, key, note, now, known, self.log.consistency))
                except ModisteError as error:
                    refusals.append(error)
                    self._shop.log.warning("a witness did not sign", witness=key.name, reason=error.detail)
            if len(said) < self.quorum:
                raise refusals[0]
            text = str(with_signatures(read_note(note), said))
            write_whole(path, text.encode())
        return text

    @property
    def witness_keys(self) -> tuple[NoteKey, ...]:
        """The witnesses' keys."""
        return tuple(self._witnesses())

    @property
    def own_witness_keys(self) -> tuple[NoteKey, ...]:
        """The keys of the shop's own witnesses, whether they are asked or not."""
        return tuple(each.signer.key for each in self._own_witnesses)

    @property
    def has_independent_witnesses(self) -> bool:
        """Whether others than the shop itself watch."""
        return bool(self._shop.settings.witnesses)

    @property
    def quorum(self) -> int:
        """How many witnesses must have signed: more than half, and of two both."""
        return len(self._witnesses()) // 2 + 1

    def leaf(self, index: int, now: Checkpoint) -> Leaf:
        """Where a leaf is, proved against a checkpoint."""
        return Leaf(index, tuple(self.log.proof(index, now)))

    def logged_keys(self, now: Checkpoint) -> tuple[LoggedKey, ...]:
        """The entries about keys, proved against a checkpoint."""
        return tuple(
            LoggedKey(each.entry().decode(), self.leaf(index, now))
            for index, each in self.keys().items()
            if index < now.size
        )

    def audit(self, progress: Progress = lambda _event: None) -> LogAudit:
        """Look at everything again: the log's files, then what each leaf commits to."""
        found = self.log.audit()
        if found.first_bad is not None:
            return LogAudit(found.size, first_bad=found.first_bad, reason=found.reason)
        counts, stored, rows = Counter[str](), self.log.entries(0, found.size), self._kept.leaves()
        for begin in range(0, found.size, _PAGE):
            leaves = list(islice(rows, min(_PAGE, found.size - begin)))
            said = self._said_by(leaves)
            for index, entry in enumerate(islice(stored, min(_PAGE, found.size - begin)), begin):
                leaf = leaves[index - begin] if index - begin < len(leaves) else None
                reason = _flaw(leaf, index, entry, said)
                if leaf is None or reason:
                    return LogAudit(found.size, first_bad=index, reason=reason)
                counts["erased" if leaf.salt is None and leaf.kind != "key" else leaf.kind] += 1
            progress(Event("step", begin, found.size, "leaves"))
        return LogAudit(found.size, counts["event"], counts["passport"], counts["erased"])

    def consistency(self, old: int, new: int) -> list[str]:
        """That the first `old` entries are the beginning of the first `new`, in base64.

        Raises:
            ModisteError: MOD-2610 where there are not so many, or the sizes say nothing.
        """
        if new > self.log.size:
            raise ModisteError("MOD-2610", reason=f"the log has {self.log.size} entries, not {new}")
        return [base64.b64encode(each).decode() for each in self.log.consistency(old, new)]

    def file(self, path: str) -> bytes | None:
        """What C2SP's tlog-tiles asks for; the checkpoint with its witnesses' signatures."""
        return self.witnessed().encode() if path == "checkpoint" else self.log.file(path)

    def export(self, folder: Path, progress: Progress = lambda _event: None) -> int:
        """Write the log as static files, the checkpoint last; returns how many are new.

        Whole tiles never change, so those that are there already stay.
        """
        note, count = self.witnessed(), 0
        tiles = list(tiles_of(opened(note, self.log.key).size))
        for done, tile in enumerate(tiles):
            path = folder / tile_path(tile)
            if not path.exists():
                data = self.log.file(tile_path(tile))
                assert data is not None
                write_whole(path, data)
                count += 1
            if not done % _PAGE:
                progress(Event("step", done, len(tiles), "tiles"))
        write_whole(folder / "checkpoint", note.encode())
        return count

    def status(self) -> dict[str, Any]:
        """The log in a few words."""
        now = self.log.checkpoint()
        return {
            "origin": now.origin,
            "size": now.size,
            "root": now.root.hex(),
            "key": str(self.log.key),
            "issuer": self.did,
            "witnesses": [str(each) for each in self.witness_keys],
            "independent_witnesses": self.has_independent_witnesses,
            "quorum": self.quorum,
            "keys": [{"index": index, **vars(each)} for index, each in self.keys().items()],
        }

    def _said_by(self, leaves: Sequence[KeptLeaf]) -> dict[int, Any]:
        """By index, what leaves commit to."""
        events = self._shop.store.supply_events.numbered(each.event for each in leaves if each.event)
        passports = self._kept.several(each.subject for each in leaves if each.kind == "passport")
        found = {each.number: events.get(each.event) for each in leaves if each.event}
        for each in leaves:
            if each.subject in passports:
                found[each.number] = orjson.loads(passports[each.subject].body)
        return found

    def keys(self) -> dict[int, KeyEntry]:
        """What the log says of the issuer's keys, by index."""
        found = {each.number: read_key_entry(each.subject.encode()) for each in self._kept.leaves(kind="key")}
        return {index: each for index, each in found.items() if each is not None and each.did == self.did}

    def _witnesses(self) -> Mapping[NoteKey, Callable[[str], Answer]]:
        """Those of the settings, else two of the shop's own."""
        named = self._shop.settings.witnesses
        if named:
            found = {}
            for each in named:
                url, _, key = each.partition(" ")
                found[read_key(key)] = lambda body, url=url: sent_to(url, body)
            return found
        return {each.signer.key: each.add_checkpoint for each in self._own_witnesses}

    @cached_property
    def _own_witnesses(self) -> Sequence[Witness]:
        made, house = [], self.log.key.name.partition("/")[0]
        for number in range(1, _OWN_WITNESSES + 1):
            folder = self._folder / f"witness-{number}"
            signer = NoteSigner(f"{house}/witness-{number}", kept_key(folder / "witness.key"), WITNESS)
            made.append(Witness(folder, signer, [self.log.key], time.time))
        return made


def _leaf_of(kept: KeptEvent) -> NewLeaf:
    salt = new_salt()
    return NewLeaf("event", kept.number, "", commitment(salt, committable(kept.event)), salt)


def committable(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event, or its hash where it has numbers that RFC 8785 cannot say."""
    try:
        canonical(event)
    except ModisteError:
        return {"sha256": hashlib.sha256(orjson.dumps(event, option=orjson.OPT_SORT_KEYS)).hexdigest()}
    return event


def _flaw(leaf: KeptLeaf | None, index: int, entry: bytes, said: Mapping[int, Any]) -> str:
    """What is wrong with a leaf, "" where nothing is."""
    if leaf is None or leaf.number != index or _entry(leaf) != entry:
        return "the row of the leaf is not the one that was logged"
    if leaf.salt is None:
        return ""
    found = said.get(index)
    if found is not None and leaf.kind == "event":
        found = committable(found)
    if found is None or commitment(leaf.salt, found) != leaf.commitment:
        return f"the {leaf.kind} is not the one that was logged"
    return ""


def _entry(leaf: KeptLeaf) -> bytes:
    if leaf.kind == "key":
        return leaf.subject.encode()
    return committed_entry("event" if leaf.kind == "event" else "passport", leaf.commitment)
