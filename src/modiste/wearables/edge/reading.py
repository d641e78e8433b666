"""A served series model's ONNX graph as plain layers, or the reason why it cannot be.

Knows which operators a small 1-D network is made of; what the layers compute is `layers`'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from modiste.garment import ModisteError
from modiste.learning import ModelCard, network_nodes, norms_to_convolutions, read_golden, read_model
from modiste.wearables.edge.layers import INPUT, Add, Conv, Floats, Layer, Mean, Network, trimmed

TOLERANCE = 1e-3
"""Of probabilities: what is read must say what the served model said where it was made."""
CAN = "convolutions over time, plain or depth-wise, ReLU, sums, a mean over time or one moment of it, Linear"
_PASSING = ("Identity", "Dropout", "Flatten", "Squeeze", "Reshape")


def read_network(folder: Path) -> tuple[Network, Floats]:
    """The network of a model folder and its golden windows `(g, steps, channels)`, whose length is its own.

    Raises:
        ModisteError: MOD-2940 for a model that is no float32 series network or holds an operator that has no
            form in C; MOD-1320 to 1322 for a folder that is not sound.
    """
    content, card = read_model(folder)
    if card.input.kind != "series" or card.precision != "float32":
        raise refusal(card.name, f"it is an {card.precision} model of kind {card.input.kind!r}")
    golden, expected = read_golden(folder, card)
    if len({each.shape for each in golden}) != 1:
        raise refusal(card.name, "its golden series have different lengths, so that no window is its own")
    windows = np.stack(golden).astype(np.float32)
    model = norms_to_convolutions(onnx.ModelProto.FromString(content))
    network = _Reader(card, model, windows.shape[1]).network()
    logits = network.logits(windows) / network.temperature
    raised = np.exp(logits - logits.max(1, keepdims=True))
    found = raised / raised.sum(1, keepdims=True)
    difference = float(np.abs(found - expected).max())
    if not difference <= TOLERANCE:
        raise refusal(card.name, f"read as layers, it differs from itself by {difference:.3g}")
    return network, windows


def refusal(name: str, reason: str) -> ModisteError:
    """What is said of a model that has no form in C."""
    return ModisteError("MOD-2940", name=name, reason=reason, known=CAN)


def _attributes(node: NodeProto) -> dict[str, Any]:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}


@dataclass(frozen=True)
class _Tensor:
    """What a graph's value is among the layers.

    Attributes:
        name: the layer's.
        time_last: whether time comes last in the graph, or channels do.
        step: the one step of it that is meant; None for all.
    """

    name: str
    time_last: bool
    step: int | None = None


class _Reader:
    def __init__(self, card: ModelCard, model: onnx.ModelProto, steps: int) -> None:
        self.card, self.steps = card, steps
        self.nodes = network_nodes(model)
        self.constants: dict[str, NDArray[Any]] = {
            value.name: numpy_helper.to_array(value) for value in model.graph.initializer
        }
        self.layers: dict[str, Layer] = {}
        self.found = {"pixels": _Tensor(INPUT, time_last=False)}

    def network(self) -> Network:
        for node in self.nodes:
            if node.op_type == "Shape":
                self.constants[node.output[0]] = self._sizes(node)
            elif all(name in self.constants for name in node.input if name):
                self.constants[node.output[0]] = self._computed(node)
            else:
                self.found[node.output[0]] = self._follow(node)
        last = self.found["logits"].name
        if not self.layers or list(self.layers)[-1] != last:
            raise refusal(self.card.name, "its logits are not its last layer")
        spec = self.card.input
        mean, std = (
            np.broadcast_to(np.array(v, np.float32), spec.channels).copy() for v in (spec.mean, spec.std)
        )
        layers = tuple(self.layers.values())
        labels, temperature = self.card.labels, self.card.temperature
        return trimmed(Network(layers, self.steps, spec.channels, labels, mean, std, temperature))

    def _follow(self, node: NodeProto) -> _Tensor:  # noqa: PLR0911 - one way out an operator
        given = self.found[next(name for name in node.input if name in self.found)]
        how = _attributes(node)
        if given.step is not None and node.op_type not in ("Gemm", "MatMul", *_PASSING):
            raise self._odd(node, "reads one moment only")
        match node.op_type:
            case "Conv":
                return self._conv(node, given, how)
            case "Gemm" | "MatMul":
                return self._linear(node, given, how)
            case "Relu":
                return self._clamp(node, given, 0.0, np.inf)
            case "Clip":
                low, high = (self._scalar(node, place) for place in (1, 2))
                return self._clamp(node, given, low, high)
            case "Add":
                return self._add(node, given)
            case "GlobalAveragePool" | "ReduceMean":
                return self._mean(node, given, how)
            case "Transpose" if list(how["perm"]) == [0, 2, 1]:
                return replace(given, time_last=not given.time_last)
            case "Gather" if how.get("axis", 0) == (2 if given.time_last else 1):
                step = int(self._constant(node, 1).reshape(-1)[0])
                return replace(given, step=step % self._shape(given)[0])
            case "Identity" | "Dropout":
                return given
            case op if op in _PASSING and (given.step is not None or self._shape(given)[0] == 1):
                return given
        raise self._odd(node, f"is {node.op_type}")

    def _conv(self, node: NodeProto, given: _Tensor, how: Mapping[str, Any]) -> _Tensor:
        weight = self._constant(node, 1)
        out, per_group, taps = weight.shape if weight.ndim == 3 else (0, 0, 0)
        groups = how.get("group", 1)
        if weight.ndim != 3 or not given.time_last:
            raise self._odd(node, "is not over time")
        dilation = how.get("dilations", [1])[0]
        if how.get("auto_pad", b"NOTSET") != b"NOTSET" or (dilation != 1 and groups == 1 and taps != 1):
            raise self._odd(node, "is dilated and not depth-wise, or padded by itself")
        if groups != 1 and not (per_group == 1 and out == groups):
            raise self._odd(node, f"has {groups} groups of {per_group} channels")
        bias = self._constant(node, 2) if len(node.input) > 2 else np.zeros(out, np.float32)
        before, after = how.get("pads", [0, 0])
        conv = Conv(
            node.output[0],
            given.name,
            np.ascontiguousarray(weight.transpose(0, 2, 1)),
            bias,
            how.get("strides", [1])[0],
            (before, after),
            dilation,
            depthwise=groups != 1,
        )
        return self._made(conv, time_last=True)

    def _linear(self, node: NodeProto, given: _Tensor, how: Mapping[str, Any]) -> _Tensor:
        weight = self._constant(node, 1)
        steps = self._shape(given)[0]
        step = 0 if steps == 1 else given.step
        if step is None or weight.ndim != 2:
            raise self._odd(node, "reads more than one step")
        if how.get("alpha", 1.0) != 1.0 or how.get("beta", 1.0) != 1.0 or how.get("transA", 0):
            raise self._odd(node, "is scaled or transposed")
        rows = weight if how.get("transB", 0) else weight.T
        bias = self._constant(node, 2) if len(node.input) > 2 else np.zeros(len(rows), np.float32)
        pads = (-step, step + 1 - steps)
        linear = Conv(node.output[0], given.name, rows[:, None, :].copy(), bias, pads=pads)
        return self._made(linear, given.time_last)

    def _add(self, node: NodeProto, given: _Tensor) -> _Tensor:
        first, second = node.input
        constant = self.constants.get(first, self.constants.get(second))
        if constant is None:
            sides = (self.found[first], self.found[second])
            shapes = {self._shape(side) for side in sides}
            if len(shapes) > 1 or sides[0].time_last != sides[1].time_last:
                raise self._odd(node, "adds tensors of different shapes")
            return self._made(Add(node.output[0], (sides[0].name, sides[1].name)), given.time_last)
        maker = self.layers.get(given.name)
        if not isinstance(maker, Conv) or constant.size != len(maker.bias) or self._is_clamped(maker):
            raise self._odd(node, "adds constants to something other than a convolution")
        return self._renamed(node, given, replace(maker, bias=maker.bias + constant.reshape(-1)))

    def _mean(self, node: NodeProto, given: _Tensor, how: Mapping[str, Any]) -> _Tensor:
        if node.op_type == "ReduceMean":
            axes = self._constant(node, 1).tolist() if len(node.input) > 1 else list(how.get("axes", []))
            if [axis % 3 for axis in axes] != [2 if given.time_last else 1]:
                raise self._odd(node, f"is a mean over axes {axes}")
        return self._made(Mean(node.output[0], given.name), given.time_last)

    def _clamp(self, node: NodeProto, given: _Tensor, low: float, high: float) -> _Tensor:
        maker = self.layers.get(given.name)
        readers = sum(given.name in other.input for other in self.nodes)
        if not isinstance(maker, Conv | Add) or readers != 1:
            raise self._odd(node, "clamps what is no convolution or sum, or is read elsewhere too")
        low, high = max(low, maker.low), min(high, maker.high)
        return self._renamed(node, given, replace(maker, low=low, high=high))

    def _renamed(self, node: NodeProto, given: _Tensor, layer: Conv | Add) -> _Tensor:
        del self.layers[given.name]
        return self._made(replace(layer, name=node.output[0]), given.time_last)

    def _made(self, layer: Layer, time_last: bool) -> _Tensor:
        self.layers[layer.name] = layer
        return _Tensor(layer.name, time_last)

    def _shape(self, tensor: _Tensor) -> tuple[int, int]:
        layers = tuple(self.layers.values())
        empty = np.empty(0, np.float32)
        return Network(layers, self.steps, self.card.input.channels, (), empty, empty).shapes()[tensor.name]

    def _constant(self, node: NodeProto, place: int) -> NDArray[Any]:
        name = node.input[place]
        if name not in self.constants:
            raise self._odd(node, "has weights that are computed")
        return self.constants[name]

    def _sizes(self, node: NodeProto) -> NDArray[Any]:
        """What Shape gives, for one window."""
        given = self.found[node.input[0]]
        steps, channels = self._shape(given)
        sizes = np.array([1, channels, steps] if given.time_last else [1, steps, channels])
        how = _attributes(node)
        return sizes[how.get("start", 0) : how.get("end")]

    def _computed(self, node: NodeProto) -> NDArray[Any]:
        """What a node makes of constants, the length of the window among them."""
        known = {name: self.constants[name] for name in node.input if name}
        try:
            made: Any = ReferenceEvaluator(node).run(None, known)
            return np.asarray(made[0])
        except Exception as error:  # whatever numpy says of a node that does not fit
            raise self._odd(node, f"cannot be computed ({error})") from None

    def _scalar(self, node: NodeProto, place: int) -> float:
        given = len(node.input) > place and node.input[place]
        return float(self._constant(node, place)) if given else (-np.inf if place == 1 else np.inf)

    @staticmethod
    def _is_clamped(layer: Conv) -> bool:
        return bool(np.isfinite(layer.low) or np.isfinite(layer.high))

    def _odd(self, node: NodeProto, reason: str) -> ModisteError:
        return refusal(self.card.name, f"its node {node.name or node.output[0]!r} ({node.op_type}) {reason}")
