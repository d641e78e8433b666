"""How well a photo can be looked at: sharpness, exposure, size, background and borders, each with a verdict.

Knows one picture's pixels; what to do about a poor one is the report's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 256
SMALL = 400
"""Pixels of the shorter side: a shop's page shows less as a blur. (Google Merchant refuses below 250.)"""
BLURRED = 2.2
DARK, BRIGHT, FLAT = 45.0, 235.0, 12.0
BORDER_SHARE = 0.04
PLAIN = 12.0

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ImageQuality:
    """What was measured of one picture.

    `sharpness` is the 99th percentile of the second difference at 256 pixels, in grey levels; `brightness`
    the mean grey, `contrast` its standard deviation; `clipped` the share of pixels that are black or white
    but for a white background's; `border` the widest even frame as a share of its side; `background` the
    spread of grey along the picture's rim, and `is_plain` whether it is even.
    """

    width: int
    height: int
    sharpness: float
    brightness: float
    contrast: float
    clipped: float
    border: float
    background: float

    @property
    def is_plain(self) -> bool:
        """Whether the garment stands before an even ground."""
        return self.background < PLAIN

    @property
    def flaws(self) -> tuple[str, ...]:
        """What is wrong: of `small`, `blurred`, `dark`, `bright`, `flat`, `framed`."""
        wrong: Mapping[str, bool] = {
            "small": min(self.width, self.height) < SMALL,
            "blurred": self.sharpness < BLURRED,
            "dark": self.brightness < DARK,
            "bright": self.brightness > BRIGHT,
            "flat": self.contrast < FLAT,
            "framed": self.border > BORDER_SHARE,
        }
        return tuple(name for name, holds in wrong.items() if holds)


def image_quality(pixels: NDArray[np.uint8], size: tuple[int, int] | None = None) -> ImageQuality:
    """Measure a picture.

    Args:
        pixels: uint8 (height, width, 3) or (height, width).
        size: width and height of the file, where `pixels` were decoded smaller.
    """
    grey = Image.fromarray(pixels).convert("L")
    width, height = size or grey.size
    factor = SIDE / max(grey.size)
    if factor < 1:
        shape = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        grey = grey.resize(shape, Image.Resampling.BILINEAR)
    plane = np.asarray(grey).astype(np.float32)
    rim = np.concatenate((plane[0], plane[-1], plane[:, 0], plane[:, -1]))
    frame = _frame(plane)
    return ImageQuality(
        width=width,
        height=height,
        sharpness=_sharpness(plane),
        brightness=float(plane.mean()),
        contrast=float(plane.std()),
        clipped=float(((plane < 3) | (plane > 252)).mean()),
        border=frame,
        background=float(np.median(abs(rim - np.median(rim)))),
    )


def _sharpness(plane: Numbers) -> float:
    if min(plane.shape) < 3:
        return 0.0
    middle = plane[1:-1, 1:-1]
    around = plane[:-2, 1:-1] + plane[2:, 1:-1] + plane[1:-1, :-2] + plane[1:-1, 2:]
    # Relative to the contrast, so that a pale photo in focus is not called blurred.
    second = np.percentile(abs(4 * middle - around), 99)
    return float(10 * second / max(float(plane.std()), 1.0))


def _frame(plane: Numbers) -> float:
    """The widest frame of one even colour on two opposite sides at least, as a share of the side.

    A ground that is even everywhere is a background and no frame: a frame ends in a straight edge.
    """
    widest = 0.0
    for across in (plane, plane.T):
        rows = len(across)
        even = across.max(axis=1) - across.min(axis=1) < 6
        head = int(np.argmin(even)) if not even.all() else 0
        tail = int(np.argmin(even[::-1])) if not even.all() else 0
        if head and tail and _is_edge(across, head) and _is_edge(across[::-1], tail):
            widest = max(widest, (head + tail) / (2 * rows))
    return float(widest)


def _is_edge(rows: Numbers, place: int) -> bool:
    """Whether nearly all of the row at `place` jumps away from the frame before it."""
    if place + 1 >= len(rows):
        return False
    return bool((abs(rows[place + 1] - rows[place - 1]) > 12).mean() > 0.8)
