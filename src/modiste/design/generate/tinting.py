"""Grey concepts in colours: what is bright becomes the first colour of a palette, its shadows darker.

Knows pixels; generators that take colours for a wish need it not.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.design.generate.wish import Rgb

Pixels = NDArray[np.uint8]
_GROUND = 255.0
_QUIET, _SOFT = 12.0, 30.0
"""Grey levels up to which a pixel is ground, black in catalogue pictures but for a generator's grain, and
from which on it is wholly garment."""
_DARKEST = 0.35


def tinted(pictures: Pixels, palette: Sequence[Rgb], first: int = 0) -> Pixels:
    """Grey pictures (n, height, width, 1) on white, numbered from `first`, each in the palette's next colour.

    Returns:
        uint8 (n, height, width, 3).
    """
    grey = pictures.astype(np.float32)
    share = ((grey - _QUIET) / (_SOFT - _QUIET)).clip(0, 1)
    dyes = np.array([palette[(first + row) % len(palette)] for row in range(len(grey))], np.float32)
    cloth = dyes[:, None, None] * (_DARKEST + (1 - _DARKEST) * grey / 255)
    made: Pixels = np.rint(_GROUND * (1 - share) + cloth * share).astype(np.uint8)
    return made
