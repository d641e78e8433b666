"""Anchors on their way to a chain: wanted, sent, mined, final; a kill anywhere loses and doubles none.

Knows what is on disk before what is sent, whose nonce was used by whom, reorgs, fees that are too small and
chains that are silent or lie; what a chain is says `protocol`, when to anchor `schedule`.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from modiste.garment import ModisteError
from modiste.passport.chain.protocol import Anchor, Chain, Mined, Signed
from modiste.store import exclusive_if_free

FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0
"""Seconds until a chain that failed is asked again: doubled each time."""
RESEND_SECONDS = 30.0
BUMP_SECONDS = 180.0
"""After so long without a block a transaction is signed anew with the same nonce and a higher fee."""
_TABLES = """
CREATE TABLE IF NOT EXISTS anchors (
  id INTEGER PRIMARY KEY, log_id BLOB NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', wanted_at REAL NOT NULL, UNIQUE (log_id, size));
CREATE TABLE IF NOT EXISTS transactions (
  hash BLOB PRIMARY KEY, anchor INTEGER NOT NULL REFERENCES anchors (id), nonce INTEGER NOT NULL,
  raw BLOB NOT NULL, fee INTEGER NOT NULL, signed_at REAL NOT NULL, sent_at REAL NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'open', block INTEGER, block_hash BLOB, block_time INTEGER,
  gas INTEGER, gas_price INTEGER);
CREATE INDEX IF NOT EXISTS transactions_of_anchor ON transactions (anchor);
CREATE INDEX IF NOT EXISTS anchors_by_state ON anchors (state);
CREATE TABLE IF NOT EXISTS trouble (
  one INTEGER PRIMARY KEY CHECK (one = 1), reason TEXT NOT NULL, tries INTEGER NOT NULL,
  not_before REAL NOT NULL);
"""
_ANCHORS = """
SELECT a.log_id, a.size, a.root, a.state, a.reason, coalesce(t.hash, x''), coalesce(t.block, 0),
  coalesce(t.block_hash, x''), coalesce(t.block_time, 0), coalesce(t.gas, 0), coalesce(t.gas_price, 0)
FROM anchors AS a LEFT JOIN transactions AS t ON t.hash = (
  SELECT hash FROM transactions WHERE anchor = a.id ORDER BY block IS NULL, signed_at DESC, fee DESC LIMIT 1)
ORDER BY a.id
"""


class AnchorState(StrEnum):
    """How far an anchor is."""

    WANTED = "wanted"
    SENT = "sent"
    MINED = "mined"
    FINAL = "final"
    COVERED = "covered"
    """A larger one, or another process, made it needless."""
    REFUSED = "refused"
    """The contract did not take it."""


@dataclass(frozen=True, slots=True)
class KeptAnchor:
    """An anchor with its state, and where it is if it is in a block.

    Attributes:
        anchor: Of what.
        state: How far.
        reason: Why it is there, for people; empty if all went well.
        transaction: The hash of its transaction; empty before one was signed.
        block: Its number.
        block_hash: Its hash.
        block_time: Seconds since 1970.
        gas: Used.
        gas_price: Paid, in wei a gas.
    """

    anchor: Anchor
    state: AnchorState
    reason: str
    transaction: bytes = b""
    block: int = 0
    block_hash: bytes = b""
    block_time: int = 0
    gas: int = 0
    gas_price: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the chain was last left alone, how often in a row, and until when (seconds since 1970)."""

    reason: str
    tries: int
    not_before: float


class Outbox:
    """The file of anchors for one chain; one process has it open at a time.

    Raises:
        ModisteError: MOD-2648 where another process has it, MOD-2647 where it is damaged.
    """

    def __init__(self, path: Path, chain: Chain, clock: Callable[[], float] = time.time) -> None:
        self._path, self._chain, self._clock = path, chain, clock
        with ExitStack() as stack:
            if not stack.enter_context(exclusive_if_free(path.with_name(f".{path.name}.lock"))):
                raise ModisteError("MOD-2648", where=path)
            self._rows = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            stack.callback(self._rows.close)
            with self._telling():
                self._rows.execute("PRAGMA synchronous = FULL")
            with self._writing() as rows:
                for table in _TABLES.split(";"):
                    rows.execute(table)
            self._held = stack.pop_all()

    def __enter__(self) -> "Outbox":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another process have it."""
        self._held.close()

    def want(self, anchor: Anchor) -> None:
        """Write down that this is to be anchored; twice is once, and smaller ones that wait are covered.

        Raises:
            ModisteError: MOD-2645 where another root of that size was wanted before.
        """
        with self._writing() as rows:
            known = rows.execute(
                "SELECT root FROM anchors WHERE log_id = ? AND size = ?", (anchor.log_id, anchor.size)
            ).fetchone()
            if known is not None:
                _check_same(str(self._path), Anchor(anchor.log_id, anchor.size, known[0]), anchor)
                return
            rows.execute(
                "UPDATE anchors SET state = 'covered', reason = ? WHERE state = 'wanted' AND log_id = ?"
                " AND size > 0 AND size < ?",
                (f"by the anchor of {anchor.size} entries", anchor.log_id, anchor.size),
            )
            rows.execute(
                "INSERT INTO anchors (log_id, size, root, state, wanted_at) VALUES (?, ?, ?, 'wanted', ?)",
                (anchor.log_id, anchor.size, anchor.root, self._clock()),
            )

    def step(self) -> Counter[AnchorState]:
        """Ask the chain what became of what was sent, and send what is next; call it again and again.

        A chain that is silent, refuses or contradicts itself is no error here: it is kept as `trouble` and
        left alone for a while.

        Returns:
            How many anchors are in which state.
        """
        trouble = self.trouble()
        if trouble is None or self._clock() >= trouble.not_before:
            try:
                self._settle()
                self._send_next()
            except ModisteError as error:
                if error.code not in ("MOD-2641", "MOD-2642", "MOD-2643", "MOD-2645"):
                    raise
                self._leave_alone(error, trouble.tries + 1 if trouble else 1)
            else:
                with self._writing() as rows:
                    rows.execute("DELETE FROM trouble")
        counts = self._rows.execute("SELECT state, count(*) FROM anchors GROUP BY state")
        return Counter({AnchorState(state): count for state, count in counts})

    def trouble(self) -> Trouble | None:
        """Why the chain is left alone, if it is."""
        row = self._rows.execute("SELECT reason, tries, not_before FROM trouble").fetchone()
        return None if row is None else Trouble(*row)

    def anchors(self) -> list[KeptAnchor]:
        """Every anchor, in the order they were wanted."""
        rows = self._rows.execute(_ANCHORS).fetchall()
        return [KeptAnchor(Anchor(*row[:3]), AnchorState(row[3]), *row[4:]) for row in rows]

    # --- what became of what was sent ---

    def _settle(self) -> None:
        """Look for every transaction that is not final: mined, back from a reorg, stuck, or overtaken."""
        # The nonce before the transactions: one that is mined in between must not look like a stranger's.
        used = self._chain.next_nonce()
        head = self._chain.head().number
        waiting = self._rows.execute("SELECT id FROM anchors WHERE state IN ('sent', 'mined') ORDER BY id")
        for (id,) in waiting.fetchall():
            sent = self._transactions(id)
            for each in sent:
                mined = self._chain.find(each.hash)
                if mined is not None:
                    self._note_mined(id, each, mined, head)
                    break
            else:
                self._note_missing(id, sent, used)

    def _note_mined(self, id: int, sent: Signed, mined: Mined, head: int) -> None:
        if not mined.took:
            state, reason = AnchorState.REFUSED, "the contract did not take it: size or owner"
        elif head - mined.block + 1 >= self._chain.final_after:
            state, reason = AnchorState.FINAL, ""
        else:
            state, reason = AnchorState.MINED, ""
        with self._writing() as rows:
            rows.execute("UPDATE transactions SET block = NULL WHERE anchor = ?", (id,))
            rows.execute(
                "UPDATE transactions SET block = ?, block_hash = ?, block_time = ?, gas = ?, gas_price = ?"
                " WHERE hash = ?",
                (mined.block, mined.block_hash, mined.time, mined.gas, mined.gas_price, sent.hash),
            )
            rows.execute("UPDATE anchors SET state = ?, reason = ? WHERE id = ?", (state, reason, id))

    def _note_missing(self, id: int, sent: list[Signed], used: int) -> None:
        newest = max(sent, key=lambda each: each.fee)
        if used > newest.nonce:
            with self._writing() as rows:
                rows.execute("UPDATE transactions SET state = 'lost', block = NULL WHERE anchor = ?", (id,))
                rows.execute(
                    "UPDATE anchors SET state = 'wanted', reason = ? WHERE id = ?",
                    (f"another transaction of this key took the nonce {newest.nonce}", id),
                )
            return
        with self._writing() as rows:
            rows.execute("UPDATE transactions SET block = NULL WHERE anchor = ?", (id,))
            rows.execute(
                "UPDATE anchors SET state = 'sent', reason = 'its block is no longer in the chain'"
                " WHERE id = ? AND state = 'mined'",
                (id,),
            )
        signed_at, sent_at = self._rows.execute(
            "SELECT signed_at, sent_at FROM transactions WHERE hash = ?", (newest.hash,)
        ).fetchone()
        now = self._clock()
        if now - signed_at >= BUMP_SECONDS:
            self._send(id, self._sign(id, newest.nonce, newest.fee + newest.fee // 4 + 1))
        elif now - sent_at >= RESEND_SECONDS or not sent_at:
            self._send(id, newest)

    # --- what is next ---

    def _send_next(self) -> None:
        """Send the largest that is wanted, if nothing is on its way."""
        if self._rows.execute("SELECT 1 FROM anchors WHERE state = 'sent'").fetchone():
            return
        row = self._rows.execute(
            "SELECT id, log_id, size, root FROM anchors WHERE state = 'wanted'"
            " ORDER BY size = 0 DESC, size DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return
        id, anchor = row[0], Anchor(*row[1:])
        if self._is_there(anchor):
            with self._writing() as rows:
                rows.execute(
                    "UPDATE anchors SET state = 'covered', reason = 'the chain holds it' WHERE id = ?", (id,)
                )
        elif anchor.size and not self._chain.is_open(anchor.log_id):
            self.want(Anchor.opening(anchor.log_id))
            self._send_next()
        else:
            self._send(id, self._sign(id, self._chain.next_nonce(), 0))

    def _is_there(self, anchor: Anchor) -> bool:
        """Whether the chain holds it or a larger one.

        Raises:
            ModisteError: MOD-2645 where the chain holds another root of that size.
        """
        if anchor.size == 0:
            return self._chain.is_open(anchor.log_id)
        latest = self._chain.latest(anchor.log_id)
        if latest is None or latest.size < anchor.size:
            return False
        root = self._chain.root_at(anchor.log_id, anchor.size)
        if root is not None:
            _check_same(self._chain.place, Anchor(anchor.log_id, anchor.size, root), anchor)
        return True

    def _sign(self, id: int, nonce: int, fee: int) -> Signed:
        """Sign, and have it on disk before anybody hears of it."""
        row = self._rows.execute("SELECT log_id, size, root FROM anchors WHERE id = ?", (id,)).fetchone()
        signed = self._chain.signed(Anchor(*row), nonce, fee)
        with self._writing() as rows:
            rows.execute(
                "INSERT OR IGNORE INTO transactions (hash, anchor, nonce, raw, fee, signed_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (signed.hash, id, nonce, signed.raw, signed.fee, self._clock()),
            )
            rows.execute("UPDATE anchors SET state = 'sent', reason = '' WHERE id = ?", (id,))
        return signed

    def _send(self, id: int, signed: Signed) -> None:
        try:
            self._chain.send(signed.raw)
        except ModisteError as error:
            with self._writing() as rows:
                rows.execute("UPDATE anchors SET reason = ? WHERE id = ?", (error.detail, id))
            raise
        with self._writing() as rows:
            rows.execute("UPDATE transactions SET sent_at = ? WHERE hash = ?", (self._clock(), signed.hash))

    def _transactions(self, id: int) -> list[Signed]:
        return [
            Signed(*row)
            for row in self._rows.execute(
                "SELECT hash, raw, nonce, fee FROM transactions WHERE anchor = ? AND state = 'open'"
                " ORDER BY fee DESC",
                (id,),
            )
        ]

    def _leave_alone(self, error: ModisteError, tries: int) -> None:
        wait = min(FIRST_WAIT * 2 ** min(tries - 1, 30), LONGEST_WAIT)
        with self._writing() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO trouble VALUES (1, ?, ?, ?)",
                (f"{error.code}: {error.detail}", tries, self._clock() + wait),
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction of the file, durable when it is done."""
        with self._telling():
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield self._rows
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ModisteError("MOD-2647", where=self._path, reason=str(error)) from error


def check_not_older(log_id: bytes, size: int, root: bytes, chain: Chain) -> None:
    """See at start-up that the log is not older than what the chain holds of it.

    Args:
        log_id: Which log.
        size: How many entries the log has here.
        root: Its root of that size.
        chain: Where it was anchored.

    Raises:
        ModisteError: MOD-2644 where the chain holds more entries, MOD-2645 where it holds another root.
    """
    latest = chain.latest(log_id)
    if latest is not None and latest.size > size:
        raise ModisteError(
            "MOD-2644", chain=f"{chain.name} ({chain.place})", anchored=latest.size, local=size
        )
    if latest is not None and latest.size == size:
        _check_same(f"{chain.name} ({chain.place})", latest, Anchor(log_id, size, root))


def _check_same(chain: str, there: Anchor, here: Anchor) -> None:
    if there.root != here.root:
        raise ModisteError(
            "MOD-2645", chain=chain, size=here.size, anchored=there.root.hex(), local=here.root.hex()
        )
