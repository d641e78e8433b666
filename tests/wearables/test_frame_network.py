"""The room's networks can be pruned: what is left computes what the whole one does without those channels."""

from typing import Any

import pytest
import torch

from modiste.learning import InputSpec
from modiste.learning.pruning import masked, plan, shape_like, shrunk
from modiste.wearables import build_frame_network, build_series_cnn

SPEC = InputSpec(kind="series", height=144, channels=6)


@pytest.mark.parametrize("build", [build_frame_network, build_series_cnn])
def test_what_is_left_computes_the_same(build: Any) -> None:
    torch.manual_seed(0)
    whole = build(SPEC, 5)
    for layer in whole.modules():
        if isinstance(layer, torch.nn.BatchNorm1d):
            layer.running_mean.normal_()
            layer.running_var.uniform_(0.5, 2)
    cuts = plan(whole.eval(), 0.25, multiple=4)
    small, same = shrunk(whole, cuts), masked(whole, cuts)
    assert sum(each.numel() for each in small.parameters()) < 0.75 * sum(
        each.numel() for each in whole.parameters()
    )
    series = torch.randn(3, 144, 6)
    assert torch.allclose(small(series), same(series), atol=1e-5)
    if hasattr(small, "frames"):
        assert torch.allclose(small.frames(series), same.frames(series), atol=1e-5)
    assert torch.equal(shape_like(build(SPEC, 5), small.state_dict()).eval()(series), small(series))


def test_members_side_by_side_share_no_channel_and_keep_theirs() -> None:
    whole = build_frame_network(SPEC, 5, width=16, members=2).eval()
    cuts = plan(whole, 0.5, multiple=4)
    assert {name.split(".")[2] for cut in cuts for name in cut.makers} == {"stem"}
    series = torch.randn(2, 144, 6)
    assert torch.allclose(shrunk(whole, cuts)(series), masked(whole, cuts)(series), atol=1e-5)
