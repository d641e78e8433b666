"""A garment's own cloth out of its picture: its print where it is, its colour without its folds."""

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste import tailoring
from modiste.tryon.garment.printed import Printed, evened, printed_like

TEE = tailoring.draft_size("t-shirt", "women", "40")
JERSEY = tailoring.house_fabric("jersey")
BLUE, CREAM = "#2c3f63", "#e8e2d4"


def picture(ink: str = "", top: int = 100, bottom: int = 140) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A blue body on grey ground, in light that falls off to one side; with a bar of ink across it."""
    mask = np.zeros((320, 300), bool)
    mask[20:300, 40:260] = True
    pixels = np.full((320, 300, 3), 0.8)
    pixels[mask] = tailoring.rgb(BLUE)
    if ink:
        pixels[top:bottom, 40:260] = tailoring.rgb(ink)
    light = tailoring.linear(pixels) * np.linspace(0.8, 1.1, 300)[None, :, None]
    return np.round(255 * tailoring.encoded(np.clip(light, 0, 1))).astype(np.uint8), mask


def at(made: Printed, panel: str, x: float, y: float) -> NDArray[np.float64]:
    """The colour of the cloth at a place of a panel, in centimetres, as sRGB from 0 to 1."""
    lay = made.lays[panel]
    high, wide = made.look.colour.shape[:2]
    column = int((x - lay.right) / 100 / made.look.width * wide) % wide
    row = int(-(y - lay.up) / 100 / made.look.height * high) % high
    return np.asarray(made.look.colour[row - 2 : row + 3, column - 2 : column + 3].mean((0, 1)) / 255)


def far(one: NDArray[np.float64], colour: str) -> float:
    return float(np.linalg.norm(tailoring.oklab(one) - tailoring.oklab(tailoring.rgb(colour))))


def test_one_colour_is_dyed_and_nothing_of_the_picture_is_laid() -> None:
    pixels, mask = picture()
    made = printed_like(pixels, mask, TEE, JERSEY, BLUE, repeats=False)
    assert made.is_plain and made.lays == {} and made.look.width < 0.2


def test_a_bar_lies_at_its_own_height_of_the_front_and_nowhere_on_the_back() -> None:
    pixels, mask = picture(CREAM)
    made = printed_like(pixels, mask, TEE, JERSEY, BLUE, repeats=False)
    assert not made.is_plain
    front = np.array(tailoring.polyline(next(p for p in TEE.panels if p.name == "front")))
    low, high = front[:, 1].min(), front[:, 1].max()

    def height(row: int) -> float:
        return float(high - (row - 20) / 280 * (high - low))

    bar, below = at(made, "front", 3, height(120)), at(made, "front", 3, height(200))
    assert far(bar, CREAM) < 0.12 < far(bar, BLUE) and far(below, BLUE) < 0.12 < far(below, CREAM)
    assert far(at(made, "back", 3, height(120)), BLUE) < 0.12
    assert far(at(made, "sleeve_left", 0, -8), BLUE) < 0.12


def test_what_repeats_goes_on_over_back_and_sleeves() -> None:
    pixels, mask = picture()
    for row in range(20, 300, 40):
        pixels[row : row + 20, 40:260] = np.round(255 * tailoring.rgb(CREAM))
    made = printed_like(pixels, mask, TEE, JERSEY, BLUE, repeats=True)
    for panel in ("back", "sleeve_left"):
        column = [at(made, panel, 0, y) for y in np.arange(-16, -2, 0.5)]
        near = [min(far(each, BLUE), far(each, CREAM)) for each in column]
        assert {far(each, BLUE) < far(each, CREAM) for each in column} == {True, False}
        assert np.median(near) < 0.12


def test_light_that_falls_off_is_taken_out() -> None:
    pixels, mask = picture(CREAM)
    even, share = evened(pixels, mask, BLUE)
    left, right = even[220:280, 50:70].mean(), even[220:280, 230:250].mean()
    before = tailoring.linear(pixels / 255.0)
    assert abs(np.log(left / right)) < 0.4 * abs(
        np.log(before[220:280, 50:70].mean() / before[220:280, 230:250].mean())
    )
    assert 0.75 < share < 0.92


def test_a_colour_that_is_not_there_leaves_the_picture_as_it_is() -> None:
    pixels, mask = picture()
    even, share = evened(pixels, mask, "#ff0000")
    assert share == 0 and even == pytest.approx(tailoring.linear(pixels / 255.0), abs=1e-6)
