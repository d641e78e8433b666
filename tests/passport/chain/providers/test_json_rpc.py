"""A chain behind JSON-RPC: anchors on foundry's anvil, and addresses that are silent, busy or lie."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.passport.chain.lying_node import Between, between
from tests.passport.chain.small_chain import LOG, Anvil, anchor, anvil, put

from modiste.garment import ModisteError
from modiste.passport.chain.protocol import Anchor
from modiste.passport.chain.providers.json_rpc import TIP
from modiste.passport.chain.providers.json_rpc_nodes import Nodes
from modiste.passport.chain.wallet import Wallet


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    with anvil() as started:
        put(started.chain(), Anchor.opening(LOG), anchor(2), anchor(7))
        yield started


@pytest.fixture
def liar(node: Anvil) -> Iterator[Between]:
    with between(node.url) as told:
        yield told


def test_anchors_are_there_with_block_time_and_price(node: Anvil) -> None:
    chain = node.chain()
    chain.check()
    (sent,) = put(chain, anchor(9))
    found, head = chain.find(sent), chain.head()
    assert found is not None
    assert (found.block, found.block_hash, found.time, found.took) == (
        head.number,
        head.hash,
        head.time,
        True,
    )
    assert 40_000 < found.gas < 90_000
    assert found.gas_price > 10**9
    assert chain.latest(LOG) == anchor(9)
    assert chain.root_at(LOG, 2) == anchor(2).root
    assert chain.root_at(LOG, 3) is None
    assert not chain.is_open(b"m" * 32)
    assert chain.find(b"n" * 32) is None
    assert chain.base_fees(3)[-1] == head.base_fee
    assert len(chain.base_fees(3)) == 3


def test_a_node_of_this_machine_adds_no_independence(node: Anvil) -> None:
    assert not node.chain().adds_independence
    assert replace(node.chain(), nodes=Nodes(["https://rpc.example/v3/secret", node.url])).adds_independence


def test_another_chain_and_a_missing_contract_are_told(node: Anvil) -> None:
    with pytest.raises(ModisteError, match=r"MOD-2649.*31337"):
        replace(node.chain(), chain_id=1).check()
    with pytest.raises(ModisteError, match=r"MOD-2649.*does not stand"):
        replace(node.chain(), place=f"0x{bytes(20).hex()}").check()


@pytest.mark.parametrize(
    "urls", [[], ["ftp://a"], ["http://"], ["nonsense"], ["http://a/1", "http://a/2"], ["http://a:b:c"]]
)
def test_no_address_is_told(urls: list[str]) -> None:
    with pytest.raises(ModisteError, match="MOD-2649"):
        Nodes(urls)


def test_a_busy_node_is_asked_again_after_the_time_it_names(node: Anvil, liar: Between) -> None:
    waited: list[float] = []
    liar.busy = 2
    assert replace(node.chain(), nodes=Nodes([liar.url], pause=waited.append)).head() == node.chain().head()
    assert waited == [1.0, 1.0]


def test_a_node_that_is_slow_dead_or_talks_rubbish_is_named_without_its_key(
    node: Anvil, liar: Between
) -> None:
    url = f"{liar.url}/v3/secret-key"
    chain = replace(node.chain(), nodes=Nodes([url], timeout=0.05, pause=lambda _: None))
    liar.waits = 0.2
    with pytest.raises(ModisteError, match=r"MOD-2641.*ReadTimeout, 3 times") as slow:
        chain.head()
    assert "secret-key" not in str(slow.value)
    liar.waits, liar.is_dead = 0, True
    with pytest.raises(ModisteError, match=r"MOD-2641.*503"):
        chain.head()
    liar.is_dead = False
    for garbage in (b"<html>", b"[]", b"{}", b'{"result": 7}', b'{"result": "0xzz"}', b"null"):
        liar.garbage = garbage
        with pytest.raises(ModisteError, match="MOD-2641"):
            chain.head()


def test_a_lying_node_is_told_apart_and_both_are_named(node: Anvil, liar: Between) -> None:
    chain = node.chain(node.url, liar.url)
    liar.lie = lambda method, said: f"0x{'00' * 31}63{'11' * 32}" if method == "eth_call" else said
    with pytest.raises(ModisteError, match="MOD-2642") as told:
        chain.latest(LOG)
    assert all(host in str(told.value) for host in (node.url[7:], liar.url[7:]))
    alone = node.chain(liar.url).latest(LOG)
    assert alone is not None
    assert alone.size == 0x63  # one address alone is believed


def test_two_of_three_are_enough_and_one_of_two_is_not(node: Anvil, liar: Between) -> None:
    liar.is_dead = True
    with between(node.url) as other:
        assert node.chain(node.url, other.url, liar.url).head() == node.chain().head()
    with pytest.raises(ModisteError, match="MOD-2641"):
        node.chain(node.url, liar.url).head()


def test_a_node_that_lags_is_no_liar(node: Anvil, liar: Between) -> None:
    chain, height = node.chain(node.url, liar.url), node.chain().head().number
    liar.lie = lambda method, said: hex(height - 1) if method == "eth_blockNumber" else said
    (sent,) = put(node.chain(), anchor(30))
    assert chain.head().number == height - 1
    assert chain.find(sent) is None
    assert chain.next_nonce() < node.chain().next_nonce()


def test_a_price_above_what_is_allowed_is_not_signed(node: Anvil) -> None:
    with pytest.raises(ModisteError, match=r"MOD-2643.*more than you allow"):
        replace(node.chain(), most_fee=1).signed(anchor(99), 0)


def test_an_empty_account_and_a_used_nonce_are_refused_with_the_nodes_reason(node: Anvil) -> None:
    poor = replace(node.chain(), wallet=Wallet(b"p" * 32))
    with pytest.raises(ModisteError, match=r"MOD-2643.*nsufficient funds"):
        poor.send(poor.signed(anchor(99), 0).raw)
    with pytest.raises(ModisteError, match=r"MOD-2643.*nonce too low"):
        node.chain().send(node.chain().signed(anchor(99), 0).raw)


def test_the_tip_is_what_nodes_say_is_usual_within_bounds(node: Anvil, liar: Between) -> None:
    alone, said = node.chain(liar.url), {"eth_maxPriorityFeePerGas": hex(7 * 10**8)}
    liar.lie = said.get
    assert alone.tip() == 7 * 10**8
    paid = alone.signed(anchor(99), 0)
    assert paid.fee == 2 * alone.head().base_fee + 7 * 10**8
    said["eth_maxPriorityFeePerGas"] = hex(10**18)
    assert alone.tip() == alone.most_tip < alone.most_fee
    assert node.chain(node.url, liar.url).tip() == node.chain().tip(), "of two the lower counts"
    said["eth_maxPriorityFeePerGas"] = "-0x1"
    assert alone.tip() == 0


def test_a_node_that_knows_no_tip_stops_no_anchor(node: Anvil, liar: Between) -> None:
    alone = node.chain(liar.url)
    liar.swallows = "eth_maxPriorityFeePerGas"
    assert alone.tip() == TIP
    assert replace(alone, most_tip=5).tip() == 5
    assert alone.signed(anchor(99), 0).fee == 2 * alone.head().base_fee + TIP
