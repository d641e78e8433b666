"""Where the garment is: the first stages of EfficientNet-Lite0 and a light decoder.

It leaves pictures and training to others. For learning it is a classifier whose embedding is the mask: so it
goes through the same export, golden vectors and registry as every other model.

Source: the encoder as in `lite0`; the decoder is a feature pyramid (Lin et al., CVPR 2017) of depth-wise
separable convolutions.
"""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.foundation import EfficientNetLite0, check_seen, conv_unit, imagenet_weights
from modiste.garment import ModisteError
from modiste.learning import InputSpec

_DEPTH = 2
"""Blocks of the last stage that are kept: with all four the weights would not fit into 4 MB."""
_LEVELS = ((1, 16, 24), (2, 24, 32), (3, 40, 48), (5, 112, 64), (6, 192, 64))
"""Stage, its channels and those of the decoder, from fine to coarse; strides 2, 4, 8, 16 and 32."""


class Share(nn.Module):
    """From a mask's logits (batch, pixels) to two logits (batch, 2): the shares of ground and garment."""

    def forward(self, mask: Tensor) -> Tensor:
        """Logs of the mean probabilities, so that a softmax gives the shares."""
        garment = mask.sigmoid().mean(1)
        return (torch.stack((1 - garment, garment), 1) + 1e-6).log()


class MaskNetwork(nn.Module):
    """A mask of pictures (batch, channels, height, width) of sides that 32 divides; 1.4 million parameters.

    Args:
        channels: of the picture.
    """

    def __init__(self, channels: int = 3) -> None:
        super().__init__()
        stages = list(EfficientNetLite0(2, channels).stages)[: _LEVELS[-1][0] + 1]
        stages[-1] = nn.Sequential(*list(cast(nn.Sequential, stages[-1]))[:_DEPTH])
        self.stages = nn.Sequential(*stages)
        self.across = nn.ModuleList(conv_unit(inside, out) for _, inside, out in _LEVELS)
        self.context = nn.Linear(_LEVELS[-1][1], _LEVELS[-1][2])
        self.down = nn.ModuleList(
            nn.Sequential(conv_unit(out, out, 3, groups=out), conv_unit(out, finer))
            for (_, _, out), finer in zip(_LEVELS, (16, *(out for _, _, out in _LEVELS)), strict=False)
        )
        self.last = nn.Conv2d(16, 1, 1)
        self.head = Share()

    def mask(self, x: Tensor) -> Tensor:
        """Logits that a pixel shows the garment: (batch, 1, height / 2, width / 2)."""
        seen: list[Tensor] = []
        wanted = [stage for stage, _, _ in _LEVELS]
        for number, stage in enumerate(self.stages):
            x = stage(x)
            if number in wanted:
                seen.append(self.across[len(seen)](x))
        whole: Tensor = self.context(x.mean((2, 3)))
        y = seen.pop() + whole[:, :, None, None]
        for level in range(len(_LEVELS) - 1, -1, -1):
            y = self.down[level](y)
            if level:
                finer = seen.pop()
                y = finer + F.interpolate(y, finer.shape[-2:], mode="bilinear", align_corners=False)
        made: Tensor = self.last(y)
        return made

    def features(self, x: Tensor) -> Tensor:
        """The mask's logits row by row: (batch, height / 2 * width / 2)."""
        return self.mask(x).flatten(1)

    def forward(self, x: Tensor) -> Tensor:
        """Two logits (batch, 2), see `Share`."""
        shares: Tensor = self.head(self.features(x))
        return shares


def build_lite0_mask(spec: InputSpec, classes: int, *, weights: str = "imagenet") -> nn.Module:
    """Build the network a recipe asks for; `optimiser.frozen = ["stages.0.", ...]` freezes its stages.

    Args:
        spec: the recipe's input; its sides are multiples of 32.
        classes: two, the ground and the garment.
        weights: "imagenet", or "none" for random ones.

    Raises:
        ModisteError: MOD-1401 for a parameter that does not fit, MOD-1402 when the weights are not installed.
    """
    if weights not in ("imagenet", "none"):
        raise ModisteError(
            "MOD-1401", key="network.weights", value=weights, reason="it is 'imagenet' or 'none'"
        )
    if classes != 2:
        raise ModisteError(
            "MOD-1401", key="classes", value=classes, reason="a mask tells ground from garment"
        )
    if spec.height % 32 or spec.width % 32:
        sides = f"{spec.height} x {spec.width}"
        raise ModisteError("MOD-1401", key="input", value=sides, reason="its sides are multiples of 32")
    module = MaskNetwork(spec.channels)
    if weights == "none":
        return module
    check_seen(spec)
    known = imagenet_weights()
    fresh = module.state_dict()
    module.load_state_dict(fresh | {name: known[name] for name in fresh if name.startswith("stages.")})
    return module
