"""A transformer over a history: one block that attends back from the newest act, gated on both branches.

Knows the block, in torch to train and in numpy to serve; the training is `sequences`'.

Sources: SASRec (Kang and McAuley, ICDM 2018); LiGR's gated residuals (Borisyuk et al., 2025), as in eSASRec
(RecSys 2025).
"""

from collections.abc import Sequence
from functools import partial
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import erf

from modiste.recommend.encoders import Encoder, encoded_again, make_encoded, restored
from modiste.recommend.protocols import Floats, History
from modiste.recommend.sequences import SequenceSettings, Weights, normed, padded, sigmoid

if TYPE_CHECKING:
    import torch


def build(first: Floats, settings: SequenceSettings) -> "torch.nn.Module":
    """The module to train; its embeddings begin as `first`."""
    import torch  # noqa: PLC0415 - torch is needed for training only
    from torch import nn  # noqa: PLC0415
    from torch.nn import functional as F  # noqa: PLC0415

    size, items = settings.size, len(first)

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.items = nn.Embedding(items + 1, size)
            self.places = nn.Embedding(settings.window, size)
            self.before, self.between, self.after = (nn.LayerNorm(size) for _ in range(3))
            self.queries, self.keys, self.values, self.mixed = (nn.Linear(size, size) for _ in range(4))
            self.gate, self.gate_wide = nn.Linear(size, size), nn.Linear(size, size)
            self.wide, self.narrow = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)
            self.drop = nn.Dropout(settings.dropout)
            with torch.no_grad():
                self.items.weight.zero_()
                self.items.weight[:items] = torch.from_numpy(first)
                self.places.weight.normal_(0, 0.02)

        def forward(self, codes: "torch.Tensor") -> "torch.Tensor":
            width = codes.shape[1]
            there = codes != items
            hidden = self.items(codes) * sqrt(size) + self.places(torch.arange(width - 1, -1, -1))
            hidden = self.drop(hidden) * there[..., None]
            calm = self.before(hidden)
            seen = there[:, None, :] & torch.ones(width, width, dtype=torch.bool).tril()
            seen = seen | torch.eye(width, dtype=torch.bool)
            found = F.scaled_dot_product_attention(
                self.queries(calm)[:, None],
                self.keys(calm)[:, None],
                self.values(calm)[:, None],
                seen[:, None],
            )[:, 0]
            hidden = hidden + torch.sigmoid(self.gate(hidden)) * self.drop(self.mixed(found))
            wide = self.narrow(self.drop(F.gelu(self.wide(self.between(hidden)))))
            hidden = hidden + torch.sigmoid(self.gate_wide(hidden)) * self.drop(wide)
            made: torch.Tensor = self.after(hidden)
            return made

    return Block()


def encode(weights: Weights, histories: Sequence[History], settings: SequenceSettings) -> Floats:
    """(n, size) where each history points to, as the module's last place gives it; zeros for an empty one."""
    w, size = weights, settings.size
    nothing = len(w["items.weight"]) - 1
    codes = padded(histories, settings.window, nothing)
    there = codes != nothing
    width = codes.shape[1]
    hidden = w["items.weight"][codes] * sqrt(size) + w["places.weight"][np.arange(width - 1, -1, -1)]
    hidden *= there[..., None]
    calm = normed(hidden, w["before.weight"], w["before.bias"])
    newest = hidden[:, -1]
    asked = _linear(w, "queries", calm[:, -1])
    likeness = np.einsum("nwd,nd->nw", _linear(w, "keys", calm), asked) / sqrt(size)
    likeness = np.where(there, likeness, -np.inf)
    likeness[~there.any(1)] = 0
    share = np.exp(likeness - likeness.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    found = _linear(w, "mixed", np.einsum("nw,nwd->nd", share, _linear(w, "values", calm)))
    newest = newest + sigmoid(_linear(w, "gate", newest)) * found
    wide = _linear(w, "wide", normed(newest, w["between.weight"], w["between.bias"]))
    wide = _linear(w, "narrow", 0.5 * wide * (1 + erf(wide / sqrt(2))))
    newest = newest + sigmoid(_linear(w, "gate_wide", newest)) * wide
    made = normed(newest, w["after.weight"], w["after.bias"]).astype(np.float32)
    made[~there.any(1)] = 0
    return made


def _linear(weights: Weights, name: str, values: Floats) -> Floats:
    made: Floats = values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return made


ENCODER = Encoder("transformer", build, encode)

make = partial(make_encoded, ENCODER)
restore = partial(restored, ENCODER)
again = partial(encoded_again, ENCODER)
