"""The wallet: a key that only its owner reads, transactions that anybody can check."""

import stat
from hashlib import sha256
from pathlib import Path

import pytest
from eth.vm.forks.prague.transactions import PragueTransactionBuilder
from tests.passport.chain.small_chain import WALLET

from modiste.garment import ModisteError
from modiste.passport.chain.wallet import Wallet, signer


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "anchor.key"
    made = Wallet.kept(path)
    assert Wallet.kept(path).address == made.address
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().hex() not in repr(made)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anchor.key"
    Wallet.kept(path)
    path.chmod(0o640)
    with pytest.raises(ModisteError, match=r"MOD-2646.*0640"):
        Wallet.kept(path)


def test_another_implementation_reads_a_transaction_as_it_was_meant() -> None:
    sent = WALLET.transaction(7, 3, b"c" * 20, b"data", gas=50_000, fee=90, tip=8)
    read = PragueTransactionBuilder().decode(sent.raw)
    assert read.sender == WALLET.address
    assert (read.chain_id, read.nonce, read.to, read.data) == (7, 3, b"c" * 20, b"data")
    assert (read.gas, read.max_fee_per_gas, read.max_priority_fee_per_gas) == (50_000, 90, 8)
    assert read.hash == sent.hash
    read.check_signature_validity()


def test_an_address_is_the_one_that_ethereum_gives_a_key() -> None:
    # The first account of the mnemonic "test test ... junk", which every Ethereum tool knows.
    key = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
    assert Wallet(key).address.hex() == "f39fd6e51aad88f6f4ce6ab8827279cfffb92266"


def test_a_signature_names_its_signer_or_nobody() -> None:
    digest = sha256(b"said").digest()
    assert signer(digest, WALLET.sign(digest)) == WALLET.address
    assert signer(sha256(b"other").digest(), WALLET.sign(digest)) != WALLET.address
    assert signer(digest, b"short") is None
    assert signer(digest, bytes(65)) is None
