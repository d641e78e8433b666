"""int8 is smaller, runs int8 kernels, keeps preprocessing exact and answers nearly the same."""

from pathlib import Path

import numpy as np
import onnx
import pytest

from modiste.garment import ModisteError
from modiste.learning.graph import AFTER, BEFORE
from modiste.learning.model_folder import read_model
from modiste.learning.progress import Event
from modiste.learning.quantisation import BINS, METHODS, Quantised, _range, _Spread, kernels, quantise
from modiste.learning.serving import Served


@pytest.fixture(scope="module")
def told() -> list[Event]:
    return []


@pytest.fixture(scope="module")
def made(trained, tmp_path_factory: pytest.TempPathFactory, told: list[Event]) -> Quantised:
    out = tmp_path_factory.mktemp("int8") / "model"
    return quantise(trained.folder, trained.images[:64], out, progress=told.append)


def test_int8_answers_nearly_as_float32(trained, made: Quantised) -> None:
    whole, small = Served.load(trained.folder), Served.load(made.folder)
    expected, found = whole.predict(trained.images[64:]), small.predict(trained.images[64:])
    targets = trained.targets[64:]
    assert abs((found.argmax(1) == targets).mean() - (expected.argmax(1) == targets).mean()) <= 0.04
    assert np.abs(found - expected).mean() < 0.03
    assert small.check_golden() <= 1e-6


def test_int8_is_a_third_of_the_size(trained, made: Quantised) -> None:
    sizes = [(folder / "model.onnx").stat().st_size for folder in (made.folder, trained.folder)]
    assert sizes[0] < sizes[1] * 0.4


def test_every_convolution_and_the_head_run_as_int8_kernels(trained, made: Quantised) -> None:
    ran = kernels(read_model(made.folder)[0])
    assert ran["QLinearConv"] >= 6
    assert ran["QGemm"] == 1
    assert ran["QLinearAdd"] == 2
    assert not {"Conv", "FusedConv", "Gemm", "FusedGemm", "Relu", "BatchNormalization"} & ran.keys()
    assert "QLinearConv" not in kernels(read_model(trained.folder)[0])


def test_weights_are_int8_with_a_scale_a_channel(made: Quantised) -> None:
    model = onnx.ModelProto.FromString(read_model(made.folder)[0])
    values = {value.name: value for value in model.graph.initializer}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    readers = {node.output[0]: node for node in model.graph.node if node.op_type == "DequantizeLinear"}
    for node in convolutions:
        weight, scale, zero = (values[name] for name in readers[node.input[1]].input)
        assert weight.data_type == onnx.TensorProto.INT8
        assert list(scale.dims) == [weight.dims[0]]
        # 255 * 64 * 2 still fits into sixteen bits: no processor cuts a sum off.
        assert np.abs(onnx.numpy_helper.to_array(weight).astype(int)).max() <= 64
        assert not onnx.numpy_helper.to_array(zero).any()


def test_preprocessing_stays_as_it_was(trained, made: Quantised) -> None:
    models = [onnx.ModelProto.FromString(read_model(f)[0]) for f in (trained.folder, made.folder)]
    for model in models:
        outside = [node.op_type for node in model.graph.node if node.name.startswith((BEFORE, AFTER))]
        assert sorted(outside) == [
            "Cast", "Concat", "Div", "Div", "Identity", "Resize", "Shape", "Softmax", "Sub", "Transpose",
        ]  # fmt: skip


def test_the_method_that_diverges_least_is_kept(made: Quantised, told: list[Event]) -> None:
    assert set(made.divergence) == set(METHODS)
    assert made.divergence[made.method] == min(made.divergence.values())
    assert [event.message for event in told] == list(METHODS)


def test_the_card_says_where_it_comes_from_and_claims_no_old_number(trained, made: Quantised) -> None:
    card = Served.load(made.folder).card
    assert (card.precision, card.parent, card.version, card.metrics) == ("int8", "halves@v1", "v1-int8", ())
    assert card.labels == Served.load(trained.folder).labels


def test_named_layers_stay_in_float32(trained, tmp_path: Path) -> None:
    model = onnx.ModelProto.FromString(read_model(trained.folder)[0])
    stem = next(node.name for node in model.graph.node if node.op_type == "Conv")
    made = quantise(
        trained.folder, trained.images[:16], tmp_path / "m", methods=("minmax",), keep_float=(stem,)
    )
    ran = kernels(read_model(made.folder)[0])
    assert ran.get("Conv", 0) + ran.get("FusedConv", 0) == 1


@pytest.mark.parametrize(("count", "methods"), [(7, METHODS), (64, ())])
def test_too_little_to_learn_ranges_from_is_refused(
    trained, tmp_path: Path, count: int, methods: tuple
) -> None:
    with pytest.raises(ModisteError, match="MOD-1326"):
        quantise(trained.folder, trained.images[:count], tmp_path / "m", methods=methods)
    assert list(tmp_path.iterdir()) == []


def test_int8_is_not_quantised_again(trained, made: Quantised, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="int8 already"):
        quantise(made.folder, trained.images[:16], tmp_path / "m")


def spread(values: np.ndarray) -> _Spread:
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    return _Spread(low, high, np.histogram(values, BINS, (low, high))[0])


def test_a_lone_outlier_is_clipped_where_that_pays() -> None:
    values = np.append(np.random.default_rng(0).normal(size=100_000), 400.0)
    assert _range(spread(values), "minmax") == (float(values.min()), 400.0)
    assert _range(spread(values), "percentile")[1] < 10
    low, high = _range(spread(values), "mse")

    def error(low: float, high: float) -> float:
        step = (high - low) / 255
        return float(((np.round(np.clip(values, low, high) / step) * step - values) ** 2).mean())

    assert error(low, high) <= error(float(values.min()), 400.0)


def test_a_constant_tensor_keeps_its_value_in_range() -> None:
    assert _range(spread(np.zeros(10)), "mse") == (0.0, 0.0)
    low, high = _range(spread(np.full(10, 3.0)), "percentile")
    assert low == 0.0
    assert high == pytest.approx(3.0)
