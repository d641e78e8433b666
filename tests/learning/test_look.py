"""The look is legible in light and dark, and its colour scale is even."""

import numpy as np
import pytest

from modiste.learning import look


def channels(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def luminance(rgb):
    share = np.asarray(rgb) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4) @ [
        0.2126,
        0.7152,
        0.0722,
    ]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_every_text_pair_meets_aa(scheme):
    for text in ("ink", "quiet", "accent", "good", "warn", "bad"):
        for behind in ("ground", "surface"):
            assert contrast(channels(scheme[text]), channels(scheme[behind])) >= 4.5, (text, behind)


@pytest.mark.parametrize("scheme", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_counts_on_shaded_cells_meet_aa_at_every_strength(scheme):
    for behind in ("ground", "surface"):
        for strength in np.linspace(0, look.STRONGEST_SHADE, 13):
            mixed = strength * channels(scheme["accent"]) + (1 - strength) * channels(scheme[behind])
            assert contrast(mixed, channels(scheme["on_shade"])) >= 4.5


@pytest.mark.parametrize("scheme", [look.LIGHT, look.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", ["#D1580A", "#12876F"])
def test_lines_stand_out_from_the_ground(scheme, colour):
    assert contrast(channels(colour), channels(scheme["ground"])) >= 3


def test_both_schemes_have_the_same_tokens_and_reach_the_css():
    assert look.LIGHT.keys() == look.DARK.keys()
    assert "--on-shade:#000000" in look.css_tokens()
    assert "prefers-color-scheme:dark" in look.css_tokens()


def test_the_heat_scale_is_perceptually_even_and_rises_in_lightness():
    rgb = look.heat_scale() / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    # sRGB to OKLab, from Ottosson's own matrices: the inverse of what the table was made with.
    cone = np.cbrt(
        linear
        @ np.array(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ]
        ).T
    )
    lab = (
        cone
        @ np.array(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ]
        ).T
    )
    assert (np.diff(lab[:, 0]) > -0.002).all()
    steps = np.linalg.norm(lab[16::16] - lab[:-16:16], axis=1)
    assert steps.std() / steps.mean() < 0.05
    assert luminance(look.heat_scale()[0]) < 0.02 < 0.6 < luminance(look.heat_scale()[-1])
