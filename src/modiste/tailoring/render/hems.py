"""What is sewn along the open edges of cloth: hems with rows of stitches, the stitched edge of a collar.

Knows what is drawn beside an edge; how far it is away is `finer`'s, closed edges are `closures`'. Metres.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.drape.turning import TURNED
from modiste.tailoring.pattern.panel import Panel

Floats = NDArray[np.float32]

_ROWS = ((0.018, 0.0006), (0.0235, 0.0006))
"""Twin rows of stitches on a hem: how far from it, half as wide as they are."""
_FOLD, _SOFT = 0.021, 0.0035
"""Where a hem's inner layer ends, and over how much it shows."""
_COLLAR = 0.0055
"""A collar's one row."""
_RIM = 0.0011
"""A collar's edge is two layers and what is between them: so much of it is turned away from the light."""
_SEEN_FROM = 0.004
"""Stitches are not seen where a pixel shows more."""


def collar_of(panels: Sequence[Panel]) -> int:
    """The number of the panel that is turned down, -1 where there is none."""
    names = [panel.name for panel in panels]
    return names.index(TURNED) if TURNED in names else -1


def hemmed(tint: Floats, hem: Floats, collar: NDArray[np.bool_], metres: float) -> Floats:
    """Linear colour (n, 3) with what is sewn along edges.

    Args:
        tint: Linear colour.
        hem: (n,) how far the nearest edge is.
        collar: (n,) whether it is a collar's.
        metres: How much a pixel shows: what is finer is drawn as wide as a pixel, and fainter.
    """
    made: NDArray[np.floating] = tint
    plain = ~collar
    if metres < _SEEN_FROM:
        for away, half in _ROWS:
            made = made * (1 - 0.16 * (plain * _line(hem - away, half, metres))[:, None])
    fold = plain * np.exp(-(((hem - _FOLD) / _SOFT) ** 2))
    made = made * (1 - 0.04 * fold[:, None])
    if collar.any():
        row = 0.2 * _line(hem - _COLLAR, 0.0007, metres) if metres < _SEEN_FROM else 0.0
        edge = 0.45 * _line(hem, _RIM, metres)
        made = made * (1 - (collar * np.maximum(row, edge))[:, None])
    return np.asarray(made, np.float32)


def _line(distance: Floats, half: float, metres: float) -> NDArray[np.floating]:
    """How much of a line of this half width is seen at this distance from it."""
    row = np.clip(1 - np.abs(distance) / max(half, 0.6 * metres), 0, 1)
    return np.asarray(row * min(1.0, 2 * half / metres))
