"""What a cloth looks like, as a tile that repeats without a seam, at true scale.

Knows pictures of a surface; weaving is `house_fabrics`, colouring is `prints`, lighting is render's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

LARGEST_TILE = 4096
"""Pixels along a side of a tile."""


@dataclass(frozen=True)
class Lay:
    """How the cloth lies under one panel when it is cut, from where its grain and own corner put it.

    Attributes:
        right: Centimetres across the grain.
        up: Centimetres along it.
        turn: Degrees, counter-clockwise as the panel is seen.
    """

    right: float = 0.0
    up: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, eq=False)
class Appearance:
    """A cloth's look. Rows of the tile run across the grain, columns along it: row 0 is the top of a panel.

    Attributes:
        colour: (h, w, 3) uint8 sRGB, the colour without light; repeats in both directions.
        relief: (h, w) float32, the height of the surface in metres; repeats likewise.
        width: Metres across the tile.
        height: Metres along it.
        roughness: 0 to 1: 0.3 is satin, 0.9 is fleece.
        sheen: 0 to 1: how much fibres that stand off catch the light at the edge.
        lining: sRGB, 0 to 1, of the inner side.
        creases: 0 to 1: how readily it creases: 0.2 is fleece, 1 is linen.
        lustre: 0 to 1: how much threads that lie side by side along the grain shine: satin's float over four
            others and give light back as so many fine rods do.
    """

    colour: NDArray[np.uint8]
    relief: NDArray[np.float32]
    width: float
    height: float
    roughness: float
    sheen: float
    lining: tuple[float, float, float]
    creases: float = 0.5
    lustre: float = 0.0

    def __post_init__(self) -> None:
        high, wide = self.colour.shape[:2]
        if not (1 <= high <= LARGEST_TILE and 1 <= wide <= LARGEST_TILE) or self.relief.shape != (high, wide):
            raise ModisteError("MOD-1585", width=wide, height=high, most=LARGEST_TILE)
