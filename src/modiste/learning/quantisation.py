"""Static int8: weights in int8 with a scale a channel, activations in uint8, ranges from unlabelled inputs.

Knows ranges and where int8 is used; preprocessing and calibration stay in float32. onnxruntime's quantiser
writes the graph and its kernels run it. No torch.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper
from onnxruntime.quantization import CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.calibrate import TensorData, TensorsData, save_tensors_data

from modiste.garment import ModisteError
from modiste.learning.graph import AFTER, BEFORE, network_nodes, norms_to_convolutions
from modiste.learning.model_folder import (
    GOLDEN,
    MODEL,
    Input,
    add_files,
    read_golden,
    read_model,
    write_model_folder,
)
from modiste.learning.progress import Event, Progress, silent
from modiste.learning.serving import MAX_PIXELS, Served, open_session

Method = Literal["minmax", "percentile", "mse"]
METHODS: tuple[Method, ...] = ("minmax", "percentile", "mse")
MIN_CALIBRATION = 8
# Every inner tensor is held at once: two pictures of 224 x 224 at a time, a hundred of 28 x 28.
BATCH_PIXELS = 100_000
# Values of one tensor that are counted in one batch; the extremes are always of all values.
COUNTED = 100_000
BINS = 2048
PERCENTILE = 99.99
LEVELS = 255
# Sums of integers are the same everywhere; the float32 before and after them, and so a last step, may differ.
TOLERANCE = 0.05

OPERATORS = (
    "Conv",
    "Gemm",
    "MatMul",
    "Add",
    "Relu",
    "Clip",
    "MaxPool",
    "AveragePool",
    "GlobalAveragePool",
    "Concat",
    "Reshape",
    "Transpose",
    "Flatten",
)


@dataclass(frozen=True)
class Quantised:
    """Where the int8 model lies, how its ranges were chosen, and each method's mean divergence (nats)."""

    folder: Path
    method: Method
    divergence: Mapping[str, float]


@dataclass(frozen=True)
class _Spread:
    """The distribution of one tensor's values: `BINS` equal bins between its extremes."""

    low: float
    high: float
    counts: NDArray[np.int64]


def quantise(
    folder: Path,
    calibration: Sequence[Input] | Input,
    out: Path,
    *,
    methods: Sequence[Method] = METHODS,
    keep_float: Sequence[str] = (),
    progress: Progress = silent,
) -> Quantised:
    """Write an int8 copy of the model in `folder` to `out`, with its own card and golden vectors.

    Ranges are learned on three quarters of the calibration pictures by each method; the one whose
    probabilities diverge least (Kullback-Leibler) from float32's on the other quarter is kept. Labels are
    not needed. The card's metrics are dropped: they were float32's.

    Args:
        folder: a float32 model folder.
        calibration: pictures or series like those that will be served, at least 8; a few hundred are plenty.
        out: the new folder.
        methods: `minmax` keeps every value seen, `percentile` clips the outermost 0.01 %, `mse` clips where
            the expected squared error is least (Choukroun et al., Low-bit Quantization, 2019).
        keep_float: names of network nodes to leave in float32.
        progress: told after each method.

    Raises:
        ModisteError: MOD-1326 with too few pictures or a model that is int8 already; MOD-1320 to 1323 when
            the folder is not sound.
    """
    source = Served.load(folder)
    content, card = read_model(folder)
    if card.precision != "float32":
        raise _refusal(f"{card.name} is {card.precision} already", "Quantise the float32 model.")
    if len(calibration) < MIN_CALIBRATION or not methods:
        reason = f"{len(calibration)} calibration pictures, {len(methods)} methods"
        raise _refusal(reason, f"Give at least {MIN_CALIBRATION} pictures and one method.")
    learned_on = [each for row, each in enumerate(calibration) if row % 4 != 3]
    judged_on = [each for row, each in enumerate(calibration) if row % 4 == 3]
    model = norms_to_convolutions(onnx.ModelProto.FromString(content))
    helper.set_model_props(model, {p.key: p.value for p in model.metadata_props} | _PREPARED)
    spreads = _spreads(model, source, learned_on)
    expected = source.predict(judged_on)
    made: dict[Method, tuple[float, bytes]] = {}
    for done, method in enumerate(methods, 1):
        ranges = {name: _range(spread, method) for name, spread in spreads.items()}
        candidate = _write(model, ranges, keep_float)
        served = Served(out, card, open_session(candidate, out), MAX_PIXELS)
        made[method] = (_divergence(expected, served.predict(judged_on)), candidate)
        progress(Event("step", done, len(methods), method, {"divergence": made[method][0]}))
    best = min(made, key=lambda method: made[method][0])
    golden, _ = read_golden(folder, card)
    served = Served(out, card, open_session(made[best][1], out), MAX_PIXELS)
    card = card.model_copy(
        update={
            "precision": "int8",
            "parent": f"{card.name}@{card.version}",
            "version": f"{card.version}-int8",
            "golden_tolerance": TOLERANCE,
            "metrics": (),
            "files": (MODEL, GOLDEN),
        }
    )
    write_model_folder(out, made[best][1], card, golden, served.predict(golden))
    # A room's own files hold for the network in whole numbers too.
    own = [file for file in source.card.files if file not in card.files]
    if own:
        add_files(out, {file: (folder / file).read_bytes() for file in own})
    return Quantised(out, best, {method: divergence for method, (divergence, _) in made.items()})


