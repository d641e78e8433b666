"""Augmentation changes pictures as its name says, within uint8, and the same way from the same seed."""

import pytest
import torch

from modiste.garment import ModisteError
from modiste.learning import Part
from modiste.learning.augment import OPERATIONS, Dice, augmentation, crop, erase, mirror, rotate, shift

IMAGES = ("mirror", "shift", "erase", "crop", "rotate", "colour")
SERIES = ("jitter", "gain")


def _dice(count: int, seed: int = 0, part: slice = slice(None)) -> Dice:
    return Dice(torch.Generator().manual_seed(seed), count, part)


def _pictures(count: int = 16, channels: int = 3, size: int = 12) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randint(0, 256, (count, channels, size, size), generator=generator, dtype=torch.uint8)


def test_every_operation_is_tested_here() -> None:
    assert set(OPERATIONS) == {*IMAGES, *SERIES}


@pytest.mark.parametrize("name", IMAGES)
@pytest.mark.parametrize("channels", [1, 3])
def test_an_image_operation_keeps_shape_and_type_and_repeats(name: str, channels: int) -> None:
    x = _pictures(channels=channels)
    apply = augmentation([Part(name=name)])
    once, again, other = apply(x, _dice(16)), apply(x, _dice(16)), apply(x, _dice(16, seed=5))
    assert once.shape == x.shape
    assert once.dtype == torch.uint8
    assert torch.equal(once, again)
    assert not torch.equal(once, other)


@pytest.mark.parametrize("name", IMAGES)
def test_two_processes_see_what_one_would(name: str) -> None:
    x = _pictures()
    apply = augmentation([Part(name=name)])
    whole = apply(x, _dice(16))
    halves = [apply(x[part], _dice(16, part=part)) for part in (slice(0, 8), slice(8, 16))]
    assert torch.equal(torch.cat(halves), whole)


@pytest.mark.parametrize("name", SERIES)
def test_a_series_operation_changes_values_a_little(name: str) -> None:
    x = torch.randn(64, 50, 3, generator=torch.Generator().manual_seed(0))
    moved = augmentation([Part(name=name)])(x, _dice(64))
    assert moved.shape == x.shape
    difference = (moved - x).abs().mean()
    assert 0 < difference < 0.2


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
