"""Outlines: the same whatever size and place, without crumbs and arms of another colour."""

import numpy as np

from modiste.design import outline_of
from modiste.design.brief.outlines import WIDTH


def shirt(scale: int = 1, at: int = 0) -> np.ndarray:
    mask = np.zeros((120 * scale, 120 * scale), np.float32)
    mask[(20 + at) * scale : (90 + at) * scale, 40 * scale : 80 * scale] = 1
    mask[(20 + at) * scale : (40 + at) * scale, 20 * scale : 100 * scale] = 1
    return mask


def test_size_and_place_do_not_matter():
    plain = outline_of(shirt())
    assert plain.shape == (WIDTH,)
    assert np.abs(plain - outline_of(shirt(3, at=7))).mean() < 0.03
    assert np.abs(plain - outline_of(shirt().T)).mean() > 0.3


def test_crumbs_are_left_out_and_nothing_has_no_outline():
    crumbed = shirt()
    crumbed[110:115, 2:8] = 1
    assert np.allclose(outline_of(shirt()), outline_of(crumbed), atol=1e-6)
    assert outline_of(np.zeros((50, 50), np.float32)) is None


def test_what_has_another_colour_than_the_middle_is_no_garment():
    pixels = np.full((120, 120, 3), (40, 60, 130), np.uint8)
    armed = shirt()
    armed[40:90, 24:32] = 1
    pixels[40:90, 24:32] = (225, 222, 218)
    close = np.abs(outline_of(armed, pixels) - outline_of(shirt())).mean()
    assert close < 0.1 < np.abs(outline_of(armed) - outline_of(shirt())).mean()