def kernels(model: bytes) -> dict[str, int]:
    """How often each operator runs once onnxruntime has optimised the graph for this machine.

    An int8 model that is well written shows `QLinearConv` and no `Conv`.
    """
    import onnxruntime  # noqa: PLC0415 - only here are the session's private options needed

    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.optimized_model_filepath = str(Path(folder) / "optimised.onnx")
        options.log_severity_level = 4
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        optimised = onnx.load(options.optimized_model_filepath)
    counts: dict[str, int] = {}
    for node in optimised.graph.node:
        counts[node.op_type] = counts.get(node.op_type, 0) + 1
    return counts


# onnxruntime asks for its own preparation step and warns without this mark; `graph.tidy` has done the same.
_PREPARED = {"onnx.quant.pre_process": "onnxruntime.quant"}


def _write(model: ModelProto, ranges: Mapping[str, tuple[float, float]], keep_float: Sequence[str]) -> bytes:
    network = {node.name for node in network_nodes(model)}
    outside = [node.name for node in model.graph.node if node.name not in network]
    data = TensorsData(
        CalibrationMethod.MinMax,
        {
            name: TensorData(lowest=np.array(low, np.float32), highest=np.array(high, np.float32))
            for name, (low, high) in ranges.items()
        },
    )
    with tempfile.TemporaryDirectory() as folder:
        learned, written = Path(folder) / "ranges.json", Path(folder) / "int8.onnx"
        save_tensors_data(data, learned)
        quantize_static(
            onnx.ModelProto.FromString(model.SerializeToString()),
            str(written),
            None,
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=list(OPERATORS),
            per_channel=True,
            # Seven bits: processors without VNNI add two products in sixteen bits. With weights of eight bits
            # sums are cut off there, and the same model answers otherwise than on a processor with VNNI.
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[*outside, *keep_float],
            calibrate_method=CalibrationMethod.MinMax,
            calibration_cache_path=learned,
            extra_options={
                "WeightSymmetric": True,
                "ActivationSymmetric": False,
                # Logits in 256 steps would tie and spoil the calibration.
                "OpTypesToExcludeOutputQuantization": ["Gemm", "MatMul"],
            },
        )
        quantised = onnx.load(str(written))
    kept = [p for p in quantised.metadata_props if p.key in ("labels", "temperature")]
    notes = {p.key: p.value for p in kept}
    del quantised.metadata_props[:], quantised.graph.value_info[:]
    helper.set_model_props(quantised, notes)
    _shorten(quantised)
    content: bytes = quantised.SerializeToString()
    return content


def _shorten(model: ModelProto) -> None:
    """Number the inner tensors and drop what only people read: names are a tenth of a small int8 file."""
    public = {value.name for value in (*model.graph.input, *model.graph.output)} | {""}
    short: dict[str, str] = {}

    def rename(name: str) -> str:
        return name if name in public else short.setdefault(name, f"{len(short):x}")

    for value in model.graph.initializer:
        value.name = rename(value.name)
    for node in model.graph.node:
        node.input[:] = [rename(name) for name in node.input]
        node.output[:] = [rename(name) for name in node.output]
        if not node.name.startswith((BEFORE, AFTER)):
            node.name = ""
        node.doc_string = ""


