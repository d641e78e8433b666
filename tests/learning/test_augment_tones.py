"""Light and lens change as said: black and white stay, blur keeps the mean, blocks are JPEG's."""

import io

import numpy as np
import torch
from PIL import Image

from modiste.learning.augment_tones import blur, compress, gamma, grey, hue, noise
from modiste.learning.dice import Dice


def _dice(count: int, seed: int = 0) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, slice(None))


def _pictures(count: int = 32, size: int = 24) -> torch.Tensor:
    return torch.randint(
        0, 256, (count, 3, size, size), generator=torch.Generator().manual_seed(1), dtype=torch.uint8
    )


def test_hue_turns_colours_and_leaves_grey() -> None:
    shades = _pictures()[:, :1].expand(-1, 3, -1, -1)
    assert (hue(shades, _dice(32), degrees=180).int() - shades.int()).abs().max() <= 1
    red = torch.zeros(64, 3, 2, 2, dtype=torch.uint8)
    red[:, 0] = 200
    turned = hue(red, _dice(64), degrees=120).float().mean((2, 3))
    assert (turned.argmax(1) != 0).any()


def test_gamma_keeps_black_and_white_and_the_order_between() -> None:
    ramp = torch.arange(256, dtype=torch.uint8).view(1, 1, 1, 256).repeat(20, 1, 1, 1)
    bent = gamma(ramp, _dice(20), spread=0.6).int()
    assert (bent[..., 0] == 0).all()
    assert (bent[..., 255] == 255).all()
    assert (bent.diff(dim=-1) >= 0).all()
    assert bent[..., 128].min() < 110 < 145 < bent[..., 128].max()


def test_grey_takes_colour_away_for_the_share_it_says() -> None:
    x = _pictures(400, 4)
    made = grey(x, _dice(400), chance=0.3)
    is_grey = (made[:, :1] == made).flatten(1).all(1)
    assert 80 < int(is_grey.sum()) < 160
    luma = (0.299 * x[:, 0] + 0.587 * x[:, 1] + 0.114 * x[:, 2]).round()
    assert ((made[is_grey][:, 0].float() - luma[is_grey]).abs() <= 1).all()


def test_blur_keeps_the_mean_and_takes_detail() -> None:
    x = _pictures()
    soft = blur(x, _dice(32), sigma=3.0).float()
    assert (soft.mean((1, 2, 3)) - x.float().mean((1, 2, 3))).abs().max() < 4
    assert (soft.std((1, 2, 3)) < x.float().std((1, 2, 3)) + 1e-3).all()
    flat = torch.full((4, 3, 9, 9), 77, dtype=torch.uint8)
    assert (blur(flat, _dice(4), sigma=2.0) == 77).all()


def test_noise_is_about_nought_and_as_strong_as_said() -> None:
    x = torch.full((300, 1, 16, 16), 128, dtype=torch.uint8)
    away = noise(x, _dice(300), scale=10.0).float() - 128
    assert abs(float(away.mean())) < 0.2
    spread = away.flatten(1).std(1)
    assert spread.min() < 1.5
    assert 9 < spread.max() < 11


def test_compression_at_the_table_s_own_strength_is_what_jpeg_does() -> None:
    """Pillow's grey JPEG of quality 50 uses the same table: both lose the same detail."""
    chance = np.random.default_rng(0)
    coarse = Image.fromarray(chance.integers(0, 256, (6, 6), dtype=np.uint8)).resize((64, 64))
    file = io.BytesIO()
    coarse.save(file, "JPEG", quality=50)
    theirs = np.asarray(Image.open(io.BytesIO(file.getvalue()))).astype(float)

    class Always(Dice):
        def uniform(self, low: float = 0.0, high: float = 1.0, *shape: int) -> torch.Tensor:
            return torch.full((1, *shape), high)

        def happens(self, chance: float) -> torch.Tensor:
            return torch.ones(1, dtype=torch.bool)

    x = torch.from_numpy(np.asarray(coarse).copy())[None, None]
    mine = compress(x, Always(torch.Generator(), 1, slice(None)), strength=1.0)[0, 0].numpy().astype(float)
    lost = theirs - np.asarray(coarse)
    # libjpeg works in whole numbers; what differs is small beside what both lose.
    assert abs(mine - theirs).mean() < 0.3 * abs(lost).mean()
    assert np.corrcoef((mine - np.asarray(coarse)).ravel(), lost.ravel())[0, 1] > 0.9
    assert abs(mine - np.asarray(coarse)).max() > 3


def test_sides_that_are_no_multiple_of_eight_are_compressed_too() -> None:
    x = _pictures(4, 13)
    made = compress(x, _dice(4), strength=3.0)
    assert made.shape == x.shape
    assert not torch.equal(made, x)
