"""The words beside an anchor: both languages, and plain about what proves nothing."""

import re
from pathlib import Path

from tests.passport.chain.small_chain import WALLET

from modiste.passport.chain.chain_words import INDEPENDENCE, OTHERS, STATES, independence
from modiste.passport.chain.outbox import AnchorState
from modiste.passport.chain.providers.embedded import EmbeddedChain
from modiste.passport.chain.providers.file import FileChain
from modiste.passport.chain.providers.json_rpc import JsonRpcChain
from modiste.passport.chain.providers.json_rpc_nodes import Nodes


def test_a_chain_of_ones_own_says_in_both_languages_that_it_adds_no_independence(tmp_path: Path) -> None:
    here, there = (
        JsonRpcChain(Nodes([url]), f"0x{bytes(20).hex()}", WALLET, 1)
        for url in ("http://localhost:8545", "https://rpc.example")
    )
    own = (EmbeddedChain(tmp_path / "chain.db", WALLET), FileChain(tmp_path / "anchors.jsonl", WALLET), here)
    for chain in own:
        english, chinese = independence(chain)
        assert "no independence" in english
        assert "不增加独立性" in chinese
    assert independence(there) == OTHERS
    assert {chain.name for chain in own} == set(INDEPENDENCE)


def test_every_state_has_words_in_both_languages() -> None:
    assert set(STATES) == set(AnchorState)
    for english, chinese in STATES.values():
        assert english.isascii()
        assert re.search(r"[\u4e00-\u9fff]", chinese)
