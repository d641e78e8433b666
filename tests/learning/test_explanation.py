"""Explanations find what a network really looks at, where that is known by construction."""

import numpy as np
import pytest
import torch
from torch import nn

from modiste.garment import ModisteError
from modiste.learning.explanation import METHODS, explain
from modiste.learning.faithfulness import STEPS, _masks, faithfulness
from modiste.learning.networks.compact import compact
from modiste.learning.recipe import InputSpec

PATCH = (slice(12, 16), slice(4, 8))


class PatchReader(nn.Module):
    """Class 1 is the brightness of one 4 x 4 patch of 20 x 20; nothing else matters. Class 0 stays at 0."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3, padding=1, bias=False)
        with torch.no_grad():
            self.conv.weight.zero_()
            self.conv.weight[0, 0, 1, 1] = 1.0
        self.act = nn.ReLU(inplace=True)
        mask = torch.zeros(20, 20)
        mask[PATCH] = 0.5
        self.register_buffer("mask", mask)
        self.head = nn.Linear(1, 2)
        with torch.no_grad():
            self.head.weight.copy_(torch.tensor([[0.0], [1.0]]))
            self.head.bias.copy_(torch.tensor([0.0, -4.0]))

    def features(self, x):
        return (self.act(self.conv(x))[:, 0] * self.mask).sum((1, 2))[:, None]

    def forward(self, x):
        return self.head(self.features(x))


class Smooth(nn.Module):
    """A network without kinks, so that path integrals converge."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Tanh(), nn.Conv2d(8, 8, 3), nn.Tanh(), nn.Flatten())
        self.head = nn.Linear(8 * 8 * 8, 4)

    def features(self, x):
        return self.body(x)

    def forward(self, x):
        return self.head(self.features(x))


