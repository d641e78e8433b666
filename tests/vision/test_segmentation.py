"""A segmenter's whole way on a few drawn pictures, and the shipped one on what it never saw."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.vision.segmenting import outlined, renders

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Served, shipped_models
from modiste.vision import segmentation
from modiste.vision.classifier import Refusal

COMMITTED = Path(__file__).resolve().parents[2] / "benchmarks" / "outlines" / "clothing_small.json"


@pytest.fixture(scope="module")
def shipped() -> Served:
    return Served.load(shipped_models()["segmenter"])


def drawn() -> np.ndarray:
    """A red jersey on a grey ground."""
    rows, columns = np.mgrid[:320, :240]
    mask = (np.abs(columns - 120) < 60) & (np.abs(rows - 160) < 90)
    mask |= (np.abs(rows - 100) < 25) & (np.abs(columns - 120) < 100)
    noise = np.random.default_rng(0).normal(0, 4, (320, 240, 3))
    return np.clip(np.where(mask[..., None], (170, 30, 40), (150, 150, 145)) + noise, 0, 255).astype(np.uint8)


def test_a_recipe_fits_exports_and_judges_a_segmenter(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from modiste.vision.lite0_mask import build_lite0_mask

    folder = renders(tmp_path / "renders")
    settings = {"network.weights": "none", "train.size": "32", "data.limit": "4", "train.batch_size": "2"}
    recipe = learning.find_recipe("segmenter").with_settings(
        {**settings, "input.height": "64", "input.width": "64", "schedule.warmup": "0.0"}
    )
    learned, held_out = segmentation.training_data(recipe, folder)
    assert held_out is None and len(learned) == 4
    made = learning.fit(
        recipe,
        learned,
        None,
        builders={"lite0_mask": build_lite0_mask},
        out=tmp_path / "run",
        objective=segmentation.objective(learned),
    )
    golden = [np.ascontiguousarray(each.transpose(1, 2, 0)) for each in learned.take(np.arange(2))]
    about = learning.About(name="tiny")
    model = learning.export(
        made.module, recipe, learned.labels, tmp_path / "model", golden=golden, about=about, half=True
    )
    served = Served.load(model)
    assert served.check_golden() <= served.card.golden_tolerance
    assert (model / "model.onnx").stat().st_size < 2.3 * sum(p.numel() for p in made.module.parameters())
    told = segmentation.worth(served, f"{folder}:test")
    assert told.n == 2 and 0 <= told.metrics["iou"].value <= 1
    assert {row["label"] for row in told.by_label} == {"dress", "shirt"}
    assert segmentation.worth(served, outlined(tmp_path / "photos")).n == 1


def test_a_recipe_without_data_is_refused() -> None:
    with pytest.raises(ModisteError) as refused:
        segmentation.training_data(learning.find_recipe("segmenter"))
    assert refused.value.code == "MOD-1405"


def test_a_classifier_is_no_segmenter() -> None:
    model = Served.load(shipped_models()["fashion-mnist-int8"])
    with pytest.raises(ModisteError) as refused:
        segmentation.mask_of(model, np.zeros((28, 28, 3), np.uint8))
    assert refused.value.code == "MOD-1413"


def test_the_shipped_segmenter_cuts_a_garment_out(shipped: Served, tmp_path: Path) -> None:
    Image.fromarray(drawn()).save(tmp_path / "jersey.png")
    good, bad = segmentation.cut_outs(shipped, [tmp_path / "jersey.png", ("x.txt", b"no picture")])
    assert isinstance(good, segmentation.Segmented) and isinstance(bad, Refusal)
    assert bad.error.code == "MOD-1203"
    assert good.pixels.shape == (320, 240, 4)
    assert good.pixels[160, 120, 3] > 250 and good.pixels[5, 5, 3] == 0
    left, top, right, bottom = good.box
    # A flat drawing without folds is far from what it learned from: it need not find the sleeves.
    assert 10 < left < 75 and 165 < right < 230 and 60 < top < 100 and 240 < bottom < 260
    assert 0.2 < good.covered < 0.5
    assert set(good.to_json()) == {"file", "width", "height", "covered", "box"}


def test_the_shipped_segmenter_is_small(shipped: Served) -> None:
    assert (shipped.folder / "model.onnx").stat().st_size <= 4_000_000


@pytest.mark.data
def test_the_outlined_photographs_give_the_cards_figures(shipped: Served, clothing_small: Path) -> None:
    told = segmentation.worth(shipped, f"{clothing_small}@{COMMITTED}:test")
    promised = {
        metric.name: metric for metric in shipped.card.metrics if metric.data == "clothing-small outlines"
    }
    assert told.n == promised["iou"].n == 60
    assert told.metrics["iou"].value == pytest.approx(promised["iou"].value, abs=0.002)
