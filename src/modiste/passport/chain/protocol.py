"""What an anchor is, and what a chain must do for it.

Knows shapes only; chains are `providers`', when and how often to send is `outbox`'s and `schedule`'s.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

EMPTY_ROOT = sha256().digest()
"""The root of a log without entries (RFC 6962 2.1)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A log's size with its root, to be laid down where it cannot be taken back.

    Attributes:
        log_id: SHA-256 of the line that names the log's origin, 32 bytes.
        size: Entries in the log. With size 0 an anchor opens the log: who sends it owns it from then on.
        root: The root of its Merkle tree, 32 bytes.
    """

    log_id: bytes
    size: int
    root: bytes

    @classmethod
    def opening(cls, log_id: bytes) -> "Anchor":
        """The anchor of the empty log."""
        return cls(log_id, 0, EMPTY_ROOT)


@dataclass(frozen=True, slots=True)
class Block:
    """A block's number and hash, its time in seconds since 1970, and its base fee in wei a gas (EIP-1559)."""

    number: int
    hash: bytes
    time: int
    base_fee: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A transaction as it goes out: what it is called, its bytes, and the most it pays in wei a gas."""

    hash: bytes
    raw: bytes
    nonce: int
    fee: int


@dataclass(frozen=True, slots=True)
class Mined:
    """A transaction in a block: whether the contract took it, what it used and paid in wei a gas."""

    block: int
    block_hash: bytes
    time: int
    took: bool
    gas: int
    gas_price: int


class Chain(Protocol):
    """A chain with the contract on it, and the account that sends.

    Every member that asks raises MOD-2641 where nobody answers, MOD-2642 where the answers differ.
    """

    @property
    def name(self) -> str:
        """What kind of chain."""

    @property
    def chain_id(self) -> int:
        """Which one, as transactions name it (EIP-155)."""

    @property
    def place(self) -> str:
        """Where on it: the contract's address."""

    @property
    def adds_independence(self) -> bool:
        """Whether others than the log's operator keep it."""

    @property
    def final_after(self) -> int:
        """Blocks, its own among them, after which a transaction counts as there for good."""

    def head(self) -> Block:
        """The newest block."""

    def next_nonce(self) -> int:
        """How many of the account's transactions are in blocks."""

    def signed(self, anchor: Anchor, nonce: int, fee: int = 0) -> Signed:
        """Sign, and send nothing; `fee` is the least that it offers in wei a gas."""

    def send(self, raw: bytes) -> None:
        """Hand a signed transaction over, again if need be.

        Raises:
            ModisteError: MOD-2643 where it is refused, for example as another took its nonce.
        """

    def find(self, transaction: bytes) -> Mined | None:
        """Where a transaction is, by its hash."""

    def is_open(self, log_id: bytes) -> bool:
        """Whether somebody owns the log there."""

    def latest(self, log_id: bytes) -> Anchor | None:
        """The largest size that was anchored."""

    def root_at(self, log_id: bytes, size: int) -> bytes | None:
        """The root that was anchored with a size."""
