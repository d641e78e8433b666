"""A shop's log on a chain: anchored when it is time, proved in bundles, and asked whether it is there.

Knows how the chain's outbox meets the log; proofs of inclusion are `passport_log`'s. The newest anchor that
is final lies in a file of its own, so that bundles need not wait for whoever has the outbox.
"""

import hashlib
import json
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

# Chains come with the room's door as they are needed: an EVM takes a second to read.
import modiste.passport as room
from modiste.garment import ModisteError
from modiste.store import telling, write_whole
from modiste.workspace.flows.passport_log import LOG_FOLDER, ShopLog

if TYPE_CHECKING:
    from modiste.passport import AnchorProof, AnchorState, Chain, Checkpoint, KeptAnchor, Outbox
    from modiste.workspace.shop import Shop

FREE_SECONDS = 30.0
"""On a chain that costs nothing, the oldest leaf waits so long."""
_STEPS = 12
_FEE_STEP = 60
_FEES_LEARNED, _FEES_KEPT = 1_440, 14 * 1_440
_NEWEST = "anchored.json"


class ShopAnchors:
    """The anchors of one shop's log."""

    def __init__(self, shop: "Shop", log: ShopLog, clock: Callable[[], float] = time.time) -> None:
        self._shop, self._log, self._clock = shop, log, clock
        self._folder = shop.root / LOG_FOLDER
        self._fees = list[int]()
        self._fee_at = self._waits_since = 0.0

    @cached_property
    def chain(self) -> "Chain":
        """The chain of the settings; one of the shop's own where they name none.

        Raises:
            ModisteError: MOD-2649 for settings that name no chain, MOD-2641 to MOD-2647 as the chain says.
        """
        settings = self._shop.settings
        wallet = room.Wallet.kept(self._folder / "keys" / "anchor.key")
        if settings.chain == "file":
            return room.FileChain(self._folder / "anchors.txt", wallet, self._clock)
        if settings.chain == "json-rpc":
            nodes = room.Nodes(settings.chain_urls)
            made = room.JsonRpcChain(nodes, settings.chain_contract, wallet, settings.chain_id)
            made.check()
            return made
        return room.EmbeddedChain(self._folder / "chain.db", wallet, self._clock)

    def check(self) -> None:
        """See that the log is not older than what the chain holds; a chain that is silent is left for later.

        Raises:
            ModisteError: MOD-2644 or MOD-2645 where an old backup was restored.
        """
        log = self._log.log
        try:
            room.check_not_older(self._log_id, log.size, log.root(log.size), self.chain)
        except ModisteError as error:
            if error.code in ("MOD-2644", "MOD-2645"):
                raise
            self._shop.log.warning("the chain was not asked", code=error.code, reason=error.detail)

    def anchor(self) -> dict[str, Any]:
        """Anchor the log as it is now, or go on with what is on its way; returns `status`.

        Raises:
            ModisteError: MOD-2648 where another process is at it.
        """
        self.check()
        now = self._log.log.checkpoint()
        with self._outbox() as outbox:
            if now.size:
                outbox.want(room.Anchor(self._log_id, now.size, now.root))
            for _ in range(_STEPS):
                counts = outbox.step()
                if outbox.trouble() or not sum(counts[each] for each in _on_their_way()):
                    break
            self._keep_newest(outbox)
            return self._told(outbox)

    def status(self) -> dict[str, Any]:
        """The chain, its anchors, the newest first, and what is in the way."""
        with self._outbox() as outbox:
            return self._told(outbox)

    def follow(self) -> None:
        """Anchor where it is time; for whoever keeps the log up."""
        waiting = self._log.log.size - (self.newest() or {}).get("size", 0)
        if not waiting:
            self._waits_since = 0.0
        elif not self._waits_since:
            self._waits_since = self._clock()
        elif self._is_time(waiting, self._clock() - self._waits_since):
            self.anchor()
            self._waits_since = 0.0

    def newest(self) -> dict[str, Any] | None:
        """The newest final anchor, as the file has it."""
        path = self._folder / _NEWEST
        with telling(path):
            return json.loads(path.read_bytes()) if path.exists() else None

    def proof(self, now: "Checkpoint") -> "AnchorProof | None":
        """The newest final anchor that a checkpoint goes on from, proved."""
        kept = self.newest()
        if kept is None or kept["size"] > now.size:
            return None
        consistency = tuple(self._log.log.consistency(kept["size"], now.size))
        return room.AnchorProof(**{**kept, "root": bytes.fromhex(kept["root"])}, consistency=consistency)

    def holds(self, anchor: "AnchorProof") -> bool | None:
        """Whether the chain holds an anchor; None where it is another chain, another log or silent."""
        kept = self.newest()
        if kept is None or (anchor.chain, anchor.contract) != (kept["chain"], kept["contract"]):
            return None
        try:
            return self.chain.root_at(self._log_id, anchor.size) == anchor.root
        except ModisteError:
            return None

    @property
    def _log_id(self) -> bytes:
        return hashlib.sha256(self._log.log.key.name.encode()).digest()

    def _outbox(self) -> "Outbox":
        return room.Outbox(self._folder / "anchors.db", self.chain, self._clock)

    def _keep_newest(self, outbox: "Outbox") -> None:
        found = [
            each for each in outbox.anchors() if each.state == room.AnchorState.FINAL and each.anchor.size
        ]
        if not found:
            return
        last = max(found, key=lambda each: each.anchor.size)
        chain = self.chain
        said = {
            "provider": chain.name,
            "chain": f"eip155:{chain.chain_id}" if chain.chain_id else chain.name,
            "contract": chain.place,
            "transaction": f"0x{last.transaction.hex()}",
            "block": last.block,
            "size": last.anchor.size,
            "root": last.anchor.root.hex(),
            "is_independent": chain.adds_independence,
        }
        write_whole(self._folder / _NEWEST, json.dumps(said).encode())

    def _told(self, outbox: "Outbox") -> dict[str, Any]:
        trouble, (english, chinese) = outbox.trouble(), room.independence(self.chain)
        return {
            "provider": self.chain.name,
            "chain_id": self.chain.chain_id,
            "contract": self.chain.place,
            "is_independent": self.chain.adds_independence,
            "says": english,
            "says_zh": chinese,
            "trouble": trouble.reason if trouble else "",
            "anchors": [_shown(each) for each in reversed(outbox.anchors()) if each.anchor.size],
        }

    def _is_time(self, waiting: int, waited: float) -> bool:
        """Whether to anchor: soon where it costs nothing, by the price of gas once it is known."""
        if not self.chain.adds_independence:
            return waited >= FREE_SECONDS
        longest = self._shop.settings.anchor_seconds
        now = self._clock()
        if now - self._fee_at >= _FEE_STEP:
            self._fees = [*self._fees, self.chain.head().base_fee][-_FEES_KEPT:]
            self._fee_at = now
        if len(self._fees) < _FEES_LEARNED:
            return waited >= longest
        first = int(now) - _FEE_STEP * (len(self._fees) - 1)
        model = room.FeeModel.of(self._fees, first, _FEE_STEP)
        cost = room.WaitingCost(
            self._shop.settings.anchor_leaf_wei, max(waiting / max(waited, 1.0), 1e-6), longest
        )
        level = 0.0
        for number, fee in enumerate(self._fees):
            level = model.followed(level, first + number * _FEE_STEP, fee)
        return room.Schedule.of(model, cost).is_time(int(now), waiting, waited, self._fees[-1], level)


def _on_their_way() -> "tuple[AnchorState, ...]":
    return room.AnchorState.WANTED, room.AnchorState.SENT, room.AnchorState.MINED


def _shown(kept: "KeptAnchor") -> dict[str, Any]:
    return {
        "size": kept.anchor.size,
        "root": kept.anchor.root.hex(),
        "state": kept.state.value,
        "reason": kept.reason,
        "transaction": f"0x{kept.transaction.hex()}" if kept.transaction else "",
        "block": kept.block,
        "at": kept.block_time,
        "gas": kept.gas,
        "gas_price": kept.gas_price,
    }
