"""Synthetic recordings to test by: people who sit, walk and turn, as files in sp-sw-har's layout."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.wearables import Grid, Recording, gridded
from modiste.wearables.clock import repaired

RATE_HZ = 100
LABELS = ("SEATED", "WALKING", "TURNING", "WALKING", "SEATED")
COLUMNS = "x_acc,y_acc,z_acc,x_gyro,y_gyro,z_gyro,timestamp,label"


def motion(
    seed: int, labels: Sequence[str] = LABELS, part_seconds: float = 2.0
) -> tuple[NDArray[np.float64], list[str]]:
    """Values `(n, 6)` at 100 Hz and labels `(n,)`: gravity and noise, steps, a yaw when turning."""
    chance = np.random.default_rng(seed)
    pace, swing = chance.uniform(1.7, 2.1), chance.uniform(2.0, 3.0)
    blocks, said = [], []
    for label in labels:
        n = int(part_seconds * RATE_HZ)
        t = np.arange(n) / RATE_HZ
        values = 0.1 * chance.standard_normal((n, 6)) + [0, 0, 9.81, 0, 0, 0]
        if label == "WALKING":
            values[:, 2] += swing * np.sin(2 * np.pi * pace * t)
            values[:, 4] += np.sin(np.pi * pace * t)
        if label == "TURNING":
            values[:, 5] += 2.5
        blocks.append(values)
        said += [label] * n
    return np.concatenate(blocks), said


def csv_of(
    values: NDArray[np.float64], labels: Sequence[str], stamps: NDArray[np.float64] | None = None
) -> str:
    """A file's text; stamps in milliseconds."""
    times = 1_657_533_977_810 + np.arange(len(values)) * 1000 / RATE_HZ if stamps is None else stamps
    rows = (
        ",".join([*(f"{each:.5f}" for each in row), f"{time:.0f}", label])
        for row, time, label in zip(values, times, labels, strict=True)
    )
    return "\n".join([COLUMNS, *rows]) + "\n"


def write_people(folder: Path, people: int, runs: int = 2) -> Path:
    """Recordings of a watch for so many people."""
    for person in range(people):
        own = folder / f"s{person:02d}"
        own.mkdir(parents=True)
        for run in range(runs):
            (own / f"s{person:02d}_{run:02d}_sw.csv").write_text(csv_of(*motion(100 * person + run)))
    return folder


def recorded(seed: int, labels: Sequence[str]) -> Grid:
    """One person's recording on the grid, without a file."""
    values, said = motion(seed)
    times = np.arange(len(values)) / RATE_HZ
    clock = repaired(times)
    own = Recording("r", "s", "watch", times, values, np.array(said), clock, ("m/s2", "rad/s"))
    return gridded(own, labels)
