"""The encoder's ears: words and their parts, in English and Chinese, to the space of pictures.

Two small transformer layers over hashed tokens; what the numbers of `tokens` mean is learned here.

Source: pre-norm as in Xiong et al., "On Layer Normalization in the Transformer Architecture", ICML 2020.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.foundation.image_tower import DIMENSION
from modiste.foundation.tokens import MOST, ROWS

WIDTH = 160
_HEADS = 4
_LAYERS = 2
_FAR = -1e4


class _Layer(nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.asked = nn.Linear(width, 3 * width)
        self.told = nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Tokens (b, t, width); `hidden` (b, 1, 1, t) is very negative where there is no token."""
        parts = self.asked(self.first(x)).unflatten(2, (3, _HEADS, -1)).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5 + hidden
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)
        x = x + self.dropout(self.told(mixed))
        y: Tensor = x + self.dropout(self.narrow(F.gelu(self.wide(self.second(x)))))
        return y


class TextTower(nn.Module):
    """Unit vectors (b, 256) of tokens (b, t, slots), see `tokens.padded`; 4.7 M parameters.

    Args:
        dropout: in the layers, and share of the tokens' parts left out, while training.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.table = nn.Parameter(0.05 * torch.randn(ROWS, WIDTH))
        self.places = nn.Parameter(0.01 * torch.randn(MOST, WIDTH))
        self.layers = nn.ModuleList(_Layer(WIDTH, dropout) for _ in range(_LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.last = nn.Linear(2 * WIDTH, DIMENSION)
        self.dropout = dropout

    def raw(self, tokens: Tensor) -> Tensor:
        """What is understood (b, 256), of any length."""
        numbers = tokens.round().long()
        there = (numbers > 0).float()
        if self.training and self.dropout:
            # The whole word is left out now and then, so that its parts learn to stand for it.
            there = there * (torch.rand_like(there) > self.dropout).float()
        x = (self.table[numbers] * there[..., None]).sum(2) / there.sum(2).clamp(min=1).sqrt()[..., None]
        present = (numbers[:, :, 0] > 0).float()
        words = x
        # A gather: the exporter takes a slice for a promise that no text is longer.
        x = x + self.places[torch.arange(x.shape[1], device=x.device).clamp(max=MOST - 1)]
        hidden = ((1 - present) * _FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        weight = present[..., None] / present.sum(1).clamp(min=1)[:, None, None]
        y: Tensor = self.last(torch.cat(((self.norm(x) * weight).sum(1), (words * weight).sum(1)), 1))
        return y

    def features(self, tokens: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        return F.normalize(self.raw(tokens).float(), dim=1)

    def forward(self, tokens: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        return self.features(tokens)
