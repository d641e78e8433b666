"""The order in which people do things: what a frame's neighbours tell of it, by a hidden Markov model.

Knows steps learned from labelled frames and how they weigh against a network's word; networks are others'.

Source: Rabiner, A tutorial on hidden Markov models (Proceedings of the IEEE 77, 1989), with a network's
probabilities in place of densities (Bourlard, Morgan, Connectionist speech recognition, 1994).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.windows import UNKNOWN, Ints

Floats = NDArray[np.float64]
_LEAST = 1e-3
"""Counted for what was never seen, that it stays possible."""
_FLOOR = 1e-6


@dataclass(frozen=True, eq=False)
class Order:
    """Chances of the first label `(k,)` and from each to the next `(k, k)`, a frame apart.

    `weight` is how much a frame's own word counts: neighbouring frames see almost the same, so that their
    words are not independent, and a weight below 1 makes up for it. With 0 the order is not asked: each frame
    keeps its own word.
    """

    start: Floats
    step: Floats
    weight: float

    def whole(self, chances: Floats) -> Floats:
        """`(n, k)` chances of each frame knowing all others, later ones too (forward and backward)."""
        if not self.weight:
            return chances
        ahead, said = self._forward(chances)
        back = np.ones_like(ahead)
        for row in range(len(said) - 2, -1, -1):
            back[row] = self.step @ (said[row + 1] * back[row + 1])
            back[row] /= back[row].sum()
        made = ahead * back
        return np.asarray(made / made.sum(1, keepdims=True))

    def so_far(self, chances: Floats) -> Floats:
        """`(n, k)` chances of each frame knowing the earlier ones only: what a stream can tell."""
        return self._forward(chances)[0] if self.weight else chances

    def next(self, belief: Floats | None, chances: Floats) -> Floats:
        """`(k,)` chances of a frame, given the belief after the one before, None for the first."""
        if not self.weight:
            return chances
        before = self.start if belief is None else belief @ self.step
        made = before * self._said(chances)
        return np.asarray(made / made.sum())

    def _forward(self, chances: Floats) -> tuple[Floats, Floats]:
        ahead = np.empty_like(chances)
        belief: Floats | None = None
        for row, own in enumerate(chances):
            ahead[row] = belief = self.next(belief, own)
        return ahead, self._said(chances)

    def _said(self, chances: Floats) -> Floats:
        return np.asarray(np.maximum(chances, _FLOOR) ** self.weight)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"start": self.start.tolist(), "step": self.step.tolist(), "weight": self.weight}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Order":
        """What `to_json` told.

        Raises:
            ValueError, KeyError, TypeError: it is no order.
        """
        start, step = np.asarray(told["start"], np.float64), np.asarray(told["step"], np.float64)
        if start.ndim != 1 or step.shape != (len(start), len(start)) or not np.isfinite(step).all():
            raise ValueError("start and step do not belong together")
        return cls(start, step, float(told["weight"]))


def learn_order(sequences: Iterable[Ints], classes: int, weight: float = 1.0) -> Order:
    """Count first labels and steps in sequences of frames; steps to or from an unknown label do not count."""
    start, step = np.full(classes, _LEAST), np.full((classes, classes), _LEAST)
    for frames in sequences:
        known = frames[frames != UNKNOWN]
        if len(known):
            start[known[0]] += 1
        both = (frames[:-1] != UNKNOWN) & (frames[1:] != UNKNOWN)
        np.add.at(step, (frames[:-1][both], frames[1:][both]), 1)
    return Order(start / start.sum(), step / step.sum(1, keepdims=True), weight)
