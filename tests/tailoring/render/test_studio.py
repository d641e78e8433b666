"""A studio keeps what its pictures share, and gives the pictures that a bare drape gives."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.tailoring import Drape, Scene, Solid, Studio, appearance_of, house_fabric, photograph

PLAIN = appearance_of(house_fabric("jersey"), Solid("#8a3b3b"))
SIZE = (64, 96)


@pytest.fixture(scope="module")
def studio(shirt: Drape) -> Studio:
    return Studio(shirt)


@pytest.mark.parametrize("kind", ["mannequin", "ghost", "flat"])
def test_a_studio_takes_the_same_picture_again_and_again(shirt: Drape, studio: Studio, kind: str) -> None:
    scene = Scene(kind=kind, azimuth=10)  # type: ignore[arg-type] # of the list
    alone = photograph(shirt, PLAIN, scene, SIZE)
    for _ in range(2):
        np.testing.assert_array_equal(photograph(studio, PLAIN, scene, SIZE).pixels, alone.pixels)


def test_where_it_lies_flat_can_be_given(shirt: Drape, studio: Studio) -> None:
    again = Studio(shirt, studio.flat)
    assert again.flat is studio.flat


def test_a_wall_behind_changes_the_ground_and_nothing_of_where_the_garment_is(studio: Studio) -> None:
    plain = photograph(studio, PLAIN, Scene(kind="ghost"), SIZE)
    before = photograph(studio, PLAIN, Scene(kind="ghost", setting="wood", ground="#8d6541"), SIZE)
    assert (plain.mask != before.mask).mean() < 0.01
    assert before.pixels[~before.mask].mean() < plain.pixels[~plain.mask].mean() - 30
    assert before.pixels[:10].reshape(-1, 3).std(0).max() > 3


def test_what_is_turned_over_shows_its_back(shirt: Drape, studio: Studio) -> None:
    names = [panel.name for panel in shirt.cloth.panels]
    laid = photograph(studio, PLAIN, Scene(kind="flat"), SIZE)
    over = photograph(studio, PLAIN, Scene(kind="flat", fold=270, folded=0.3), SIZE)
    back = names.index("back") + 1
    assert (over.panels == back).sum() > (laid.panels == back).sum() + 40
    assert over.mask.sum() < laid.mask.sum()
    at = over.project(shirt.places)
    rows, _ = np.nonzero(over.mask)
    assert rows.max() == pytest.approx(at[:, 1].max(), abs=3)


def test_a_camera_can_crop_shift_and_turn(shirt: Drape, studio: Studio) -> None:
    scene = Scene(kind="ghost", elevation=0)
    plain = photograph(studio, PLAIN, scene, SIZE)
    near = photograph(studio, PLAIN, replace(scene, zoom=1.5), SIZE)
    assert near.mask.sum() > 1.5 * plain.mask.sum()
    moved = photograph(studio, PLAIN, replace(scene, right=0.1, down=-0.1), SIZE)
    shift = moved.project(shirt.places).mean(0) - plain.project(shirt.places).mean(0)
    np.testing.assert_allclose(shift, (6.4, -9.6), atol=1.2)
    rolled = photograph(studio, PLAIN, replace(scene, roll=90), SIZE)
    spread = np.ptp(rolled.project(shirt.places), axis=0) / np.ptp(plain.project(shirt.places), axis=0)[::-1]
    np.testing.assert_allclose(spread, 1, atol=0.1)


def test_a_quick_picture_is_like_the_usual_one(studio: Studio) -> None:
    scene = Scene(kind="hanger", setting="wall", gap=0.01)
    usual, quick = (photograph(studio, PLAIN, scene, SIZE, quick=each) for each in (False, True))
    assert (usual.mask != quick.mask).mean() < 0.01
    assert np.abs(usual.pixels.astype(int) - quick.pixels).mean() < 6


def test_a_lamp_is_warm_and_a_stand_has_its_colour(studio: Studio) -> None:
    white = appearance_of(house_fabric("jersey"), Solid("#dddddd"))
    lamp = photograph(studio, white, Scene(kind="ghost", warmth=120, fill=0.4), SIZE)
    shown = lamp.pixels[lamp.mask].mean(0)
    assert shown[0] > shown[2] + 15
    dark = photograph(studio, white, Scene(stand="#101010"), SIZE)
    assert dark.pixels[~dark.mask].min() < 40
