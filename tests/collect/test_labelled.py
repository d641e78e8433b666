"""Labelled pictures and files: targets follow a model's labels, and nothing else changes."""

from pathlib import Path

import numpy as np
import pytest

from modiste.collect import LabelledFiles, LabelledPictures, Rejection
from modiste.collect.labelled import targets_among
from modiste.garment import ModisteError

PICTURES = LabelledPictures(
    labels=("coat", "hat"),
    targets=np.array([1, 1, 0]),
    ids=("x", "y", "z"),
    pixels=np.arange(12, dtype=np.uint8).reshape(3, 1, 2, 2),
    hash="0",
    rejected=(Rejection("w", "MOD-1202", "empty"),),
)


def test_pictures_are_taken_in_the_order_asked_for() -> None:
    assert PICTURES.take([2, 0]).tolist() == [[[[8, 9], [10, 11]]], [[[0, 1], [2, 3]]]]
    assert PICTURES.take(np.empty(0, np.int64)).shape == (0, 1, 2, 2) and len(PICTURES) == 3


def test_relabelling_leaves_pictures_and_reasons_alone() -> None:
    again = PICTURES.relabelled(["shoe", "hat", "coat"])
    assert again.labels == ("shoe", "hat", "coat") and again.targets.tolist() == [1, 1, 2]
    assert again.rejected == PICTURES.rejected and again.pixels is PICTURES.pixels


def test_a_class_that_no_picture_has_may_be_missing() -> None:
    hats = LabelledPictures(("coat", "hat"), np.array([1]), ("x",), PICTURES.pixels[:1], "0")
    assert hats.relabelled(["hat"]).targets.tolist() == [0]


def test_a_class_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1217: wall has the class 'coat', .* among hat, shoe"):
        PICTURES.relabelled(["hat", "shoe"], "wall")
    assert targets_among(["b", "a", "b"], ["a", "b"], "wall").tolist() == [1, 0, 1]


def test_files_are_counted_by_their_targets() -> None:
    assert len(LabelledFiles(("a",), np.zeros(2, np.int64), ("x", "y"), (Path("x"), Path("y")))) == 2
