"""The network that reads pasts: what it is packed as, where its answers start, and that it learns."""

from pathlib import Path

import numpy as np
import torch

from modiste.trends import LEVELS
from modiste.trends.demand.recurrent_network import Pinball, Reader, Shape, Taught, answered, trained

SHAPE = Shape(read=4, channels=2, given=3)


def packed(count: int = 96) -> np.ndarray:
    """Windows whose answer is the first number of a step, beyond where it starts from."""
    chance = np.random.default_rng(0)
    past, given = chance.normal(size=(count, 4, 2)), chance.normal(size=(count, 5, 3))
    start = chance.normal(size=(count, 5))
    return SHAPE.packed(past, given, start, start + given[..., 0], np.ones((count, 5)))


def test_an_answer_begins_where_it_is_told_to_and_quantiles_rise() -> None:
    windows = packed(3)
    said = answered(Reader(SHAPE, 8).eval(), windows)
    assert said.shape == (3, 5, len(LEVELS))
    assert np.allclose(said[..., LEVELS.index(0.5)], windows[:, 4:, 3], atol=1e-6)
    assert (np.diff(said, axis=2) > 0).all()


def test_it_does_not_see_what_came_and_what_has_no_weight_does_not_count() -> None:
    windows, reader = packed(3), Reader(SHAPE, 8).eval()
    other = windows.copy()
    other[:, 4:, 4] += 100
    assert np.array_equal(answered(reader, windows), answered(reader, other))
    other[:, 4:, 5] = windows[:, 4:, 5] = 0
    loss = Pinball(SHAPE)
    both = [loss.judge(reader, torch.from_numpy(each), torch.zeros(3), False) for each in (windows, other)]
    assert both[0]["loss"] == both[1]["loss"] == 0


def test_it_learns_and_writes_its_run_where_it_is_told(tmp_path: Path) -> None:
    windows = packed()
    made = trained(windows, SHAPE, tmp_path / "run", hidden=8, epochs=30, seed=0)
    wrong = answered(made, windows)[..., LEVELS.index(0.5)] - windows[:, 4:, 4]
    assert np.abs(wrong).mean() < 0.6 * np.abs(windows[:, 4:, 0]).mean()
    assert (tmp_path / "run" / "weights.safetensors").exists()
    assert Taught(windows).hash != Taught(windows + 1).hash
