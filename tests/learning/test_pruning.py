"""A pruned network is smaller and computes exactly what the whole one does without those channels."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, ArrayExamples, InputSpec, Part, Recipe, build_network, fit
from modiste.learning.pruning import masked, plan, prune, shape_like, shrunk

SPEC = InputSpec(height=16, width=16)


def network(name: str, **params: Any) -> nn.Module:
    torch.manual_seed(0)
    module = build_network(Part(name=name, **params), SPEC, 5, NETWORKS).double().eval()
    for layer in module.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.running_mean)
            nn.init.uniform_(layer.running_var, 0.5, 2.0)
            nn.init.uniform_(layer.weight, -0.5, 1.5)
            nn.init.normal_(layer.bias)
    return module


class _OddPadding(nn.Conv2d):
    """A room's own convolution."""

    def forward(self, x: Tensor) -> Tensor:
        if x.shape[2] < 0:
            return x
        return nn.functional.conv2d(nn.functional.pad(x, (0, 1, 0, 1)), self.weight, self.bias, self.stride)


class _MobileBlock(nn.Module):
    """Expand, depth-wise, squeeze-and-excite, project beside an identity: MobileNet's shape."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = _OddPadding(1, 8, 2, 2)
        self.expand, self.norm = nn.Conv2d(8, 32, 1, bias=False), nn.BatchNorm2d(32)
        self.depthwise = nn.Conv2d(32, 32, 3, 1, 1, groups=32)
        self.squeeze, self.excite = nn.Conv2d(32, 4, 1), nn.Conv2d(4, 32, 1)
        self.project, self.act = nn.Conv2d(32, 8, 1), nn.ReLU6()
        self.pool, self.flat = nn.AdaptiveAvgPool2d(2), nn.Flatten()
        self.head = nn.Linear(32, 5)

    def features(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        y = self.act(self.depthwise(self.act(self.norm(self.expand(x)))))
        gate = self.excite(torch.relu(self.squeeze(y.mean((2, 3), keepdim=True)))).sigmoid()
        return self.flat(self.pool(x + self.project(y * gate)))

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


def mobile() -> nn.Module:
    torch.manual_seed(1)
    return _MobileBlock().double().eval()


MAKERS = {
    "resnet": lambda: network("resnet", widths=[16, 32], blocks=[2, 1], strides=[1, 2]),
    "compact": lambda: network("compact", stem=8, widths=[16, 24]),
    "cnn": lambda: network("cnn", channels=[16, 16], dense=[32]),
    "encoder": lambda: network("encoder", widths=[8, 16, 16], blocks=[1, 1, 1]),
    "mobile": mobile,
}
X = torch.randn(6, 1, 16, 16, generator=torch.Generator().manual_seed(0)).double()
Y = torch.arange(6) % 5


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("importance", ["l2", "gamma", "taylor"])
@pytest.mark.parametrize("scope", ["layer", "network"])
def test_the_pruned_network_computes_what_masking_does(name: str, importance: Any, scope: Any) -> None:
    module = MAKERS[name]()
    cuts = plan(module, 0.4, importance, (X, Y), scope, multiple=4)
    small, same = shrunk(module, cuts), masked(module, cuts)
    with torch.inference_mode():
        torch.testing.assert_close(small(X), same(X), rtol=0, atol=1e-12)
        assert not torch.allclose(small(X), module(X), atol=1e-3)
        torch.testing.assert_close(small.head(small.features(X)), small(X))
    assert type(small) is type(module)
    assert sum(p.numel() for p in small.parameters()) < 0.9 * sum(p.numel() for p in module.parameters())


def test_tied_layers_lose_the_same_channels() -> None:
    cuts = plan(MAKERS["resnet"](), 0.5, multiple=4)
    trunk = next(cut for cut in cuts if "stem" in cut.makers)
    assert set(trunk.makers) == {"stem", "stages.0.0.conv2", "stages.0.1.conv2"}
    assert {name for name, _ in trunk.readers} >= {"stages.0.0.conv1", "stages.1.0.shortcut"}
    assert len(trunk.keep) == 8


def test_the_squeeze_and_the_depthwise_layer_follow_the_expansion() -> None:
    small = prune(mobile(), 0.5)
    assert small.depthwise.weight.shape == (16, 1, 3, 3)
    assert (small.depthwise.groups, small.norm.num_features) == (16, 16)
    assert (small.squeeze.in_channels, small.excite.out_channels, small.project.in_channels) == (16, 16, 16)


def test_whole_blocks_of_channels_stay() -> None:
    for cut in plan(MAKERS["compact"](), 0.3, multiple=8):
        assert len(cut.keep) % 8 == 0


def test_an_idle_channel_is_the_first_to_go() -> None:
    module = MAKERS["cnn"]()
    with torch.no_grad():
        module.convolutions[3].weight[5] *= 1e-3
        module.convolutions[3].bias[5] = 0
    for importance in ("l2", "taylor"):
        cuts = plan(module, 1 / 16, importance, (X, Y), multiple=1)  # type: ignore[arg-type]
        kept = next(cut.keep for cut in cuts if cut.makers == ("convolutions.3",))
        assert set(range(16)) - set(kept) == {5}


def test_the_original_is_not_changed() -> None:
    module = MAKERS["resnet"]()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    prune(module, 0.5, importance="taylor", batch=(X, Y))
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    assert not module.training


class _Shared(nn.Module):
    """One convolution used twice, and a parameter used bare: neither may lose channels."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.twice, self.bare = nn.Conv2d(1, 16, 3), nn.Conv2d(16, 16, 1), nn.Conv2d(16, 16, 1)
        self.scale = nn.Parameter(torch.rand(16, 1, 1))
        self.free, self.head = nn.Conv2d(16, 16, 1), nn.Linear(16, 5)

    def features(self, x: Tensor) -> Tensor:
        x = self.twice(self.twice(self.first(x)))
        return torch.relu(self.free(self.bare(x) * self.scale)).mean((2, 3))

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


