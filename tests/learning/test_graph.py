"""The served graph prepares pictures as Pillow and the recipe do, and folding changes no number."""

from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from modiste.learning.graph import assemble, norms_to_convolutions, tidy, with_correction
from modiste.learning.recipe import InputSpec
from modiste.learning.serving import open_session

SPEC = InputSpec(height=20, width=24, channels=3, mean=(0.4, 0.5, 0.6), std=(0.2, 0.25, 0.3))
SIZE = SPEC.channels * SPEC.height * SPEC.width


def body(nodes: list[Any], values: dict[str, np.ndarray], channels: int = 3) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "body",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["b", channels, "h", "w"])],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, None),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, None),
        ],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in values.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def transparent(spec: InputSpec) -> onnx.ModelProto:
    """A graph whose embedding is what the network is given."""
    nodes = [
        helper.make_node("Flatten", ["pixels"], ["features"], name="flatten"),
        helper.make_node("ReduceMean", ["pixels", "axes"], ["logits"], name="mean", keepdims=0),
    ]
    return assemble(body(nodes, {"axes": np.array([2, 3])}), spec, ("r", "g", "b"), SIZE, 2.0)


PLAIN = open_session(transparent(SPEC).SerializeToString(), "plain")
MIRRORED = open_session(transparent(SPEC.model_copy(update={"mirror": True})).SerializeToString(), "mirrored")


def given_to_network(session: Any, images: np.ndarray) -> np.ndarray:
    """What reaches the network, back in levels of 255, `(n, h, w, c)`."""
    seen = session.run(("embedding",), {"image": images})[0].reshape(-1, 3, SPEC.height, SPEC.width)
    return (np.moveaxis(seen, 1, 3) * SPEC.std + SPEC.mean) * 255


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 120), st.integers(1, 120), st.integers(0, 2**32 - 1))
def test_any_size_is_resized_as_pillow_does_to_within_one_level(height: int, width: int, seed: int) -> None:
    image = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    expected = np.asarray(Image.fromarray(image).resize((SPEC.width, SPEC.height), Image.Resampling.BILINEAR))
    difference = np.abs(given_to_network(PLAIN, image[None])[0] - expected)
    assert difference.max() < 1.001
    assert difference.mean() < 0.35


def test_a_picture_of_the_right_size_is_not_touched() -> None:
    images = np.random.default_rng(1).integers(0, 256, (4, SPEC.height, SPEC.width, 3), dtype=np.uint8)
    assert np.array_equal(np.round(given_to_network(PLAIN, images)), images)


def test_mirror_answers_with_the_mean_of_both_images() -> None:
    images = np.random.default_rng(2).integers(0, 256, (3, SPEC.height, SPEC.width, 3), dtype=np.uint8)
    both = (images.astype(float) + images[:, :, ::-1]) / 2
    np.testing.assert_allclose(given_to_network(MIRRORED, images), both, atol=1e-3)
    probabilities = MIRRORED.run(("probabilities",), {"image": images})[0]
    np.testing.assert_array_equal(
        probabilities.argmax(1), MIRRORED.run(("probabilities",), {"image": images[:, :, ::-1]})[0].argmax(1)
    )


def test_probabilities_are_softened_by_the_temperature() -> None:
    images = np.random.default_rng(3).integers(0, 256, (2, SPEC.height, SPEC.width, 3), dtype=np.uint8)
    logits = PLAIN.run(("embedding",), {"image": images})[0].reshape(2, 3, -1).mean(2)
    expected = np.exp(logits / 2) / np.exp(logits / 2).sum(1, keepdims=True)
    np.testing.assert_allclose(PLAIN.run(("probabilities",), {"image": images})[0], expected, atol=1e-5)


