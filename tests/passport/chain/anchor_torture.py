"""Processes that anchor and are killed around a write of outbox or embedded chain; what must hold then.

Used by test_outbox.py with few kills and by benchmarks/passport_anchor.py with many. A child is a fork, which
kills itself at a statement of SQLite's; begin, commit and every write count.
"""

import os
import random
import signal
import sqlite3
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from modiste.passport.chain.outbox import AnchorState, Outbox
from modiste.passport.chain.protocol import Anchor
from modiste.passport.chain.providers.embedded import EmbeddedChain
from modiste.passport.chain.wallet import Wallet

LOG = sha256(b"a log under torture").digest()
WALLET = Wallet(sha256(b"a wallet under torture").digest())
WRITES = ("BEGIN IMMEDIATE", "COMMIT", "INSERT", "UPDATE", "DELETE", "CREATE")


class Torture:
    """A shop's folder whose anchoring is killed again and again.

    Attributes:
        kills: How many.
        points: The numbers of the writes that a kill was at; negative where after it.
        anchors: How many of what was wanted are final or covered, at the end all.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.kills = self.anchors = self._head = self._size = 0
        self.points: set[int] = set()
        self._folder, self._chance = folder, random.Random(seed)
        self._writes = self._run(0)

    def kill(self, point: int | None = None) -> None:
        """Anchor one size more and kill at a write, or wherever chance says; then see that all is well."""
        if point is None:
            point = self._chance.choice((-1, 1)) * self._chance.randint(1, self._writes)
        self._run(point)
        chain = EmbeddedChain(self._folder / "chain.db", WALLET)
        assert chain.head().number >= self._head, "the chain's head went back"
        self._head = chain.head().number

    @property
    def writes(self) -> int:
        """How many writes an anchor without a kill takes."""
        return self._writes

    def end(self) -> None:
        """Let everything through and see that each is there once.

        Raises:
            AssertionError: Something was lost or is there twice.
        """
        chain = EmbeddedChain(self._folder / "chain.db", WALLET)
        with Outbox(self._folder / "anchors.db", chain) as outbox:
            for _ in range(20):
                outbox.step()
            kept = outbox.anchors()
        done = {each.anchor.size for each in kept if each.state in (AnchorState.FINAL, AnchorState.COVERED)}
        said = {int(line) for line in (self._folder / "wanted").read_text().split()}
        assert said <= done, f"forgotten: {said - done}"
        assert len(kept) == len(done), f"neither final nor covered: {kept}"
        final = [each for each in kept if each.state == AnchorState.FINAL]
        assert chain.next_nonce() == chain.head().number == len(final), "a transaction that nobody wrote down"
        for each in final:
            found = chain.find(each.transaction)
            assert found is not None
            assert found.took
            if each.anchor.size:
                assert chain.root_at(LOG, each.anchor.size) == each.anchor.root
        with sqlite3.connect(self._folder / "anchors.db") as rows:
            nonces = "SELECT count(DISTINCT nonce) AS n FROM transactions GROUP BY anchor HAVING n > 1"
            assert not rows.execute(nonces).fetchall(), "an anchor with two nonces"
        rows.close()
        self.anchors = len(done)

    def _run(self, point: int) -> int:
        """Anchor one size more in a child that is killed at a write; without a kill, how many it made."""
        self._size += 1
        child = os.fork()
        if not child:
            try:
                _anchor(self._folder, self._size, point)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if point and os.WIFSIGNALED(status):
            self.kills += 1
            self.points.add(point)
            return 0
        assert os.waitstatus_to_exitcode(status) == 0, "the child failed"
        if point:  # it had fewer writes to make than chance thought
            return self._run(self._chance.choice((-1, 1)) * self._chance.randint(1, 20))
        return int((self._folder / "writes").read_text())


def _anchor(folder: Path, size: int, point: int) -> None:
    fuse = _Fuse(point)
    sqlite3.connect = fuse.connect  # type: ignore[assignment, method-assign]
    chain = EmbeddedChain(folder / "chain.db", WALLET)
    with Outbox(folder / "anchors.db", chain) as outbox:
        outbox.want(Anchor(LOG, size, sha256(size.to_bytes(8)).digest()))
        with (folder / "wanted").open("a") as file:
            file.write(f"{size}\n")
        for _ in range(6):
            outbox.step()
    (folder / "writes").write_text(str(fuse.writes))
    os._exit(0)


class _Fuse:
    """Counts writes, and ends the process before the one of a number, or after it where that is negative."""

    def __init__(self, point: int) -> None:
        self.point, self.writes, self._connect = point, 0, sqlite3.connect

    def connect(self, *args: Any, **values: Any) -> sqlite3.Connection:
        fuse = self

        class Fused(sqlite3.Connection):
            def execute(self, *said: Any) -> sqlite3.Cursor:
                counts = said[0].lstrip().startswith(WRITES)
                fuse.writes += counts
                if counts and fuse.writes == fuse.point:
                    os.kill(os.getpid(), signal.SIGKILL)
                done = super().execute(*said)
                if counts and fuse.writes == -fuse.point:
                    os.kill(os.getpid(), signal.SIGKILL)
                return done

        made: sqlite3.Connection = self._connect(*args, factory=Fused, **values)
        return made


def tortured(folder: Path, kills: int, seed: int) -> tuple[Torture, float]:
    """Kill at every write once, before and after, in any order, then by chance; and the seconds it took."""
    began, torture = time.perf_counter(), Torture(folder, seed)
    points = [sign * point for point in range(1, torture.writes + 1) for sign in (1, -1)]
    random.Random(seed).shuffle(points)
    for point in points[:kills]:
        torture.kill(point)
    while torture.kills < kills:
        torture.kill()
    torture.end()
    return torture, time.perf_counter() - began
