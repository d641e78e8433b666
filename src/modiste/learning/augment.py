"""Augmentation on whole batches of uint8 images and float series, in plain torch: the table, and the chain.

Knows every operation by its name in a recipe, and the oldest of them; the others stand in `augment_warps`,
`augment_tones`, `augment_covers` and `series_augment`. All draws come from `Dice`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import signature

import torch
from torch import Tensor
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.augment_covers import cutout, gridmask
from modiste.learning.augment_tones import blur, compress, gamma, grey, hue, noise
from modiste.learning.augment_warps import affine, perspective, sampled
from modiste.learning.dice import Dice as Dice  # noqa: PLC0414 - training takes it from here
from modiste.learning.dice import column
from modiste.learning.recipe import Part
from modiste.learning.series_augment import bootstrap, gain, jitter, permute, rotate_sensor, warp, window

Operation = Callable[[Tensor, Dice], Tensor]


def mirror(x: Tensor, dice: Dice, *, chance: float = 0.5) -> Tensor:
    """Mirror left and right."""
    return torch.where(column(dice.happens(chance), x), x.flip(-1), x)


def shift(x: Tensor, dice: Dice, *, pixels: int = 2) -> Tensor:
    """Move by up to `pixels` in each direction; what comes in is black."""
    batch, channels, height, width = x.shape
    padded = F.pad(x, (pixels,) * 4)
    rows = dice.integers(0, 2 * pixels + 1)[:, None] + torch.arange(height)
    columns = dice.integers(0, 2 * pixels + 1)[:, None] + torch.arange(width)
    which = torch.arange(batch)[:, None, None, None]
    channel = torch.arange(channels)[None, :, None, None]
    return padded[which, channel, rows[:, None, :, None], columns[:, None, None, :]]


def erase(
    x: Tensor, dice: Dice, *, chance: float = 0.5, area: Sequence[float] = (0.02, 0.33), ratio: float = 3.3
) -> Tensor:
    """Cover a random rectangle with noise (Zhong et al., Random Erasing, AAAI 2020)."""
    _, _, height, width = x.shape
    surface = dice.uniform(area[0], area[1]) * height * width
    aspect = dice.uniform(-math.log(ratio), math.log(ratio)).exp()
    tall = (surface * aspect).sqrt().clamp(1, height - 1).int()
    wide = (surface / aspect).sqrt().clamp(1, width - 1).int()
    top = (dice.uniform() * (height - tall)).int()
    left = (dice.uniform() * (width - wide)).int()
    rows, columns = torch.arange(height), torch.arange(width)
    inside_rows = (rows >= top[:, None]) & (rows < (top + tall)[:, None])
    inside_columns = (columns >= left[:, None]) & (columns < (left + wide)[:, None])
    covered = inside_rows[:, None, :, None] & inside_columns[:, None, None, :]
    covered = covered & column(dice.happens(chance), x)
    noise = (dice.uniform(0.0, 256.0, *x.shape[1:])).to(x.dtype)
    return torch.where(covered, noise, x)


def crop(x: Tensor, dice: Dice, *, area: Sequence[float] = (0.5, 1.0), ratio: float = 1.33) -> Tensor:
    """Cut a random rectangle and resize it to the whole picture (bilinear)."""
    scale = dice.uniform(area[0], area[1]).sqrt()
    stretch = dice.uniform(-math.log(ratio), math.log(ratio)).mul(0.5).exp()
    tall, wide = (scale * stretch).clamp(max=1.0), (scale / stretch).clamp(max=1.0)
    move_x = (dice.uniform(-1.0, 1.0)) * (1 - wide)
    move_y = (dice.uniform(-1.0, 1.0)) * (1 - tall)
    zero = torch.zeros_like(wide)
    rows = [torch.stack((wide, zero, move_x), 1), torch.stack((zero, tall, move_y), 1)]
    return sampled(x, torch.stack(rows, 1))


def rotate(x: Tensor, dice: Dice, *, degrees: float = 10.0, chance: float = 1.0) -> Tensor:
    """Turn about the centre by up to `degrees` either way; corners repeat the border."""
    angle = dice.uniform(-degrees, degrees).mul(math.pi / 180) * dice.happens(chance)
    height, width = x.shape[-2:]
    sine, cosine, zero = angle.sin(), angle.cos(), torch.zeros_like(angle)
    rows = [
        torch.stack((cosine, -sine * height / width, zero), 1),
        torch.stack((sine * width / height, cosine, zero), 1),
    ]
    return sampled(x, torch.stack(rows, 1))


def colour(
    x: Tensor,
    dice: Dice,
    *,
    brightness: float = 0.2,
    contrast: float = 0.2,
    saturation: float = 0.2,
    chance: float = 1.0,
) -> Tensor:
    """Change brightness, contrast and saturation by factors in [1 - v, 1 + v]."""
    picture = x.float()
    picture = picture * column(dice.uniform(1 - brightness, 1 + brightness), x)
    mean = picture.mean((1, 2, 3), keepdim=True)
    picture = mean + (picture - mean) * column(dice.uniform(1 - contrast, 1 + contrast), x)
    grey = picture.mean(1, keepdim=True)
    picture = grey + (picture - grey) * column(dice.uniform(1 - saturation, 1 + saturation), x)
    return torch.where(column(dice.happens(chance), x), picture.clamp(0, 255).to(x.dtype), x)


PICTURES: Mapping[str, Callable[..., Tensor]] = {
    "mirror": mirror,
    "shift": shift,
    "erase": erase,
    "crop": crop,
    "rotate": rotate,
    "affine": affine,
    "perspective": perspective,
    "colour": colour,
    "hue": hue,
    "gamma": gamma,
    "grey": grey,
    "blur": blur,
    "noise": noise,
    "compress": compress,
    "cutout": cutout,
    "gridmask": gridmask,
}
"""Operations on uint8 (b, channels, height, width)."""
SERIES: Mapping[str, Callable[..., Tensor]] = {
    "jitter": jitter,
    "gain": gain,
    "rotate_sensor": rotate_sensor,
    "warp": warp,
    "window": window,
    "permute": permute,
    "bootstrap": bootstrap,
}
"""Operations on float (b, time, channels)."""
OPERATIONS: Mapping[str, Callable[..., Tensor]] = {**PICTURES, **SERIES}


def augmentation(parts: Sequence[Part]) -> Operation:
    """One operation that applies the recipe's `[[augment]]` parts in order.

    Raises:
        ModisteError: MOD-1302 for a name that is no operation; MOD-1303 for a parameter it does not take.
    """
    chain: list[Operation] = []
    for part in parts:
        if part.name not in OPERATIONS:
            raise ModisteError(
                "MOD-1302", kind="Augmentation", name=part.name, known=", ".join(sorted(OPERATIONS))
            )
        operation = OPERATIONS[part.name]
        check_parameters(f"augment.{part.name}", operation, part.params)
        chain.append(partial(operation, **part.params))

    def apply(x: Tensor, dice: Dice) -> Tensor:
        for step in chain:
            x = step(x, dice)
        return x

    return apply


def check_parameters(where: str, builder: Callable[..., object], params: Mapping[str, object]) -> None:
    """Refuse parameters that a builder has no name for, or whose kind is not its default's.

    Raises:
        ModisteError: MOD-1303 with the names it does take, or the kind.
    """
    takes = {name: p.default for name, p in signature(builder).parameters.items() if p.default is not p.empty}
    for key, value in params.items():
        if key not in takes:
            reason = f"{where} takes {', '.join(takes) or 'no parameters'}"
            raise ModisteError("MOD-1303", key=key, value=value, reason=reason)
        if not _is_like(value, takes[key]):
            reason = f"{where} takes a value such as {takes[key]!r} there"
            raise ModisteError("MOD-1303", key=key, value=value, reason=reason)


def _is_like(value: object, default: object) -> bool:
    """Whether a value from a recipe is of the default's kind; a whole number is also a number."""
    if isinstance(default, bool) or isinstance(value, bool):
        return (isinstance(default, bool) and isinstance(value, bool)) or default is None
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, list | tuple):
        return isinstance(value, list | tuple) and all(
            _is_like(each, default[0]) for each in value if default
        )
    kinds = next((kind for kind in (int, str, Mapping) if isinstance(default, kind)), object)
    return isinstance(value, kinds)
