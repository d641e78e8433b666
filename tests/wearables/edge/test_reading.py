"""A served graph is read as layers that say what it says, or refused by the name of what has no form."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import Served, softmax
from modiste.wearables.edge.layers import Add, Conv, Mean, macs
from modiste.wearables.edge.reading import read_network

from .small_motion import LABELS, Graph, framed, motions, pooled


@pytest.mark.parametrize("which", ["model", "frames"])
def test_the_layers_say_what_the_served_model_says(which: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(which)
    network, golden = read_network(folder)
    shown = motions(20, seed=1)
    said = softmax(network.logits(shown) / network.temperature)
    assert np.abs(said - Served.load(folder).predict(list(shown))).max() < 1e-4
    assert len(golden) == 12


def test_multiplications_are_counted(model: Path) -> None:
    network, _ = read_network(model)
    assert [type(layer) for layer in network.layers[-3:]] == [Add, Mean, Conv]
    stem, down, block = 48 * 32 * 7 * 6, 24 * (32 * 7 + 32 * 66), 24 * (66 + 66 * 5 + 66 * 66)
    assert macs(network) == stem + down + block + 66 * len(LABELS)


def test_steps_that_no_frame_reads_are_left_out(frames: Path) -> None:
    network, _ = read_network(frames)
    steps = [network.shapes()[layer.name][0] for layer in network.layers]
    assert steps == [21, 17, 17, 17, 1, 1, 1, 1]


def unknown() -> Graph:
    made = pooled()
    made.nodes[3].op_type = "Tanh"
    return made


@pytest.mark.parametrize(
    ("graph", "width", "named"),
    [(unknown(), 66, "Tanh"), (framed(dense=True), 24, "not depth-wise")],
)
def test_what_has_no_form_is_refused_by_name(graph: Graph, width: int, named: str, tmp_path: Path) -> None:
    folder = graph.folder(tmp_path / "model", motions(8), width)
    with pytest.raises(ModisteError, match="MOD-2940") as refused:
        read_network(folder)
    assert named in str(refused.value)


def test_an_int8_model_is_refused(model: Path, tmp_path: Path) -> None:
    for name in ("model.onnx", "golden.npz"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    card = (model / "card.toml").read_text(encoding="utf-8")
    (tmp_path / "card.toml").write_text(card.replace("float32", "int8"), encoding="utf-8")
    with pytest.raises(ModisteError, match="int8"):
        read_network(tmp_path)
