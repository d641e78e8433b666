"""The served graph: preprocessing before a network's ONNX body, mirror mean and calibration after it.

Knows ONNX nodes only, no torch: what a picture or a series becomes before the network sees it, exactly and in
the file.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from modiste.learning.card import labels_note
from modiste.learning.recipe import InputSpec

OPSET = 20
IR_VERSION = 10
# Names of the nodes that are not the network; quantisation leaves them alone.
BEFORE, AFTER = "before/", "after/"
BODY_INPUT, BODY_LOGITS, BODY_FEATURES = "pixels", "logits", "features"

Floats = NDArray[np.float32]
_HALVED = 256
"""Values from which on a tensor is worth keeping in 16 bits."""


def assemble(
    body: ModelProto, spec: InputSpec, labels: tuple[str, ...], embedding_size: int, temperature: float
) -> ModelProto:
    """Wrap a body `pixels (b, c, h, w) -> logits (b, k), features (b, d)` into the graph that is served.

    `image` uint8 `(n, any height, any width, c)`, or `series` float32 `(n, any time, c)`, becomes
    `probabilities (n, k)` and `embedding (n, d)`.
    The picture is resized by an antialiased triangle filter whose weights are renormalised at the border,
    which is Pillow's BILINEAR without its rounding to whole levels, and is copied where its size already
    fits. With `mirror`, pictures and their mirror images pass as one batch of 2n; logits and
    features are the means of both.
    """
    body = tidy(body)
    constants: dict[str, NDArray[Any]] = {}
    before = _before_picture if spec.kind == "image" else _before_series
    nodes = [*before(spec, constants), *body.graph.node, *_after(spec, constants, temperature)]
    outputs = [("probabilities", len(labels)), ("embedding", embedding_size)]
    graph = helper.make_graph(
        nodes,
        "modiste",
        [_input(spec)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", size]) for name, size in outputs],
        [*body.graph.initializer, *(numpy_helper.from_array(v, name) for name, v in constants.items())],
    )
    model = helper.make_model(graph, opset_imports=list(body.opset_import), producer_name="modiste")
    model.ir_version = IR_VERSION
    notes = {"labels": labels_note(labels), "temperature": repr(temperature)}
    helper.set_model_props(model, notes)
    onnx.checker.check_model(model, full_check=True)
    return model


def tidy(body: ModelProto) -> ModelProto:
    """A copy without exporters' notes and with BatchNorm folded into the convolutions it can be folded into.

    Right after a convolution every BatchNorm can; after convolution and max-pool one whose factors are all
    positive can, as it then commutes with the maximum.
    """
    body = onnx.ModelProto.FromString(body.SerializeToString())
    for node in body.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    del body.graph.value_info[:], body.graph.metadata_props[:], body.metadata_props[:]
    body.graph.doc_string = body.doc_string = ""
    for value in body.graph.initializer:
        del value.metadata_props[:]
        value.doc_string = ""
    for norm in [node for node in body.graph.node if node.op_type == "BatchNormalization"]:
        _fold(body, norm)
    _drop_unused(body)
    return body


def norms_to_convolutions(model: ModelProto) -> ModelProto:
    """A copy in which every remaining BatchNorm is a depth-wise convolution of one point.

    The same numbers, in an operator that has an int8 kernel. One number a channel is exact in int8 with a
    scale a channel.
    """
    model = onnx.ModelProto.FromString(model.SerializeToString())
    point = [1] if model.graph.input[0].name == "series" else [1, 1]
    for norm in model.graph.node:
        if norm.op_type != "BatchNormalization":
            continue
        factor, offset = _affine(model, norm)
        names = [f"{norm.output[0]}/factor", f"{norm.output[0]}/offset"]
        model.graph.initializer.append(numpy_helper.from_array(factor.reshape(-1, 1, *point), names[0]))
        model.graph.initializer.append(numpy_helper.from_array(offset, names[1]))
        norm.CopyFrom(
            helper.make_node(
                "Conv",
                [norm.input[0], *names],
                [norm.output[0]],
                name=norm.name,
                group=len(factor),
                kernel_shape=point,
            )
        )
    _drop_unused(model)
    return model


def with_correction(model: ModelProto, weights: Floats, offset: Floats) -> ModelProto:
    """A copy whose logits have `embedding @ weights + offset` added, by its last layer alone.

    Args:
        model: as `assemble` made it, in float32.
        weights: `(d, k)`.
        offset: `(k,)`.

    Raises:
        ValueError: its logits come of no linear layer in float32 of that size.
    """
    model = onnx.ModelProto.FromString(model.SerializeToString())
    last = next((node for node in model.graph.node if BODY_LOGITS in node.output), None)
    if last is None or last.op_type != "Gemm" or len(last.input) != 3:
        raise ValueError("its logits come of no linear layer")
    turned = any(each.name == "transB" and each.i for each in last.attribute)
    for name, more in ((last.input[1], weights.T if turned else weights), (last.input[2], offset)):
        value = next((each for each in model.graph.initializer if each.name == name), None)
        if value is None or value.data_type != TensorProto.FLOAT or tuple(value.dims) != more.shape:
            raise ValueError(f"its last layer is not of {' x '.join(map(str, weights.shape))} in float32")
        made = numpy_helper.to_array(value) + more
        value.CopyFrom(numpy_helper.from_array(made.astype(np.float32), name))
    return model


def halved(model: ModelProto) -> ModelProto:
    """A copy that keeps its large float32 tensors in 16 bits and widens them when it is opened.

    The file is half as large; what is computed, and how fast, stays float32.
    """
    model = onnx.ModelProto.FromString(model.SerializeToString())
    wide: list[NodeProto] = []
    for value in model.graph.initializer:
        array = numpy_helper.to_array(value)
        if value.data_type != TensorProto.FLOAT or array.size < _HALVED:
            continue
        name = value.name
        value.CopyFrom(numpy_helper.from_array(array.astype(np.float16), f"{name}/half"))
        wide.append(_node("Cast", [value.name], name, AFTER, to=TensorProto.FLOAT))
    nodes = [*wide, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    return model


def network_nodes(model: ModelProto) -> list[NodeProto]:
    """The nodes of the network itself, neither preprocessing nor calibration."""
    return [node for node in model.graph.node if not node.name.startswith((BEFORE, AFTER))]


def constant(model: ModelProto, name: str) -> NDArray[Any]:
    """The value of an initialiser."""
    values = {value.name: value for value in model.graph.initializer}
    array: NDArray[Any] = numpy_helper.to_array(values[name])
    return array


def _input(spec: InputSpec) -> ValueInfoProto:
    if spec.kind == "image":
        sides = ("n", "height", "width", spec.channels)
        return helper.make_tensor_value_info("image", TensorProto.UINT8, sides)
    return helper.make_tensor_value_info("series", TensorProto.FLOAT, ("n", "time", spec.channels))


def _before_series(spec: InputSpec, constants: dict[str, NDArray[Any]]) -> Iterable[NodeProto]:
    for name, values in (("mean", spec.mean), ("std", spec.std)):
        constants[f"{BEFORE}{name}"] = np.array(values, np.float32)
    yield _node("Sub", ["series", f"{BEFORE}mean"], f"{BEFORE}centred")
    yield _node("Div", [f"{BEFORE}centred", f"{BEFORE}std"], BODY_INPUT, BEFORE)


def _before_picture(spec: InputSpec, constants: dict[str, NDArray[Any]]) -> Iterable[NodeProto]:
    constants |= {
        f"{BEFORE}shape": np.array([spec.channels, spec.height, spec.width], np.int64),
        f"{BEFORE}mean": _levels(spec.mean, spec.channels),
        f"{BEFORE}std": _levels(spec.std, spec.channels),
    }
    seen = f"{BEFORE}normal" if spec.mirror else BODY_INPUT
    yield from (
        _node("Shape", ["image"], f"{BEFORE}count", start=0, end=1),
        _node("Concat", [f"{BEFORE}count", f"{BEFORE}shape"], f"{BEFORE}size", axis=0),
        _node("Transpose", ["image"], f"{BEFORE}planes", perm=[0, 3, 1, 2]),
        # Floats first: onnxruntime's antialiased Resize takes a third less time with them than with bytes.
        _node("Cast", [f"{BEFORE}planes"], f"{BEFORE}float", to=TensorProto.FLOAT),
        _node(
            "Resize",
            [f"{BEFORE}float", "", "", f"{BEFORE}size"],
            f"{BEFORE}resized",
            mode="linear",
            antialias=1,
            exclude_outside=1,
            coordinate_transformation_mode="half_pixel",
        ),
        _node("Sub", [f"{BEFORE}resized", f"{BEFORE}mean"], f"{BEFORE}centred"),
        _node("Div", [f"{BEFORE}centred", f"{BEFORE}std"], seen, BEFORE),
    )
    if spec.mirror:
        constants |= {
            f"{BEFORE}last": np.array([-1], np.int64),
            f"{BEFORE}end": np.array([np.iinfo(np.int64).min + 1], np.int64),
            f"{BEFORE}axis": np.array([3], np.int64),
        }
        how = [f"{BEFORE}{part}" for part in ("last", "end", "axis", "last")]
        yield _node("Slice", [seen, *how], f"{BEFORE}mirrored")
        yield _node("Concat", [seen, f"{BEFORE}mirrored"], BODY_INPUT, BEFORE, axis=0)


def _levels(shares: Sequence[float], channels: int) -> Floats:
    """Shares of 255 in levels: one number where all channels share it, which is ten times faster to apply."""
    levels = np.array(shares, np.float32) * np.float32(255)
    if len(set(shares)) == 1:
        return levels[:1].reshape(())
    return np.broadcast_to(levels, channels).reshape(1, channels, 1, 1)


def _after(spec: InputSpec, constants: dict[str, NDArray[Any]], temperature: float) -> Iterable[NodeProto]:
    means = dict.fromkeys((BODY_LOGITS, BODY_FEATURES), "")
    for name in means:
        means[name] = f"{AFTER}{name}" if spec.mirror else name
        if spec.mirror:
            halves = [f"{AFTER}{name}/seen", f"{AFTER}{name}/mirrored"]
            yield helper.make_node(
                "Split", [name], halves, name=f"{AFTER}{name}/halves", axis=0, num_outputs=2
            )
            yield helper.make_node("Mean", halves, [means[name]], name=f"{AFTER}{name}/mean")
    constants[f"{AFTER}temperature"] = np.array(temperature, np.float32)
    yield _node("Div", [means[BODY_LOGITS], f"{AFTER}temperature"], f"{AFTER}calibrated")
    yield _node("Softmax", [f"{AFTER}calibrated"], "probabilities", AFTER, axis=-1)
    yield _node("Identity", [means[BODY_FEATURES]], "embedding", AFTER)


def _node(op: str, inputs: list[str], output: str, prefix: str = "", **attributes: Any) -> NodeProto:
    return helper.make_node(op, inputs, [output], name=f"{prefix}{output}", **attributes)


def _fold(body: ModelProto, norm: NodeProto) -> None:
    """Fold one BatchNorm into the convolution before it, where that changes nothing."""
    makers = {output: node for node in body.graph.node for output in node.output}
    kept = {value.name for value in body.graph.output}
    path: list[NodeProto] = []
    name = norm.input[0]
    while True:
        node = makers.get(name)
        readers = sum(name in list(other.input) for other in body.graph.node)
        if node is None or readers != 1 or name in kept or node.op_type not in ("Conv", "MaxPool"):
            return
        path.append(node)
        if node.op_type == "Conv":
            break
        name = node.input[0]
    factor, offset = _affine(body, norm)
    if len(path) > 1 and not (factor > 0).all():
        return
    convolution = path[-1]
    try:
        weight = constant(body, convolution.input[1])
        bias = constant(body, convolution.input[2]) if len(convolution.input) > 2 else np.float32(0)
    except KeyError:
        return
    names = [f"{convolution.output[0]}/weight", f"{convolution.output[0]}/bias"]
    folded = (weight * factor.reshape(-1, *(1,) * (weight.ndim - 1)), bias * factor + offset)
    for new, value in zip(names, folded, strict=True):
        body.graph.initializer.append(numpy_helper.from_array(value.astype(np.float32), new))
    del convolution.input[1:]
    convolution.input.extend(names)
    path[0].output[0] = norm.output[0]
    body.graph.node.remove(norm)


def _affine(model: ModelProto, norm: NodeProto) -> tuple[Floats, Floats]:
    """What a BatchNorm does at inference: `factor * x + offset`, each `(channels,)`."""
    scale, shift, mean, variance = (constant(model, name).astype(np.float64) for name in norm.input[1:5])
    epsilon = next((a.f for a in norm.attribute if a.name == "epsilon"), 1e-5)
    factor = scale / np.sqrt(variance + epsilon)
    return factor.astype(np.float32), (shift - mean * factor).astype(np.float32)


def _drop_unused(model: ModelProto) -> None:
    used = {name for node in model.graph.node for name in node.input}
    for value in [value for value in model.graph.initializer if value.name not in used]:
        model.graph.initializer.remove(value)
