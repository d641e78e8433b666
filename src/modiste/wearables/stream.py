"""Activities told while samples still come: frames as soon as their window is full, smoothed by earlier ones.

Knows the newest samples and the belief so far; the network is served as ever, and clocks are the sender's.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.activity import Sidecar, Teller
from modiste.wearables.windows import RATE_HZ, STRIDE

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Frame:
    """What is told of one moment, in seconds from the first step, how sure, and whether to doubt it."""

    at: float
    label: str
    confidence: float
    is_unknown: bool


class Stream:
    """Steps `(n, channels)` of the even grid in, frames out; what a frame says never changes afterwards.

    A frame is told half a window after its moment (2.9 s with the shipped recipe): so far the network looks.
    """

    def __init__(self, model: Teller, sidecar: Sidecar) -> None:
        self._model, self._sidecar = model, sidecar
        self._kept = np.empty((0, 0), np.float32)
        self._taken = self._told = 0
        self._belief: Floats | None = None

    @property
    def delay_seconds(self) -> float:
        """From a moment to its frame."""
        return self._sidecar.length / 2 / RATE_HZ

    def feed(self, steps: NDArray[np.float32]) -> list[Frame]:
        """Take steps in order; give the frames that they make possible."""
        reach = self._sidecar.length // 2
        if not self._taken:  # as a recording is padded: the first value has gone on for ever
            self._kept = np.repeat(steps[:1], reach, axis=0)
        self._kept = np.concatenate((self._kept, steps))
        self._taken += len(steps)
        ready = math.ceil(max(self._taken - reach + 1, 0) / STRIDE) - self._told
        if ready <= 0:
            return []
        length = self._sidecar.length
        windows = [self._kept[STRIDE * row : STRIDE * row + length] for row in range(ready)]
        self._kept = self._kept[STRIDE * ready :]
        made = []
        for row, own in enumerate(np.asarray(self._model.predict(windows), np.float64)):
            self._belief = self._sidecar.order.next(self._belief, own)
            best = int(self._belief.argmax())
            made.append(
                Frame(
                    (self._told + row) * STRIDE / RATE_HZ,
                    self._model.labels[best],
                    float(self._belief[best]),
                    bool(own.max() < self._sidecar.doubt),
                )
            )
        self._told += ready
        return made
