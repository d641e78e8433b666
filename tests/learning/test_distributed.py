"""One process is a world of its own; a part is a contiguous share of the batch; nobody waits without end."""

import os
import socket
import subprocess
import sys

import pytest
import torch
from torch import distributed, nn

from modiste.learning.distributed import PEER_SECONDS, World, _store, join, peer_seconds

# The second of two processes is there, says that one thing is so, and then nothing, until nobody listens.
TWO = """
import sys, torch
from modiste.learning.distributed import join

world = join()
assert world == join() and world.peers is join().peers
sys.stdout.write(f"{world.any(world.rank == 1)} ")
sys.stdout.flush()
if world.is_first:
    world.total(torch.ones(1))
else:
    sys.stdin.read()
"""


def test_alone_there_is_one_process_that_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    assert join() == World(0, 1)
    assert World().is_first
    assert not World(1, 2).is_first


def test_parts_cover_the_batch_once() -> None:
    parts = [World(rank, 3).part(12) for rank in range(3)]
    assert [index for part in parts for index in range(12)[part]] == list(range(12))


def test_alone_gradients_and_totals_stay_as_they_are() -> None:
    parameter = nn.Parameter(torch.ones(2))
    parameter.sum().backward()
    World().average_gradients([parameter])
    assert parameter.grad is not None
    assert parameter.grad.tolist() == [1, 1]
    assert World().total(torch.tensor(3.0)) == 3


def test_a_process_that_falls_silent_is_missed_by_its_peers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    told = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "WORLD_SIZE": "2", "MODISTE_PEER_SECONDS": "2"}
    path = os.pathsep.join(filter(None, sys.path))
    first, second = (
        subprocess.Popen(
            [sys.executable, "-c", TWO],
            env={**os.environ, **told, "RANK": rank, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in "01"
    )
    said, why = first.communicate()
    assert first.returncode == 1
    assert said == "True "
    assert "Timed out" in why
    assert second.poll() is None, "it was there all along"
    assert second.communicate()[0] == "True "


def test_how_long_peers_are_waited_for_can_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODISTE_PEER_SECONDS", raising=False)
    assert peer_seconds() == PEER_SECONDS
    for said, seconds in (("20", 20.0), ("0", PEER_SECONDS), ("soon", PEER_SECONDS), ("nan", PEER_SECONDS)):
        monkeypatch.setenv("MODISTE_PEER_SECONDS", said)
        assert peer_seconds() == seconds


def test_each_try_of_torchrun_has_a_part_of_its_store_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = distributed.TCPStore("127.0.0.1", 0, is_master=True)
    told = {"TORCHELASTIC_USE_AGENT_STORE": "True", "GROUP_WORLD_SIZE": "1", "MASTER_ADDR": "127.0.0.1"}
    for name, value in {**told, "MASTER_PORT": str(kept.port)}.items():
        monkeypatch.setenv(name, value)
    tries = []
    for count in ("0", "1"):
        monkeypatch.setenv("TORCHELASTIC_RESTART_COUNT", count)
        tries.append(_store())
    tries[0].set("where", "a process that is gone")
    assert tries[0].check(["where"]) and not tries[1].check(["where"])
    monkeypatch.setenv("GROUP_WORLD_SIZE", "2")  # machines count their tries apart
    assert _store() is None
