"""Augmentation of series: noise, gain, uneven time, windows, pieces in another order, block bootstrap.

Knows float batches `(b, time, channels)`, each example by its own draws; what channels mean is the recipe's.
"""

import math

import torch
from torch import Tensor

from modiste.learning.dice import Dice


def jitter(x: Tensor, dice: Dice, *, scale: float = 0.02) -> Tensor:
    """Add noise of `scale` standard deviations of each series `(b, time, channels)`."""
    uniform = dice.uniform(0.0, 1.0, 2, *x.shape[1:])
    normal = (-2 * (1 - uniform[:, 0]).log()).sqrt() * (2 * math.pi * uniform[:, 1]).cos()
    return x + normal * scale * x.std((1, 2), keepdim=True)


def gain(x: Tensor, dice: Dice, *, spread: float = 0.1) -> Tensor:
    """Multiply each channel of a series by its own factor in [1 - spread, 1 + spread]."""
    return x * dice.uniform(1 - spread, 1 + spread, 1, x.shape[-1])


def rotate_sensor(x: Tensor, dice: Dice, *, degrees: float = 20.0) -> Tensor:
    """Turn a sensor about a random axis by an angle of deviation `degrees`.

    Channels are triads of axes of sensors in one case, which turn alike; channels over are left as they are
    (Um et al., Data augmentation of wearable sensor data, ICMI 2017).
    """
    triads = x.shape[-1] // 3 * 3
    axis = dice.normal(3)
    axis = axis / axis.norm(dim=1, keepdim=True).clamp_min(1e-9)
    angle = (math.radians(degrees) * dice.normal())[:, None, None]
    zero = torch.zeros(len(x))
    first, second, third = axis.unbind(1)
    rows = (zero, -third, second, third, zero, -first, -second, first, zero)
    cross = torch.stack(rows, 1).view(-1, 3, 3)
    # Rodrigues' formula.
    turn = torch.eye(3) + angle.sin() * cross + (1 - angle.cos()) * (cross @ cross)
    turned = x[..., :triads].unflatten(-1, (-1, 3)) @ turn[:, None].transpose(-1, -2)
    return torch.cat((turned.flatten(-2), x[..., triads:]), -1)


def warp(x: Tensor, dice: Dice, *, strength: float = 0.2, knots: int = 4) -> Tensor:
    """Let time run faster here and slower there: log-speeds of deviation `strength` at `knots` places.

    Both ends stay (Um et al., Data augmentation of wearable sensor data, ICMI 2017).
    """
    time = x.shape[1]
    speeds = (strength * dice.normal(max(knots, 2))).exp()
    along = torch.linspace(0, speeds.shape[1] - 1, max(time - 1, 1))
    low = along.floor().long().clamp_max(speeds.shape[1] - 2)
    share = along - low
    steps = speeds[:, low] * (1 - share) + speeds[:, low + 1] * share
    passed = torch.cat((torch.zeros(len(x), 1), steps.cumsum(1)), 1)[:, :time]
    return _at(x, passed / passed[:, -1:].clamp_min(1e-9) * (time - 1))


def window(x: Tensor, dice: Dice, *, cut: float = 0.2) -> Tensor:
    """Leave out up to `cut` of the time and stretch the rest (window slicing, Le Guennec et al., 2016)."""
    time = x.shape[1]
    kept = 1 - dice.uniform(0.0, cut)
    start = dice.uniform() * (1 - kept) * (time - 1)
    return _at(x, start[:, None] + kept[:, None] * torch.arange(time))


def permute(x: Tensor, dice: Dice, *, pieces: int = 4) -> Tensor:
    """Cut into `pieces` of equal length and put them in another order; what is left over stays at the end."""
    length = x.shape[1] // max(pieces, 1)
    if pieces < 2 or not length:
        return x
    order = dice.uniform(0.0, 1.0, pieces).argsort(1)
    places = (order[:, :, None] * length + torch.arange(length)).flatten(1)
    rest = torch.arange(pieces * length, x.shape[1]).expand(len(x), -1)
    return _rows(x, torch.cat((places, rest), 1))


def bootstrap(x: Tensor, dice: Dice, *, block: int = 8) -> Tensor:
    """Build the series anew from blocks of itself, drawn with replacement (moving blocks, Künsch, 1989).

    A block as long as the series leaves it as it is.
    """
    time = x.shape[1]
    length = min(max(block, 1), time)
    count = -(-time // length)
    starts = (dice.uniform(0.0, 1.0, count) * (time - length + 1)).long()
    return _rows(x, (starts[:, :, None] + torch.arange(length)).flatten(1)[:, :time])


def _at(x: Tensor, places: Tensor) -> Tensor:
    """Values at places `(b, time)` between steps, linear."""
    low = places.floor().long().clamp(0, max(x.shape[1] - 2, 0))
    share = (places - low)[..., None].to(x.dtype)
    return _rows(x, low) * (1 - share) + _rows(x, (low + 1).clamp_max(x.shape[1] - 1)) * share


def _rows(x: Tensor, places: Tensor) -> Tensor:
    return x.gather(1, places[..., None].expand(-1, -1, x.shape[2]))
