"""What a device has yet to hand over: every message on its own disk until our receipt covers it.

Knows numbers and their durability; sealing and sending are `sender`'s. Numbers are reserved in blocks in a
second small file before they are used: whatever is lost of the outbox, a number is never used for two
messages, and the span that may be lost is known and declared. After a kill nothing is lost, the system still
holds what was written; after a power cut the tail may be, where `is_durable` is off to spare a flash card.
"""

import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.supply.messages import Message, Sensed, TagRead, written_message
from modiste.supply.protocols import Receipt

MOST_SEQ = 2**31 - 1
"""A constrained device counts in 32 bits; behind this an epoch ends."""
WINDOW = 400
"""Messages that may be on their way at once."""
RESEND_SECONDS = 1.0
MOST_RESEND_SECONDS = 8.0
"""While no receipt comes the wait doubles up to this: who is behind is not helped by more to read."""
_BLOCK = 256
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_TABLES = """
CREATE TABLE IF NOT EXISTS waiting
  (epoch INTEGER, seq INTEGER, body BLOB, PRIMARY KEY (epoch, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, epoch INTEGER, seq INTEGER);
"""
_MOST_ENDS = 64
Content = tuple[Sequence[Sensed], Sequence[TagRead]]


@dataclass(frozen=True, slots=True)
class _Counter:
    """The small file: up to which number of which epoch may have been used, and what is still to be said."""

    epoch: int
    reserved: int
    boot: str
    lost: list[tuple[int, int, int]]
    ends: list[tuple[int, int]]


