"""Sketches in colours: exactly those of the palette, the same on both sides, at any size."""

import numpy as np
import pytest

from modiste.design.sketch.colouring import LAYOUTS, Colouring, as_catalogue, chosen_colouring, coloured
from modiste.design.sketch.drawing import sketched
from modiste.design.sketch.labels import FRAMES

RED, CREAM = (170, 51, 85), (240, 224, 208)


@pytest.fixture(scope="module")
def hoodie():
    """The fields of a hoodie, in [-1, 1]."""
    return sketched(4, 3)[0].astype(np.float32) / 127.5 - 1


def test_a_plain_one_is_of_its_colour_on_white(hoodie):
    picture = coloured(hoodie, FRAMES["Hoodie"], Colouring(RED, CREAM), 192)
    assert (picture.shape, picture.dtype) == ((192, 192, 3), np.uint8)
    assert (picture[0, 0] == 255).all()
    body = picture[110, 70].astype(float)
    assert np.abs(body / body.sum() - np.array(RED) / sum(RED)).max() < 0.01
    assert 0.8 < body.sum() / sum(RED) < 1.08


@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_sides_are_alike(hoodie, layout):
    picture = coloured(hoodie, FRAMES["Hoodie"], Colouring(RED, CREAM, layout, "zip"), 128).astype(int)
    assert np.abs(picture - picture[:, ::-1]).max() <= 40 if layout in ("dot", "check") else 6


def test_layouts_place_the_second_colour(hoodie):
    pictures = {
        each: coloured(hoodie, FRAMES["Hoodie"], Colouring(RED, CREAM, each), 128) for each in LAYOUTS
    }
    light = {name: int((picture.min(2) > 180).sum()) for name, picture in pictures.items()}
    assert light["plain"] < light["trims"] < light["sleeves"]
    assert all(light[each] > light["plain"] for each in ("stripe", "check"))


def test_the_palette_takes_turns_and_one_colour_is_enough():
    assert [chosen_colouring((RED, CREAM), 1, number).ground for number in range(3)] == [RED, CREAM, RED]
    assert chosen_colouring((RED, CREAM), 1, 0).second == CREAM
    alone = chosen_colouring((RED,), 1, 2)
    assert alone.ground == RED
    assert alone.layout in ("plain", "trims")
    assert chosen_colouring((), 1, 2) == chosen_colouring((), 1, 2) != chosen_colouring((), 1, 3)


def test_a_catalogue_has_it_grey_on_black(hoodie):
    small = as_catalogue(hoodie, FRAMES["Hoodie"])
    assert small.shape == (1, 28, 28)
    assert small[0, 0, 0] == 0
    assert small.max() > 150
