"""Colours as eyes compare them, their names, and those of a garment in a picture."""

import numpy as np
import pytest

from modiste.foundation import colour_examples, colour_names, lab, measured_colours, of_hex
from modiste.foundation.glossary import concepts, with_broader

WHITE, BLACK, RED = ("#ffffff", "#000000", "#ff0000")


@pytest.mark.parametrize(
    ("value", "expected"),
    # CIE Lab under D65, as published for sRGB's corners.
    [
        (WHITE, (100, 0, 0)),
        (BLACK, (0, 0, 0)),
        (RED, (53.24, 80.09, 67.20)),
        ("#0000ff", (32.30, 79.19, -107.86)),
    ],
)
def test_lab_agrees_with_published_values(value: str, expected: tuple[float, float, float]) -> None:
    assert lab(of_hex(value)) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("#232f4b", "navy"),
        ("#c8202a", "red"),
        ("#5d1f2c", "burgundy"),
        ("#f4f3ef", "white"),
        ("#8b8d90", "grey"),
    ],
)
def test_a_colour_has_its_name_and_its_near_ones(value: str, name: str) -> None:
    best, also = colour_names(value)
    assert best == name
    assert best not in also


def test_burgundy_is_a_red_and_every_example_is_named_after_itself() -> None:
    assert "red" in with_broader("burgundy")
    names, examples = colour_examples()
    assert set(names) <= {each for each, concept in concepts().items() if concept.kind == "colour"}
    own = [colour_names("#" + bytes(each.tolist()).hex())[0] for each in examples]
    assert own == list(names)


def test_a_garments_colours_are_measured_inside_its_mask_only() -> None:
    picture = np.full((80, 60, 3), (40, 160, 60), np.uint8)
    picture[20:60, 10:50] = of_hex("#c8202a")
    picture[20:60, 10:20] = of_hex("#232f4b")
    mask = np.zeros((80, 60), np.float32)
    mask[20:60, 10:50] = 1
    (ground, most), (ink, less) = measured_colours(picture, mask)
    assert (colour_names(ground)[0], colour_names(ink)[0]) == ("red", "navy")
    assert most == pytest.approx(0.75, abs=0.02) and less == pytest.approx(0.25, abs=0.02)


def test_shade_is_no_second_colour_and_hardly_any_garment_has_none() -> None:
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:] = (np.linspace(0.75, 1.0, 64)[:, None, None] * of_hex("#c8202a")).astype(np.uint8)
    assert len(measured_colours(picture, np.ones((64, 64), np.float32))) == 1
    assert measured_colours(picture, np.zeros((64, 64), np.float32)) == ()
