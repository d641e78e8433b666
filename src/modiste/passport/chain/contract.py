"""The anchor contract as compiled: its code, and how its functions are called.

Knows the artefact that `anchor.vy` was compiled to and the ABI of its few words of 32 bytes; who sends is
`providers`'.
"""

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from modiste.passport.chain.protocol import Anchor

SOURCE = Path(__file__).with_name("anchor.vy")
ARTEFACT = Path(__file__).with_name("anchor.json")
CALL_GAS = 150_000
"""Gas that an anchor may use at most; what it uses is in docs/chain.md."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What was compiled: the code that creates the contract, the code it then is, selectors by signature."""

    creation: bytes
    runtime: bytes
    selectors: dict[str, bytes]


@cache
def contract() -> Contract:
    """The artefact beside this module."""
    kept = json.loads(ARTEFACT.read_text(encoding="utf-8"))
    return Contract(
        bytes.fromhex(kept["bytecode"]),
        bytes.fromhex(kept["runtime"]),
        {name: bytes.fromhex(selector) for name, selector in kept["selectors"].items()},
    )


def call(signature: str, *values: bytes | int) -> bytes:
    """Call data: a function's selector, then each value in a word of 32 bytes.

    Example:
        >>> call("latest(bytes32)", b"l" * 32).hex()[:12]
        '79feb1076c6c'
    """
    return contract().selectors[signature] + b"".join(_word(each) for each in values)


def anchor_call(anchor: Anchor) -> bytes:
    """What an anchor says to the contract; one of size 0 opens the log."""
    if anchor.size == 0:
        return call("open_log(bytes32)", anchor.log_id)
    return call("anchor(bytes32,uint256,bytes32)", anchor.log_id, anchor.size, anchor.root)


class ContractReader(ABC):
    """What the contract says, for a chain that can ask it."""

    def is_open(self, log_id: bytes) -> bool:
        """Whether somebody owns the log there."""
        return any(self._call(call("owner(bytes32)", log_id)))

    def latest(self, log_id: bytes) -> Anchor | None:
        """The largest size that was anchored."""
        said = self._call(call("latest(bytes32)", log_id))
        size = int.from_bytes(said[:32])
        return Anchor(log_id, size, said[32:64]) if size else None

    def root_at(self, log_id: bytes, size: int) -> bytes | None:
        """The root that was anchored with a size."""
        said = self._call(call("root_at(bytes32,uint256)", log_id, size))[:32]
        return said if any(said) else None

    @abstractmethod
    def _call(self, data: bytes) -> bytes:
        """What the contract answers to call data."""


def _word(value: bytes | int) -> bytes:
    return value.to_bytes(32) if isinstance(value, int) else value.rjust(32, b"\0")
