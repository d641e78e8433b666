"""An exported model is what torch computes, or there is no model."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, Recipe, build_network
from modiste.learning.card import About, read_card
from modiste.learning.compression import compare
from modiste.learning.exporting import default_name, export, reference
from modiste.learning.quantisation import kernels, quantise
from modiste.learning.serving import Served


@pytest.fixture(scope="module", autouse=True)
def _operators_are_parsed_once() -> Iterator[None]:
    """Each export parses the source of the exporter's five hundred operators; their list never changes."""
    from torch.onnx._internal.exporter._registration import onnxscript_apis

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnxscript_apis, "get_torchlib_ops", cache(onnxscript_apis.get_torchlib_ops))
        yield


def test_the_model_answers_as_torch_does(trained) -> None:
    expected = reference(trained.module, trained.recipe, trained.images, 1.5)
    assert np.abs(Served.load(trained.folder).predict(trained.images) - expected).max() < 1e-5
    assert (expected.argmax(1) == trained.targets).mean() > 0.9


def test_pictures_of_other_sizes_are_resized_as_pillow_does(trained) -> None:
    chance = np.random.default_rng(0)
    images = [chance.integers(0, 256, (h, w, 1), dtype=np.uint8) for h, w in ((40, 31), (5, 9), (12, 64))]
    expected = reference(trained.module, trained.recipe, images, 1.5)
    assert np.abs(Served.load(trained.folder).predict(images) - expected).max() < 0.02


def test_embeddings_are_the_networks_features(trained) -> None:
    x = torch.from_numpy(np.moveaxis(trained.images[:5], 3, 1)) / 255
    with torch.inference_mode():
        expected = trained.module.features((x - 0.5) / 0.25).numpy()
    np.testing.assert_allclose(Served.load(trained.folder).embed(trained.images[:5]), expected, atol=1e-4)


def test_the_folder_is_one_clean_file_and_its_card(trained) -> None:
    assert sorted(path.name for path in trained.folder.iterdir()) == ["card.toml", "golden.npz", "model.onnx"]
    content = (trained.folder / "model.onnx").read_bytes()
    assert b"site-packages" not in content
    assert b"stack_trace" not in content
    model = onnx.ModelProto.FromString(content)
    makers = {output: node.op_type for node in model.graph.node for output in node.output}
    norms = [node for node in model.graph.node if node.op_type == "BatchNormalization"]
    readers = [name for node in model.graph.node for name in node.input]
    assert not [n for n in norms if makers[n.input[0]] == "Conv" and readers.count(n.input[0]) == 1]
    card = read_card(trained.folder / "card.toml")
    assert (card.name, card.version, card.recipe_hash) == ("halves", "v1", trained.recipe.hash)
    assert card.parameters == sum(p.numel() for p in trained.module.parameters())
    assert {p.key for p in model.metadata_props} == {"labels", "temperature"}


def test_a_colour_network_with_mirror_and_a_plain_norm_behind_a_pool(tmp_path: Path) -> None:
    recipe = Recipe.model_validate(
        {
            "name": "modiste.test.colour.v2",
            "input": {"height": 16, "width": 16, "channels": 3, "mirror": True},
            "network": {"name": "compact", "stem": 4, "widths": [8, 8]},
        }
    )
    module = build_network(recipe.network, recipe.input, 3, NETWORKS)
    module.stages[0].norm1.weight.data[0] = -0.7
    golden = np.random.default_rng(1).integers(0, 256, (2, 30, 20, 3), dtype=np.uint8)
    about = About(name="colour", licence="MIT", data="made for this test", limits="none at all")
    export(module, recipe, "abc", tmp_path / "model", golden=golden, about=about)
    served = Served.load(tmp_path / "model")
    assert served.check_golden() < 0.02
    np.testing.assert_allclose(served.embed(golden), served.embed(golden[:, :, ::-1].copy()), atol=0.02)
    assert (served.card.name, served.card.version, served.card.limits) == ("colour", "v2", "none at all")


