"""Pictures in another light and through another lens: hue, gamma, grey, blur, noise, compression.

Knows values of pixels on uint8 batches; at strength nought a picture stays as it is.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from modiste.learning.dice import Dice, column

_TO_YIQ = ((0.299, 0.587, 0.114), (0.596, -0.274, -0.322), (0.211, -0.523, 0.312))
# The luminance table of ITU-T T.81 (JPEG), annex K.1, quality 50.
_JPEG = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)


def hue(x: Tensor, dice: Dice, *, degrees: float = 20.0, chance: float = 1.0) -> Tensor:
    """Turn the colours by up to `degrees` in YIQ; a grey picture stays."""
    angle = dice.uniform(-degrees, degrees) * math.pi / 180 * dice.happens(chance)
    if x.shape[1] != 3:
        return x
    forth = torch.tensor(_TO_YIQ)
    turn = torch.zeros(len(x), 3, 3)
    turn[:, 0, 0] = 1
    turn[:, 1, 1] = turn[:, 2, 2] = angle.cos()
    turn[:, 1, 2], turn[:, 2, 1] = -angle.sin(), angle.sin()
    whole = torch.linalg.inv(forth) @ turn @ forth
    return _bytes(torch.einsum("bij,bjhw->bihw", whole, x.float()), x)


def gamma(x: Tensor, dice: Dice, *, spread: float = 0.3, chance: float = 1.0) -> Tensor:
    """Raise to a power between exp(-spread) and exp(spread): lighter or darker, black and white staying."""
    power = (dice.uniform(-spread, spread) * dice.happens(chance)).exp()
    return _bytes(255 * (x.float() / 255) ** column(power, x), x)


def grey(x: Tensor, dice: Dice, *, chance: float = 0.1) -> Tensor:
    """Take all colour away (ITU-R BT.601 luma), now and then."""
    happens = dice.happens(chance)
    if x.shape[1] != 3:
        return x
    luma = torch.einsum("j,bjhw->bhw", torch.tensor(_TO_YIQ[0]), x.float())[:, None].expand_as(x)
    return torch.where(column(happens, x), _bytes(luma, x), x)


def blur(x: Tensor, dice: Dice, *, sigma: float = 1.0, chance: float = 1.0) -> Tensor:
    """Soften by a Gaussian of up to `sigma` pixels."""
    width = dice.uniform(0.0, sigma) * dice.happens(chance)
    reach = math.ceil(3 * sigma)
    if not reach:
        return x
    offsets = torch.arange(-reach, reach + 1).float()
    kernel = (-(offsets**2) / (2 * width[:, None].clamp_min(1e-3) ** 2)).exp()
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(x.shape[1], 0)
    # Every plane has a kernel of its own: one group a plane of one long picture.
    planes = x.float().reshape(1, -1, *x.shape[-2:])
    across = kernel[:, None, None, :]
    for weights, pad in ((across, (reach, reach, 0, 0)), (across.mT, (0, 0, reach, reach))):
        padded = F.pad(planes, pad, mode="replicate")
        planes = F.conv2d(padded, weights, groups=len(kernel))
    return _bytes(planes.view(x.shape), x)


def noise(x: Tensor, dice: Dice, *, scale: float = 8.0, chance: float = 1.0) -> Tensor:
    """Add normal noise of up to `scale` grey levels, as a sensor does in poor light."""
    strength = dice.uniform(0.0, scale) * dice.happens(chance)
    return _bytes(x.float() + dice.normal(*x.shape[1:]) * column(strength, x), x)


def compress(x: Tensor, dice: Dice, *, strength: float = 1.0, chance: float = 1.0) -> Tensor:
    """Quantise 8 x 8 blocks as JPEG does, up to `strength` times its table of quality 50; channels apart."""
    coarse = dice.uniform(0.0, strength) * dice.happens(chance)
    height, width = x.shape[-2:]
    padded = F.pad(x.float(), (0, -width % 8, 0, -height % 8), mode="replicate") - 128
    rows, columns = padded.shape[-2] // 8, padded.shape[-1] // 8
    blocks = padded.view(*x.shape[:2], rows, 8, columns, 8).transpose(3, 4)
    waves = _cosines()
    found = waves @ blocks @ waves.T
    step = torch.tensor(_JPEG).float() * coarse.view(-1, 1, 1, 1, 1, 1)
    found = torch.where(step > 0, (found / step.clamp_min(1e-6)).round() * step, found)
    back = (waves.T @ found @ waves).transpose(3, 4).reshape(padded.shape) + 128
    return _bytes(back[..., :height, :width], x)


def _cosines() -> Tensor:
    """The orthonormal discrete cosine transform of eight values."""
    place = torch.arange(8).float()
    waves = ((2 * place + 1) * place[:, None] * math.pi / 16).cos() / 2
    waves[0] *= math.sqrt(0.5)
    return waves


def _bytes(picture: Tensor, like: Tensor) -> Tensor:
    return picture.round().clamp(0, 255).to(like.dtype)
