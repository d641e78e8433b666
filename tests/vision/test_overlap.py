"""Overlap and edges of masks, and their intervals."""

import numpy as np
import pytest

from modiste.vision.overlap import boundary_f, iou, slices, summed


def square(left: int) -> np.ndarray:
    mask = np.zeros((100, 100), bool)
    mask[30:70, left : left + 40] = True
    return mask


def test_overlap_is_shared_over_either() -> None:
    assert iou(square(30), square(30)) == 1
    assert iou(square(30), square(50)) == pytest.approx(20 / 60)
    assert iou(square(30), np.zeros((100, 100), bool)) == 0
    assert iou(np.zeros((3, 3), bool), np.zeros((3, 3), bool)) == 1


def test_edges_agree_within_a_pixel_and_not_further_off() -> None:
    assert boundary_f(square(30), square(31)) == 1
    assert boundary_f(square(30), square(40)) < 0.7
    assert boundary_f(square(30), np.zeros((100, 100), bool)) == 0
    assert boundary_f(np.ones((9, 9), bool), np.ones((9, 9), bool)) == 1, "a picture's border is no edge"


def test_figures_have_intervals_that_hold_them() -> None:
    values = np.random.default_rng(3).beta(8, 2, 60)
    found = summed(values, values)
    for name in ("iou", "iou_median", "boundary_f"):
        low, high = found[name].ci95 or (0, 0)
        assert low < found[name].value < high
    assert found["iou"].value == pytest.approx(values.mean())
    assert found["share_over_80"].value == pytest.approx((values >= 0.8).mean())
    assert summed([0.5], [0.5])["iou"].ci95 is None


def test_each_label_is_told_apart() -> None:
    assert slices(["hat", "coat", "hat"], [0.5, 0.9, 0.7]) == [
        {"label": "coat", "n": 1, "iou": 0.9, "iou_least": 0.9},
        {"label": "hat", "n": 2, "iou": 0.6, "iou_least": 0.5},
    ]
