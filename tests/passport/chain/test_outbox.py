"""The outbox: what is wanted gets there once, whatever the chain, other processes or a kill do meanwhile."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.passport.chain.anchor_torture import Torture
from tests.passport.chain.lying_node import between
from tests.passport.chain.small_chain import LOG, WALLET, Anvil, anchor, anvil, put, wait_for

from modiste.garment import ModisteError
from modiste.passport.chain.outbox import BUMP_SECONDS, AnchorState, KeptAnchor, Outbox, check_not_older
from modiste.passport.chain.protocol import Anchor, Chain
from modiste.passport.chain.providers.embedded import EmbeddedChain
from modiste.passport.chain.providers.file import FileChain
from modiste.passport.chain.wallet import Wallet

KILLS = 10


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def anvil_once() -> Iterator[Anvil]:
    with anvil() as started:
        yield started


@pytest.fixture
def node(anvil_once: Anvil) -> Iterator[Anvil]:
    """A node as it was before the test."""
    before = anvil_once.do("evm_snapshot")
    yield anvil_once
    anvil_once.do("evm_setAutomine", True)
    anvil_once.do("evm_revert", before)


@pytest.fixture(params=["embedded", "file"])
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Chain:
    """A chain of one's own, of either kind."""
    if request.param == "file":
        return FileChain(tmp_path / "anchors.jsonl", WALLET)
    return EmbeddedChain(tmp_path / "chain.db", WALLET)


def states(outbox: Outbox) -> dict[int, str]:
    return {each.anchor.size: each.state.value for each in outbox.anchors()}


def until(outbox: Outbox, state: AnchorState, size: int) -> KeptAnchor:
    """Step until the anchor of a size is in a state."""

    def there() -> bool:
        outbox.step()
        return states(outbox)[size] == state

    wait_for(there)
    return next(each for each in outbox.anchors() if each.anchor.size == size)


def test_what_is_wanted_becomes_final_and_the_log_is_opened_first(tmp_path: Path, own: Chain) -> None:
    with Outbox(tmp_path / "anchors.db", own) as outbox:
        outbox.want(anchor(3))
        kept = until(outbox, AnchorState.FINAL, 3)
        assert states(outbox) == {3: "final", 0: "final"}
        outbox.want(anchor(3))
        outbox.step()
    found = own.find(kept.transaction)
    assert found is not None
    assert (kept.block, kept.block_hash, kept.block_time) == (found.block, found.block_hash, found.time)
    assert kept.gas == found.gas
    assert own.latest(LOG) == anchor(3)
    assert own.next_nonce() == 2


def test_of_several_that_wait_only_the_largest_is_sent(tmp_path: Path) -> None:
    chain = EmbeddedChain(tmp_path / "chain.db", WALLET)
    with Outbox(tmp_path / "anchors.db", chain) as outbox:
        for size in (3, 5, 9):
            outbox.want(anchor(size))
        until(outbox, AnchorState.FINAL, 9)
        assert states(outbox) == {3: "covered", 5: "covered", 9: "final", 0: "final"}
        assert "9 entries" in outbox.anchors()[1].reason
        outbox.want(anchor(7))
        until(outbox, AnchorState.COVERED, 7)
    assert chain.next_nonce() == 2


def test_two_roots_of_one_size_are_refused_here_and_on_the_chain(tmp_path: Path) -> None:
    chain = EmbeddedChain(tmp_path / "chain.db", WALLET)
    put(chain, Anchor.opening(LOG), anchor(4))
    with Outbox(tmp_path / "anchors.db", chain) as outbox:
        outbox.want(Anchor(LOG, 4, b"x" * 32))
        with pytest.raises(ModisteError, match="MOD-2645"):
            outbox.want(anchor(4))
        outbox.step()
        trouble = outbox.trouble()
        assert trouble is not None
        assert trouble.reason.startswith("MOD-2645")
        assert states(outbox) == {4: "wanted"}