def pictures(count=2):
    return 1 + torch.rand(count, 1, 20, 20, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("method", METHODS)
def test_each_method_finds_the_patch_that_decides(method):
    for found in explain(PatchReader(), pictures(), (method,), targets=(1, 1)):
        assert found.heat.shape == (20, 20)
        assert found.heat.dtype == np.float32
        assert 0 <= found.heat.min() <= found.heat.max() == 1
        hottest = np.unravel_index(found.heat.argmax(), found.heat.shape)
        if method == "grad_cam":
            # Its map is the bare activation here: the weight of a channel does not say where it was read.
            assert found.heat.any()
        else:
            assert PATCH[0].start - 2 <= hottest[0] < PATCH[0].stop + 2
            assert PATCH[1].start - 2 <= hottest[1] < PATCH[1].stop + 2
            near = found.heat[10:18, 2:10].sum() / found.heat.sum()
            assert near > 0.95
            assert found.faithfulness.better_counts == 2
            assert found.faithfulness.gain > 0.3


def test_grad_cam_finds_the_patch_when_only_the_patch_lights_its_channel():
    batch = torch.zeros(1, 1, 20, 20)
    batch[0, 0, PATCH[0], PATCH[1]] = 2.0
    (found,) = explain(PatchReader(), batch, ("grad_cam",), targets=(1,))
    assert found.heat[PATCH].min() > 0.9
    assert found.heat[PATCH].sum() == pytest.approx(found.heat.sum())
    assert found.faithfulness.better_counts == 2


def test_integrated_gradients_are_exact_where_the_score_is_linear():
    batch = pictures(1)
    (found,) = explain(PatchReader(), batch, ("integrated_gradients",), targets=(1,))
    expected = np.zeros((20, 20))
    expected[PATCH] = 0.5 * batch[0, 0][PATCH]
    np.testing.assert_allclose(found.attribution, expected, atol=1e-5)
    assert found.residual < 1e-4


def test_integrated_gradients_are_complete_on_a_smooth_network():
    batch = torch.randn(3, 3, 12, 12, generator=torch.Generator().manual_seed(2))
    for baseline in (0.0, -1.0, torch.full((3, 1, 1), 0.5)):
        for found in explain(Smooth(), batch, ("integrated_gradients",), baseline=baseline):
            assert found.residual < 1e-3


def test_occlusion_is_the_fall_of_the_logit():
    (found,) = explain(PatchReader(), torch.full((1, 1, 20, 20), 1.0), ("occlusion",), targets=(1,))
    # Windows of 3 x 3, a pixel apart. Those over an inner pixel of the patch hide 2, 3 and 3 of its rows, and
    # of its columns, at half a logit a pixel.
    assert found.attribution.max() == pytest.approx(0.5 * (8 / 3) ** 2)
    assert found.attribution[0, 0] == 0


def test_the_predicted_class_is_explained_by_default_and_the_order_is_picture_by_picture():
    made = explain(PatchReader(), torch.cat([pictures(1), 0 * pictures(1)]), METHODS)
    assert [(e.index, e.method) for e in made] == [(i, m) for i in (0, 1) for m in METHODS]
    assert [e.target for e in made] == [1, 1, 1, 0, 0, 0]
    assert not made[3].heat.any()


def test_explaining_leaves_the_network_as_it_was():
    module = compact(InputSpec(height=16, width=16, channels=1, mean=[0.5], std=[0.5]), 3, widths=(8, 8))
    module.train()
    module.head.weight.requires_grad_(False)
    before = {name: value.clone() for name, value in module.state_dict().items()}
    explain(module, torch.randn(1, 1, 16, 16))
    assert module.training
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    assert all(parameter.grad is None for parameter in module.parameters())
    assert not any(layer._forward_hooks for layer in module.modules())


def test_any_named_convolution_can_be_looked_at():
    module = compact(InputSpec(height=16, width=16, channels=1, mean=[0.5], std=[0.5]), 3, widths=(8, 8))
    batch = torch.randn(1, 1, 16, 16, generator=torch.Generator().manual_seed(3))
    last = explain(module, batch, ("grad_cam",))[0]
    named = explain(module, batch, ("grad_cam",), layer="stages.1.conv2")[0]
    early = explain(module, batch, ("grad_cam",), layer="stem")[0]
    np.testing.assert_array_equal(last.attribution, named.attribution)
    assert not np.array_equal(last.attribution, early.attribution)


def test_faithfulness_repeats_with_its_seed_and_random_baselines_are_shared():
    made = explain(PatchReader(), pictures(1), ("occlusion", "integrated_gradients"), targets=(1,), seed=5)
    again = explain(PatchReader(), pictures(1), ("occlusion",), targets=(1,), seed=5)
    assert made[0].faithfulness == again[0].faithfulness
    assert made[0].faithfulness.random_deletion == made[1].faithfulness.random_deletion


def test_a_wrong_explanation_scores_no_better_than_random():
    wrong = np.ones((20, 20), dtype=np.float32)
    wrong[PATCH] = -1
    picture = pictures(1)[0]
    (score,) = faithfulness(PatchReader(), picture, 1, [wrong], torch.zeros_like(picture))
    assert score.better_counts == 0


def test_masks_take_equal_shares_until_all_is_taken():
    cells = np.arange(100).reshape(10, 10)
    masks = _masks(np.arange(100), cells)
    assert masks.shape == (STEPS + 1, 10, 10)
    assert (masks[0].sum(), masks[-1].sum()) == (0, 100)
    assert masks[4][:2].all() and masks[4].sum() == 25


def test_large_pictures_are_ranked_by_cells_not_single_pixels():
    module = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1, 2))
    picture = torch.rand(1, 56, 84)
    (score,) = faithfulness(
        module,
        picture,
        0,
        [np.random.default_rng(0).random((56, 84), dtype=np.float32)],
        torch.zeros_like(picture),
    )
    assert 0 <= score.deletion <= 1


@pytest.mark.parametrize(
    ("change", "words", "code"),
    [
        ({"methods": ("lime",)}, "'lime'", "MOD-1317"),
        ({"layer": "nowhere"}, "no layer 'nowhere'.*conv", "MOD-1317"),
        ({"layer": "head", "methods": ("grad_cam",)}, "larger than one pixel", "MOD-1317"),
        ({"batch": torch.zeros(1, 20, 20)}, "not \\(b, c, h, w\\)", "MOD-1317"),
        ({"batch": torch.full((1, 1, 20, 20), float("nan"))}, "finite", "MOD-1317"),
        ({"targets": (2,)}, "Target 2", "MOD-1313"),
        ({"targets": (0, 1)}, "2 targets for 1 pictures", "MOD-1317"),
    ],
)
def test_what_cannot_be_explained_is_refused(change, words, code):
    asked = {"batch": pictures(1)} | change
    with pytest.raises(ModisteError, match=words) as told:
        explain(PatchReader(), asked.pop("batch"), **asked)
    assert told.value.code == code


def test_a_network_without_a_map_is_told_what_else_to_ask_for():
    dense = nn.Sequential(nn.Flatten(), nn.Linear(4, 2))
    with pytest.raises(ModisteError, match="occlusion"):
        explain(dense, torch.rand(1, 1, 2, 2), ("grad_cam",))
    assert len(explain(dense, torch.rand(1, 1, 2, 2), ("occlusion", "integrated_gradients"))) == 2


def test_an_empty_batch_has_nothing_to_explain():
    assert explain(PatchReader(), torch.empty(0, 1, 20, 20)) == []
