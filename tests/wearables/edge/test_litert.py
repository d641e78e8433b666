"""LiteRT's int8 says what the whole-number reference says, within a step, with kernels of both kinds."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from numpy.typing import NDArray

from modiste.wearables.edge import litert
from modiste.wearables.edge.integers import HIGH, LOW, quantise
from modiste.wearables.edge.layers import INPUT, Conv, Mean, Network
from modiste.wearables.edge.litert import in_int8, litert_bytes, seconds_a_window, told_by
from modiste.wearables.edge.package import integer_network

from .small_motion import CHANNELS, LABELS, STEPS, motions


def plain(content: bytes) -> Interpreter:
    """With the kernels that LiteRT for Microcontrollers has, without the tuned ones."""
    made = Interpreter(
        model_content=content, experimental_op_resolver_type=OpResolverType.BUILTIN_REF, num_threads=1
    )
    made.allocate_tensors()
    return made


def shown_to(made: Any) -> NDArray[np.int8]:
    noise = np.random.default_rng(0).integers(-128, 128, (40, STEPS, CHANNELS)).astype(np.int8)
    return np.concatenate([made.quantised(motions(80, seed=4)), made.quantised(1e3 * motions(4)), noise])


@pytest.mark.parametrize("kernels", ["tuned", "plain"])
@pytest.mark.parametrize("which", ["model", "frames"])
def test_it_is_within_a_step_of_the_reference(
    which: str, kernels: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _, _ = integer_network(request.getfixturevalue(which), list(motions(64, seed=9)))
    content = litert_bytes(made, "tested")
    if kernels == "plain":
        monkeypatch.setattr(litert, "interpreter", plain)
    windows = shown_to(made)
    said, meant = told_by(content, windows), in_int8(made, made.run(windows))
    assert said.shape == (len(windows), len(LABELS))
    assert np.abs(said.astype(int) - meant).max() <= 1
    assert len(np.unique(meant)) > 100  # so that a step is little


def test_everything_in_it_is_whole_and_its_steps_are_the_reference_s(frames: Path) -> None:
    made, _, _ = integer_network(frames)
    run = plain(litert_bytes(made, "tested"))
    assert {each["dtype"] for each in run.get_tensor_details()} <= {np.int8, np.int32}
    (given,), (logits,) = run.get_input_details(), run.get_output_details()
    assert given["shape"].tolist() == [1, STEPS, CHANNELS]
    scale = made.scales["input"]
    assert given["quantization"] == (pytest.approx(scale.step), scale.zero)
    assert logits["quantization"] == (pytest.approx(litert.logit_scale(made).step), 0)


def test_clamps_within_the_range_and_padding_beside_a_cut() -> None:
    """What shipped networks have not: a floor above zero, a ceiling below it, padding here, a cut there."""
    draw = np.random.default_rng(3)

    def weight(*shape: int) -> NDArray[np.float32]:
        return draw.normal(0, 0.3, shape).astype(np.float32)

    first = Conv("a", INPUT, weight(8, 3, CHANNELS), weight(8), pads=(2, -1), low=-0.9, high=-0.2)
    second = Conv("b", "a", weight(8, 3, 1), weight(8), 1, (-3, 4), 2, depthwise=True, low=0.1, high=0.4)
    layers = (first, second, Mean("c", "b"), Conv("d", "c", weight(5, 1, 8), weight(5)))
    line = np.zeros(CHANNELS, np.float32), np.full(CHANNELS, 4, np.float32)
    made = quantise(Network(layers, STEPS, CHANNELS, LABELS, *line), motions(64, seed=1))
    ends = [(layer.low, layer.high) for layer in made.layers[:2]]
    assert ends[0][1] < HIGH and ends[1][0] > LOW
    windows = shown_to(made)
    said = told_by(litert_bytes(made, "tested"), windows).astype(int)
    assert np.abs(said - in_int8(made, made.run(windows))).max() <= 1


def test_the_same_network_makes_the_same_bytes_with_weights_aligned(model: Path) -> None:
    made, _, _ = integer_network(model)
    content = litert_bytes(made, "tested")
    assert content == litert_bytes(made, "tested")
    assert content[4:8] == b"TFL3"
    weights = [layer.weight for layer in made.layers if hasattr(layer, "weight")]
    for each in weights:
        laid = each[..., 0].T if each.shape[2] == 1 and each.shape[1] > 1 else each
        assert content.index(np.ascontiguousarray(laid).tobytes()) % 16 == 0


def test_a_window_takes_time(frames: Path) -> None:
    made, _, _ = integer_network(frames)
    assert seconds_a_window(litert_bytes(made, "tested"), rounds=3) > 0
