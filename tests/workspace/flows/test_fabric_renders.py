"""Cloths rendered: what the construction and the chosen colour make of a picture."""

import io

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.workspace import flows

POPLIN = {"woven": {"sett": "52/30 per cm, plain", "warp": "2/100 Ne", "weft": "Ne 40"}}
COARSE = {"woven": {"sett": "10/8 per cm, 2/1 twill", "warp": "100 tex", "weft": "100 tex"}}


def test_threads_are_seen_to_scale_and_in_their_colours() -> None:
    near = flows.render_fabric(flows.fabric_from(POPLIN), "near", "#2743d2", "#d24327")
    assert near.pixels.shape == (600, 600, 3) and near.millimetres == pytest.approx(6, rel=0.02)
    assert near.enlarged == pytest.approx(26.5, rel=0.02)
    red, blue = (near.pixels[:480, :, k].astype(float) for k in (0, 2))
    # 52 ends a cm over 6 mm: what is bluer than red comes and goes 31 times.
    wave = np.abs(np.fft.rfft((blue - red).mean(0) - (blue - red).mean()))
    assert int(wave[5:60].argmax()) + 5 == pytest.approx(31, abs=1)
    assert (blue > red + 30).any() and (red > blue + 30).any()
    assert Image.open(io.BytesIO(near.encoded())).format == "WEBP"


def test_coarse_cloth_is_seen_from_farther_off() -> None:
    assert flows.render_fabric(flows.fabric_from(COARSE)).millimetres == pytest.approx(24, rel=0.02)


def test_a_repeat_too_large_for_the_picture_is_seen_in_part_and_to_scale() -> None:
    wide = {"woven": {"sett": "1/40 per cm, plain", "warp": "400 tex", "weft": "20 tex"}}
    made = flows.render_fabric(flows.fabric_from(wide))
    assert made.pixels.shape == (600, 600, 3) and made.millimetres == pytest.approx(48, rel=0.05)


def test_a_disc_hangs_on_a_pale_ground() -> None:
    made = flows.render_fabric(flows.fabric_from(POPLIN), "draped", "#2c3f63").pixels.astype(float)
    assert made.shape == (480, 720, 3)
    assert made[:20].mean() > 225
    middle = made[180:300, 260:460].reshape(-1, 3).mean(0)
    assert middle[2] > middle[0] + 20 and middle.mean() < 150


def test_what_is_no_colour_and_what_jams_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-1587"):
        flows.render_fabric(flows.fabric_from(POPLIN), "near", "blue")
    jammed = {"woven": {"sett": "90/90 per cm, plain", "warp": "30 tex", "weft": "30 tex"}}
    with pytest.raises(ModisteError, match="MOD-2808"):
        flows.render_fabric(flows.fabric_from(jammed))