def test_one_process_sends(tmp_path: Path) -> None:
    chain = EmbeddedChain(tmp_path / "chain.db", WALLET)
    with Outbox(tmp_path / "anchors.db", chain), pytest.raises(ModisteError, match="MOD-2648"):
        Outbox(tmp_path / "anchors.db", chain)
    Outbox(tmp_path / "anchors.db", chain).close()
    (tmp_path / "anchors.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(ModisteError, match="MOD-2647"):
        Outbox(tmp_path / "anchors.db", chain)


def test_a_dead_chain_keeps_it_waiting_with_the_reason_and_is_left_alone_longer_each_time(
    tmp_path: Path, node: Anvil, clock: Clock
) -> None:
    with (
        between(node.url) as told,
        Outbox(tmp_path / "anchors.db", node.chain(told.url, final_after=1), clock) as outbox,
    ):
        told.is_dead = True
        outbox.want(anchor(3))
        waits = []
        for _ in range(3):
            outbox.step()
            trouble = outbox.trouble()
            assert trouble is not None
            assert "MOD-2641" in trouble.reason
            waits.append(trouble.not_before - clock.now)
            clock.now = trouble.not_before
        assert waits == [2, 4, 8]
        clock.now -= 1
        heard = len(told.heard)
        outbox.step()
        assert len(told.heard) == heard
        told.is_dead = False
        clock.now += 1
        until(outbox, AnchorState.FINAL, 3)
        assert outbox.trouble() is None


def test_a_liar_is_named_and_nothing_is_sent(tmp_path: Path, node: Anvil, clock: Clock) -> None:
    used = node.chain().next_nonce()
    with (
        between(node.url) as told,
        Outbox(tmp_path / "anchors.db", node.chain(node.url, told.url), clock) as outbox,
    ):
        told.lie = lambda method, said: hex(77) if method == "eth_getTransactionCount" else said
        outbox.want(anchor(3))
        outbox.step()
        trouble = outbox.trouble()
        assert trouble is not None
        assert "MOD-2642" in trouble.reason
        assert told.url.removeprefix("http://") in trouble.reason
        assert node.url.removeprefix("http://") in trouble.reason
    assert node.chain().next_nonce() == used


def test_a_reorg_of_three_blocks_sends_it_again_and_once(tmp_path: Path, node: Anvil, clock: Clock) -> None:
    chain = node.chain(final_after=5)
    put(chain, Anchor.opening(LOG))
    with Outbox(tmp_path / "anchors.db", chain, clock) as outbox:
        outbox.want(anchor(3))
        first = until(outbox, AnchorState.MINED, 3)
        node.do("anvil_mine", "0x2")
        node.do("anvil_reorg", 3, [])
        assert chain.latest(LOG) is None
        outbox.step()
        assert states(outbox)[3] == "sent"
        assert outbox.anchors()[0].block == 0
        clock.now += 60
        again = until(outbox, AnchorState.MINED, 3)
        assert again.transaction == first.transaction
        assert again.block_hash != first.block_hash
        node.do("anvil_mine", "0x4")
        until(outbox, AnchorState.FINAL, 3)
    assert chain.latest(LOG) == anchor(3)
    assert chain.next_nonce() == 3


def test_a_nonce_that_another_process_used_is_told_and_the_anchor_gets_the_next(
    tmp_path: Path, node: Anvil, clock: Clock
) -> None:
    put(node.chain(), Anchor.opening(LOG))
    with between(node.url) as told, Outbox(tmp_path / "anchors.db", node.chain(told.url), clock) as outbox:
        told.swallows = "eth_sendRawTransaction"
        outbox.want(anchor(3))
        outbox.step()
        assert states(outbox) == {3: "sent"}
        signed = outbox.anchors()[0].transaction
        put(node.chain(), Anchor.opening(b"o" * 32))
        told.swallows = ""
        outbox.step()
        clock.now += 60
        kept = until(outbox, AnchorState.MINED, 3)
        assert kept.transaction != signed
    assert node.chain().latest(LOG) == anchor(3)


def test_a_transaction_that_is_stuck_is_signed_anew_with_the_same_nonce(
    tmp_path: Path, node: Anvil, clock: Clock
) -> None:
    chain = node.chain(final_after=1)
    put(chain, Anchor.opening(LOG))
    node.do("evm_setAutomine", False)
    with Outbox(tmp_path / "anchors.db", chain, clock) as outbox:
        outbox.want(anchor(3))
        outbox.step()
        before = outbox.anchors()[0].transaction
        for _ in range(2):
            clock.now += BUMP_SECONDS
            outbox.step()
            assert outbox.trouble() is None
        node.do("evm_setAutomine", True)
        node.do("anvil_mine", "0x1")
        kept = until(outbox, AnchorState.FINAL, 3)
        assert kept.transaction != before
    assert chain.find(before) is None
    assert chain.next_nonce() == 3


def test_what_the_contract_refuses_is_told(tmp_path: Path, node: Anvil, clock: Clock) -> None:
    stranger = Wallet(b"s" * 32)
    node.do("anvil_setBalance", f"0x{stranger.address.hex()}", hex(10**20))
    put(replace(node.chain(), wallet=stranger), Anchor.opening(LOG))
    with Outbox(tmp_path / "anchors.db", node.chain(final_after=1), clock) as outbox:
        outbox.want(anchor(3))
        assert "owner" in until(outbox, AnchorState.REFUSED, 3).reason


def test_a_restored_old_backup_is_refused_at_start_up(own: Chain) -> None:
    check_not_older(LOG, 0, b"", own)
    put(own, Anchor.opening(LOG), anchor(8))
    check_not_older(LOG, 8, anchor(8).root, own)
    check_not_older(LOG, 9, anchor(9).root, own)
    with pytest.raises(ModisteError, match=r"MOD-2644.*8 entries and the log has 5"):
        check_not_older(LOG, 5, anchor(5).root, own)
    with pytest.raises(ModisteError, match="MOD-2645"):
        check_not_older(LOG, 8, b"x" * 32, own)


def test_ten_kills_around_writes_forget_and_double_nothing(tmp_path: Path) -> None:
    seed = time.time_ns()
    print(f"seed {seed}")
    torture = Torture(tmp_path, seed)
    for _ in range(KILLS):
        torture.kill()
    torture.end()
    print(
        f"{torture.kills} kills at {sorted(torture.points)}, {torture.anchors} anchors, none lost or doubled"
    )
    assert torture.kills == KILLS
    assert torture.anchors >= 1
