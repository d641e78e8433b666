"""A stream tells what a recording would have told knowing earlier frames only, however its steps are cut."""

import numpy as np
import pytest
from tests.wearables.motions import recorded
from tests.wearables.tellers import LABELS, Shaking, sidecar

from modiste.wearables import Grid
from modiste.wearables.activity import judged_of, tell
from modiste.wearables.stream import Stream


@pytest.fixture(scope="module")
def grid() -> Grid:
    return recorded(0, LABELS)


@pytest.mark.parametrize("cut", [1, 7, 100])
def test_a_stream_says_what_the_recording_says(grid: Grid, cut: int) -> None:
    stream, own = Stream(Shaking(), sidecar()), sidecar()
    pieces = [grid.values[at : at + cut] for at in range(0, len(grid.values), cut)]
    frames = [frame for piece in pieces for frame in stream.feed(piece)]
    told = tell(Shaking(), grid, own).so_far[: len(frames)]
    assert len(frames) >= len(grid.frames) - own.length // 4 - 1
    assert [frame.label for frame in frames] == [LABELS[place] for place in told.argmax(1)]
    assert [frame.confidence for frame in frames] == pytest.approx(told.max(1))
    assert frames[1].at == pytest.approx(0.08)
    assert stream.delay_seconds == pytest.approx(0.48)


def test_smoothing_is_judged_beside_none(grid: Grid) -> None:
    judged = judged_of([tell(Shaking(), grid, sidecar())], LABELS)
    extras = judged.extras()
    assert len(judged.targets) == 10
    assert (judged.probabilities.argmax(1) == judged.targets).mean() >= 0.8
    assert extras["accuracy_causal"] >= 0.6
    (row,) = judged.per_subject()
    assert row["n"] == 10
    assert not row["was_learned_from"]


def test_a_frame_without_a_sure_answer_is_doubted(grid: Grid) -> None:
    doubting = Stream(Shaking(), sidecar())
    said = doubting.feed(np.where(np.arange(6) == 5, 0.5, grid.values).astype(np.float32))
    assert any(frame.is_unknown for frame in said)
