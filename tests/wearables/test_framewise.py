"""Stretches hold every labelled frame, and a network learns and tells all frames of one at once."""

import numpy as np
import pytest
import torch

from modiste.learning import InputSpec
from modiste.wearables import Grid, build_frame_network
from modiste.wearables.frame_network import FrameNetwork
from modiste.wearables.framewise import FOLLOWED, STRETCH, Framewise, Stretches, stretches_of
from modiste.wearables.windows import STRIDE, UNKNOWN, windows_of

REACH = 12
SPEC = InputSpec(kind="series", height=2 * REACH, channels=6)


def _grid(steps: int) -> Grid:
    chance = np.random.default_rng(steps)
    values = chance.standard_normal((steps, 6)).astype(np.float32)
    frames = np.arange(len(values[::STRIDE])) % 3
    return Grid("r", "s", values, frames, np.zeros(1, np.int64))


def _network() -> FrameNetwork:
    torch.manual_seed(0)
    made = build_frame_network(SPEC, 3, width=8, dilations=(1,), members=2)
    assert isinstance(made, FrameNetwork)
    return made.eval()


@pytest.mark.parametrize("steps", [50, STRETCH, 600])
def test_every_labelled_frame_is_in_a_stretch(steps: int) -> None:
    grid = _grid(steps)
    made = stretches_of([grid], ("a", "b", "c"), REACH)
    told = {
        STRETCH // 2 // STRIDE * row + frame: int(label)
        for row, frames in enumerate(made.frames)
        for frame, label in enumerate(frames)
        if label != UNKNOWN
    }
    assert [told[frame] for frame in range(len(grid.frames))] == grid.frames.tolist()


def test_the_middle_of_a_window_is_told_as_in_the_whole() -> None:
    network, grid = _network(), _grid(100)
    whole = torch.from_numpy(grid.padded(REACH)[None])
    with torch.no_grad():
        frames = network.frames(whole).mean(0)[0].T[REACH // STRIDE :][: len(grid.frames)]
        windows = network(torch.from_numpy(windows_of(grid, 2 * REACH)))
    assert network.reach < REACH
    assert torch.allclose(frames, windows, atol=1e-5)


def test_a_frame_without_a_label_moves_nothing() -> None:
    stretches = stretches_of([_grid(STRETCH)], ("a", "b", "c"), REACH)
    blank = Stretches(stretches.inputs, stretches.frames.copy(), stretches.labels, stretches.ids)
    blank.frames[:, 10:] = UNKNOWN
    changed = blank.frames.copy()
    network, x = _network(), torch.from_numpy(stretches.inputs)
    rows = torch.from_numpy(stretches.targets)
    plain = Framewise(blank.frames, REACH).loss(network, "", lambda: x, rows)
    changed[:, :10] = (changed[:, :10] + 1) % 3
    assert plain != Framewise(changed, REACH).loss(network, "", lambda: x, rows)
    judged = Framewise(blank.frames, REACH).judge(network, x, rows, False)
    assert 0 <= judged["accuracy"] <= len(rows)


def test_a_window_shorter_than_what_a_frame_sees_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than"):
        build_frame_network(SPEC, 3, width=8, dilations=(1, 2, 4, 8))


def test_a_teacher_is_followed_also_where_there_are_no_labels() -> None:
    stretches = stretches_of([_grid(400)], ("a", "b", "c"), REACH)
    blank = np.where(np.arange(stretches.frames.shape[1]) % 2, stretches.frames, UNKNOWN)
    network, teacher = _network(), _network()
    x, rows = torch.from_numpy(stretches.inputs), torch.arange(len(stretches))

    def loss(taught: FrameNetwork | None) -> torch.Tensor:
        return Framewise(blank, REACH, 0.0, taught).loss(network, "", lambda: x, rows)

    same = loss(teacher).item()
    # It says what the teacher says; its members differ from their own mean by little.
    assert same == pytest.approx((1 - FOLLOWED) * loss(None).item(), abs=0.01)
    with torch.no_grad():
        teacher.head.bias += torch.tensor([3.0, 0.0, -3.0])
    assert loss(teacher).item() > same + 0.1
    loss(teacher).backward()
    assert all(each.grad is None for each in teacher.parameters())
