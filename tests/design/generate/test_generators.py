"""Generators that are served: the same seed draws the same, and a wish changes what is drawn."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.design import open_generator
from modiste.design.generate.generators import as_pictures, as_pixels
from modiste.garment import ModisteError

WISHES = np.eye(3, dtype=np.float32)


@pytest.mark.parametrize("kind", ["gan", "flow"])
def test_the_same_seed_draws_the_same_and_fewer_are_the_first_of_more(kind, request):
    generator = request.getfixturevalue(kind)
    drawn = generator.draw(WISHES, 4)
    assert drawn.shape == (3, 16, 16, 1)
    assert drawn.dtype == np.uint8
    assert np.array_equal(drawn, generator.draw(WISHES, 4))
    assert np.abs(generator.draw(WISHES[:2], 4).astype(int) - drawn[:2]).max() <= 1
    assert not np.array_equal(drawn, generator.draw(WISHES, 5))
    assert not np.array_equal(drawn, generator.draw(WISHES[[1, 2, 0]], 4))


def test_a_style_is_changed_level_by_level(gan):
    latents = gan.latents(2, 0)
    plain, styles = gan.paint(latents, WISHES[:2])
    change = np.zeros((2, gan.levels, gan.style), np.float32)
    change[:, -1] = 1.0
    fine, same = gan.paint(latents, WISHES[:2], change)
    assert np.array_equal(styles, same)
    assert not np.allclose(plain, fine)
    # The other's style at every level is the other's picture.
    swapped, _ = gan.paint(latents, WISHES[:2], np.repeat((styles[::-1] - styles)[:, None], gan.levels, 1))
    assert np.allclose(swapped, plain[::-1], atol=1e-5)


def test_heun_follows_a_straight_field_exactly(flow):
    class Straight:
        def run(self, _, given):
            return [np.full_like(given["picture"], 2.0) * given["time"][:, None, None, None]]

    # dx/dt = 2 t: from 0 to 1 it is 1, less the last step's half, which is Euler's.
    straight = replace(flow, session=Straight(), steps=5, guidance=0.0)
    found = straight.follow(np.zeros((1, 1, 16, 16), np.float32), WISHES[:1])
    assert np.allclose(found, 1 - 0.2**2)


def test_guidance_goes_further_the_same_way(flow):
    noise = np.random.default_rng(0).standard_normal((3, 1, 16, 16), np.float32)
    free = replace(flow, guidance=0.0).velocity(noise, 0.5, np.zeros_like(WISHES))
    told, guided = (replace(flow, guidance=each).velocity(noise, 0.5, WISHES) for each in (0.0, 1.0))
    assert np.allclose(guided - told, told - free, atol=1e-4)


def test_pixels_and_pictures_are_each_others_reverse():
    pixels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16, 1)
    assert np.array_equal(as_pixels(as_pictures(pixels)), pixels)


def test_a_folder_that_is_damaged_or_holds_something_else_is_refused(folders, tmp_path):
    with pytest.raises(ModisteError, match="MOD-1320"):
        open_generator(tmp_path)
    for name in ("model.onnx", "card.toml"):
        (tmp_path / name).write_bytes((folders / "gan" / name).read_bytes())
    damaged = bytearray((tmp_path / "model.onnx").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "model.onnx").write_bytes(damaged)
    with pytest.raises(ModisteError, match="MOD-1322"):
        open_generator(tmp_path)
