"""The package for LiteRT holds what it says, and a network that says something else is not given."""

import io
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.wearables import tflite_package
from modiste.wearables.edge import litert_package
from modiste.wearables.edge.litert import told_by

from .small_motion import LABELS, STEPS, motions


def test_its_golden_vectors_come_out_and_its_page_is_right(frames: Path) -> None:
    files, notes = tflite_package(frames, list(motions(32, seed=6)))
    golden = np.load(io.BytesIO(files["golden.npz"]))
    assert golden["windows"].shape == (8, STEPS, 6)
    assert (told_by(files["model.tflite"], golden["windows"]) == golden["logits"]).all()
    assert files["labels.txt"].decode().split() == list(LABELS)
    page = files["README.md"].decode()
    assert f"{len(files['model.tflite']):,} bytes" in page
    assert "32 windows of training data" in page
    assert notes["reference_steps"] <= 1
    # Half a step of the logit and one of rounding, against each other, where the softmax is steepest.
    step = float(page.split("softmax(logits * ")[1].split(")")[0])
    assert notes["golden_difference"] <= 0.25 * 2 * 1.5 * step + 0.02


def test_one_that_says_something_else_is_not_given(frames: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def astray(content: bytes, windows: np.ndarray) -> np.ndarray:
        return np.flip(told_by(content, windows), 1)

    monkeypatch.setattr(litert_package, "told_by", astray)
    with pytest.raises(ModisteError, match="MOD-2943"):
        tflite_package(frames)
