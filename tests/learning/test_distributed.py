"""One process is a world of its own; a part is a contiguous share of the batch."""

import pytest
import torch
from torch import nn

from modiste.learning.distributed import World, join


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
