"""A photograph without the old garment: skin where the body is, the ground where it is not.

Knows what the old garment leaves open once the new one is on, and fills it; how the new one lies is
`dressing`'s.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, gaussian_filter, zoom

from modiste.tailoring import Layers
from modiste.tryon.photo.colours import Parts

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_LEVELS = 8


def without_old(
    light: Floats,
    mask: NDArray[np.floating],
    parts: Parts,
    layers: Layers,
    zones: tuple[str, ...],
    hip: float,
) -> tuple[Floats, float]:
    """Remove what the new garment replaces and does not cover.

    Args:
        light: (h, w, 3) the photograph in linear light.
        mask: (h, w) the share of each pixel that shows the person.
        parts: What of it is what.
        layers: The new garment and the body below it.
        zones: `top`, `bottom` or both: what is replaced.
        hip: Height of the hips over the soles, in metres: below it a removed top leaves the old bottom.

    Returns:
        (h, w, 3) the photograph, and the share of the person that was filled.
    """
    old = np.zeros(mask.shape, np.float32)
    if "top" in zones:
        old = np.maximum(old, parts.top)
    if "bottom" in zones:
        old = np.maximum(old, parts.bottom)
    open_ = (old > 0.3) & (layers.cover < 0.98)
    if not open_.any():
        return light, 0.0
    # The rim of the old cloth is mixed with what is beside it: it goes, too.
    goes = binary_dilation(open_, iterations=2) & (mask > 0.02) & (parts.hair < 0.5)
    goes &= ~((parts.skin > 0.6) & ~open_)
    behind = filled(light, (mask < 0.05) & ~binary_dilation(mask > 0.05, iterations=2))
    below = (layers.height < hip) & ("bottom" not in zones)
    tone = np.where(below[..., None], parts.below, parts.tone)
    body = np.clip(
        layers.body / np.maximum(layers.body + (1 - layers.body - layers.cover).clip(0), 1e-3), 0, 1
    )
    instead = body[..., None] * tone * layers.skin + (1 - body[..., None]) * behind
    share = gaussian_filter(goes.astype(np.float32), 0.8)[..., None]
    share = np.where(goes[..., None], np.maximum(share, 0.5), share) ** 0.7
    made = np.where(np.isfinite(instead), share * instead + (1 - share) * light, light).astype(np.float32)
    return made, float(goes.sum() / max(1, int((mask > 0.5).sum())))


def filled(picture: Floats, known: Mask) -> Floats:
    """A picture whose unknown places take their surroundings, the nearer the more (push and pull)."""
    weight = known.astype(np.float32)
    stack = [(picture * weight[..., None], weight)]
    for _ in range(_LEVELS):
        value, amount = stack[-1]
        if min(amount.shape) < 4:
            break
        high, wide = (each // 2 * 2 for each in amount.shape)
        value = value[:high, :wide].reshape(high // 2, 2, wide // 2, 2, 3).mean((1, 3))
        amount = amount[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean((1, 3))
        stack.append((value, amount))
    value, amount = stack.pop()
    made = value / np.maximum(amount, 1e-6)[..., None]
    made = np.where(amount[..., None] > 0, made, value.sum((0, 1)) / max(float(amount.sum()), 1e-6))
    while stack:
        value, amount = stack.pop()
        grown = _grown(made, amount.shape)
        share = np.clip(amount * 1.5, 0, 1)[..., None]
        made = share * value / np.maximum(amount, 1e-6)[..., None] + (1 - share) * grown
    return made.astype(np.float32)


def _grown(picture: NDArray[np.floating], size: tuple[int, ...]) -> Floats:
    times = (size[0] / picture.shape[0], size[1] / picture.shape[1], 1)
    return np.asarray(zoom(picture, times, order=1, grid_mode=True, mode="nearest"), np.float32)
