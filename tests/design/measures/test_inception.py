"""The way into an Inception network, on a small graph in its place: pixels as TensorFlow 1 resized them."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from modiste.design import open_inception
from modiste.design.measures.inception import resized
from modiste.garment import ModisteError


def stand_in(path, side=299):
    """A graph that gives each picture's mean by channel."""
    mean = helper.make_node("ReduceMean", ["x", "axes"], ["y"], keepdims=0)
    graph = helper.make_graph(
        [mean],
        "mean",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, side, side])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3])],
        [helper.make_tensor("axes", TensorProto.INT64, [2], [2, 3])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 10
    onnx.save(model, path)
    return path


def test_places_lie_where_tensorflow_one_put_them():
    ramp = np.array([[0, 90, 180]], np.uint8).reshape(1, 1, 1, 3)
    # Six of three: places 0, .5, 1, 1.5, 2, 2.5; what lies past the last pixel is the last pixel.
    assert resized(ramp, 6)[0, 0, 0].tolist() == [0, 45, 90, 135, 180, 180]


def test_grey_pictures_become_three_channels_about_nought(tmp_path):
    see = open_inception(stand_in(tmp_path / "inception.onnx"))
    pictures = np.array([0, 128, 255], np.uint8).repeat(28 * 28).reshape(3, 1, 28, 28)
    assert np.allclose(see(pictures), np.array([[-1], [0], [127 / 128]]), atol=1e-5)


def test_what_is_no_inception_network_is_refused(tmp_path):
    (tmp_path / "a.onnx").write_bytes(b"nothing")
    for path in (tmp_path / "none.onnx", tmp_path / "a.onnx"):
        with pytest.raises(ModisteError, match="MOD-2706"):
            open_inception(path)
    with pytest.raises(ModisteError, match=r"MOD-2706.*299"):
        open_inception(stand_in(tmp_path / "small.onnx", 32))
