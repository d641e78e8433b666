"""What tests of the chain share: a wallet, anchors, an anvil that the test starts itself."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.passport.chain.lying_node import ASK

from modiste.passport.chain.protocol import Anchor, Chain
from modiste.passport.chain.providers.json_rpc import JsonRpcChain
from modiste.passport.chain.providers.json_rpc_nodes import Nodes
from modiste.passport.chain.wallet import Wallet

ROOT = Path(__file__).resolve().parents[3]
LOG = sha256(b"passport.brand.example/log").digest()
WALLET = Wallet(sha256(b"a wallet of tests").digest())
CHAIN_ID = 31337


def anchor(size: int, log_id: bytes = LOG) -> Anchor:
    return Anchor(log_id, size, sha256(size.to_bytes(8)).digest())


def put(chain: Chain, *anchors: Anchor) -> list[bytes]:
    """Sign and send, one after the other; the transactions' hashes."""
    hashes = []
    for each in anchors:
        sent = chain.signed(each, chain.next_nonce())
        chain.send(sent.raw)
        wait_for(lambda: chain.find(sent.hash))  # noqa: B023 - asked before the next turn
        hashes.append(sent.hash)
    return hashes


def wait_for(found: Callable[[], object]) -> None:
    """Until it is there: a node answers before its block is made."""
    for _ in range(500):
        if found():
            return
        time.sleep(0.01)
    raise TimeoutError


class Anvil:
    """An Ethereum node of foundry's, in memory, that makes a block for each transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.do("anvil_setBalance", f"0x{WALLET.address.hex()}", hex(10**20))
        chain = self.chain()
        _, place = chain.created()
        wait_for(chain.next_nonce)
        self.place = place

    def do(self, method: str, *values: Any) -> Any:
        said = httpx.post(
            self.url, json={"jsonrpc": "2.0", "id": 1, "method": method, "params": values}
        ).json()
        assert "error" not in said, said
        return said["result"]

    def chain(self, *urls: str, final_after: int = 3) -> JsonRpcChain:
        place = getattr(self, "place", f"0x{bytes(20).hex()}")
        return JsonRpcChain(
            Nodes(urls or [self.url], timeout=5, pause=lambda _: None), place, WALLET, CHAIN_ID, final_after
        )


def anvil_program() -> Path:
    """The program in npm's package; npm puts it where the studio's other tools are."""
    found = sorted((ROOT / "studio" / "node_modules" / "@foundry-rs").glob("anvil-*/bin/anvil*"))
    other = shutil.which("anvil")
    if not found and other is None:
        message = "anvil is not here: npm ci in studio/ brings it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found[0] if found else Path(str(other))


@contextmanager
def anvil() -> Iterator[Anvil]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    node = subprocess.Popen(
        [anvil_program(), "--port", str(port), "--silent", "--accounts", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                ASK.get(url)
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        yield Anvil(url)
    finally:
        node.kill()
        node.wait()
