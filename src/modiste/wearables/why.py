"""Which channel and when made a call: what a network's chance loses when a piece of its window is hidden.

Knows windows and chances only, so that any served network can be asked, and how faithful it is.

Source: Zeiler, Fergus, Visualizing and understanding convolutional networks (ECCV 2014), on time and
channels; deletion after Petsiuk, Das, Saenko, RISE (BMVC 2018).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.activity import Teller
from modiste.wearables.windows import RATE_HZ

Floats = NDArray[np.float64]
PIECES = 12
CHANNELS = ("ax", "ay", "az", "gx", "gy", "gz")
_DRAWS, _SEED = 8, 0


@dataclass(frozen=True, eq=False)
class Why:
    """Why a window is told as it is.

    Attributes:
        label: what is told.
        chance: of it.
        heat: `(channels, pieces)` log odds lost when a channel's piece of time is replaced by its mean.
        seconds: `(pieces,)` the middle of each piece, from the middle of the window.
        faithfulness: how much faster the chance falls when pieces go in this order than in a random one:
            the mean over the way of random less ordered chance, 0 where the order tells nothing.
    """

    label: str
    chance: float
    heat: Floats
    seconds: Floats
    faithfulness: float

    def to_json(self) -> dict[str, Any]:
        """Plain values, channels by their share of all that counts."""
        gain = np.maximum(self.heat, 0)
        shares = gain.sum(1) / max(gain.sum(), 1e-12)
        names = CHANNELS[: len(self.heat)]
        return {
            "label": self.label,
            "chance": round(self.chance, 4),
            "channels": {name: round(float(share), 4) for name, share in zip(names, shares, strict=True)},
            "at_s": np.round(self.seconds, 3).tolist(),
            "heat": np.round(self.heat, 4).tolist(),
            "faithfulness": round(self.faithfulness, 4),
        }


def explain_window(model: Teller, window: NDArray[np.float32], pieces: int = PIECES) -> Why:
    """Ask a network about a window `(steps, channels)` with each piece of each channel hidden."""
    steps, channels = window.shape
    edges = np.linspace(0, steps, pieces + 1).astype(int)
    cells = [(channel, piece) for channel in range(channels) for piece in range(pieces)]
    masks = np.zeros((len(cells), steps, channels), bool)
    for row, (channel, piece) in enumerate(cells):
        masks[row, edges[piece] : edges[piece + 1], channel] = True
    hidden = np.where(masks, window.mean(0), window).astype(np.float32)
    said = np.asarray(model.predict([window, *hidden]), np.float64)
    best = int(said[0].argmax())
    odds = np.log(said[:, best] + 1e-9) - np.log1p(1e-9 - said[:, best])
    heat = odds[0] - odds[1:]
    order = np.argsort(-heat, kind="stable")
    ordered = _falling(model, window, masks[order], best)
    chance = np.random.default_rng(_SEED)
    shuffled = [masks[chance.permutation(len(cells))] for _ in range(_DRAWS)]
    random = np.mean([_falling(model, window, each, best) for each in shuffled])
    middles = ((edges[:-1] + edges[1:]) / 2 - steps / 2) / RATE_HZ
    return Why(
        model.labels[best],
        float(said[0, best]),
        heat.reshape(channels, pieces),
        middles,
        float(random - ordered),
    )


def _falling(model: Teller, window: NDArray[np.float32], masks: NDArray[np.bool_], place: int) -> float:
    """Mean chance while pieces are hidden one after another, a tenth of them at a time."""
    taken = np.logical_or.accumulate(masks, 0)[:: max(len(masks) // 10, 1)]
    said = model.predict(list(np.where(taken, window.mean(0), window).astype(np.float32)))
    return float(np.asarray(said)[:, place].mean())
