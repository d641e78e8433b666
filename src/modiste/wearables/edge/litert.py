"""A network in whole numbers as LiteRT's int8: the same weights, ranges and order of layers.

Knows which operators the layers become, and how LiteRT is asked; the file's parts are `flatbuffer`'s.
Rounding between layers is LiteRT's own, so that it differs from the reference by single steps.
"""

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.edge.flatbuffer import Writer, interpreter, schema
from modiste.wearables.edge.integers import (
    HEADROOM,
    HIGH,
    LOGIT_HIGH,
    LOW,
    IntAdd,
    IntConv,
    IntLayer,
    IntMean,
    IntNetwork,
    Scale,
)
from modiste.wearables.edge.layers import INPUT, sources_of

Int8s = NDArray[np.int8]


def logit_scale(made: IntNetwork) -> Scale:
    """What a step of LiteRT's logits stands for: int8, to the greatest logit of the calibration."""
    return Scale(made.scales[made.layers[-1].layer.name].step * LOGIT_HIGH / HEADROOM / HIGH)


def in_int8(made: IntNetwork, logits: NDArray[np.int16]) -> Int8s:
    """The reference's logits in LiteRT's steps."""
    step = made.scales[made.layers[-1].layer.name].step
    whole = np.floor(logits * (step / logit_scale(made).step) + 0.5)
    clipped: Int8s = np.clip(whole, LOW, HIGH).astype(np.int8)
    return clipped


def litert_bytes(made: IntNetwork, title: str) -> bytes:
    """The file: int8 windows (1, steps, channels) in, int8 logits (1, classes) out.

    Raises:
        ModisteError: MOD-2942 where LiteRT is not installed.
    """
    return _Maker(made, Writer(title)).written()


def told_by(content: bytes, quantised: Int8s) -> Int8s:
    """What LiteRT makes of windows (n, steps, channels): logits (n, classes).

    Raises:
        ModisteError: MOD-2942 where LiteRT is not installed.
    """
    run = interpreter(content)
    given, made = run.get_input_details()[0]["index"], run.get_output_details()[0]["index"]
    rows = []
    for window in quantised:
        run.set_tensor(given, window[None])
        run.invoke()
        rows.append(run.get_tensor(made)[0])
    return np.array(rows, np.int8).reshape(len(rows), -1)


def seconds_a_window(content: bytes, rounds: int = 15) -> float:
    """The middle of so many timings of one window in LiteRT here: processor time of one thread.

    Raises:
        ModisteError: MOD-2942 where LiteRT is not installed.
    """
    run, taken = interpreter(content), []
    run.invoke()
    for _ in range(rounds):
        start = time.thread_time()
        run.invoke()
        taken.append(time.thread_time() - start)
    return statistics.median(taken)


