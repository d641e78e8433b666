"""Windows of motion on an even grid: what a network sees around each moment, edges of recordings included.

Knows resampling, padding and grids; which people are learned from is `splits`', labels are the recordings'.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.recordings import Recording

RATE_HZ = 25
"""Steps a second: human motion has its power below 12 Hz (Khusainov et al., Sensors 13, 2013)."""
STRIDE = 2
"""Steps from one frame, of which an activity is told, to the next: 12.5 frames a second."""
Floats32 = NDArray[np.float32]
Ints = NDArray[np.int64]
UNKNOWN = -1
"""The place of a label that nobody gave."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A recording on the even grid.

    Attributes:
        name: of the recording.
        subject: who wore it.
        values: `(steps, channels)`, each the mean over its step.
        frames: `(ceil(steps / STRIDE),)` place of the label at each frame, `UNKNOWN` where there is none.
        seconds: `(m,)` places of the labels at 0, 1, 2, ... seconds: what is scored.
    """

    name: str
    subject: str
    values: Floats32
    frames: Ints
    seconds: Ints

    @property
    def hash(self) -> str:
        """Sha256 of values and labels."""
        return hashlib.sha256(self.values.tobytes() + self.frames.tobytes()).hexdigest()

    def padded(self, reach: int, steps: int | None = None) -> Floats32:
        """`(steps + 2 * reach, channels)`: the first and the last value go on beyond both ends."""
        after = reach + (0 if steps is None else steps - len(self.values))
        return np.pad(self.values, ((reach, max(after, reach)), (0, 0)), mode="edge")


def gridded(recording: Recording, labels: Sequence[str]) -> Grid:
    """Put a recording on the grid; a label that is not in `labels` becomes `UNKNOWN`."""
    steps = int(recording.seconds * RATE_HZ) + 1
    moments = np.arange(steps) / RATE_HZ
    place = {label: index for index, label in enumerate(labels)}

    def placed(seconds: NDArray[np.float64]) -> Ints:
        said = recording.label_at(np.minimum(seconds, recording.seconds))
        return np.array([place.get(each, UNKNOWN) for each in said.tolist()], np.int64)

    return Grid(
        recording.name,
        recording.subject,
        resampled(recording.times, recording.values, moments),
        placed(moments[::STRIDE]),
        placed(np.arange(int(recording.seconds) + 1, dtype=np.float64)),
    )


def resampled(
    times: NDArray[np.float64], values: NDArray[np.float64], moments: NDArray[np.float64]
) -> Floats32:
    """Values `(n, channels)` at even moments: each the mean of the line through the samples over its step.

    A mean over the step keeps what is faster than the grid from folding down into it.
    """
    half = (moments[1] - moments[0]) / 2 if len(moments) > 1 else 0.5
    edges = np.clip(np.append(moments - half, moments[-1] + half), times[0], times[-1])
    widths = np.diff(times)[:, None]
    area = np.concatenate(
        (np.zeros((1, values.shape[1])), np.cumsum((values[1:] + values[:-1]) / 2 * widths, 0))
    )
    row = np.clip(np.searchsorted(times, edges, side="right") - 1, 0, len(times) - 2)
    into = (edges - times[row])[:, None]
    slope = (values[row + 1] - values[row]) / np.maximum(np.diff(times)[row, None], 1e-12)
    whole = area[row] + values[row] * into + slope * into**2 / 2
    width = np.diff(edges)[:, None]
    at = np.stack([np.interp(moments, times, values[:, axis]) for axis in range(values.shape[1])], 1)
    return np.where(width > 1e-9, np.diff(whole, axis=0) / np.maximum(width, 1e-9), at).astype(np.float32)


class Windows:
    """Examples of `learning`: one a labelled frame, the window of `length` steps about it."""

    def __init__(self, grids: Sequence[Grid], labels: tuple[str, ...], length: int) -> None:
        self._grids, self.labels, self._length = grids, labels, length
        self._padded = [grid.padded(length // 2) for grid in grids]
        rows = [
            (number, frame)
            for number, grid in enumerate(grids)
            for frame in np.flatnonzero(grid.frames != UNKNOWN).tolist()
        ]
        self._rows = np.array(rows, np.int64).reshape(-1, 2)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def targets(self) -> Ints:
        """Places of the labels, `(n,)`."""
        return np.array([self._grids[grid].frames[frame] for grid, frame in self._rows.tolist()], np.int64)

    @property
    def ids(self) -> Sequence[str]:
        """Recording and second of each."""
        rows = self._rows.tolist()
        return [f"{self._grids[grid].name}@{frame * STRIDE / RATE_HZ:.2f}" for grid, frame in rows]

    @property
    def hash(self) -> str:
        """Sha256 of the recordings and of how they are cut."""
        told = ":".join([repr(self.labels), str(self._length), *(grid.hash for grid in self._grids)])
        return hashlib.sha256(told.encode()).hexdigest()

    def take(self, indices: Ints) -> NDArray[Any]:
        """Float32 `(b, length, channels)`."""
        starts = [(grid, STRIDE * frame) for grid, frame in self._rows[indices].tolist()]
        return np.stack([self._padded[grid][start : start + self._length] for grid, start in starts])


def windows_of(grid: Grid, length: int) -> Floats32:
    """The window about each frame of a recording, `(frames, length, channels)`; a view where numpy can."""
    padded = grid.padded(length // 2)
    every = np.lib.stride_tricks.sliding_window_view(padded, length, axis=0)
    made: Floats32 = np.ascontiguousarray(every[: len(grid.values) : STRIDE].transpose(0, 2, 1))
    return made
