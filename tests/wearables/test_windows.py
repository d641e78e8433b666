"""Recordings on the grid: every second has its label, edges included, and resampling keeps what is slow."""

from pathlib import Path

import numpy as np
import pytest
from tests.wearables.motions import csv_of, motion

from modiste.wearables import Grid, Recording, read_recordings, windows_of
from modiste.wearables.windows import RATE_HZ, STRIDE, UNKNOWN, Windows, gridded, resampled

LABELS = ("SEATED", "TURNING", "WALKING")


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Grid:
    folder = tmp_path_factory.mktemp("one")
    (folder / "s01_01_sw.csv").write_text(csv_of(*motion(0)))
    (found,) = read_recordings(folder)
    assert isinstance(found, Recording)
    return gridded(found, LABELS)


def test_every_second_is_scored_from_the_first_to_the_last(grid: Grid) -> None:
    assert grid.seconds.tolist() == [0, 0, 2, 2, 1, 1, 2, 2, 0, 0]
    assert len(grid.frames) == len(grid.values[::STRIDE])


def test_a_label_that_is_not_known_has_no_place(tmp_path: Path) -> None:
    (tmp_path / "s01_01_sw.csv").write_text(csv_of(*motion(0)))
    (found,) = read_recordings(tmp_path)
    assert isinstance(found, Recording)
    assert (gridded(found, ("SEATED",)).seconds == UNKNOWN).sum() == 6


def test_windows_lie_about_their_frames_and_go_on_beyond_the_edges(grid: Grid) -> None:
    windows = windows_of(grid, 20)
    assert windows.shape == (len(grid.frames), 20, 6)
    assert (windows[0, :10] == grid.values[0]).all()
    assert (windows[30, 10] == grid.values[30 * STRIDE]).all()
    examples = Windows([grid], LABELS, 20)
    assert (examples.take(np.array([0, 30])) == windows[[0, 30]]).all()
    assert examples.targets.tolist() == grid.frames.tolist()
    assert examples.ids[30].endswith("@2.40")


def test_resampling_keeps_a_step_of_walking_and_takes_away_what_would_fold() -> None:
    times = np.arange(0, 10, 0.01)
    moments = np.arange(0, 9.9, 1 / RATE_HZ)
    slow, fast = np.sin(2 * np.pi * 2 * times), np.sin(2 * np.pi * 49 * times)
    made = resampled(times, np.stack((slow, fast), 1), moments)
    assert np.abs(made[5:-5, 0] - np.sin(2 * np.pi * 2 * moments[5:-5])).max() < 0.02
    assert np.abs(made[5:-5, 1]).max() < 0.1