def test_what_cannot_be_followed_keeps_its_channels() -> None:
    torch.manual_seed(0)
    module = _Shared().double().eval()
    small = shrunk(module, plan(module, 0.5))
    assert (small.first.out_channels, small.twice.out_channels, small.bare.out_channels) == (16, 16, 16)
    assert small.free.out_channels == 8


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("rnn", {"share": 0.5}, "no layer"),
        ("cnn", {"share": 0.01}, "no layer"),
        ("cnn", {"share": 0.0}, "share of 0.0"),
        ("cnn", {"share": 1.0}, "share of 1.0"),
        ("cnn", {"share": 0.5, "multiple": 0}, "multiples of 0"),
        ("cnn", {"share": 0.5, "importance": "taylor"}, "no batch"),
    ],
)
def test_what_cannot_be_pruned_says_why(name: str, arguments: dict, reason: str) -> None:
    with pytest.raises(ModisteError, match=reason) as caught:
        prune(network(name), **arguments)
    assert caught.value.code == "MOD-1326"


class _Branching(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x if x.sum() > 0 else -x


def test_a_network_that_cannot_be_traced_says_why() -> None:
    with pytest.raises(ModisteError, match="cannot trace"):
        prune(_Branching(), 0.5)


def test_a_pruned_network_is_trained_on_and_opened_again(
    tiny: Recipe, stripes: ArrayExamples, tmp_path: Any
) -> None:
    module = build_network(tiny.network, tiny.input, 2, NETWORKS)
    small = prune(module, 0.5, multiple=1)
    run = fit(tiny, stripes, None, builders=NETWORKS, out=tmp_path / "run", module=small)
    again = shape_like(module, run.module.state_dict())
    x = torch.randn(3, 1, 8, 8)
    with torch.inference_mode():
        torch.testing.assert_close(again.eval()(x), run.module(x))
    with pytest.raises(ModisteError, match="no fitting"):
        shape_like(module, {})
