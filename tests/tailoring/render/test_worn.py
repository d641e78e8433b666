"""A drape as a picture: cloth covers skin, heat is coloured by its scale, PNG comes out."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from modiste.tailoring import (
    Drape,
    by_vertex,
    draft,
    drape_garment,
    heat_colours,
    png_of,
    solve_body,
    worn_picture,
)
from modiste.tailoring.render.worn import HEATS

BODY = {"height": 168.0, "bust": 92.0, "waist": 74.0, "hip": 99.0}


@pytest.fixture(scope="module")
def skirt() -> Drape:
    return drape_garment(draft("skirt-straight", BODY), solve_body(BODY), "twill", edge=0.03)


def test_a_picture_shows_cloth_in_its_colour(skirt: Drape) -> None:
    plain = worn_picture(skirt, size=(160, 240), colour=(0.8, 0.1, 0.1)).astype(int)
    assert (plain[..., 0] > 1.6 * plain[..., 2]).mean() > 0.04
    assert worn_picture(skirt, "back", "clearance", (160, 240)).shape == (240, 160, 3)


def test_stretched_cloth_is_hotter(skirt: Drape) -> None:
    taut = replace(skirt, stretch=np.full_like(skirt.stretch, skirt.fabric.limit))
    slack = replace(skirt, stretch=np.ones_like(skirt.stretch))
    assert by_vertex(taut).min() == pytest.approx(skirt.fabric.limit - 1)
    assert by_vertex(slack).max() == 0
    hot, cold = (worn_picture(each, heat="stretch", size=(160, 240)).astype(int) for each in (taut, slack))
    warm = lambda drawn: (drawn[..., 0] > 1.6 * drawn[..., 2]).sum()  # noqa: E731
    assert warm(hot) > 50 * max(1, warm(cold))


@pytest.mark.parametrize("heat", HEATS)
def test_a_scale_runs_from_pale_to_dark_without_a_turn(heat: str) -> None:
    colours = heat_colours(np.linspace(-0.1, 1.2, 50), heat, 1.0)
    light = colours @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(light) <= 1e-9).all()
    assert light[0] - light[-1] > 0.5


def test_png_is_what_was_drawn(skirt: Drape) -> None:
    drawn = worn_picture(skirt, size=(64, 96))
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png_of(drawn)))), drawn)
