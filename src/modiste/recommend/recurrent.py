"""A recurrent network over a history: one layer of gated units, read from oldest to newest.

Knows the layer, in torch to train and in numpy to serve; the training is `sequences`'.

Source: GRU4Rec (Hidasi et al., ICLR 2016), trained as `sequences` trains.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from modiste.recommend.encoders import Encoder, encoded_again, make_encoded, restored
from modiste.recommend.protocols import Floats, History
from modiste.recommend.sequences import SequenceSettings, Weights, padded, sigmoid

if TYPE_CHECKING:
    import torch


def build(first: Floats, settings: SequenceSettings) -> "torch.nn.Module":
    """The module to train; its embeddings begin as `first`."""
    import torch  # noqa: PLC0415 - torch is needed for training only
    from torch import nn  # noqa: PLC0415

    size, items = settings.size, len(first)

    class Recurrent(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.items = nn.Embedding(items + 1, size)
            self.layer = nn.GRU(size, size, batch_first=True)
            self.mixed = nn.Linear(size, size)
            self.drop = nn.Dropout(settings.dropout)
            with torch.no_grad():
                self.items.weight.zero_()
                self.items.weight[:items] = torch.from_numpy(first)

        def forward(self, codes: "torch.Tensor") -> "torch.Tensor":
            given = self.drop(self.items(codes) * size**0.5) * (codes != items)[..., None]
            made: torch.Tensor = self.mixed(self.drop(self.layer(given)[0]))
            return made

    return Recurrent()


def encode(weights: Weights, histories: Sequence[History], settings: SequenceSettings) -> Floats:
    """(n, size) where each history points to; zeros for an empty one."""
    w, size = weights, settings.size
    nothing = len(w["items.weight"]) - 1
    codes = padded(histories, settings.window, nothing)
    state = np.zeros((len(codes), size), np.float32)
    for column in range(codes.shape[1]):
        there = (codes[:, column] != nothing)[:, None]
        given = w["items.weight"][codes[:, column]] * size**0.5 * there
        ahead = given @ w["layer.weight_ih_l0"].T + w["layer.bias_ih_l0"]
        back = state @ w["layer.weight_hh_l0"].T + w["layer.bias_hh_l0"]
        reset, update = (
            sigmoid(ahead[:, part] + back[:, part]) for part in (slice(0, size), slice(size, 2 * size))
        )
        fresh = np.tanh(ahead[:, 2 * size :] + reset * back[:, 2 * size :])
        # Where there is nothing yet the state stays: an answer must not hang on who else is asked about.
        state = np.where(there, (1 - update) * fresh + update * state, state).astype(np.float32)
    made: Floats = state @ w["mixed.weight"].T + w["mixed.bias"]
    made[(codes == nothing).all(1)] = 0
    return made


ENCODER = Encoder("gru", build, encode)

make = partial(make_encoded, ENCODER)
restore = partial(restored, ENCODER)
again = partial(encoded_again, ENCODER)
