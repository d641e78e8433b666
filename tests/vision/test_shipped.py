"""The shipped models are worth what their cards say, on every picture of the data their cards name."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, numpy_helper

from modiste.learning import Served, classification, read_card, shipped_models
from modiste.vision import judge

SHIPPED = {
    name: folder
    for name, folder in shipped_models().items()
    if read_card(folder / "card.toml").input.kind in ("image", "series")
}
# The float32 around int8 arithmetic may differ by rounding; a picture in five hundred may then change sides.
SLACK = {"float32": 0.0005, "int8": 0.002}


def test_the_models_that_the_house_promises_are_there() -> None:
    assert {"clothing", "fashion-mnist", "fashion-mnist-int8", "segmenter"} <= set(SHIPPED)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_model_says_where_it_comes_from_and_answers_as_it_did(name: str) -> None:
    folder = SHIPPED[name]
    card = read_card(folder / "card.toml")
    assert (card.name, card.licence) == (name, "Apache-2.0")
    for text in (card.data, card.data_licence, card.intended_use, card.limits):
        assert text != "not stated"
    masks = card.labels == ("ground", "garment")
    wanted = {"iou"} if masks else {"accuracy", "macro_f1", "ece"}
    if name.startswith("encoder"):
        wanted = (
            {"recall_at_10"} if name == "encoder-behaviour" else {"recall_at_1", "mrr", "category_p_at_1"}
        )
    assert wanted <= {metric.name for metric in card.metrics}
    assert all(metric.n > (40 if masks else 300) and metric.ci95 for metric in card.metrics)
    Served.load(folder).check_golden()


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_int8_model_answers_alike_on_processors_without_vnni(name: str) -> None:
    """There two products are added in sixteen bits: 255 * 64 * 2 still fits, weights of eight bits do not."""
    model = onnx.load(SHIPPED[name] / "model.onnx")
    weights = [numpy_helper.to_array(v) for v in model.graph.initializer if v.data_type == TensorProto.INT8]
    assert bool(weights) is (read_card(SHIPPED[name] / "card.toml").precision == "int8")
    assert all(np.abs(weight.astype(int)).max(initial=0) <= 64 for weight in weights)


@pytest.mark.data
@pytest.mark.parametrize("name", ["fashion-mnist", "fashion-mnist-int8"])
def test_fashion_mnists_ten_thousand_test_pictures_give_the_cards_figures(
    name: str, fashion_mnist: Path
) -> None:
    assert fashion_mnist.is_dir()
    _gives_its_cards_figures(name, "fashion-mnist:test")


@pytest.mark.data
def test_the_validation_photos_give_the_cards_figures(clothing_small: Path) -> None:
    _gives_its_cards_figures("clothing", f"{clothing_small}:validation")


def _gives_its_cards_figures(name: str, data: str) -> None:
    model = Served.load(SHIPPED[name])
    judged = judge(model, data)
    found = classification(judged.probabilities, judged.targets, judged.labels, resamples=100)
    promised = {metric.name: metric for metric in model.card.metrics}
    assert found.n == promised["accuracy"].n
    for figure in ("accuracy", "macro_f1", "ece"):
        slack = SLACK[model.card.precision]
        assert found.metrics[figure].value == pytest.approx(promised[figure].value, abs=slack), figure
