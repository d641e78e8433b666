"""Any EVM that speaks JSON-RPC.

Knows the calls, each as of one block that all addresses have; how they are asked and compared is
`json_rpc_nodes`', signatures are `wallet`'s, the contract's words `contract`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import rlp
from eth_utils.crypto import keccak

from modiste.garment import ModisteError
from modiste.passport.chain.contract import CALL_GAS, ContractReader, anchor_call, contract
from modiste.passport.chain.protocol import Anchor, Block, Mined, Signed
from modiste.passport.chain.providers.json_rpc_nodes import Nodes
from modiste.passport.chain.wallet import Wallet

TIP = 1_000_000_000
"""What the block's maker gets where no node says what is usual, in wei a gas: that of quiet hours."""
CREATION_GAS = 1_000_000


@dataclass(frozen=True)
class JsonRpcChain(ContractReader):
    """A chain behind one or more addresses.

    Attributes:
        nodes: Whom to ask; who runs them all can still lie.
        place: The contract's address, `0x` and 40 digits.
        wallet: Who sends.
        chain_id: Which chain it must be.
        final_after: Blocks after which a transaction counts as there for good.
        most_fee: What an anchor may cost at most, in wei a gas.
        most_tip: What of that the block's maker may get at most.
    """

    nodes: Nodes
    place: str
    wallet: Wallet
    chain_id: int
    final_after: int = 12
    most_fee: int = 500_000_000_000
    most_tip: int = 20_000_000_000

    name = "json-rpc"

    @property
    def adds_independence(self) -> bool:
        """Whether a node is on another machine; whose that machine is cannot be told from here."""
        return not self.nodes.are_local

    def check(self) -> None:
        """See that every address is of this chain, and that the contract stands there.

        Raises:
            ModisteError: MOD-2649 where not.
        """
        if (found := self._agreed("eth_chainId", of=_number)) != self.chain_id:
            raise ModisteError("MOD-2649", reason=f"they are of chain {found}, not {self.chain_id}")
        if self._now("eth_getCode", self.place, of=_bytes) != contract().runtime:
            raise ModisteError("MOD-2649", reason=f"the contract does not stand at {self.place}")

    def created(self) -> tuple[bytes, str]:
        """Send the contract's creation, once for all logs on a chain.

        Returns:
            The transaction's hash, and where the contract then stands.
        """
        nonce, tip = self.next_nonce(), self.tip()
        fee = self._allowed(2 * self.head().base_fee + tip)
        sent = self.wallet.transaction(
            self.chain_id, nonce, b"", contract().creation, gas=CREATION_GAS, fee=fee, tip=tip
        )
        self.nodes.send(sent.raw)
        return sent.hash, f"0x{keccak(rlp.encode([self.wallet.address, nonce]))[12:].hex()}"

    def head(self) -> Block:
        """The newest block that all have."""
        return self._block(self._height())

    def next_nonce(self) -> int:
        """How many of the account's transactions are in blocks."""
        address = f"0x{self.wallet.address.hex()}"
        return int(self._now("eth_getTransactionCount", address, of=_number))

    def signed(self, anchor: Anchor, nonce: int, fee: int = 0) -> Signed:
        """Sign, and send nothing: it pays up to twice the base fee of now, or the whole of `fee`.

        Raises:
            ModisteError: MOD-2643 where that is more than `most_fee`: a node that lies must not empty the
                account.
        """
        tip = fee or self.tip()
        fee = self._allowed(max(fee, 2 * self.head().base_fee + tip))
        return self.wallet.transaction(
            self.chain_id,
            nonce,
            _bytes(self.place),
            anchor_call(anchor),
            gas=CALL_GAS,
            fee=fee,
            tip=tip,
        )

    def tip(self) -> int:
        """What the block's maker is to get, in wei a gas: what the nodes say is usual, at most `most_tip`.

        Each has its own view of it, so that they need not agree: of several the one in the middle counts, the
        lower of two. A node that does not say stops no anchor: not all have `eth_maxPriorityFeePerGas`.
        """
        try:
            said: list[int] = sorted(self.nodes.answers("eth_maxPriorityFeePerGas", of=_number).values())
        except ModisteError:
            return min(TIP, self.most_tip)
        return min(max(said[(len(said) - 1) // 2], 0), self.most_tip)

    def _allowed(self, fee: int) -> int:
        if fee > self.most_fee:
            raise ModisteError("MOD-2643", who=self.name, reason=f"{fee} wei a gas is more than you allow")
        return fee

    def send(self, raw: bytes) -> None:
        """Hand a signed transaction to every address; one that takes it is enough."""
        self.nodes.send(raw)

    def find(self, transaction: bytes) -> Mined | None:
        """Where a transaction is, by its hash; none while an address has not its block."""
        height = self._height()
        found: Mined | None = self._agreed(
            "eth_getTransactionReceipt", f"0x{transaction.hex()}", of=lambda said: _mined(said, height)
        )
        if found is None:
            return None
        block = self._block(found.block)
        if block.hash != found.block_hash:
            return None  # a reorg between the two questions
        return replace(found, time=block.time)

    def base_fees(self, blocks: int) -> list[int]:
        """The base fees of the newest blocks, oldest first, in wei a gas."""
        fees: list[int] = self._agreed(
            "eth_feeHistory",
            hex(blocks),
            hex(self._height()),
            [],
            of=lambda said: [_number(each) for each in said["baseFeePerGas"][:-1]],
        )
        return fees

    def _call(self, data: bytes) -> bytes:
        asked = {"to": self.place, "data": f"0x{data.hex()}"}
        return bytes(self._now("eth_call", asked, of=_bytes))

    def _height(self) -> int:
        """The height that all that answer have reached."""
        heights: list[int] = list(self.nodes.answers("eth_blockNumber", of=_number).values())
        return min(heights)

    def _block(self, number: int) -> Block:
        found: Block = self._agreed("eth_getBlockByNumber", hex(number), False, of=_block)
        return found

    def _now(self, method: str, value: Any, *, of: Callable[[Any], Any]) -> Any:
        """What a method says of a value as of the block that all have."""
        return self._agreed(method, value, hex(self._height()), of=of)

    def _agreed(self, method: str, *values: Any, of: Callable[[Any], Any]) -> Any:
        return self.nodes.agreed(method, *values, of=of)


def _number(said: Any) -> int:
    return int(said, 16)


def _bytes(said: Any) -> bytes:
    return bytes.fromhex(said.removeprefix("0x"))


def _block(said: Any) -> Block:
    return Block(
        _number(said["number"]),
        _bytes(said["hash"]),
        _number(said["timestamp"]),
        _number(said["baseFeePerGas"]),
    )


def _mined(said: Any, height: int) -> Mined | None:
    """A receipt; none where its block is above the height that all have."""
    if said is None or (block := _number(said["blockNumber"])) > height:
        return None
    took, gas, price = (_number(said[name]) for name in ("status", "gasUsed", "effectiveGasPrice"))
    return Mined(block, _bytes(said["blockHash"]), 0, bool(took), gas, price)
