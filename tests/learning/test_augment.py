"""Augmentation changes pictures as its name says, within uint8, and the same way from the same seed."""

from inspect import signature

import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import Part
from modiste.learning.augment import (
    OPERATIONS,
    PICTURES,
    SERIES,
    Dice,
    augmentation,
    crop,
    erase,
    mirror,
    rotate,
    shift,
)

IMAGES = tuple(PICTURES)
COLOURED = {"hue", "grey"}  # a grey picture has no colour to change
# For every operation the parameters that are said to change nothing.
NOTHING = {
    "mirror": {"chance": 0.0},
    "shift": {"pixels": 0},
    "erase": {"chance": 0.0},
    "crop": {"area": [1.0, 1.0], "ratio": 1.0},
    "rotate": {"degrees": 0.0},
    "affine": {"degrees": 0.0, "stretch": 0.0, "shear": 0.0, "move": 0.0},
    "perspective": {"distance": 0.0},
    "colour": {"brightness": 0.0, "contrast": 0.0, "saturation": 0.0, "chance": 0.0},
    "hue": {"degrees": 0.0},
    "gamma": {"spread": 0.0},
    "grey": {"chance": 0.0},
    "blur": {"sigma": 0.0},
    "noise": {"scale": 0.0},
    "compress": {"strength": 0.0},
    "cutout": {"size": 0.0},
    "gridmask": {"chance": 0.0},
    "jitter": {"scale": 0.0},
    "gain": {"spread": 0.0},
    "warp": {"strength": 0.0},
    "window": {"cut": 0.0},
    "permute": {"pieces": 1},
    "bootstrap": {"block": 50},
    "rotate_sensor": {"degrees": 0.0},
}


def _dice(count: int, seed: int = 0, part: slice = slice(None)) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, part)


def _pictures(count: int = 16, channels: int = 3, size: int = 12) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randint(0, 256, (count, channels, size, size), generator=generator, dtype=torch.uint8)


def test_every_operation_is_tested_here() -> None:
    assert set(OPERATIONS) == {*IMAGES, *SERIES} == set(NOTHING)


@pytest.mark.parametrize("name", OPERATIONS)
def test_at_strength_nought_nothing_changes(name: str) -> None:
    part = Part(name=name, **NOTHING[name])
    if name in IMAGES:
        x = _pictures(size=20)
        assert torch.equal(augmentation([part])(x, _dice(16)), x)
    else:
        series = torch.randn(16, 50, 3, generator=torch.Generator().manual_seed(0))
        assert torch.allclose(augmentation([part])(series, _dice(16)), series, atol=1e-5)


@pytest.mark.parametrize(
    "name", [name for name in OPERATIONS if "chance" in signature(OPERATIONS[name]).parameters]
)
def test_at_chance_nought_nothing_changes(name: str) -> None:
    x = _pictures(size=20)
    assert torch.equal(augmentation([Part(name=name, chance=0.0)])(x, _dice(16)), x)


@pytest.mark.parametrize("name", IMAGES)
@pytest.mark.parametrize("channels", [1, 3])
def test_an_image_operation_keeps_shape_and_type_and_repeats(name: str, channels: int) -> None:
    x = _pictures(channels=channels)
    apply = augmentation([Part(name=name)])
    once, again, other = apply(x, _dice(16)), apply(x, _dice(16)), apply(x, _dice(16, seed=5))
    assert once.shape == x.shape
    assert once.dtype == torch.uint8
    assert torch.equal(once, again)
    if channels == 3 or name not in COLOURED:
        assert not torch.equal(once, other)
    else:
        assert torch.equal(once, x)


@pytest.mark.parametrize("name", IMAGES)
def test_two_processes_see_what_one_would(name: str) -> None:
    x = _pictures()
    apply = augmentation([Part(name=name)])
    whole = apply(x, _dice(16))
    halves = [apply(x[part], _dice(16, part=part)) for part in (slice(0, 8), slice(8, 16))]
    assert torch.equal(torch.cat(halves), whole)


