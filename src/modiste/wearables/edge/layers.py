"""A small 1-D network as plain layers: what each computes in float32, and what its window and classes are.

Knows arithmetic in numpy; where layers come from is `reading`'s, what they are in whole numbers `integers`'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

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
        pads: steps of zeros before and after; below zero, steps of the source that are passed over.
        dilation: steps between two taps.
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
    dilation: int = 1
    depthwise: bool = False
    low: float = -np.inf
    high: float = np.inf

    @property
    def span(self) -> int:
        """Steps from the first tap to the last, both included."""
        taps: int = self.weight.shape[1]
        return (taps - 1) * self.dilation + 1


@dataclass(frozen=True)
class Add:
    """The sum of two tensors, clamped; of each source, `skips` steps before and after are passed over."""

    name: str
    sources: tuple[str, str]
    skips: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
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
                steps = (steps + sum(layer.pads) - layer.span) // layer.stride + 1
                channels = len(layer.weight)
            elif isinstance(layer, Add):
                steps -= sum(layer.skips[0])
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


def padded(values: NDArray[Any], pads: tuple[int, int], zero: int = 0) -> NDArray[Any]:
    """Tensors (n, steps, channels) with steps of zeros before and after; below zero, without some steps."""
    before, after = pads
    kept = values[:, max(-before, 0) : values.shape[1] - max(-after, 0)]
    return np.pad(kept, ((0, 0), (max(before, 0), max(after, 0)), (0, 0)), constant_values=zero)


def taps_of(layer: Conv, x: NDArray[Any]) -> NDArray[Any]:
    """What each output sees, (n, outputs, channels, taps), of padded tensors (n, steps, channels)."""
    seen = np.lib.stride_tricks.sliding_window_view(x, layer.span, 1)
    return seen[:, :: layer.stride, :, :: layer.dilation]


def trimmed(network: Network) -> Network:
    """The same network without the steps that nobody reads, where its answer is that of one moment."""
    shapes = network.shapes()
    needed = {name: (steps, 0) for name, (steps, _) in shapes.items()}
    needed[network.layers[-1].name] = (0, shapes[network.layers[-1].name][0])
    needed[INPUT] = (0, network.steps)
    for layer in reversed(network.layers):
        for source, (first, end) in zip(
            sources_of(layer), _reads(layer, *needed[layer.name], shapes), strict=True
        ):
            least, most = needed[source]
            needed[source] = min(least, max(first, 0)), max(most, min(end, shapes[source][0]))
    layers: list[Layer] = []
    for layer in network.layers:
        reads = _reads(layer, *needed[layer.name], shapes)
        beyond = [
            (needed[source][0] - first, end - needed[source][1])
            for source, (first, end) in zip(sources_of(layer), reads, strict=True)
        ]
        if isinstance(layer, Conv):
            layers.append(replace(layer, pads=beyond[0]))
        elif isinstance(layer, Add):
            one, other = ((-before, -after) for before, after in beyond)
            layers.append(replace(layer, skips=(one, other)))
        else:
            layers.append(layer)
    return replace(network, layers=tuple(layers))


def _reads(
    layer: Layer, first: int, end: int, shapes: Mapping[str, tuple[int, int]]
) -> list[tuple[int, int]]:
    """The steps, end excluded, that outputs `first` to `end` read of each source; some may lie beyond it."""
    if isinstance(layer, Mean):
        return [(0, shapes[layer.source][0])]
    if isinstance(layer, Add):
        return [(first + before, end + before) for before, _ in layer.skips]
    start = first * layer.stride - layer.pads[0]
    return [(start, start + (end - 1 - first) * layer.stride + layer.span)]


def _value(layer: Layer, found: Mapping[str, Floats]) -> Floats:
    if isinstance(layer, Mean):
        mean: Floats = found[layer.source].mean(1, keepdims=True)
        return mean
    if isinstance(layer, Add):
        first, second = (
            padded(found[name], (-before, -after))
            for name, (before, after) in zip(layer.sources, layer.skips, strict=True)
        )
        made = first + second
    else:
        seen = taps_of(layer, padded(found[layer.source], layer.pads))
        how = "ntck,ck->ntc" if layer.depthwise else "ntck,okc->nto"
        weight = layer.weight[..., 0] if layer.depthwise else layer.weight
        made = np.einsum(how, seen, weight, optimize=True) + layer.bias
    clamped: Floats = np.clip(made, layer.low, layer.high)
    return clamped
