"""The table of compression measures models side by side."""

import json
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning.compression import compare, hits
from modiste.learning.model_folder import read_golden, read_model, write_model_folder
from modiste.learning.quantisation import quantise
from modiste.learning.serving import Served


def test_a_row_a_model_with_size_speed_metric_and_paired_change(trained, tmp_path: Path) -> None:
    small = quantise(trained.folder, trained.images[:32], tmp_path / "m", methods=("minmax",)).folder
    rows = compare([trained.folder, small, trained.folder], trained.images, trained.targets, rounds=5)
    assert [row.name for row in rows] == ["halves@v1", "halves@v1-int8", "halves@v1"]
    first, int8, same = rows
    assert (first.change, first.change_ci95, first.speed_up) == (0, (0, 0), 1)
    assert (same.change, same.change_ci95) == (0, (0, 0))
    right = Served.load(small).predict(trained.images).argmax(1) == trained.targets
    assert int8.value == pytest.approx(right.mean())
    assert int8.change == pytest.approx(int8.value - first.value)
    assert int8.ci95[0] <= int8.value <= int8.ci95[1]
    assert int8.size_bytes == (small / "model.onnx").stat().st_size < first.size_bytes
    assert all(row.ms_bs1 > 0 and row.ms_bs32 > 0 for row in rows)
    assert 0.3 < same.speed_up < 3
    assert json.loads(json.dumps(int8.to_json()))["precision"] == "int8"


def test_another_metric_may_be_asked_for(trained) -> None:
    def confidence(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
        return probabilities[np.arange(len(targets)), targets].astype(np.float64)

    (row,) = compare(
        [trained.folder], trained.images, trained.targets, metric="confidence", score=confidence, rounds=1
    )
    probabilities = Served.load(trained.folder).predict(trained.images)
    assert row.metric == "confidence"
    assert row.value == pytest.approx(confidence(probabilities, trained.targets).mean())


def test_models_of_other_labels_and_missing_targets_are_refused(trained, tmp_path: Path) -> None:
    content, card = read_model(trained.folder)
    images, expected = read_golden(trained.folder, card)
    content = content.replace(b'"upper"', b'"UPPER"')
    other = card.model_copy(update={"labels": ("UPPER", *card.labels[1:])})
    write_model_folder(tmp_path / "m", content, other, images, expected)
    with pytest.raises(ModisteError, match="different labels"):
        compare([trained.folder, tmp_path / "m"], trained.images, trained.targets)
    with pytest.raises(ModisteError, match="0 models"):
        compare([], trained.images, trained.targets)
    with pytest.raises(ModisteError, match="3 targets"):
        compare([trained.folder], trained.images, trained.targets[:3])


def test_a_hit_is_the_most_probable_class() -> None:
    found = hits(np.array([[0.2, 0.8], [0.9, 0.1]], np.float32), np.array([1, 1]))
    assert found.tolist() == [1.0, 0.0]
