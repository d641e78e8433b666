"""A network in whole numbers: int8 weights and activations, int32 sums, fixed-point scaling between them.

Knows how scales are chosen and what is computed, to the last bit: the C that `c_source` writes is held to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.wearables.edge.layers import INPUT, Add, Conv, Floats, Layer, Mean, Network, padded, taps_of
from modiste.wearables.edge.reading import refusal

LOW, HIGH = -128, 127
LOGIT_HIGH = 32767
"""Logits are int16, as classes would tie in 256 steps."""
HEADROOM = 1.5
"""How far beyond the logits of the calibration the int16 range goes."""
CALIBRATION_LEAST = 8
PERCENTILE = 99.99

LATE, LATE_LOGITS = 21, 14
"""Bits of a shift that follow the product: 30 less the nine, or sixteen, of what is made."""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Scale:
    """What a whole number stands for: `value = step * (number - zero)`."""

    step: float
    zero: int = 0


@dataclass(frozen=True, eq=False)
class Factor:
    """A factor for each channel in fixed point: `multiplier * 2 ** -shift`, multipliers in [2^14, 2^15)."""

    multiplier: NDArray[np.int16]
    shift: NDArray[np.uint8]

    def __call__(self, sums: Ints, late: int = LATE) -> Ints:
        """Whole numbers within 2^30 times the factor, rounded to the nearest one, halves upward.

        The sums are brought to 16 bits first, so that 32 bits hold the product: `late` bits of the shift are
        left for after it, as many as leave the result all the bits it wants.
        """
        early = np.maximum(self.shift.astype(np.int64) - late, 0)
        product = np.clip(_shifted(sums, early), -(2**15), 2**15 - 1) * self.multiplier
        return _shifted(product, self.shift - early)


@dataclass(frozen=True, eq=False)
class IntConv:
    """A convolution: `clamp(zero + factor(bias + weight . x))`; zeros of `x` are padded as its zero point.

    Attributes:
        weight: int8 (out, taps, in), or (channels, taps, 1) depth-wise.
        bias: int32 (out,), with the source's zero point taken off already.
        factor: of the sums' step to the output's.
        zero: zero point of the output.
        low: least output.
        high: greatest output.
    """

    layer: Conv
    weight: NDArray[np.int8]
    bias: NDArray[np.int32]
    factor: Factor
    zero: int
    low: int
    high: int


@dataclass(frozen=True, eq=False)
class IntAdd:
    """A sum: `clamp(zero + (a * multipliers[0] + b * multipliers[1] + offset) / 2^shift)`, within 30 bits.

    The offset takes the sources' zero points off.
    """

    layer: Add
    multipliers: tuple[int, int]
    offset: int
    shift: int
    zero: int
    low: int
    high: int


@dataclass(frozen=True, eq=False)
class IntMean:
    """A mean: `clamp(zero + factor(sum(x) - steps * source_zero))`."""

    layer: Mean
    factor: Factor
    offset: int
    zero: int
    low: int = LOW
    high: int = HIGH


IntLayer = IntConv | IntAdd | IntMean


@dataclass(frozen=True, eq=False)
class IntNetwork:
    """The network as a device computes it.

    Attributes:
        network: what it was made of.
        layers: in order; the last one gives int16 logits.
        scales: of the input and every layer.
    """

    network: Network
    layers: tuple[IntLayer, ...]
    scales: Mapping[str, Scale]

    def quantised(self, windows: Floats) -> NDArray[np.int8]:
        """Windows (n, steps, channels) in the sensor's unit as the device takes them."""
        factor, offset = self.input_line()
        values = np.clip(windows.astype(np.float32) * factor + offset, LOW, HIGH)
        made: NDArray[np.int8] = (np.floor(values + np.float32(0.5 - LOW)) + LOW).astype(np.int8)
        return made

    def input_line(self) -> tuple[Floats, Floats]:
        """Factor and offset (channels,) from the sensor's unit to the input's whole numbers."""
        scale, net = self.scales[INPUT], self.network
        factor = 1 / (net.std.astype(np.float64) * scale.step)
        return factor.astype(np.float32), (scale.zero - net.mean * factor).astype(np.float32)

    def run(self, quantised: NDArray[np.int8]) -> NDArray[np.int16]:
        """Logits (n, classes) of windows (n, steps, channels): the definition of what the device says."""
        found: dict[str, Ints] = {INPUT: quantised.astype(np.int64)}
        for layer in self.layers:
            found[layer.layer.name] = np.clip(self._sums(layer, found) + layer.zero, layer.low, layer.high)
        return found[self.layers[-1].layer.name][:, 0].astype(np.int16)

    def logits(self, windows: Floats) -> Floats:
        """(n, classes) of windows in the sensor's unit, as numbers that the softmax understands."""
        step = self.scales[self.layers[-1].layer.name].step
        return (self.run(self.quantised(windows)) * step).astype(np.float32)

    def _sums(self, made: IntLayer, found: Mapping[str, Ints]) -> Ints:
        if isinstance(made, IntMean):
            return made.factor(found[made.layer.source].sum(1, keepdims=True) - made.offset)
        if isinstance(made, IntAdd):
            a, b = (
                padded(found[source], (-before, -after))
                for source, (before, after) in zip(made.layer.sources, made.layer.skips, strict=True)
            )
            total = a * made.multipliers[0] + b * made.multipliers[1] + made.offset
            return _shifted(total, np.array(made.shift))
        layer = made.layer
        zero = self.scales[layer.source].zero
        seen = taps_of(layer, padded(found[layer.source], layer.pads, zero))
        # Whole numbers below 2^53 are exact in float64, whose products are ten times as fast.
        numbers, weight = seen.astype(np.float64), made.weight.astype(np.float64)
        if layer.depthwise:
            sums = np.einsum("ntck,ck->ntc", numbers, weight[..., 0])
        else:
            sums = numbers.reshape(*numbers.shape[:2], -1) @ weight.transpose(2, 1, 0).reshape(
                -1, len(weight)
            )
        late = LATE_LOGITS if made is self.layers[-1] else LATE
        return made.factor(sums.astype(np.int64) + made.bias, late)


