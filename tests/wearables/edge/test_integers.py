"""Whole numbers say nearly what float32 says, and keep to their bits and their memory."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.learning import softmax
from modiste.wearables.edge.arena import plan
from modiste.wearables.edge.integers import IntConv, fixed_point, quantise
from modiste.wearables.edge.layers import INPUT, sources_of
from modiste.wearables.edge.reading import read_network

from .small_motion import motions


def test_they_differ_little_from_float32(model: Path) -> None:
    network, _ = read_network(model)
    made = quantise(network, motions(64, seed=2))
    shown = motions(64, seed=3)
    wide, whole = network.logits(shown), made.logits(shown)
    assert np.abs(wide - whole).max() < 0.08 * np.abs(wide).max()
    assert np.abs(softmax(wide) - softmax(whole)).max() < 0.02


def test_weights_and_sums_keep_to_their_bits(model: Path) -> None:
    network, golden = read_network(model)
    for layer in quantise(network, golden).layers:
        if isinstance(layer, IntConv):
            weight = np.abs(layer.weight.astype(int))
            assert set(weight.max((1, 2)).tolist()) <= {0, 127}
            assert (np.abs(layer.bias) + 128 * weight.sum((1, 2))).max() < 2**30


@given(st.floats(1e-9, 100), st.integers(1 - 2**30, 2**30 - 1))
def test_a_factor_is_right_to_a_fiftieth_of_a_step(factor: float, total: int) -> None:
    made = int(fixed_point(np.array([factor]))(np.array([total]))[0])
    if abs(total * factor) < 256:
        assert abs(made - total * factor) <= 0.52
    else:
        assert abs(made) >= 255  # farther than int8 reaches from any zero point: it is clamped


def test_a_handful_of_windows_is_too_few(model: Path) -> None:
    network, golden = read_network(model)
    with pytest.raises(ModisteError, match="MOD-2941"):
        quantise(network, golden[:7])


def test_no_two_tensors_that_are_needed_at_once_share_memory(model: Path) -> None:
    network, _ = read_network(model)
    arena = plan(network)
    needed = {name: {place} for place, name in enumerate([INPUT, *(each.name for each in network.layers)])}
    for place, layer in enumerate(network.layers, 1):
        for source in sources_of(layer):
            needed[source] |= set(range(min(needed[source]), place + 1))
    for one, a in arena.rooms.items():
        for other, b in arena.rooms.items():
            if one < other and needed[one] & needed[other]:
                assert a.offset + a.size <= b.offset or b.offset + b.size <= a.offset
    assert arena.size < sum(room.size for room in arena.rooms.values())
