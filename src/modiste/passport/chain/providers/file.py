"""Anchors as signed lines of a file that only grows, as a repository of git or a newspaper could hold them.

Knows lines and what makes them hang together; they prove nothing until somebody else keeps copies. A line is
what a transaction is to a chain, its number is block and nonce at once.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError
from modiste.passport.chain.protocol import Anchor, Block, Mined, Signed
from modiste.passport.chain.wallet import Wallet, signer
from modiste.store import exclusive, telling

GENESIS = bytes(32)
"""What the first line names as the line before it."""


@dataclass(frozen=True, slots=True)
class _Line:
    anchor: Anchor
    number: int
    time: int
    hash: bytes


class FileChain:
    """The lines in `path` that one key signed; a torn last line was never sent."""

    name = "file"
    chain_id = 0
    adds_independence = False
    final_after = 1

    def __init__(self, path: Path, wallet: Wallet, clock: Callable[[], float] = time.time) -> None:
        self._path, self._wallet, self._clock = path, wallet, clock
        self.place = path.name
        self._checked: list[_Line] = []

    def head(self) -> Block:
        """The newest line."""
        lines = self._lines()
        return Block(len(lines), lines[-1].hash, lines[-1].time, 0) if lines else Block(0, GENESIS, 0, 0)

    def next_nonce(self) -> int:
        """How many lines there are."""
        return len(self._lines())

    def signed(self, anchor: Anchor, nonce: int, fee: int = 0) -> Signed:
        """Sign the line that would be next."""
        said = {
            "before": self.head().hash.hex(),
            "log": anchor.log_id.hex(),
            "number": nonce,
            "root": anchor.root.hex(),
            "size": anchor.size,
            "time": int(self._clock()),
        }
        said["signature"] = self._wallet.sign(_digest(said)).hex()
        raw = _written(said)
        return Signed(sha256(raw).digest(), raw, nonce, fee)

    def send(self, raw: bytes) -> None:
        """Append a line; one that is there stays there once.

        Raises:
            ModisteError: MOD-2643 where it does not follow the last line, or its size does not grow.
        """
        with telling(self._path), exclusive(self._path.with_name(f".{self._path.name}.lock")):
            lines = self._lines()
            if any(each.hash == sha256(raw).digest() for each in lines):
                return
            self._next(raw, lines)
            with self._path.open("r+b" if self._path.exists() else "w+b") as file:
                file.truncate(sum(len(each) for each in self._whole()))
                file.seek(0, os.SEEK_END)
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())

    def find(self, transaction: bytes) -> Mined | None:
        """Where a line is, by its hash."""
        for each in self._lines():
            if each.hash == transaction:
                return Mined(each.number + 1, each.hash, each.time, took=True, gas=0, gas_price=0)
        return None

    def is_open(self, log_id: bytes) -> bool:
        """Whether the key spoke of the log."""
        return any(each.anchor.log_id == log_id for each in self._lines())

    def latest(self, log_id: bytes) -> Anchor | None:
        """The largest size that was anchored."""
        sizes = [each.anchor for each in self._lines() if each.anchor.log_id == log_id and each.anchor.size]
        return sizes[-1] if sizes else None

    def root_at(self, log_id: bytes, size: int) -> bytes | None:
        """The root that was anchored with a size."""
        for each in self._lines():
            if each.anchor.log_id == log_id and each.anchor.size == size > 0:
                return each.anchor.root
        return None

    def _whole(self) -> list[bytes]:
        if not self._path.exists():
            return []
        return [line for line in self._path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]

    def _lines(self) -> list[_Line]:
        """Every line, checked.

        Raises:
            ModisteError: MOD-2647 where a line was changed, left out or put in.
        """
        lines: list[_Line] = []
        with telling(self._path):
            for raw in self._whole():
                known = self._checked[len(lines) : len(lines) + 1]
                if known and known[0].hash == sha256(raw).digest():
                    lines += known
                    continue
                try:
                    lines.append(self._next(raw, lines))
                except ModisteError as error:
                    reason = f"line {len(lines) + 1} is not as it was written"
                    raise ModisteError("MOD-2647", where=self._path, reason=reason) from error
        self._checked = lines
        return list(lines)

    def _next(self, raw: bytes, lines: list[_Line]) -> _Line:
        """A line that may follow these."""
        try:
            said = json.loads(raw)
            signature = bytes.fromhex(said.pop("signature"))
            anchor = Anchor(bytes.fromhex(said["log"]), said["size"], bytes.fromhex(said["root"]))
            line = _Line(anchor, said["number"], said["time"], sha256(raw).digest())
            before = bytes.fromhex(said["before"])
            last = next((each for each in reversed(lines) if each.anchor.log_id == anchor.log_id), None)
            reason = ""
            if line.number != len(lines) or before != (lines[-1].hash if lines else GENESIS):
                reason = "another line took its place"
            elif signer(_digest(said), signature) != self._wallet.address:
                reason = "another key signed it"
            elif last is not None and last.anchor.size >= anchor.size:
                reason = "its size does not grow"
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ModisteError("MOD-2643", who=self.name, reason="it is no anchor's line") from error
        if reason:
            raise ModisteError("MOD-2643", who=self.name, reason=reason)
        return line


def _written(said: dict[str, Any]) -> bytes:
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _digest(said: dict[str, Any]) -> bytes:
    return sha256(_written(said)).digest()
