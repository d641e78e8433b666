"""A small 1-D network as plain layers: what each computes in float32, and what its window and classes are.

Knows arithmetic in numpy; where layers come from is `reading`'s, what they are in whole numbers `integers`'.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
INPUT = "input"


@dataclass(frozen=True)
class Conv:
    """A convolution over time, depth-wise where `depthwise`, with what follows it at once clamped.

    Attributes:
        name: of what it makes.
        source: of what it reads.
        weight: (out, taps, in), or (channels, taps, 1) depth-wise.
        bias: (out,).
        stride: steps between two outputs.
        pads: steps of zeros before and after.
        depthwise: whether every channel is filtered by itself.
        low: least value that is passed on; 0 is a ReLU.
        high: greatest value that is passed on.
    """

    name: str
    source: str
    weight: Floats
    bias: Floats
    stride: int = 1
    pads: tuple[int, int] = (0, 0)
    depthwise: bool = False
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True)
class Add:
    """The sum of two tensors of one shape, clamped."""

    name: str
    sources: tuple[str, str]
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True)
class Mean:
    """The mean over time: (1, channels)."""

    name: str
    source: str


Layer = Conv | Add | Mean


@dataclass(frozen=True)
class Network:
    """Layers in the order in which they are computed; the last one gives the logits.

    Attributes:
        layers: each reads the input or layers before it.
        steps: of the window.
        channels: of the sensor.
        labels: the classes, in the order of the logits.
        mean: (channels,) taken off each sample, in the sensor's unit.
        std: (channels,) by which it is then divided.
        temperature: by which logits are divided before the softmax.
    """

    layers: tuple[Layer, ...]
    steps: int
    channels: int
    labels: tuple[str, ...]
    mean: Floats
    std: Floats
    temperature: float = 1.0

    def shapes(self) -> dict[str, tuple[int, int]]:
        """(steps, channels) of the input and of every layer."""
        found = {INPUT: (self.steps, self.channels)}
        for layer in self.layers:
            steps, channels = found[sources_of(layer)[0]]
            if isinstance(layer, Conv):
                out, taps, _ = layer.weight.shape
                steps, channels = (steps + sum(layer.pads) - taps) // layer.stride + 1, out
            found[layer.name] = (1 if isinstance(layer, Mean) else steps, channels)
        return found

    def values(self, windows: Floats) -> dict[str, Floats]:
        """Every tensor, (n, steps, channels), of windows (n, steps, channels) in the sensor's unit."""
        found: dict[str, Floats] = {INPUT: ((windows - self.mean) / self.std).astype(np.float32)}
        for layer in self.layers:
            found[layer.name] = _value(layer, found)
        return found

    def logits(self, windows: Floats) -> Floats:
        """(n, classes) of windows (n, steps, channels) in the sensor's unit."""
        found: Floats = self.values(windows)[self.layers[-1].name][:, 0]
        return found


def sources_of(layer: Layer) -> tuple[str, ...]:
    """The names of what a layer reads."""
    return layer.sources if isinstance(layer, Add) else (layer.source,)


def macs(network: Network) -> int:
    """Multiplications with accumulation for one window."""
    shapes = network.shapes()
    return sum(
        shapes[layer.name][0] * layer.weight.size for layer in network.layers if isinstance(layer, Conv)
    )


def _value(layer: Layer, found: Mapping[str, Floats]) -> Floats:
    if isinstance(layer, Mean):
        mean: Floats = found[layer.source].mean(1, keepdims=True)
        return mean
    if isinstance(layer, Add):
        made = found[layer.sources[0]] + found[layer.sources[1]]
    else:
        x = np.pad(found[layer.source], ((0, 0), layer.pads, (0, 0)))
        taps = layer.weight.shape[1]
        seen = np.lib.stride_tricks.sliding_window_view(x, taps, 1)[:, :: layer.stride]
        how = "ntck,ck->ntc" if layer.depthwise else "ntck,okc->nto"
        weight = layer.weight[..., 0] if layer.depthwise else layer.weight
        made = np.einsum(how, seen, weight, optimize=True) + layer.bias
    clamped: Floats = np.clip(made, layer.low, layer.high)
    return clamped