def _spreads(model: ModelProto, source: Served, shown: Sequence[Input]) -> dict[str, _Spread]:
    """Every network tensor's distribution, in two passes over the inputs: extremes, then counts."""
    watched = onnx.ModelProto.FromString(model.SerializeToString())
    inferred = onnx.shape_inference.infer_shapes(watched)
    floats = {
        value.name
        for value in (*inferred.graph.value_info, *inferred.graph.output)
        if value.type.tensor_type.elem_type == TensorProto.FLOAT
    }
    touched = [name for node in network_nodes(watched) for name in (*node.input, *node.output)]
    names = [name for name in dict.fromkeys(touched) if name in floats]
    outputs = {value.name for value in watched.graph.output}
    for name in names:
        if name not in outputs:
            watched.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = open_session(watched.SerializeToString(), source.folder)
    spec = source.card.input
    size = max(1, BATCH_PIXELS // (spec.height * spec.width if spec.kind == "image" else len(shown[0])))

    def passes() -> Iterator[tuple[str, NDArray[Any]]]:
        for batch in source.batches(shown, size):
            yield from zip(names, session.run(names, {source.input_name: batch}), strict=True)

    extremes = dict.fromkeys(names, (0.0, 0.0))  # zero is always exact: padding and ReLU are
    for name, values in passes():
        low, high = extremes[name]
        extremes[name] = min(low, float(values.min())), max(high, float(values.max()))
    counts = {name: np.zeros(BINS, np.int64) for name in names}
    for name, values in passes():
        low, high = extremes[name]
        if high > low:
            some = values.ravel()[:: max(1, values.size // COUNTED)]
            counts[name] += np.histogram(some, BINS, (low, high))[0]
    return {name: _Spread(*extremes[name], counts[name]) for name in names}


def _range(spread: _Spread, method: Method) -> tuple[float, float]:
    if method == "minmax" or spread.high <= spread.low:
        return spread.low, spread.high
    edges = np.linspace(spread.low, spread.high, BINS + 1)
    if method == "percentile":
        share = np.cumsum(spread.counts) / spread.counts.sum()
        tail = (1 - PERCENTILE / 100) / 2
        low = edges[np.searchsorted(share, tail)] if spread.low < 0 else 0.0
        high = edges[min(int(np.searchsorted(share, 1 - tail)) + 1, BINS)] if spread.high > 0 else 0.0
        return min(float(low), 0.0), max(float(high), 0.0)
    middles = (edges[1:] + edges[:-1]) / 2
    weight = spread.counts / spread.counts.sum()
    # Coordinate descent over how much of each side is kept; the error is convex enough for two rounds.
    kept = [1.0, 1.0]
    shares = np.linspace(0.2, 1.0, 81)
    for _ in range(2):
        for side in (0, 1):
            trials = [(kept[0], s) if side else (s, kept[1]) for s in shares]
            errors = [_error(middles, weight, spread.low * a, spread.high * b) for a, b in trials]
            kept[side] = float(shares[int(np.argmin(errors))])
    return spread.low * kept[0], spread.high * kept[1]


def _error(middles: NDArray[Any], weight: NDArray[Any], low: float, high: float) -> float:
    """Expected squared error of values rounded to `LEVELS` steps of [low, high]."""
    step = (high - low) / LEVELS
    beyond = middles - np.clip(middles, low, high)
    return float((weight * beyond**2).sum() + step**2 / 12)


def _divergence(expected: NDArray[np.float32], found: NDArray[np.float32]) -> float:
    """Mean Kullback-Leibler divergence of rows of probabilities, in nats."""
    p, q = (np.clip(rows.astype(np.float64), 1e-9, 1) for rows in (expected, found))
    return float((p * np.log(p / q)).sum(1).mean())


def _refusal(reason: str, remedy: str) -> ModisteError:
    return ModisteError("MOD-1326", what="Quantising", reason=reason, remedy=remedy)
