"""What of a network is served: a pair's generator, a flow's field, and nothing of what generates nothing."""

import pytest
import torch

from modiste.design.generate.served import served_graph
from modiste.garment import ModisteError

from ..conftest import untrained


def test_a_network_that_generates_nothing_is_refused():
    _, recipe, _ = untrained("gan")
    with pytest.raises(ModisteError, match=r"MOD-1325.*Linear generates nothing"):
        served_graph(torch.nn.Linear(2, 2), recipe, 3)
