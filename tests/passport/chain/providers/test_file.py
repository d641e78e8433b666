"""Signed lines of a file: they hang together, and whoever changes one is found."""

from pathlib import Path

import pytest
from tests.passport.chain.small_chain import LOG, WALLET, anchor, put

from modiste.garment import ModisteError
from modiste.passport.chain.protocol import Anchor
from modiste.passport.chain.providers.file import FileChain
from modiste.passport.chain.wallet import Wallet


@pytest.fixture
def chain(tmp_path: Path) -> FileChain:
    made = FileChain(tmp_path / "anchors.jsonl", WALLET, clock=lambda: 1_800_000_000.0)
    put(made, Anchor.opening(LOG), anchor(2), anchor(7))
    return made


def test_lines_stay_and_are_found(chain: FileChain, tmp_path: Path) -> None:
    again = FileChain(tmp_path / "anchors.jsonl", WALLET)
    assert again.latest(LOG) == anchor(7)
    assert again.root_at(LOG, 2) == anchor(2).root
    assert again.root_at(LOG, 3) is None
    assert again.is_open(LOG)
    assert again.head() == chain.head()
    assert again.next_nonce() == 3


def test_a_line_sent_twice_is_there_once_and_another_cannot_take_its_place(chain: FileChain) -> None:
    sent, other = chain.signed(anchor(9), 3), chain.signed(anchor(10), 3)
    chain.send(sent.raw)
    chain.send(sent.raw)
    found = chain.find(sent.hash)
    assert found is not None
    assert (found.block, found.time) == (4, 1_800_000_000)
    with pytest.raises(ModisteError, match="took its place"):
        chain.send(other.raw)


@pytest.mark.parametrize(
    ("size", "by", "why"), [(7, WALLET, "does not grow"), (8, Wallet(b"k" * 32), "another key")]
)
def test_what_does_not_follow_is_refused(
    chain: FileChain, tmp_path: Path, size: int, by: Wallet, why: str
) -> None:
    signing = FileChain(tmp_path / "anchors.jsonl", WALLET)
    signing.head()
    signing._wallet = by
    with pytest.raises(ModisteError, match=why):
        chain.send(signing.signed(anchor(size), 3).raw)
    with pytest.raises(ModisteError, match="no anchor"):
        chain.send(b"[]\n")


def test_a_torn_last_line_was_never_sent(chain: FileChain, tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"before":"torn')
    again = FileChain(path, WALLET)
    assert again.next_nonce() == 3
    put(again, anchor(9))
    assert FileChain(path, WALLET).latest(LOG) == anchor(9)
    assert path.read_bytes().startswith(whole)


def test_any_flipped_byte_and_any_missing_line_is_found(chain: FileChain, tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    whole = path.read_bytes()
    for place in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ModisteError, match="MOD-2647"):
            FileChain(path, WALLET).head()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    with pytest.raises(ModisteError, match="line 2"):
        chain.head()