@pytest.mark.parametrize("name", SERIES)
def test_a_series_operation_keeps_shape_and_type_and_repeats(name: str) -> None:
    x = torch.randn(64, 50, 3, generator=torch.Generator().manual_seed(0))
    apply = augmentation([Part(name=name)])
    moved, again = apply(x, _dice(64)), apply(x, _dice(64))
    assert moved.shape == x.shape
    assert moved.dtype == x.dtype
    assert moved.isfinite().all()
    assert torch.equal(moved, again)
    assert not torch.equal(moved, apply(x, _dice(64, seed=5)))
    assert (moved - x).abs().mean() > 0
    halves = [apply(x[part], _dice(64, part=part)) for part in (slice(0, 32), slice(32, 64))]
    assert torch.allclose(torch.cat(halves), moved, atol=1e-6)


@pytest.mark.parametrize("name", ["jitter", "gain"])
def test_noise_and_gain_change_little(name: str) -> None:
    x = torch.randn(64, 50, 3, generator=torch.Generator().manual_seed(0))
    assert 0 < (augmentation([Part(name=name)])(x, _dice(64)) - x).abs().mean() < 0.2


def test_mirror_swaps_left_and_right_for_about_half() -> None:
    x = _pictures(400)
    swapped = (mirror(x, _dice(400)) == x.flip(-1)).flatten(1).all(1)
    assert 150 < swapped.sum() < 250
    assert torch.equal(mirror(x, _dice(400), chance=1.0), x.flip(-1))


def test_shift_moves_content_and_brings_in_black() -> None:
    x = torch.full((200, 1, 6, 6), 255, dtype=torch.uint8)
    moved = shift(x, _dice(200), pixels=2)
    lit = (moved > 0).flatten(1).sum(1)
    assert lit.min() == 16
    assert lit.max() == 36


def test_erase_covers_a_rectangle_of_the_asked_area() -> None:
    x = torch.zeros((300, 1, 20, 20), dtype=torch.uint8)
    covered = (erase(x, _dice(300), chance=1.0, area=(0.1, 0.2)) > 0).float().mean((1, 2, 3))
    assert 0.05 < covered.mean() < 0.2
    assert (erase(x, _dice(300), chance=0.0) == 0).all()


def test_a_crop_of_the_whole_and_a_turn_of_nothing_change_nothing() -> None:
    x = _pictures()
    assert torch.equal(crop(x, _dice(16), area=(1.0, 1.0), ratio=1.0), x)
    assert torch.equal(rotate(x, _dice(16), degrees=0.0), x)


def test_a_quarter_turn_is_a_quarter_turn() -> None:
    x = _pictures(1)

    class Quarter(Dice):
        def uniform(self, low: float = 0.0, high: float = 1.0, *shape: int) -> torch.Tensor:
            return torch.full((1, *shape), high)

    turned = rotate(x, Quarter(torch.Generator(), 1, slice(None)), degrees=90.0, chance=2.0)
    assert torch.equal(turned, x.rot90(1, (-2, -1)))


def test_unknown_names_and_parameters_are_refused_with_the_known() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1302.*mirror"):
        augmentation([Part(name="melt")])
    with pytest.raises(ModisteError, match=r"MOD-1303.*pixels"):
        augmentation([Part.model_validate({"name": "shift", "inches": 2})])


def test_a_turned_sensor_keeps_lengths_and_turns_its_triads_alike() -> None:
    one = torch.randn(16, 50, 3, generator=torch.Generator().manual_seed(0))
    turned = augmentation([Part(name="rotate_sensor", degrees=60.0)])(torch.cat((one, one), 2), _dice(16))
    assert torch.allclose(turned[..., :3], turned[..., 3:])
    assert torch.allclose(turned[..., :3].norm(dim=2), one.norm(dim=2), atol=1e-5)
    assert not torch.allclose(turned[..., :3], one, atol=0.1)
