"""A model's cost is counted, and its energy told as a range with what it rests on."""

from pathlib import Path

import pytest

from modiste.wearables.edge.cost import PICOJOULES_A_MAC, cost_of
from modiste.wearables.edge.layers import macs
from modiste.wearables.edge.package import integer_network


def test_energy_is_a_range_that_follows_from_the_multiplications(model: Path) -> None:
    made, _, _ = integer_network(model)
    cost = cost_of(made)
    low, high = cost.energy_uj
    assert cost.macs == macs(made.network)
    assert low == pytest.approx(cost.macs * PICOJOULES_A_MAC[0] / 1e6, abs=0.05)
    assert low < high
    assert "no chip was run" in cost.to_json()["assumed"]
