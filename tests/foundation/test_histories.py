"""Histories to learn from, and a memory that learns what follows what."""

from pathlib import Path

import numpy as np
import pytest

from modiste.foundation import write_histories
from modiste.foundation.encoder import unit
from modiste.foundation.histories import Histories
from modiste.garment import ModisteError

CHANCE = np.random.default_rng(2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vectors = unit(CHANCE.normal(size=(6, 256)))
    people = [([0, 1, 2, 3], [0, 1, 0, 2]), ([4, 5], [0, 0]), *[([1, 2, 4], [0, 0, 2])] * 18]
    write_histories(tmp_path / "h.npz", vectors, np.array([0, 1, 2, 3, 4, -1]), people)
    return tmp_path / "h.npz"


def test_every_step_but_the_first_is_asked_for_and_of_those_chosen_by_the_last(path: Path) -> None:
    learned, chosen = Histories(path, chosen=False), Histories(path, chosen=True)
    assert chosen.targets.tolist() == [3, 4]  # the first and the eleventh person
    assert len(learned) == 1 + 17 * 2
    assert learned.targets[:3].tolist() == [5, 2, 4]
    assert learned.hash != chosen.hash


def test_steps_are_laid_out_with_the_last_one_last(path: Path) -> None:
    chosen = Histories(path, chosen=True)
    steps = chosen.take(np.array([0]))[0]
    assert steps.shape == (50, 260)
    assert not steps[:-3].any()
    assert np.allclose(steps[-3:, :256], chosen.vectors[:3])
    assert steps[-3:, 256:].tolist() == [[1, 0, 0, 1], [0, 1, 0, 1], [1, 0, 0, 1]]


@pytest.mark.parametrize("data", [b"", b"no archive"])
def test_what_holds_no_histories_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "h.npz").write_bytes(data)
    with pytest.raises(ModisteError, match="MOD-1902"):
        Histories(tmp_path / "h.npz", chosen=False)


def test_a_memory_learns_what_follows(path: Path) -> None:
    torch = pytest.importorskip("torch")
    from modiste.foundation import build_memory
    from modiste.foundation.histories import objective
    from modiste.learning import InputSpec

    learned = Histories(path, chosen=False)
    step = objective(learned)
    torch.manual_seed(0)
    memory = build_memory(InputSpec(kind="series", channels=260, mean=(0.0,), std=(1.0,)), 14)
    optimiser = torch.optim.Adam(memory.parameters(), 3e-3)
    x, targets = torch.from_numpy(learned.take(np.arange(20))), torch.from_numpy(learned.targets[:20])
    losses = []
    for _ in range(40):
        loss = step.loss(memory, "", lambda: x, targets)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # torch leaves backward untyped
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2
    assert step.judge(memory.eval(), x, targets, mirror=False)["found"].item() == 20
