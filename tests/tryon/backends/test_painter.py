"""What a painting network is given, and that not a pixel beyond the silhouette is taken from it."""

from types import SimpleNamespace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tryon.backends.licence import Licence
from modiste.tryon.backends.painter import PaintWish, paint_wish, painted, seen_points
from modiste.tryon.person.landmarks import Person

FREE = Licence("mit", "card", is_trade=True)


class White:
    """Paints all white."""

    name, licence = "white", FREE

    def paint(self, wish: PaintWish, progress):
        return np.full(wish.person.shape, 255, np.uint8)


class Small(White):
    def paint(self, wish: PaintWish, progress):
        return np.zeros((4, 4, 3), np.uint8)


@pytest.fixture
def dressed():
    points = np.arange(78, dtype=float).reshape(39, 2)
    seen = np.where(np.arange(39) < 20, 0.9, 0.1)
    person = Person(points, np.zeros(39), seen, 1.0, np.ones((40, 30), np.float32), 0, 0.0)
    cover = np.zeros((40, 30), np.float32)
    cover[10:20, 10:20] = 1
    return SimpleNamespace(pixels=np.full((40, 30, 3), 60, np.uint8), cover=cover, person=person)


def test_only_joints_that_are_seen_are_told(dressed):
    told = seen_points(dressed.person)
    assert told["shoulder_left"] == (22.0, 23.0)
    assert "hip_left" not in told


def test_without_a_picture_the_garment_is_its_own_drape_on_grey(dressed):
    wish = paint_wish(dressed, ("top",))
    assert (wish.garment[15, 15] == 60).all() and (wish.garment[2, 2] == 127).all()
    assert wish.worn == wish.points and wish.part == "top"


def test_a_garment_laid_flat_is_worn_by_nobody(dressed):
    flat = np.zeros((9, 9, 3), np.uint8)
    wish = paint_wish(dressed, ("top", "bottom"), flat)
    assert wish.garment is flat and wish.worn == {} and wish.part == "whole"
    assert paint_wish(dressed, ("bottom",), flat).part == "bottom"


def test_nothing_beyond_the_silhouette_is_taken(dressed):
    made = painted(White(), paint_wish(dressed, ("top",)), lambda share: True)
    assert (made[15, 15] == 255).all()
    assert (made[dressed.cover == 0] == 60).all()


def test_a_picture_of_another_size_is_refused(dressed):
    with pytest.raises(ModisteError, match="MOD-3024"):
        painted(Small(), paint_wish(dressed, ("top",)), lambda share: True)