def normalised(factors: np.ndarray, *, pooled: bool) -> onnx.ModelProto:
    """Convolution, perhaps a max-pool, BatchNorm."""
    chance = np.random.default_rng(4)
    values = {
        "w": chance.normal(size=(4, 3, 3, 3)).astype(np.float32),
        "g": factors.astype(np.float32),
        "b": chance.normal(size=4).astype(np.float32),
        "m": chance.normal(size=4).astype(np.float32),
        "v": chance.uniform(0.5, 2, 4).astype(np.float32),
        "axes": np.array([2, 3]),
    }
    source = "p" if pooled else "c"
    nodes = [helper.make_node("Conv", ["pixels", "w"], ["c"], name="conv", doc_string="from /home/me")]
    if pooled:
        nodes.append(
            helper.make_node("MaxPool", ["c"], ["p"], name="pool", kernel_shape=[2, 2], strides=[2, 2])
        )
    nodes += [
        helper.make_node("BatchNormalization", [source, "g", "b", "m", "v"], ["n"], name="norm"),
        helper.make_node("ReduceMean", ["n", "axes"], ["features"], name="mean", keepdims=0),
        helper.make_node("Identity", ["features"], ["logits"], name="same"),
    ]
    return body(nodes, values)


def operators(model: onnx.ModelProto) -> list[str]:
    return [node.op_type for node in model.graph.node]


@pytest.mark.parametrize(
    ("factors", "pooled", "folds"),
    [
        (np.array([1.0, -2.0, 0.5, 3.0]), False, True),
        (np.array([1.0, 2.0, 0.5, 3.0]), True, True),
        (np.array([1.0, -2.0, 0.5, 3.0]), True, False),
    ],
)
def test_folding_a_norm_changes_no_number(factors: np.ndarray, pooled: bool, folds: bool) -> None:
    model = normalised(factors, pooled=pooled)
    tidied = tidy(model)
    assert ("BatchNormalization" not in operators(tidied)) is folds
    assert b"/home/me" not in tidied.SerializeToString()
    x = np.random.default_rng(5).normal(size=(2, 3, 10, 10)).astype(np.float32)
    runs = [
        open_session(m.SerializeToString(), "m").run(None, {"pixels": x})[0]
        for m in (model, tidied, norms_to_convolutions(tidied))
    ]
    np.testing.assert_allclose(runs[1], runs[0], atol=1e-5)
    np.testing.assert_allclose(runs[2], runs[0], atol=1e-5)
    assert "BatchNormalization" not in operators(norms_to_convolutions(tidied))


def test_a_norm_whose_convolution_others_read_is_left_alone() -> None:
    model = normalised(np.ones(4), pooled=False)
    model.graph.node.append(helper.make_node("Relu", ["c"], ["again"], name="relu"))
    model.graph.output.append(helper.make_tensor_value_info("again", TensorProto.FLOAT, None))
    assert "BatchNormalization" in operators(tidy(model))


@pytest.mark.parametrize("turned", [0, 1])
def test_a_correction_is_added_to_the_logits_and_only_where_they_are_linear(turned: int) -> None:
    draw = np.random.default_rng(0)
    rows, more = draw.normal(size=(3, 2)).astype(np.float32), draw.normal(size=(3, 2)).astype(np.float32)
    nodes = [
        helper.make_node("ReduceMean", ["pixels", "axes"], ["features"], name="mean", keepdims=0),
        helper.make_node("Gemm", ["features", "w", "b"], ["logits"], name="head", transB=turned),
    ]
    values = {"axes": np.array([2, 3]), "w": rows.T if turned else rows, "b": np.zeros(2, np.float32)}
    whole = assemble(body(nodes, values), SPEC, ("a", "b"), 3, 2.0)
    images = draw.integers(0, 256, (4, 20, 24, 3), dtype=np.uint8)
    own = with_correction(whole, 2.0 * more, np.array([0.5, -0.5], np.float32))
    (before, found), (after, same) = (
        open_session(model.SerializeToString(), "m").run(None, {"image": images}) for model in (whole, own)
    )
    odds = np.log(before) + found @ more + np.array([0.25, -0.25])
    expected = np.exp(odds) / np.exp(odds).sum(1, keepdims=True)
    assert same == pytest.approx(found)
    assert after == pytest.approx(expected, abs=1e-5)
    with pytest.raises(ValueError, match="not of 2 x 3"):
        with_correction(whole, more.T, np.zeros(3, np.float32))
    with pytest.raises(ValueError, match="no linear layer"):
        with_correction(transparent(SPEC), more, np.zeros(2, np.float32))