@dataclass
class _Maker:
    """Layers become operators over (1, 1, steps, channels), in order."""

    made: IntNetwork
    out: Writer

    def written(self) -> bytes:
        net = self.made.network
        self.shapes: Mapping[str, tuple[int, int]] = net.shapes()
        self.scales = {**self.made.scales, net.layers[-1].name: logit_scale(self.made)}
        scale = self.scales[INPUT]
        given = self.out.tensor("window", (1, net.steps, net.channels), scale.step, scale.zero)
        self.found = {INPUT: self._reshaped(given, INPUT, self._shape(INPUT), "rows")}
        for layer in self.made.layers:
            self.found[layer.layer.name] = self._layer(layer)
        last = net.layers[-1].name
        logits = self._reshaped(self.found[last], last, (1, len(net.labels)), "logits")
        return self.out.written(given, logits)

    def _layer(self, layer: IntLayer) -> int:
        name = layer.layer.name
        if isinstance(layer, IntMean):
            axes = self.out.numbers(f"{name}/axes", np.array([2], np.int32))
            inputs = [self.found[layer.layer.source], axes]
            return self.out.operator(
                "MEAN", 2, inputs, self._tensor(name), options="ReducerOptions", keepDims=True
            )
        low, high = self._ends(layer)
        fused = low == self.scales[name].zero
        activation = getattr(schema().ActivationFunctionType, "RELU" if fused else "NONE")
        if isinstance(layer, IntAdd):
            parts = [
                self._cut(source, before, after)
                for source, (before, after) in zip(sources_of(layer.layer), layer.layer.skips, strict=True)
            ]
            made = self.out.operator(
                "ADD", 2, parts, self._tensor(name), options="AddOptions", fusedActivationFunction=activation
            )
        else:
            made = self._conv(layer, activation)
        ends = [("MAXIMUM", low, low > LOW and not fused), ("MINIMUM", high, high < HIGH)]
        for code, end, wanted in ends:
            if wanted:
                made = self._held(name, code, made, end)
        return made

    def _conv(self, layer: IntConv, activation: int) -> int:
        conv, name = layer.layer, layer.layer.name
        before, after = conv.pads
        given = self._cut(conv.source, max(-before, 0), max(-after, 0))
        given = self._padded(given, conv.source, max(before, 0), max(after, 0), before, after)
        source = self.scales[conv.source]
        # The steps that the fixed-point factors stand for, so that both scale by the same numbers.
        factors = layer.factor.multiplier * np.exp2(-layer.factor.shift.astype(np.float64))
        steps = factors * self.made.scales[name].step / source.step
        bias = layer.bias + source.zero * layer.weight.astype(np.int64).sum((1, 2))
        weight = layer.weight[:, None]
        axis = 0
        if conv.depthwise:
            weight, axis = layer.weight[..., 0].T[None, None], 3
        inputs = [
            given,
            self.out.tensor(f"{name}/weight", weight.shape, steps, 0, weight, axis),
            self.out.tensor(f"{name}/bias", bias.shape, steps * source.step, 0, bias.astype(np.int32)),
        ]
        how: dict[str, Any] = {
            "padding": schema().Padding.VALID,
            "strideW": conv.stride,
            # Height is 1; the depth-wise kernels want both strides alike.
            "strideH": conv.stride if conv.depthwise else 1,
            "dilationWFactor": conv.dilation,
            "dilationHFactor": 1,
            "fusedActivationFunction": activation,
        }
        if conv.depthwise:
            how |= {"options": "DepthwiseConv2DOptions", "depthMultiplier": 1}
            return self.out.operator("DEPTHWISE_CONV_2D", 3, inputs, self._tensor(name), **how)
        return self.out.operator("CONV_2D", 3, inputs, self._tensor(name), options="Conv2DOptions", **how)

    def _ends(self, layer: IntConv | IntAdd) -> tuple[int, int]:
        """Least and greatest number; of the logits in their own steps."""
        if layer is not self.made.layers[-1]:
            return layer.low, layer.high
        step = self.scales[layer.layer.name].step
        low, high = (float(np.clip(end / step, LOW, HIGH)) for end in (layer.layer.low, layer.layer.high))
        return int(np.floor(low + 0.5)), int(np.floor(high + 0.5))

    def _held(self, name: str, code: str, given: int, end: int) -> int:
        scale = self.scales[name]
        values = np.array([end], np.int8)
        bound = self.out.tensor(f"{name}/{code.lower()}", (1,), scale.step, scale.zero, values)
        return self.out.operator(
            code, 2, [given, bound], self._tensor(f"{name}", code.lower()), options="MaximumMinimumOptions"
        )

    def _cut(self, source: str, before: int, after: int) -> int:
        """A tensor without its first and last steps."""
        if not before and not after:
            return self.found[source]
        steps, channels = self.shapes[source]
        shape = (1, 1, steps - before - after, channels)
        name, scale = f"{source}/{before}-{after}", self.scales[source]
        begin = self.out.numbers(f"{name}/begin", np.array([0, 0, before, 0], np.int32))
        size = self.out.numbers(f"{name}/size", np.array(shape, np.int32))
        made = self.out.tensor(name, shape, scale.step, scale.zero)
        return self.out.operator("SLICE", 2, [self.found[source], begin, size], made, options="SliceOptions")

    def _padded(self, given: int, source: str, before: int, after: int, cut: int, end: int) -> int:
        """Steps of zeros before and after; `cut` and `end` name what was cut off before."""
        if not before and not after:
            return given
        steps, channels = self.shapes[source]
        scale, name = self.scales[source], f"{source}+{before}+{after}"
        shape = (1, 1, steps + cut + end, channels)
        pads = np.array([[0, 0], [0, 0], [before, after], [0, 0]], np.int32)
        made = self.out.tensor(name, shape, scale.step, scale.zero)
        inputs = [given, self.out.numbers(f"{name}/pads", pads)]
        return self.out.operator("PAD", 2, inputs, made, options="PadOptions")

    def _reshaped(self, given: int, name: str, shape: tuple[int, ...], title: str) -> int:
        scale = self.scales[name]
        sizes = self.out.numbers(f"{title}/shape", np.array(shape, np.int32))
        made = self.out.tensor(title, shape, scale.step, scale.zero)
        how = {"options": "ReshapeOptions", "newShape": np.array(shape, np.int32)}
        return self.out.operator("RESHAPE", 1, [given, sizes], made, **how)

    def _tensor(self, name: str, ending: str = "") -> int:
        scale = self.scales[name]
        title = f"{name}/{ending}" if ending else name
        return self.out.tensor(title, self._shape(name), scale.step, scale.zero)

    def _shape(self, name: str) -> tuple[int, int, int, int]:
        return 1, 1, *self.shapes[name]
