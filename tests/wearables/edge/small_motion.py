"""Small networks of motion as served graphs, made by hand, and windows for them."""

import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from modiste.learning import InputSpec, ModelCard, add_files, write_model_folder
from modiste.learning.graph import OPSET, assemble
from modiste.learning.serving import Served, open_session
from modiste.wearables import SIDECAR, Sidecar
from modiste.wearables.order import Order

STEPS, CHANNELS, LABELS = 96, 6, ("sit", "stand", "walk", "turn", "lie")
SPEC = InputSpec(kind="series", channels=CHANNELS, mean=(0.5,), std=(10.0, 10.0, 10.0, 3.0, 3.0, 3.0))
Floats = NDArray[np.float32]


class Graph:
    """Nodes and weights, drawn as they are asked for."""

    def __init__(self) -> None:
        self.draw = np.random.default_rng(0)
        self.nodes: list[NodeProto] = []
        self.weights: dict[str, NDArray[Any]] = {}
        self.last = "pixels"

    def node(self, kind: str, *inputs: str, **how: Any) -> str:
        """A node that reads the last one, or what is named; the name of what it makes."""
        self.last, given = f"{kind}{len(self.nodes)}", list(inputs or (self.last,))
        self.nodes.append(helper.make_node(kind, given, [self.last], name=self.last, **how))
        return self.last

    def weight(self, values: Any) -> str:
        name = f"w{len(self.weights)}"
        self.weights[name] = np.asarray(values)
        return name

    def conv(
        self, inside: int, outside: int, taps: int, groups: int = 1, stride: int = 1, dilation: int = 1
    ) -> str:
        size = (outside, inside // groups, taps)
        values = self.draw.normal(0, 1.4 / np.sqrt(np.prod(size[1:])), size).astype(np.float32)
        bias = self.draw.normal(0, 0.2, outside).astype(np.float32)
        values[0], bias[0] = 0, -1  # a channel that is always silent
        edge = dilation * (taps // 2)
        how = {"group": groups, "strides": [stride], "dilations": [dilation], "pads": [edge, edge]}
        return self.node("Conv", self.last, self.weight(values), self.weight(bias), **how)

    def norm(self, channels: int) -> str:
        spread = self.draw.uniform(0.5, 1.5, (4, channels)).astype(np.float32)
        return self.node("BatchNormalization", self.last, *map(self.weight, spread))

    def head(self, channels: int) -> None:
        rows = self.draw.normal(0, 0.5, (len(LABELS), channels)).astype(np.float32)
        offset = self.draw.normal(0, 0.2, len(LABELS)).astype(np.float32)
        features = self.nodes[-1]
        features.output[0] = self.last = "features"
        self.node("Gemm", "features", self.weight(rows), self.weight(offset), transB=1)
        self.nodes[-1].output[0] = "logits"

    def folder(self, out: Path, golden: Floats, width: int, labels: tuple[str, ...] = LABELS) -> Path:
        """The model folder that serves it."""
        shapes = {"pixels": ["b", "t", CHANNELS], "logits": ["b", len(LABELS)], "features": ["b", width]}
        sides = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()
        ]
        values = [numpy_helper.from_array(value, name) for name, value in self.weights.items()]
        graph = helper.make_graph(self.nodes, "body", sides[:1], sides[1:], values)
        body = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
        content = assemble(body, SPEC, labels, width, 1.3).SerializeToString()
        words = ("licence", "data", "data_licence", "intended_use", "limits", "recipe_hash")
        card = ModelCard(
            name="motion",
            version="v1",
            date=datetime.date(2026, 1, 1),
            recipe="modiste.wearables.tested.v1",
            parameters=sum(value.size for value in self.weights.values()),
            embedding_size=width,
            temperature=1.3,
            opset=OPSET,
            golden_tolerance=1e-4,
            labels=labels,
            input=SPEC,
            size_bytes=1,
            sha256="0" * 64,
            **dict.fromkeys(words, "none"),
        )
        said = Served(out, card, open_session(content, out), 10**6).predict(list(golden))
        return write_model_folder(out, content, card, list(golden), said)


def pooled() -> Graph:
    """A strided stem, a clipped depth-wise block, a skipped one of 66 channels, the mean over time."""
    made = Graph()
    made.node("Transpose", perm=[0, 2, 1])
    made.conv(CHANNELS, 32, 7, stride=2)
    made.norm(32)
    made.node("Relu")
    made.conv(32, 32, 7, groups=32, stride=2)
    made.node("Clip", made.last, made.weight(np.float32(0)), made.weight(np.float32(2)))
    made.conv(32, 66, 1)
    kept = made.node("Relu")
    made.norm(66)
    made.conv(66, 66, 5, groups=66)
    made.node("Relu")
    made.conv(66, 66, 1)
    made.node("Add", kept, made.last)
    made.node("Relu")
    made.node("ReduceMean", made.last, made.weight(np.array([2])), keepdims=0)
    made.head(66)
    return made


def framed(dense: bool = False) -> Graph:
    """Two dilated blocks with shortcuts, of which only the middle frame is told."""
    made = Graph()
    made.node("Transpose", perm=[0, 2, 1])
    made.conv(CHANNELS, 24, 7, stride=2)
    kept = made.node("Relu")
    for dilation in (1, 4):
        made.conv(24, 24, 5, groups=1 if dense else 24, dilation=dilation)
        made.node("Relu")
        made.conv(24, 24, 1)
        made.node("Relu")
        kept = made.node("Add", kept, made.last)
    made.node("Shape", kept, start=2, end=3)
    made.node("Div", made.last, made.weight(np.array([2])))
    made.node("Squeeze")
    made.node("Gather", kept, made.last, axis=2)
    made.head(24)
    return made


def motions(count: int, seed: int = 0) -> Floats:
    """Windows (count, steps, channels) of swinging sensors, with noise."""
    draw = np.random.default_rng(seed)
    time = np.arange(STEPS)[None, :, None] / 25
    rate, phase = draw.uniform(0.3, 3, (count, 1, CHANNELS)), draw.uniform(0, 6.3, (count, 1, CHANNELS))
    size = draw.uniform(1, 9, (count, 1, CHANNELS)) * np.array([1, 1, 1, 0.3, 0.3, 0.3])
    noise = draw.normal(0, 0.3, (count, STEPS, CHANNELS))
    return (size * np.sin(6.283 * rate * time + phase) + noise).astype(np.float32)


ACTIVITIES = ("SEATED", "WALKING", "TURNING", "STANDING", "LYING")


def telling(shop: Any, folder: Path, name: str = "watch") -> None:
    """Register a small network of activities, drawn and not trained, that can be asked about recordings."""
    made = framed().folder(folder, motions(8), 24, ACTIVITIES)
    step = np.full((5, 5), 0.01) + 0.95 * np.eye(5)
    order = Order(np.full(5, 0.2), step, 0.5, 0.5)
    add_files(made, {SIDECAR: Sidecar("watch", STEPS, order, 0.2, ("s00",)).to_bytes()})
    shop.registry.register(made, name)
