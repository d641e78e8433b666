"""Pictures in one form: squared and even for a page, whole and scaled for a network.

Knows pixels; what size and which mean a network wants stands in its recipe, and its exported graph does the
same arithmetic inside.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
_RIM_SPREAD = 24


def for_display(pixels: Pixels, side: int = 800, *, margin: float = 0.06, enlarge: bool = True) -> Pixels:
    """Put a picture on a square of its own ground, cropped to what it shows where that ground is even.

    Args:
        pixels: uint8 (height, width, 3).
        side: of the square.
        margin: of the square left free on every side.
        enlarge: whether a picture smaller than the square may be made larger.

    Returns:
        uint8 (side, side, 3).
    """
    ground, is_even = _ground(pixels)
    shown = _trimmed(pixels, ground) if is_even else pixels
    room = side * (1 - 2 * margin) if is_even else side
    factor = room / max(shown.shape[:2])
    if not enlarge:
        factor = min(factor, 1.0)
    height, width = (max(1, round(length * factor)) for length in shown.shape[:2])
    small = Image.fromarray(shown).resize((width, height), Image.Resampling.LANCZOS)
    whole = Image.new("RGB", (side, side), tuple(int(value) for value in ground))
    whole.paste(small, ((side - width) // 2, (side - height) // 2))
    return np.array(whole)


def for_training(
    pixels: Pixels, height: int, width: int, mean: Sequence[float], std: Sequence[float]
) -> NDArray[np.float32]:
    """Squash to a size with the antialiased bilinear filter of exported models, then (x / 255 - mean) / std.

    Args:
        pixels: uint8 (any height, any width, 3).
        height: of the result.
        width: of the result.
        mean: one value a channel.
        std: one value a channel.

    Returns:
        float32 (3, height, width).
    """
    small = Image.fromarray(pixels).resize((width, height), Image.Resampling.BILINEAR)
    scaled = np.asarray(small, dtype=np.float32) / 255
    moved = (scaled - np.asarray(mean, np.float32)) / np.asarray(std, np.float32)
    return np.ascontiguousarray(moved.transpose(2, 0, 1), dtype=np.float32)


def _ground(pixels: Pixels) -> tuple[NDArray[np.float64], bool]:
    """The colour of the rim, and whether nine tenths of the rim have it."""
    rim = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])).astype(np.float64)
    middle = np.median(rim, axis=0)
    return middle, bool((abs(rim - middle).max(axis=1) < _RIM_SPREAD).mean() >= 0.9)


def _trimmed(pixels: Pixels, ground: NDArray[np.float64]) -> Pixels:
    """Without rows and columns that show the ground alone."""
    other = abs(pixels - ground).max(axis=2) >= _RIM_SPREAD
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    if not len(rows):
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
