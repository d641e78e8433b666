"""The embedded chain: blocks that stay, one file, and what it refuses."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.passport.chain.small_chain import LOG, WALLET, anchor, put

from modiste.garment import ModisteError
from modiste.passport.chain.protocol import Anchor
from modiste.passport.chain.providers.embedded import EmbeddedChain
from modiste.passport.chain.wallet import Wallet


def test_what_was_anchored_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    first = EmbeddedChain(tmp_path / "chain.db", WALLET, clock=lambda: 1_800_000_000.0)
    hashes = put(first, Anchor.opening(LOG), anchor(4))
    again = EmbeddedChain(tmp_path / "chain.db", WALLET)
    assert again.head() == first.head()
    assert again.latest(LOG) == anchor(4)
    found = again.find(hashes[1])
    assert found is not None
    assert (found.block, found.block_hash, found.took) == (2, again.head().hash, True)
    assert found.time == 1_800_000_002
    assert 40_000 < found.gas < 90_000
    assert [each.name for each in tmp_path.iterdir()] == ["chain.db"]


def test_sent_twice_is_there_once(tmp_path: Path) -> None:
    chain = EmbeddedChain(tmp_path / "chain.db", WALLET)
    sent = chain.signed(Anchor.opening(LOG), 0)
    chain.send(sent.raw)
    chain.send(sent.raw)
    assert chain.head().number == chain.next_nonce() == 1


def test_a_nonce_out_of_turn_and_rubbish_are_refused(tmp_path: Path) -> None:
    chain = EmbeddedChain(tmp_path / "chain.db", WALLET)
    for raw in (chain.signed(anchor(1), 5).raw, b"", b"\x02rubbish", b"\xff" * 100):
        with pytest.raises(ModisteError, match="MOD-2643"):
            chain.send(raw)
    assert chain.head().number == 0
    assert chain.find(b"n" * 32) is None


def test_a_file_of_another_key_or_of_rubbish_is_told(tmp_path: Path) -> None:
    EmbeddedChain(tmp_path / "chain.db", WALLET)
    with pytest.raises(ModisteError, match="another key"):
        EmbeddedChain(tmp_path / "chain.db", Wallet(b"k" * 32))
    with sqlite3.connect(tmp_path / "chain.db") as rows:
        rows.execute("UPDATE nodes SET value = x'00' WHERE length(value) > 1000")
    with pytest.raises(ModisteError, match="MOD-2647"):
        EmbeddedChain(tmp_path / "chain.db", WALLET)
    (tmp_path / "other.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(ModisteError, match="MOD-2647"):
        EmbeddedChain(tmp_path / "other.db", WALLET)


def test_a_flipped_bit_in_a_row_is_told_or_changes_nothing(tmp_path: Path) -> None:
    path, told = tmp_path / "chain.db", 0
    hashes = put(EmbeddedChain(path, WALLET), Anchor.opening(LOG), anchor(4))

    def said() -> tuple[object, ...]:
        chain = EmbeddedChain(path, WALLET)
        return (
            chain.head(),
            chain.latest(LOG),
            chain.root_at(LOG, 4),
            chain.find(hashes[1]),
            chain.next_nonce(),
        )

    right = said()
    with closing(sqlite3.connect(path, isolation_level=None)) as rows:
        for key, value in rows.execute("SELECT key, value FROM nodes WHERE value != x''").fetchall()[::5]:
            flipped = bytes([value[0] ^ 1]) + value[1:]
            rows.execute("UPDATE nodes SET value = ? WHERE key = ?", (flipped, key))
            try:
                assert said() == right
            except ModisteError as error:
                assert error.code == "MOD-2647"
                told += 1
            rows.execute("UPDATE nodes SET value = ? WHERE key = ?", (value, key))
    assert told >= 1
    assert said() == right


def test_it_says_that_it_proves_nothing_to_others() -> None:
    assert EmbeddedChain.adds_independence is False


def test_a_deep_file_ends_no_process_that_knows_the_chain() -> None:
    assert sys.getrecursionlimit() <= 1_000
    with pytest.raises(RecursionError):
        json.loads("[" * 100_000)
