"""A chain in one file of the shop's: a real EVM that makes a block for every transaction.

Knows py-evm and how its nodes are kept in SQLite, a block in one transaction of it: a kill leaves the block
before or the block after. Run by the log's own operator it adds no independence.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from eth.abc import BlockHeaderAPI
from eth.chains.base import MiningChain
from eth.consensus.noproof import NoProofConsensus
from eth.db.atomic import AtomicDB
from eth.db.backends.base import BaseDB
from eth.db.schema import SchemaV1
from eth.exceptions import PyEVMError, TransactionNotFound
from eth.vm.forks.prague import PragueVM
from eth_utils.crypto import keccak
from eth_utils.exceptions import ValidationError
from rlp.exceptions import RLPException

from modiste.garment import ModisteError
from modiste.passport.chain.contract import CALL_GAS, ContractReader, anchor_call, contract
from modiste.passport.chain.protocol import Anchor, Block, Mined, Signed
from modiste.passport.chain.wallet import Wallet

# py-evm lets Python recurse ten times as deep, and then a file of many brackets ends the process.
sys.setrecursionlimit(1_000)
CHAIN_ID = 5_066_564
"""The letters MOD: no public chain has this number."""
CONTRACT = keccak(b"modiste.passport.anchor")[12:]
"""Where the contract stands from the first block on; nobody sends its creation."""
_WEALTH = 10**30
_WAIT_SECONDS = 30.0
_HASH_BYTES = 32
_TABLE = "CREATE TABLE IF NOT EXISTS nodes (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


class _OwnVM(PragueVM):  # type: ignore[misc] # py-evm is typed only in part
    """Prague's rules, and no proof of work or stake."""

    consensus_class = NoProofConsensus


class _OwnChain(MiningChain):  # type: ignore[misc]
    """Prague from the first block on."""

    chain_id = CHAIN_ID
    vm_configuration = ((0, _OwnVM),)


class EmbeddedChain(ContractReader):
    """The chain in `path`, made where it is missing; several processes may have it open."""

    name = "embedded"
    chain_id = CHAIN_ID
    place = f"0x{CONTRACT.hex()}"
    adds_independence = False
    final_after = 1

    def __init__(self, path: Path, wallet: Wallet, clock: Callable[[], float] = time.time) -> None:
        self._path, self._wallet, self._clock = path, wallet, clock
        with self._chain(write=True) as chain:
            state = chain.get_vm(chain.get_canonical_head()).state
            if state.get_code(CONTRACT) != contract().runtime:
                raise ModisteError("MOD-2647", where=path, reason="it holds another contract")
            if not state.get_balance(wallet.address):
                raise ModisteError("MOD-2647", where=path, reason="it was made for another key")

    def head(self) -> Block:
        """The newest block."""
        with self._chain() as chain:
            return _block(chain.get_canonical_head())

    def next_nonce(self) -> int:
        """How many of the account's transactions are in blocks."""
        with self._chain() as chain:
            state = chain.get_vm(chain.get_canonical_head()).state
            return int(state.get_nonce(self._wallet.address))

    def signed(self, anchor: Anchor, nonce: int, fee: int = 0) -> Signed:
        """Sign, and send nothing; gas costs nobody anything here."""
        return self._wallet.transaction(
            CHAIN_ID,
            nonce,
            CONTRACT,
            anchor_call(anchor),
            gas=CALL_GAS,
            fee=max(fee, 2 * self.head().base_fee),
            tip=0,
        )

    def send(self, raw: bytes) -> None:
        """Make a block of it; one that is in a block already stays there.

        Raises:
            ModisteError: MOD-2643 where the chain does not take it, for example for its nonce.
        """
        with self._chain(write=True) as chain:
            if _place_of(chain, keccak(raw)) is not None:
                return
            head = chain.get_canonical_head()
            try:
                transaction = chain.get_vm(head).get_transaction_builder().decode(raw)
                chain.header = chain.create_header_from_parent(
                    head, timestamp=max(int(self._clock()), head.timestamp + 1)
                )
                chain.mine_all([transaction])
            except (PyEVMError, RLPException, ValidationError, IndexError, ValueError) as refused:
                raise ModisteError("MOD-2643", who=self.name, reason=str(refused)[:200]) from refused

    def find(self, transaction: bytes) -> Mined | None:
        """Where a transaction is, by its hash."""
        with self._chain() as chain:
            place = _place_of(chain, transaction)
            if place is None:
                return None
            header = chain.get_canonical_block_header_by_number(place[0])
            receipt = chain.get_transaction_receipt(transaction)
            return Mined(
                header.block_number,
                header.hash,
                header.timestamp,
                receipt.state_root == b"\x01",
                receipt.gas_used,
                header.base_fee_per_gas,
            )

    def _call(self, data: bytes) -> bytes:
        with self._chain() as chain:
            vm = chain.get_vm(chain.get_canonical_head())
            asked = vm.execute_bytecode(
                origin=None,
                gas_price=0,
                gas=CALL_GAS,
                to=CONTRACT,
                sender=self._wallet.address,
                value=0,
                data=data,
                code=contract().runtime,
            )
            asked.raise_if_error()
            return bytes(asked.output)

    @contextmanager
    def _chain(self, *, write: bool = False) -> Iterator[MiningChain]:
        """The chain as the file has it now, within one transaction of SQLite."""
        try:
            connection = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
            with closing(connection):
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                if write:
                    connection.execute(_TABLE)
                yield self._read(AtomicDB(_Rows(connection)))
                connection.execute("COMMIT")
        except (PyEVMError, RLPException, sqlite3.DatabaseError) as error:
            raise ModisteError("MOD-2647", where=self._path, reason=str(error)) from error

    def _read(self, rows: AtomicDB) -> MiningChain:
        if rows.exists(SchemaV1.make_canonical_head_hash_lookup_key()):
            return _OwnChain(rows)
        account = {"balance": _WEALTH, "nonce": 0, "code": b"", "storage": {}}
        anchors = {"balance": 0, "nonce": 1, "code": contract().runtime, "storage": {}}
        first = {"timestamp": int(self._clock()), "gas_limit": 30_000_000, "difficulty": 0}
        state = {self._wallet.address: account, CONTRACT: anchors}
        return _OwnChain.from_genesis(rows, first, state)


class _Rows(BaseDB):  # type: ignore[misc]
    """Keys and values of one open SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, key: bytes) -> bytes:
        row = self._connection.execute("SELECT value FROM nodes WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        value = bytes(row[0])
        if len(key) == _HASH_BYTES and keccak(value) != key:
            raise sqlite3.DatabaseError("a node is not what its hash says")
        return value

    def __setitem__(self, key: bytes, value: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO nodes VALUES (?, ?)", (key, value))

    def __delitem__(self, key: bytes) -> None:
        if not self._connection.execute("DELETE FROM nodes WHERE key = ?", (key,)).rowcount:
            raise KeyError(key)

    def _exists(self, key: bytes) -> bool:
        return self._connection.execute("SELECT 1 FROM nodes WHERE key = ?", (key,)).fetchone() is not None


def _block(header: BlockHeaderAPI) -> Block:
    return Block(header.block_number, header.hash, header.timestamp, header.base_fee_per_gas)


def _place_of(chain: MiningChain, transaction: bytes) -> tuple[int, int] | None:
    try:
        place: tuple[int, int] = chain.get_canonical_transaction_index(transaction)
    except TransactionNotFound:
        return None
    return place
