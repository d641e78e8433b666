"""The encoder's memory: a history of garments to where the next one lies, in the space of pictures and words.

One small transformer layer over the last steps, asked by the very last; what comes out is added to the
history's own mean, so that an untrained tower already says something sensible.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.foundation.bundled import STEPS
from modiste.foundation.encoder import HOWS
from modiste.foundation.image_tower import DIMENSION
from modiste.foundation.towers import Tower
from modiste.garment import ModisteError
from modiste.learning import InputSpec

WIDTH = 128
_HEADS = 4
_FAR = -1e4


class BehaviourTower(nn.Module):
    """Unit vectors (b, 256) of histories (b, t, 256 + 4), see `bundled.steps_of`; 0.3 M parameters.

    Args:
        dropout: share of what is remembered that is hidden while training.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.into = nn.Linear(DIMENSION + len(HOWS), WIDTH)
        self.places = nn.Parameter(0.02 * torch.randn(STEPS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, DIMENSION)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)
        # How much a sign counts, and how fast it fades, as `encoder.pooled` has them at first.
        self.worth = nn.Parameter(torch.tensor([1.0, 2.0, 3.0]).log())
        self.fading = nn.Parameter(torch.logit(torch.tensor(0.85)))
        self.dropout = nn.Dropout(dropout)

    def features(self, steps: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        vectors, hows = steps[..., :DIMENSION], steps[..., DIMENSION : DIMENSION + len(HOWS)]
        there = steps[..., -1]
        count = steps.shape[1]
        age = torch.arange(count - 1, -1, -1, device=steps.device)
        x = self.into(steps[..., :-1]) + self.places[(STEPS - 1 - age).clamp(min=0)]
        hidden = ((1 - there) * _FAR)[:, None, :]
        query, key, value = (
            self.asked(self.norm(x)).unflatten(2, (3, _HEADS, -1)).permute(2, 0, 3, 1, 4).unbind(0)
        )
        scores = (query[:, :, -1:] @ key.transpose(2, 3))[:, :, 0] * query.shape[-1] ** -0.5 + hidden
        mixed = (scores.softmax(-1)[:, :, None] @ value)[:, :, 0].flatten(1)
        y = x[:, -1] + self.dropout(mixed)
        y = y + self.dropout(self.narrow(F.gelu(self.wide(y))))
        weight = there * (hows * self.worth.exp()).sum(2) * self.fading.sigmoid() ** age.float()
        mean = F.normalize((vectors * weight[..., None]).sum(1), dim=1)
        return F.normalize(mean + self.last(y), dim=1)

    def forward(self, steps: Tensor) -> Tensor:
        """Unit vectors (b, 256)."""
        return self.features(steps)


def build_memory(spec: InputSpec, classes: int, *, dropout: float = 0.1) -> nn.Module:
    """Build the network that a recipe asks for.

    Args:
        spec: a series of 260 channels.
        classes: kinds of garments that it learns to name beside.
        dropout: in [0, 1).

    Raises:
        ModisteError: MOD-1401 for a parameter that does not fit.
    """
    if spec.kind != "series" or spec.channels != DIMENSION + len(HOWS) + 1:
        raise ModisteError(
            "MOD-1401",
            key="input",
            value=f"{spec.kind} of {spec.channels}",
            reason="it is a series of 260 channels",
        )
    if not 0 <= dropout < 1:
        raise ModisteError("MOD-1401", key="network.dropout", value=dropout, reason="it lies in [0, 1)")
    return Tower(BehaviourTower(dropout), classes)