class _Waves(nn.Module):
    """A network for series as the wearables' are: strided convolutions along time, then the mean."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv1d(3, 16, 7, 2, 3), nn.BatchNorm1d(16), nn.ReLU())
        self.norm, self.head = nn.BatchNorm1d(16), nn.Linear(16, 2)
        self.norm.weight.data[0], self.norm.running_mean[0] = -0.5, 0.1

    def features(self, x: Tensor) -> Tensor:
        return self.norm(F.max_pool1d(self.stem(x.transpose(1, 2)), 2)).mean(2)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


SERIES = Recipe.model_validate(
    {
        "name": "modiste.test.waves.v1",
        "input": {"kind": "series", "channels": 3, "mean": [0.5, -1.0, 2.0], "std": [2.0, 1.0, 0.5]},
        "network": {"name": "rnn", "hidden": 8, "bidirectional": True},
    }
)


@pytest.mark.parametrize("network", ["gru", "lstm", "convolutions"])
def test_series_of_any_length_are_answered_as_torch_does(tmp_path: Path, network: str) -> None:
    torch.manual_seed(0)
    if network == "convolutions":
        module: nn.Module = _Waves()
    else:
        # What takes long is one step after another, twice over in both directions: once is enough.
        part = SERIES.network.model_copy(update={"cell": network, "bidirectional": network == "gru"})
        module = build_network(part, SERIES.input, 2, NETWORKS)
    chance = np.random.default_rng(0)
    series = [chance.normal(size=(length, 3)).astype(np.float32) for length in (40, 128, 40, 9)]
    export(module, SERIES, ("still", "walking"), tmp_path / "model", golden=series[:2], temperature=0.8)
    served = Served.load(tmp_path / "model")
    assert served.check_golden() < 1e-5
    expected = reference(module.eval(), SERIES, series, 0.8)
    np.testing.assert_allclose(served.predict(series), expected, atol=1e-5)
    assert served.embed(series).shape == (4, served.card.embedding_size)


def test_a_series_model_becomes_int8(tmp_path: Path) -> None:
    torch.manual_seed(0)
    series = np.random.default_rng(1).normal(size=(64, 50, 3)).astype(np.float32)
    whole = export(_Waves(), SERIES, ("still", "walking"), tmp_path / "model", golden=series[:2])
    small = quantise(whole, series, tmp_path / "int8").folder
    counts = kernels((small / "model.onnx").read_bytes())
    assert counts["QLinearConv"] == 2
    assert "Conv" not in counts
    assert np.abs(Served.load(small).predict(series) - Served.load(whole).predict(series)).max() < 0.05
    rows = compare([whole, small], series, np.zeros(64, np.int64), rounds=1)
    assert [row.precision for row in rows] == ["float32", "int8"]


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A served network for series."""
    good = np.zeros((9, 3), np.float32)
    out = tmp_path_factory.mktemp("waves") / "model"
    return export(_Waves(), SERIES, ("still", "walking"), out, golden=[good])


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        (np.zeros((7, 3), np.float32), "7 steps"),
        (np.zeros((9, 2), np.float32), r"shape is \(9, 2\)"),
        (np.zeros((9, 3, 1), np.float32), "shape"),
        (np.full((9, 3), np.nan, np.float32), "missing"),
        (np.array([["a"] * 3] * 9), "not numbers"),
        ([[1.0, 2.0, 3.0]], "list"),
    ],
)
def test_a_series_that_cannot_be_read_says_why(waves: Path, series: object, reason: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-1324: Series 1 .*{reason}"):
        Served.load(waves).predict([np.zeros((9, 3), np.float32), series])


class _Drifting(nn.Module):
    """Answers differently each time: what is exported cannot be what was meant."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.calls = nn.Linear(4, 2), 0

    def features(self, x: Tensor) -> Tensor:
        self.calls += 1
        return x.flatten(1)[:, :4] * self.calls

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


class _Branching(_Drifting):
    """Chooses its way by the values it sees."""

    def features(self, x: Tensor) -> Tensor:
        return x.flatten(1)[:, :4] if x.sum() > 0 else x.flatten(1)[:, 4:8]


class _Unpooled(_Drifting):
    def features(self, x: Tensor) -> Tensor:
        return x[:, :, :, :4]


PICTURE = np.random.default_rng(0).integers(0, 256, (1, 8, 8), dtype=np.uint8)


@pytest.mark.parametrize(
    ("module", "changes", "reason"),
    [
        (_Drifting(), {}, "differ from torch"),
        (_Branching(), {}, "cannot trace"),
        (nn.Linear(2, 2), {}, "no features"),
        (None, {"labels": ("a", "b", "c")}, "2 logits for 3 labels"),
        (None, {"labels": ("a", "a")}, "1 of them distinct"),
        (None, {"temperature": 0.0}, "temperature"),
        (None, {"temperature": float("nan")}, "temperature"),
        (None, {"golden": []}, "no golden picture"),
        (None, {"golden": PICTURE.astype(np.float32)}, "golden picture is float32"),
        (None, {"golden": np.zeros((1, 8, 8, 3), np.uint8)}, "golden picture is uint8"),
        (None, {"kind": "series"}, "golden series is uint8"),
        (None, {"kind": "series", "mirror": True}, "no mirror image"),
    ],
)
def test_what_cannot_be_exported_says_why_and_leaves_nothing(
    tiny: Recipe, tmp_path: Path, module: nn.Module | None, changes: dict, reason: str
) -> None:
    given = {name: changes[name] for name in ("kind", "mirror") if name in changes}
    kind = {"input": tiny.input.model_copy(update=given)}
    module = module or build_network(tiny.network, tiny.input, 2, NETWORKS)
    with pytest.raises(ModisteError, match=reason) as caught:
        export(
            module,
            tiny.model_copy(update=kind),
            changes.get("labels", ("a", "b")),
            tmp_path / "model",
            golden=changes.get("golden", PICTURE),
            temperature=changes.get("temperature", 1.0),
        )
    assert caught.value.code == "MOD-1325"
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_a_version_is_version_one() -> None:
    assert default_name("modiste.vision.lite_photo") == ("lite-photo", "v1")
