"""Augmentation on whole batches of uint8 images and float series, in plain torch.

Knows operations and their chance; every draw comes from one seeded generator, made for the global batch
and cut to this process's part, so that one process and many see the same pictures.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from inspect import signature

import torch
from torch import Tensor
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.recipe import Part


class Dice:
    """Random numbers for `count` examples, of which this process holds `part`."""

    def __init__(self, generator: torch.Generator, count: int, part: slice) -> None:
        self._generator, self._count, self._part = generator, count, part

    def uniform(self, low: float = 0.0, high: float = 1.0, *shape: int) -> Tensor:
        """Floats in [low, high) of shape `(b, *shape)`."""
        drawn = torch.rand((self._count, *shape), generator=self._generator)[self._part]
        return drawn * (high - low) + low

    def integers(self, low: int, high: int) -> Tensor:
        """Integers in [low, high) of shape `(b,)`."""
        return torch.randint(low, high, (self._count,), generator=self._generator)[self._part]

    def happens(self, chance: float) -> Tensor:
        """True with the given chance, of shape `(b,)`."""
        return self.uniform() < chance


Operation = Callable[[Tensor, Dice], Tensor]


def mirror(x: Tensor, dice: Dice, *, chance: float = 0.5) -> Tensor:
    """Mirror left and right."""
    return torch.where(_column(dice.happens(chance), x), x.flip(-1), x)


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
    covered = covered & _column(dice.happens(chance), x)
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
    return _sample(x, torch.stack(rows, 1))


def rotate(x: Tensor, dice: Dice, *, degrees: float = 10.0, chance: float = 1.0) -> Tensor:
    """Turn about the centre by up to `degrees` either way; corners repeat the border."""
    angle = dice.uniform(-degrees, degrees).mul(math.pi / 180) * dice.happens(chance)
    height, width = x.shape[-2:]
    sine, cosine, zero = angle.sin(), angle.cos(), torch.zeros_like(angle)
    rows = [
        torch.stack((cosine, -sine * height / width, zero), 1),
        torch.stack((sine * width / height, cosine, zero), 1),
    ]
    return _sample(x, torch.stack(rows, 1))


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
    picture = picture * _column(dice.uniform(1 - brightness, 1 + brightness), x)
    mean = picture.mean((1, 2, 3), keepdim=True)
    picture = mean + (picture - mean) * _column(dice.uniform(1 - contrast, 1 + contrast), x)
    grey = picture.mean(1, keepdim=True)
    picture = grey + (picture - grey) * _column(dice.uniform(1 - saturation, 1 + saturation), x)
    return torch.where(_column(dice.happens(chance), x), picture.clamp(0, 255).to(x.dtype), x)


def jitter(x: Tensor, dice: Dice, *, scale: float = 0.02) -> Tensor:
    """Add noise of `scale` standard deviations of each series `(b, time, channels)`."""
    uniform = dice.uniform(0.0, 1.0, 2, *x.shape[1:])
    normal = (-2 * (1 - uniform[:, 0]).log()).sqrt() * (2 * math.pi * uniform[:, 1]).cos()
    return x + normal * scale * x.std((1, 2), keepdim=True)


def gain(x: Tensor, dice: Dice, *, spread: float = 0.1) -> Tensor:
    """Multiply each channel of a series by its own factor in [1 - spread, 1 + spread]."""
    return x * dice.uniform(1 - spread, 1 + spread, 1, x.shape[-1])


OPERATIONS: Mapping[str, Callable[..., Tensor]] = {
    "mirror": mirror,
    "shift": shift,
    "erase": erase,
    "crop": crop,
    "rotate": rotate,
    "colour": colour,
    "jitter": jitter,
    "gain": gain,
}


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


def _column(values: Tensor, like: Tensor) -> Tensor:
    return values.view(-1, *(1,) * (like.ndim - 1))


def _sample(x: Tensor, theta: Tensor) -> Tensor:
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    moved = F.grid_sample(x.float(), grid, "bilinear", "border", align_corners=False)
    return moved.round().clamp(0, 255).to(x.dtype)
