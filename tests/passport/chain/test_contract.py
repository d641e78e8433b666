"""The contract: what it takes, what it refuses, and that the kept artefact is what its source compiles to."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from tests.passport.chain.small_chain import CHAIN_ID as ANVIL
from tests.passport.chain.small_chain import LOG, WALLET, Anvil, anchor, anvil, put, wait_for

from modiste.passport.chain.compiling import compiled
from modiste.passport.chain.contract import ARTEFACT, CALL_GAS, SOURCE, call, contract
from modiste.passport.chain.protocol import EMPTY_ROOT, Anchor
from modiste.passport.chain.providers.embedded import CHAIN_ID, CONTRACT, EmbeddedChain
from modiste.passport.chain.wallet import Wallet

KEPT = json.loads(ARTEFACT.read_text(encoding="utf-8"))


@pytest.fixture
def chain(tmp_path: Path) -> EmbeddedChain:
    """A chain with an open log."""
    made = EmbeddedChain(tmp_path / "chain.db", WALLET)
    put(made, Anchor.opening(LOG))
    return made


def took(chain: EmbeddedChain, data: bytes) -> bool:
    """Whether the contract does what its owner tells it."""
    sent = WALLET.transaction(CHAIN_ID, chain.next_nonce(), CONTRACT, data, gas=CALL_GAS, fee=10**10, tip=0)
    chain.send(sent.raw)
    found = chain.find(sent.hash)
    assert found is not None
    return found.took


def told(node: Anvil, by: Wallet, data: bytes) -> bool:
    """Whether it does what somebody tells it."""
    chain = replace(node.chain(), wallet=by)
    to = bytes.fromhex(node.place.removeprefix("0x"))
    sent = by.transaction(ANVIL, chain.next_nonce(), to, data, gas=CALL_GAS, fee=10**10, tip=0)
    chain.send(sent.raw)
    wait_for(lambda: chain.find(sent.hash))
    found = chain.find(sent.hash)
    assert found is not None
    return found.took


def say(size: int, root: bytes = b"r" * 32) -> bytes:
    return call("anchor(bytes32,uint256,bytes32)", LOG, size, root)


def test_the_artefact_is_what_the_source_compiles_to() -> None:
    pytest.importorskip("vyper", reason="vyper is not here: it comes with the dev extra")
    assert compiled() == KEPT


def test_the_artefact_is_of_the_source_beside_it() -> None:
    assert KEPT["source_sha256"] == sha256(SOURCE.read_bytes()).hexdigest()
    assert contract().runtime in contract().creation


def test_sizes_grow_and_their_roots_stay(chain: EmbeddedChain) -> None:
    put(chain, anchor(3), anchor(8))
    assert chain.latest(LOG) == anchor(8)
    assert chain.root_at(LOG, 3) == anchor(3).root
    assert chain.root_at(LOG, 5) is None


def test_a_size_that_does_not_grow_is_refused_even_with_its_own_root(chain: EmbeddedChain) -> None:
    assert took(chain, say(5))
    assert not took(chain, say(5))
    assert not took(chain, say(5, b"x" * 32))
    assert not took(chain, say(4))
    assert not took(chain, say(6, bytes(32)))
    assert chain.latest(LOG) == Anchor(LOG, 5, b"r" * 32)


def test_a_log_is_opened_once_and_empty_before(chain: EmbeddedChain) -> None:
    assert chain.is_open(LOG)
    assert chain.latest(LOG) is None
    assert not chain.is_open(b"m" * 32)
    assert not took(chain, call("open_log(bytes32)", LOG))
    assert Anchor.opening(LOG).root == EMPTY_ROOT == sha256(b"").digest()


def test_only_the_owner_hands_over_and_only_the_heir_takes_over() -> None:
    with anvil() as node:
        chain, heir = node.chain(), Wallet(sha256(b"an heir").digest())
        node.do("anvil_setBalance", f"0x{heir.address.hex()}", hex(10**20))
        put(chain, Anchor.opening(LOG))
        assert not told(node, heir, say(1))
        assert not told(node, heir, call("offer(bytes32,address)", LOG, heir.address))
        assert not told(node, heir, call("accept(bytes32)", LOG))
        assert told(node, WALLET, call("offer(bytes32,address)", LOG, heir.address))
        assert told(node, WALLET, say(1))
        assert told(node, heir, call("accept(bytes32)", LOG))
        assert not told(node, heir, call("accept(bytes32)", LOG))
        assert not told(node, WALLET, say(2))
        assert told(node, heir, say(2))