class Outbox:
    """The outbox of one device; one process at a time, threads may share it.

    Args:
        folder: Where it lies; made where there is none.
        device: The device's id.
        is_durable: Whether a message is on disk before `add` returns, power cuts included.
        most: How many messages it holds; behind that the oldest go, and are declared.
        most_seq: Where an epoch ends.
        begin_after: (epoch, seq) that the house has of this device, where its folder was lost whole.
        boot: What tells one start of the machine from the next.

    Raises:
        ModisteError: MOD-2539 when its disk refuses.
    """

    def __init__(
        self,
        folder: Path,
        device: str,
        *,
        is_durable: bool = True,
        most: int = 1_000_000,
        most_seq: int = MOST_SEQ,
        begin_after: tuple[int, int] | None = None,
        boot: str = "",
    ) -> None:
        self.device = device
        self.folder, self._most, self._most_seq = folder, most, most_seq
        self._boot = boot or (_BOOT.read_text().strip() if _BOOT.exists() else "")
        self._lock = threading.RLock()
        self._sent: dict[tuple[int, int], float] = {}
        self._wait = RESEND_SECONDS
        self.epoch, self.seq, self._reserved = 1, 0, 0
        self._lost: list[tuple[int, int, int]]
        self._ends: list[tuple[int, int]]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._is_new = not (folder / "outbox.db").exists()
            self._open(is_durable)
            self._begin(is_durable, begin_after)
        except (sqlite3.Error, OSError) as error:
            raise _refused(error) from None

    def add(self, contents: Sequence[Content], made: int | None = None) -> tuple[int, int]:
        """Take messages in; returns the last one's (epoch, seq).

        Raises:
            ModisteError: MOD-2539 when the disk refuses; none of them is then taken.
        """
        now = int(time.time() * 1000) if made is None else made
        with self._lock:
            before = (self.epoch, self.seq, list(self._lost), list(self._ends))
            try:
                with self._db:
                    rows = [self._numbered(*content, now) for content in contents]
                    self._db.executemany("INSERT INTO waiting VALUES (?, ?, ?)", rows)
                    self._note("issued", self.epoch, self.seq)
                    self._drop_oldest()
            except (sqlite3.Error, OSError) as error:
                self.epoch, self.seq, self._lost, self._ends = before
                raise _refused(error) from None
            return self.epoch, self.seq

    def due(self, limit: int = 64, now: float | None = None) -> list[bytes]:
        """The oldest messages of the window that were not sent yet, or not receipted within a second."""
        now = time.monotonic() if now is None else now
        with self._lock:
            query = "SELECT epoch, seq, body FROM waiting ORDER BY epoch, seq LIMIT ?"
            found, is_again = [], False
            for epoch, seq, body in self._db.execute(query, (WINDOW,)):
                sent = self._sent.get((epoch, seq))
                if sent is None or now - sent >= self._wait:
                    is_again = is_again or sent is not None
                    self._sent[epoch, seq] = now
                    found.append(bytes(body))
                    if len(found) == limit:
                        break
            if is_again and len(found) < limit:  # the whole window went out again
                self._wait = min(2 * self._wait, MOST_RESEND_SECONDS)
            return found

    def receipted(self, receipt: Receipt) -> int:
        """Let go of what a receipt covers, and of nothing else; returns how many went."""
        if receipt.device != self.device:
            return 0
        with self._lock:
            covered = (receipt.epoch, receipt.seq)
            if covered > (self.epoch, self.seq):
                return 0  # nobody can have had what was never said
            try:
                with self._db:
                    gone = self._db.execute(
                        "DELETE FROM waiting WHERE (epoch, seq) <= (?, ?)", covered
                    ).rowcount
                    self._note("receipted", *max(covered, self._noted("receipted")))
            except sqlite3.Error as error:
                raise _refused(error) from None
            self._sent = {each: at for each, at in self._sent.items() if each > covered}
            if gone:
                self._wait = RESEND_SECONDS
            return gone

    @property
    def waiting(self) -> int:
        """How many messages no receipt covers yet."""
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def close(self) -> None:
        """Close, and say that everything reserved and not used is free again."""
        with self._lock:
            self._reserve(self.seq)
            self._db.close()

    def _open(self, is_durable: bool) -> None:
        self._db = sqlite3.connect(self.folder / "outbox.db", timeout=30, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL").close()
        self._db.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}").close()
        with closing(self._db.cursor()) as cursor:
            cursor.executescript(_TABLES)

    def _begin(self, is_durable: bool, begin_after: tuple[int, int] | None) -> None:
        """Go on counting, or begin a new epoch where something may be lost."""
        counter, issued = self._counter(), self._noted("issued")
        if counter is None and issued == (0, 0):
            self._lost, self._ends = [], [begin_after] if begin_after else []
            self.epoch, self.seq = (begin_after[0] + 1 if begin_after else 1), 0
            self._reserve(_BLOCK)
            return
        if counter is None:  # the small file is lost: the outbox's own word, and what it may have used since
            counter = _Counter(issued[0], issued[1] + _BLOCK, "", [], [])
        self._reserved, self._ends = counter.reserved, counter.ends
        self.epoch, self.seq = counter.epoch, issued[1] if issued[0] == counter.epoch else 0
        self._lost = [] if self.seq else counter.lost
        is_short = self._is_new or issued[0] < counter.epoch - 1 or self.seq < counter.reserved - _BLOCK
        if counter.reserved > self.seq and (is_short or (counter.boot != self._boot and not is_durable)):
            if self._is_new:  # whatever was waiting, of earlier epochs too
                self._lost += [(epoch, 1, last) for epoch, last in counter.ends if last]
            self._lost.append((counter.epoch, self.seq + 1, counter.reserved))
            self._next_epoch((counter.epoch, counter.reserved))
        elif counter.boot != self._boot:
            self._reserve(self._reserved)

    def _next_epoch(self, end: tuple[int, int]) -> None:
        receipted = self._noted("receipted")
        self._ends = [*(each for each in self._ends if receipted[0] <= each[0] < end[0]), end][-_MOST_ENDS:]
        self.epoch, self.seq = end[0] + 1, 0
        self._reserve(_BLOCK)

    def _numbered(
        self, sensed: Sequence[Sensed], reads: Sequence[TagRead], made: int
    ) -> tuple[int, int, bytes]:
        if self.seq >= self._most_seq:
            self._next_epoch((self.epoch, self.seq))
        self.seq += 1
        if self.seq > self._reserved:
            self._reserve(min(self.seq + _BLOCK - 1, self._most_seq))
        ends = tuple(self._ends) if self.seq == 1 else ()
        lost, self._lost = tuple(self._lost), []
        said = Message(self.device, self.epoch, self.seq, made, made, tuple(sensed), tuple(reads), lost, ends)
        return self.epoch, self.seq, written_message(said)

    def _drop_oldest(self) -> None:
        """Make room; the message that is then the oldest says so, with all that the dropped ones said."""
        over = self._db.execute("SELECT max(0, count(*) - ?) FROM waiting", (self._most,)).fetchone()[0]
        query = "SELECT epoch, seq, body FROM waiting ORDER BY epoch, seq LIMIT ?"
        rows = self._db.execute(query, (over + 1,)).fetchall() if over else []
        if not rows:
            return
        *gone, (epoch, seq, body) = rows
        said = orjson.loads(body)
        for old_epoch, old_seq, old_body in gone:
            old = orjson.loads(old_body)
            said["lost"] += [*old["lost"], [old_epoch, old_seq, old_seq]]
            said["ends"] += old["ends"]
        said["lost"] = _joined(said["lost"])
        said["ends"] = sorted({tuple(each) for each in said["ends"]})
        self._db.execute("DELETE FROM waiting WHERE (epoch, seq) < (?, ?)", (epoch, seq))
        kept = (orjson.dumps(said), epoch, seq)
        self._db.execute("UPDATE waiting SET body = ? WHERE epoch = ? AND seq = ?", kept)

    def _reserve(self, upto: int) -> None:
        self._reserved = upto
        said = _Counter(self.epoch, upto, self._boot, self._lost, self._ends)
        write_whole(self.folder / "counter.json", orjson.dumps(said), 0o600)

    def _counter(self) -> "_Counter | None":
        path = self.folder / "counter.json"
        try:
            said = orjson.loads(path.read_bytes())
            lost = [(int(epoch), int(first), int(last)) for epoch, first, last in said["lost"]]
            ends = [(int(epoch), int(last)) for epoch, last in said["ends"]]
            return _Counter(int(said["epoch"]), int(said["reserved"]), str(said["boot"]), lost, ends)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def _note(self, name: str, epoch: int, seq: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (name, epoch, seq))

    def _noted(self, name: str) -> tuple[int, int]:
        found = self._db.execute("SELECT epoch, seq FROM state WHERE name = ?", (name,)).fetchone()
        return (int(found[0]), int(found[1])) if found else (0, 0)


def _joined(spans: list[Any]) -> list[list[int]]:
    """Neighbouring spans as one."""
    made: list[list[int]] = []
    for epoch, first, last in sorted(spans):
        if made and made[-1][0] == epoch and made[-1][2] + 1 >= first:
            made[-1][2] = max(made[-1][2], last)
        else:
            made.append([epoch, first, last])
    return made


def _refused(error: Exception) -> ModisteError:
    return ModisteError("MOD-2539", reason=str(error).lower().rstrip("."))
