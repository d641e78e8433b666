"""One picture is laid over another where the same places lie alike, and the fit says how."""

import math

import numpy as np
import pytest
from PIL import Image

from modiste.collect.clean.geometry import overlay
from modiste.collect.clean.local_features import local_features

from .test_local_features import drawn


def test_a_picture_lies_over_itself() -> None:
    found = local_features(drawn(0))
    laid = overlay(found, found)
    assert laid is not None
    assert laid.inliers == len(found)
    assert laid.agreement > 0.999
    assert laid.scale == pytest.approx(1, abs=1e-3)
    assert laid.turn == pytest.approx(0, abs=1e-3)


def test_a_crop_is_larger_by_what_was_cut() -> None:
    pixels = drawn(1)
    whole, part = local_features(pixels), local_features(pixels[30:370, 10:265])
    laid = overlay(part, whole)
    assert laid is not None
    assert laid.inliers > 30
    assert laid.scale == pytest.approx(340 / 400, abs=0.01)
    assert laid.overlap > 0.95
    assert laid.agreement > 0.95


def test_a_turn_is_measured_in_radians() -> None:
    pixels = drawn(2)
    turned = np.asarray(Image.fromarray(pixels).rotate(-3, Image.Resampling.BICUBIC))
    laid = overlay(local_features(pixels), local_features(turned))
    assert laid is not None
    assert laid.turn == pytest.approx(math.radians(3), abs=0.005)


def test_only_the_mirror_image_lies_over_a_mirrored_picture() -> None:
    pixels = drawn(3)
    one, other = local_features(pixels), local_features(pixels[:, ::-1])
    laid = overlay(one, other, mirror=True)
    assert laid is not None
    assert laid.mirrored
    assert laid.inliers > 100
    plain = overlay(one, other)
    assert plain is None or plain.inliers < 15


def test_other_pictures_share_no_arrangement() -> None:
    for seed in range(4, 8):
        laid = overlay(local_features(drawn(seed)), local_features(drawn(seed + 10)))
        assert laid is None or laid.inliers < 12


def test_a_picture_without_places_lies_over_nothing() -> None:
    even = local_features(np.full((100, 100), 128, np.uint8))
    assert overlay(even, local_features(drawn(0))) is None
    assert overlay(even, even) is None