def quantise(network: Network, calibration: Floats, name: str = "the network") -> IntNetwork:
    """The network in whole numbers, its ranges learned from windows without labels.

    Weights get a step for each output channel and no zero point; activations a step and a zero point for each
    tensor (Jacob et al., Quantization and Training of Neural Networks, CVPR 2018). A range is what 99.99 % of
    the values lie in.

    Args:
        network: in float32.
        calibration: windows (n, steps, channels) like those that will be seen.
        name: whose it is, for the refusal.

    Raises:
        ModisteError: MOD-2940 when sums could run over int32; MOD-2941 with fewer than 8 windows.
    """
    if len(calibration) < CALIBRATION_LEAST:
        raise ModisteError("MOD-2941", name=name, found=len(calibration), least=CALIBRATION_LEAST)
    values = network.values(calibration)
    scales = {key: _scale(values[key]) for key in values}
    last = network.layers[-1].name
    scales[last] = Scale(HEADROOM * max(float(np.abs(values[last]).max()), 1e-6) / LOGIT_HIGH)
    if not (isinstance(network.layers[-1], Conv) and network.shapes()[last][0] == 1):
        raise refusal(name, "its last layer is no Linear after a mean over time")
    layers = tuple(
        _whole(layer, network, scales, name, is_last=layer.name == last) for layer in network.layers
    )
    return IntNetwork(network, layers, scales)


def fixed_point(factors: NDArray[np.floating[Any]]) -> Factor:
    """Factors in (2^-41, 2^14) as multipliers in [2^14, 2^15) and shifts.

    Example:
        >>> fixed_point(np.array([0.5]))(np.array([3]))  # 1.5, halves upward
        array([2])
    """
    mantissa, exponent = np.frexp(np.asarray(factors, np.float64))
    multiplier = np.floor(mantissa * 2**15 + 0.5)
    over = multiplier == 2**15
    shift = np.clip(15 - exponent - over, 0, 51)
    return Factor(np.where(over, 2**14, multiplier).astype(np.int16), shift.astype(np.uint8))


def _shifted(values: Ints, shift: NDArray[np.integer[Any]]) -> Ints:
    bits: Ints = shift.astype(np.int64)
    made: Ints = (values + ((1 << bits) >> 1)) >> bits
    return made


def _scale(values: Floats) -> Scale:
    """Of a tensor's values; zero is always exact, for padding and ReLU are."""
    low, high = np.percentile(values, (100 - PERCENTILE, PERCENTILE))
    low, high = min(float(low), 0.0), max(float(high), 0.0, 1e-6)
    step = (high - low) / (HIGH - LOW)
    return Scale(step, int(np.floor(LOW - low / step + 0.5)))


def _whole(
    layer: Layer, network: Network, scales: Mapping[str, Scale], name: str, *, is_last: bool
) -> IntLayer:
    out = scales[layer.name]
    if isinstance(layer, Mean):
        given = scales[layer.source]
        count = network.shapes()[layer.source][0]
        factor = fixed_point(np.array([given.step / (out.step * count)]))
        return IntMean(layer, factor, count * given.zero, out.zero)
    ends = (-LOGIT_HIGH, LOGIT_HIGH) if is_last else (LOW, HIGH)
    low, high = (
        int(np.clip(np.floor(end / out.step + 0.5) + out.zero, *ends)) if np.isfinite(end) else edge
        for end, edge in zip((layer.low, layer.high), ends, strict=True)
    )
    if isinstance(layer, Add):
        given_a, given_b = (scales[source] for source in layer.sources)
        ratios = np.array([given_a.step, given_b.step]) / out.step
        shift = min(20 - int(np.ceil(np.log2(ratios.max()))), 29)
        a, b = (int(each) for each in np.floor(ratios * 2.0**shift + 0.5))
        offset = -given_a.zero * a - given_b.zero * b
        return IntAdd(layer, (a, b), offset, shift, out.zero, low, high)
    given = scales[layer.source]
    # A channel without weights, or with next to none, still has a bias that its sums must hold.
    steps = np.maximum(np.abs(layer.weight).max((1, 2)) / HIGH, np.abs(layer.bias) / (given.step * 2**28))
    steps = np.where(steps > 0, steps, out.step / given.step)
    weight = np.clip(np.floor(layer.weight / steps[:, None, None] + 0.5), -HIGH, HIGH)
    sums_step = steps.astype(np.float64) * given.step
    bias = np.floor(layer.bias / sums_step + 0.5) - given.zero * weight.sum((1, 2))
    greatest = np.abs(bias) + 128 * np.abs(weight).sum((1, 2))
    if (greatest >= 2**30).any():
        raise refusal(name, f"sums of its layer {layer.name!r} could run over 30 bits")
    factor = fixed_point(sums_step / out.step)
    return IntConv(layer, weight.astype(np.int8), bias.astype(np.int32), factor, out.zero, low, high)
